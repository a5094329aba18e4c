import assert from "node:assert/strict";
import { test } from "node:test";
import {
  askEndpoint,
  FeedbackError,
  replyIn,
} from "../../../docs/assets/javascripts/practice/feedback/client.js";

const reply = (content) => JSON.stringify({ choices: [{ message: { role: "assistant", content } }] });
const answering =
  (text, status = 200) =>
  async () =>
    new Response(text, { status });
const ask = (send, options = {}) =>
  askEndpoint(
    "http://localhost/v1/chat/completions",
    { model: "m" },
    {
      key: "",
      seconds: 5,
      signal: new AbortController().signal,
      send,
      ...options,
    },
  );
/** An endpoint that answers only when it is given up. */
const never = (_, { signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("the text of the first choice is the feedback", async () => {
  assert.equal(await ask(answering(reply("<think>hm</think>\n Point 1: “ridge”. "))), "Point 1: “ridge”.");
  assert.equal(
    replyIn(
      reply([
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ]),
    ),
    "ab",
  );
});

test("the key goes along only if there is one; cookies and the page's address never do", async () => {
  const sent = [];
  const send = async (url, options) => {
    sent.push({ url, ...options });
    return new Response(reply("x"));
  };
  await ask(send);
  await ask(send, { key: " k1 " });
  assert.equal("Authorization" in sent[0].headers, false);
  assert.equal(sent[1].headers.Authorization, "Bearer k1");
  assert.deepEqual(
    [sent[0].credentials, sent[0].referrerPolicy, sent[0].redirect],
    ["omit", "no-referrer", "error"],
  );
  assert.equal(sent[0].body, '{"model":"m"}');
});

for (const [name, send, pattern] of [
  ["is absent", async () => Promise.reject(new TypeError("Failed to fetch")), /no connection/],
  ["answers with a page", answering("<!doctype html><p>hi"), /isn’t JSON/],
  ["answers with other JSON", answering("[1, 2]"), /no message in it/],
  ["answers with null", answering("null"), /no message in it/],
  ["answers with nothing", answering(reply("  ")), /empty message/],
  ["refuses the key", answering("{}", 401), /refuses the key/],
  ["knows no such path", answering("", 404), /404/],
  ["is busy", answering("", 429), /429/],
  ["breaks", answering("oops", 500), /500/],
]) {
  test(`an endpoint that ${name} gets a sentence`, async () => {
    await assert.rejects(ask(send), (error) => error instanceof FeedbackError && pattern.test(error.message));
  });
}

test("a slow endpoint is given up", async () => {
  await assert.rejects(ask(never, { seconds: 0.01 }), /within 0.01 seconds/);
});

test("the reader can cancel, before and after", async () => {
  const control = new AbortController();
  const asked = ask(never, { signal: control.signal });
  control.abort();
  await assert.rejects(asked, /Cancelled/);
  await assert.rejects(ask(never, { signal: control.signal }), /Cancelled/);
});

test("an endless reply is cut", () => assert.ok(replyIn(reply("x".repeat(90_000))).length < 8100));

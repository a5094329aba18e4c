// Asks the reader's endpoint, and says in one sentence what went wrong.
// @ts-check

/** Says what the reader can do about an endpoint that gave no feedback. */
export class FeedbackError extends Error {}

const LONGEST_REPLY = 8000;

/**
 * @typedef {object} Options
 * @property {string} key may be empty
 * @property {number} seconds until it is given up
 * @property {AbortSignal} signal aborted when the reader cancels
 * @property {typeof fetch} [send]
 */

/**
 * @param {string} url
 * @param {ReturnType<typeof import("./request.js").requestBody>} body
 * @param {Options} options
 * @returns {Promise<string>} the feedback as plain text
 * @throws {FeedbackError}
 */
export async function askEndpoint(url, body, { key, seconds, signal, send = fetch }) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), seconds * 1000);
  const cancel = () => late.abort();
  signal.addEventListener("abort", cancel);
  const stopped = () =>
    new FeedbackError(
      signal.aborted
        ? "Cancelled. Nothing was changed."
        : `The endpoint gave no answer within ${seconds} seconds. Allow it more time, or choose a smaller model.`,
    );
  try {
    if (signal.aborted) throw stopped();
    const answer = await send(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(key.trim() ? { Authorization: `Bearer ${key.trim()}` } : {}),
      },
      body: JSON.stringify(body),
      signal: late.signal,
      // Neither cookies nor the address of this page go along.
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
    });
    const text = await answer.text();
    if (!answer.ok) throw new FeedbackError(refusal(answer.status));
    return replyIn(text);
  } catch (error) {
    if (error instanceof FeedbackError) throw error;
    if (late.signal.aborted) throw stopped();
    throw new FeedbackError(
      "There was no connection to the endpoint. Is it running, is the address right, and does it allow requests from web pages (CORS) of this site’s address?",
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
  }
}

/** @param {number} status */
function refusal(status) {
  if (status === 401 || status === 403) return `The endpoint refuses the key (${status}).`;
  if (status === 404) return "The endpoint answers 404: the address or the name of the model is wrong.";
  if (status === 429) return "The endpoint says that it had too many requests (429). Wait, then send again.";
  return `The endpoint answers with an error (${status}). Look at its log, then send again.`;
}

/**
 * The text in an endpoint's answer.
 * @param {string} text
 * @returns {string}
 * @throws {FeedbackError} there is none
 */
export function replyIn(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FeedbackError(
      "The endpoint answered with something that isn’t JSON, so this may not be a chat endpoint. Check the address.",
    );
  }
  const content = value?.choices?.[0]?.message?.content;
  const found = Array.isArray(content)
    ? content.map((part) => (typeof part?.text === "string" ? part.text : "")).join("")
    : content;
  if (typeof found !== "string") {
    throw new FeedbackError(
      "The endpoint’s answer has no message in it, so it isn’t in the form of a chat completion.",
    );
  }
  // Models that think aloud put that first, in a tag of its own.
  const plain = found.replace(/<think>[\s\S]*?<\/think>/g, "").trim();
  if (!plain)
    throw new FeedbackError("The endpoint answered with an empty message. Send again, or try another model.");
  return plain.length > LONGEST_REPLY ? `${plain.slice(0, LONGEST_REPLY)}…` : plain;
}

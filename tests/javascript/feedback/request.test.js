import assert from "node:assert/strict";
import { test } from "node:test";
import { endpointUrl, requestBody } from "../../../docs/assets/javascripts/practice/feedback/request.js";

const POINTS = [
  { required: true, text: "Names the prior.", made: true },
  { required: false, text: "Draws it." },
];

test("the request says that the rubric decides, and holds no mark of the reader", () => {
  const body = requestBody({ question: "Why ridge?", points: POINTS, answer: " Because. " }, " m1 ");
  assert.equal(body.model, "m1");
  assert.match(body.messages[0].content, /The rubric decides, not you/);
  assert.equal(
    body.messages[1].content,
    "QUESTION\nWhy ridge?\n\nRUBRIC\n1. [must] Names the prior.\n2. [nice] Draws it.\n\nANSWER\n<<<\nBecause.\n>>>",
  );
  assert.equal(body.stream, false);
});

test("a long answer is cut", () => {
  const body = requestBody({ question: "q", points: [], answer: "x".repeat(50_000) }, "m");
  assert.ok(body.messages[1].content.length < 12_100);
});

for (const [typed, url] of [
  ["http://localhost:11434", "http://localhost:11434/v1/chat/completions"],
  ["http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions"],
  ["localhost:8080", "http://localhost:8080/v1/chat/completions"],
  ["127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1/chat/completions"],
  ["https://models.example/api/v1", "https://models.example/api/v1/chat/completions"],
  ["https://models.example/openai", "https://models.example/openai/chat/completions"],
]) {
  test(`${typed} is completed`, () => assert.deepEqual(endpointUrl(typed), { url }));
}

for (const typed of [
  "",
  "  ",
  "http://",
  "http://models.example/v1",
  "ftp://x.example",
  "https://me:key@x.example/v1",
]) {
  test(`“${typed}” is refused with a reason`, () => assert.ok(endpointUrl(typed).problem.length > 20));
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { weaknessOf } from "../../../docs/assets/javascripts/practice/mock/weakness.js";
import { seal } from "../../../docs/assets/javascripts/practice/study/event.js";
import { question } from "./helpers.js";

const a = question("a", { topic: "one" });
const b = question("b", { topic: "one" });
const c = question("c", { topic: "two" });
const byId = new Map([a, b, c].map((each) => [each.id, each]));
let t = 0;
const event = (kind, data) => seal({ id: `e${++t}`, t, kind, data });
const review = (card, rating) => event("review", { card, rating });

test("what was never tried is weaker than what is known, and stronger than what failed", () => {
  const of = weaknessOf([review("a", 4), review("c", 1)], byId);
  assert.ok(of(a) < weaknessOf([], byId)(a) && weaknessOf([], byId)(c) < of(c));
});

test("a topic lends its questions part of its weakness", () => {
  const of = weaknessOf([review("a", 1), review("a", 1)], byId);
  assert.equal(of(a), 1);
  assert.equal(of(b), 1);
  assert.ok(of(c) < 0.5);
});

test("the last tries count most; mocks count like cards", () => {
  const better = weaknessOf(
    [event("answer", { question: "a", score: 0 }), event("answer", { question: "a", score: 1 })],
    byId,
  );
  const worse = weaknessOf(
    [event("answer", { question: "a", score: 1 }), event("answer", { question: "a", score: 0 })],
    byId,
  );
  assert.ok(better(a) < 0.5 && worse(a) > 0.5);
});

test("undone, unknown and damaged events say nothing", () => {
  const wrong = review("a", 1);
  const of = weaknessOf(
    [
      wrong,
      event("undo", { event: wrong.id }),
      review("gone", 1),
      event("answer", { question: "a", score: "x" }),
      event("session", { question: "a" }),
    ],
    byId,
  );
  assert.equal(of(a), weaknessOf([], byId)(a));
});

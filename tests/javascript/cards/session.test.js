import assert from "node:assert/strict";
import { test } from "node:test";
import {
  newSession,
  readSession,
  secondsBetween,
  summaryOf,
  withGrade,
  withoutLast,
} from "../../../docs/assets/javascripts/practice/cards/session.js";

const graded = (card, rating, seconds = 20) => ({ event: `${card}${rating}`, card, rating, seconds });
const session = (...all) => all.reduce(withGrade, newSession({}, 1000));

test("a grade is taken back, and its card shown with its answer", () => {
  const after = withoutLast(session(graded("a", 1), graded("b", 3)), 90_000);
  assert.deepEqual(
    after.graded.map(({ card }) => card),
    ["a"],
  );
  assert.deepEqual(after.shown, { card: "b", since: 70_000, revealed: true, full: false });
  assert.deepEqual(withoutLast(session(), 0), session());
});

test("the summary counts cards once and names the weak ones", () => {
  const summary = summaryOf(
    session(graded("a", 1), graded("b", 1), graded("b", 1), graded("b", 3), graded("c", 4)),
  );
  assert.deepEqual(summary, { reviews: 5, cards: 3, seconds: 100, grades: [3, 0, 1, 1], weak: ["b", "a"] });
});

test("whoever was away didn't think for an hour", () => {
  assert.equal(secondsBetween(0, 3_600_000), 600);
  assert.equal(secondsBetween(0, 12_400), 12);
  assert.equal(secondsBetween(5000, 0), 0);
});

test("a session is read as it was written, for a day", () => {
  const text = JSON.stringify(session(graded("a", 2)));
  assert.deepEqual(readSession(text, 2000), session(graded("a", 2)));
  assert.equal(readSession(text, 90_000_000), null);
});

for (const text of [
  null,
  "",
  "{",
  "{}",
  "[]",
  '{"scope":{"since":1,"ids":[]},"graded":[],"extra":"x","shown":null}',
]) {
  test(`${text} is no session`, () => assert.equal(readSession(text, 0), null));
}

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  newSession,
  restored,
  readSession,
  secondsBetween,
  summaryOf,
  withGrade,
  withoutLast,
} from "../../../docs/assets/javascripts/practice/cards/session.js";
import { deckOf, NOON, review } from "./helpers.js";

const graded = (card, rating, seconds = 20) => ({ event: `${card}${rating}`, card, rating, seconds });
const session = (...all) => all.reduce(withGrade, { ...newSession({}, 1000), id: "s" });

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

test("two sessions have different names", () => {
  assert.notEqual(newSession({}, 1).id, newSession({}, 2).id);
});

test("after a reload a session is what the log says, even if the page went away within a grade", () => {
  const shown = { card: "a", since: NOON, revealed: true, full: false };
  const stored = { ...newSession({}, NOON), id: "s", shown };
  const deck = deckOf(review("b", NOON, 1, { session: "s" }), review("a", NOON + 5000, 3, { session: "s" }));
  const after = restored(stored, deck);
  assert.deepEqual(
    after.graded.map(({ card, rating }) => [card, rating]),
    [
      ["b", 1],
      ["a", 3],
    ],
  );
  assert.equal(after.shown, null);
  assert.deepEqual(restored(stored, deckOf()).shown, shown);
});

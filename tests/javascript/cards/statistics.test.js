import assert from "node:assert/strict";
import { test } from "node:test";
import { studyDay } from "../../../docs/assets/javascripts/practice/cards/days.js";
import { forecast } from "../../../docs/assets/javascripts/practice/cards/forecast.js";
import {
  byTopic,
  medianSeconds,
  mondayOf,
  retentionByWeek,
  workload,
} from "../../../docs/assets/javascripts/practice/cards/statistics.js";
import { change, DAY, deckOf, learnt, MINUTE, NOON, question, review } from "./helpers.js";

const TODAY = studyDay(NOON, 0);

test("weeks begin on Monday", () => {
  assert.equal(mondayOf(TODAY), TODAY);
  assert.equal(mondayOf(TODAY + 6), TODAY);
  assert.equal(mondayOf(TODAY - 1), TODAY - 7);
  assert.equal(mondayOf(0), -3);
});

test("retention counts reviews of learnt cards only", () => {
  const deck = deckOf(
    ...learnt("a", NOON - 10 * DAY),
    ...learnt("b", NOON - 10 * DAY),
    review("a", NOON - 7 * DAY, 1),
    review("a", NOON - 7 * DAY + 10 * MINUTE, 3),
    review("b", NOON, 3),
  );
  const weeks = retentionByWeek(deck.reviews(), TODAY, 3);
  assert.deepEqual(weeks, [
    { start: TODAY - 14, reviews: 0, kept: 0 },
    { start: TODAY - 7, reviews: 1, kept: 0 },
    { start: TODAY, reviews: 1, kept: 1 },
  ]);
});

test("work is counted by day", () => {
  const deck = deckOf(...learnt("a", NOON), review("b", NOON - 40 * DAY));
  const days = workload(deck.reviews(), TODAY, 30);
  assert.equal(days.length, 30);
  assert.deepEqual(days.at(-1), { day: TODAY, reviews: 2, minutes: 1 });
  assert.equal(
    days.reduce((sum, { reviews }) => sum + reviews, 0),
    2,
  );
});

test("time per card is the middle one, of those that have a time", () => {
  const seconds = (...all) => medianSeconds(all.map((each) => ({ seconds: each })));
  assert.equal(seconds(10, 600, 20), 20);
  assert.equal(seconds(0, 0, 8), 8);
  assert.equal(seconds(0), undefined);
});

test("topics say how far they are", () => {
  const deck = deckOf(...learnt("a", NOON), review("a", NOON + 2 * DAY), review("b", NOON, 4));
  const questions = [question("a"), question("b"), question("c"), question("d", { topic: "attention" })];
  const [one, two] = byTopic(questions, deck);
  assert.deepEqual(one, {
    topic: "evaluation",
    total: 3,
    started: 2,
    known: 0,
    reviews: 1,
    kept: 1,
    seconds: 30,
  });
  assert.deepEqual([two.topic, two.total, two.seconds], ["attention", 1, 0]);
});

test("the forecast puts what is overdue on today and leaves out new cards and those set aside", () => {
  const deck = deckOf(
    ...learnt("overdue", NOON - 9 * DAY),
    ...learnt("tomorrow", NOON - DAY),
    ...learnt("aside", NOON - DAY),
    change("aside", NOON, "suspend"),
    change("new", NOON, "add"),
  );
  const counts = forecast(deck.ids, deck, NOON, 0, 3);
  assert.deepEqual(counts, [1, 1, 0]);
});

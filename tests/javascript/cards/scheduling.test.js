import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, MINUTE, NOON, scheduling } from "./helpers.js";

test("a new card comes back within minutes, a known one after days", () => {
  const { next } = scheduling();
  const first = next(undefined, NOON, 0, 3);
  assert.deepEqual([first.phase, first.due - NOON], ["learning", 10 * MINUTE]);
  const second = next(first, first.due, 0, 3);
  assert.equal(second.phase, "review");
  assert.equal(second.due - first.due, 2 * DAY);
});

test("the intervals on the buttons are the ones that are used", () => {
  const { next, intervals } = scheduling();
  let memory;
  for (const days of [0, 0.01, 3, 11, 30, 30.01]) {
    const t = NOON + days * DAY;
    const shown = intervals(memory, t, 60);
    for (const rating of [1, 2, 3, 4]) {
      assert.equal(next(memory, t, 60, rating).due - t, shown[rating - 1]);
    }
    memory = next(memory, t, 60, days === 30 ? 1 : 3);
  }
});

test("a clock that went back counts as having stood still", () => {
  const { next } = scheduling();
  const known = next(undefined, NOON, 0, 4);
  const earlier = next(known, NOON - 30 * DAY, 0, 3);
  assert.equal(earlier.last, NOON);
  assert.ok(earlier.due > NOON);
});

test("a journey westwards, which turns the day back, is no fault", () => {
  const { next } = scheduling();
  const tokyo = next(undefined, Date.parse("2026-11-16T20:00:00Z"), 540, 4);
  assert.ok(next(tokyo, Date.parse("2026-11-17T01:00:00Z"), -480, 3).due > tokyo.last);
});

test("days are those of the place: a night between two reviews counts as one day", () => {
  const { next } = scheduling();
  const evening = Date.parse("2026-11-16T22:00:00Z");
  const learnt = next(undefined, evening, 0, 4);
  const morning = next(learnt, evening + 10 * 60 * MINUTE, 0, 3);
  const sameEvening = next(learnt, evening + 2 * 60 * MINUTE, 0, 3);
  assert.equal(morning.card.elapsed_days, 1);
  assert.equal(sameEvening.card.elapsed_days, 0);
});

test("a higher wish to remember makes shorter intervals, and no interval is longer than the longest", () => {
  const learn = (options) => {
    const { next } = scheduling(options);
    let memory;
    for (let t = NOON; t < NOON + 200 * DAY; t = memory.due) memory = next(memory, t, 0, 4);
    return memory.card.scheduled_days;
  };
  assert.ok(learn({ retention: 0.95 }) < learn({ retention: 0.85 }));
  // FSRS keeps a day between the intervals of the grades, so that "Easy" may lie two beyond the longest.
  assert.ok(learn({ longest: 60 }) <= 62);
});

test("the chance to remember falls with time", () => {
  const { next, recall } = scheduling();
  const memory = next(undefined, NOON, 0, 4);
  assert.equal(recall(memory, NOON, 0), 1);
  assert.ok(recall(memory, NOON + 8 * DAY, 0) < recall(memory, NOON + 2 * DAY, 0));
  assert.ok(Math.abs(recall(memory, memory.due, 0) - 0.9) < 0.01);
});

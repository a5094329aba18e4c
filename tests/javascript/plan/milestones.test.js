import assert from "node:assert/strict";
import { test } from "node:test";
import {
  byWeek,
  marksOf,
  milestonesOf,
  nearestPlan,
  testText,
} from "../../../docs/assets/javascripts/practice/plan/milestones.js";
import { progressOf } from "../../../docs/assets/javascripts/practice/plan/replan.js";
import { event, outlineOf, TODAY, UTC, wishOf, writtenPlan } from "./helpers.js";

const daysOf = (length, more = {}) =>
  milestonesOf(outlineOf(), wishOf({ interview: TODAY + length, ...more }), TODAY).milestones.map(
    ({ day }) => day - TODAY,
  );

test("a plan of the written length has each phase’s end on its own day", () => {
  assert.deepEqual(daysOf(56), [6, 13, 20, 27, 34, 41, 48, 55]);
  assert.deepEqual(daysOf(14), [6, 13]);
});

test("another length takes the nearest plan and spreads it, the last one ending before the interview", () => {
  for (let length = 10; length <= 84; length += 1) {
    if (length > 21 && length < 38) continue;
    const days = daysOf(length);
    assert.ok(days.length === 2 || days.length === 8);
    assert.equal(days.at(-1), length - 1);
    assert.ok(days.every((day, index) => day >= 0 && (!index || day > days[index - 1])));
  }
});

test("a length that none is near to has no milestones", () => {
  const outline = outlineOf();
  for (const length of [1, 9, 25, 85, 400]) assert.equal(nearestPlan(outline, length), null, String(length));
  assert.equal(nearestPlan({ plans: [] }, 56), null);
  assert.equal(nearestPlan(outline, 21).slug, "two-weeks");
});

test("of two plans equally near the first counts", () => {
  const plans = [writtenPlan("a", 20, 2), writtenPlan("b", 20, 4)];
  assert.equal(nearestPlan({ plans }, 20).slug, "a");
});

test("rounds that aren’t expected have no milestones", () => {
  const { milestones } = milestonesOf(outlineOf(), wishOf({ rounds: ["coding"] }), TODAY);
  assert.deepEqual(
    milestones.map(({ title }) => title),
    ["Phase 2", "Phase 6"],
  );
});

test("minutes are those of the next lower hours, and what these leave out is left out", () => {
  const lines = (hours) =>
    milestonesOf(outlineOf(), wishOf({ hours }), TODAY).milestones[0].lines.map(({ minutes }) => minutes);
  assert.deepEqual([lines(3), lines(6), lines(9.5)], [[60], [60], [60]]);
  assert.deepEqual(
    [lines(10), lines(40)],
    [
      [75, 30],
      [80, 40],
    ],
  );
});

test("milestones stand in the week of their day, or the last one before it", () => {
  const { milestones } = milestonesOf(outlineOf(), wishOf(), TODAY);
  const monday = TODAY - 4;
  const weeks = [{ monday }, { monday: monday + 14 }];
  const found = byWeek(milestones, weeks);
  assert.deepEqual(
    [...found].map(([day, each]) => [day - monday, each.length]),
    [
      [0, 1],
      [14, 7],
    ],
  );
  assert.equal(byWeek(milestones, []).size, 0);
  assert.equal(byWeek(milestones, [{ monday: monday + 70 }]).get(monday + 70).length, 8);
});

test("ticks of milestones are known from the log, those of an earlier plan apart", () => {
  const [milestone] = milestonesOf(outlineOf(), wishOf(), TODAY).milestones;
  const marks = marksOf(milestone);
  assert.deepEqual(marks, [`${milestone.id}:output-1`, `${milestone.id}:output-2`, `${milestone.id}:test`]);
  const kept = { plan: { items: [], wish: wishOf() }, since: TODAY };
  const events = [
    event("check", TODAY - 9, { item: marks[0], done: true }),
    event("check", TODAY + 1, { item: marks[1], done: true }),
    event("check", TODAY + 1, { item: marks[2], done: true }),
    event("check", TODAY + 2, { item: marks[2], done: false }),
    event("check", TODAY + 2, { item: "read:a", done: true }),
  ];
  assert.deepEqual([...progressOf(kept, events, TODAY + 3, UTC).reached], [marks[1]]);
});

test("a test is told in sentences", () => {
  const [{ test: given }] = milestonesOf(outlineOf(), wishOf(), TODAY).milestones;
  assert.equal(testText(given), "Tell it. Pass: eight of ten. Else: again.");
});

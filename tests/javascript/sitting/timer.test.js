import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clockText,
  LONGEST_GAP,
  paused,
  STOPPED,
  spokenTime,
  started,
  ticked,
  urgency,
} from "../../../docs/assets/javascripts/practice/sitting/timer.js";

test("time counts while it runs, and not while it stands", () => {
  let timer = started(STOPPED, 1000);
  timer = ticked(timer, 3000).timer;
  timer = paused(timer, 4000);
  assert.deepEqual(timer, { spent: 3000, last: null });
  assert.deepEqual(ticked(timer, 9000), { timer, away: false });
  timer = ticked(started(timer, 10_000), 10_500).timer;
  assert.equal(timer.spent, 3500);
});

test("starting twice loses nothing", () => {
  const timer = started(started(STOPPED, 0), 5000);
  assert.equal(ticked(timer, 6000).timer.spent, 6000);
});

test("a clock that is set back takes no time away, and time goes on from there", () => {
  const back = ticked({ spent: 5000, last: 100_000 }, 20_000);
  assert.deepEqual(back, { timer: { spent: 5000, last: 20_000 }, away: false });
  assert.equal(ticked(back.timer, 21_000).timer.spent, 6000);
});

test("a jump ahead, a sleep or a closed page stops it without counting", () => {
  const gone = ticked({ spent: 5000, last: 0 }, LONGEST_GAP + 1);
  assert.deepEqual(gone, { timer: { spent: 5000, last: null }, away: true });
  assert.equal(ticked({ spent: 0, last: 0 }, LONGEST_GAP).timer.spent, LONGEST_GAP);
});

test("urgency has three states", () => {
  assert.deepEqual(
    [0, 79, 80, 99, 100, 200].map((spent) => urgency(spent, 100)),
    ["calm", "calm", "soon", "soon", "over", "over"],
  );
});

for (const [milliseconds, text] of [
  [0, "0:00"],
  [1, "0:01"],
  [61_000, "1:01"],
  [600_000, "10:00"],
  [-500, "0:00"],
  [-1000, "0:00"],
  [-2500, "+0:02"],
  [-61_001, "+1:01"],
]) {
  test(`${milliseconds} ms reads ${text}`, () => assert.equal(clockText(milliseconds), text));
}

test("time is said in words", () => {
  assert.equal(spokenTime(61_000), "1 minute 1 second");
  assert.equal(spokenTime(120_000), "2 minutes");
  assert.equal(spokenTime(0), "0 seconds");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blockScore,
  gradeScore,
  partsOf,
  rubricScore,
  STAR,
  STEPS,
  stepTimes,
  verdict,
} from "../../../docs/assets/javascripts/practice/mock/score.js";
import { newAnswer } from "../../../docs/assets/javascripts/practice/mock/session.js";

const POINTS = [true, true, false, true, false].map((required, index) => ({
  required,
  text: `point ${index}`,
}));
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} ${b}`);

test("musts weigh four fifths", () => {
  near(rubricScore(POINTS, []), 0);
  near(rubricScore(POINTS, [0, 1, 3]), 0.8);
  near(rubricScore(POINTS, [2]), 0.1);
  near(rubricScore(POINTS, [0, 1, 2, 3, 4]), 1);
  near(
    rubricScore(
      POINTS.filter(({ required }) => required),
      [0],
    ),
    1 / 3,
  );
  near(rubricScore([], []), 0);
});

test("colours are those of the study plan", () => {
  assert.deepEqual(
    [[0, 1, 3], [0, 3, 2], [0]].map((made) => verdict(POINTS, made)),
    ["green", "amber", "red"],
  );
});

test("stories have five parts, whole designs seven, and shares add up", () => {
  assert.equal(partsOf({ kind: "behavioral" }, false), STAR);
  assert.equal(partsOf({ kind: "design" }, true), STEPS);
  assert.deepEqual(partsOf({ kind: "design" }, false), []);
  for (const parts of [STAR, STEPS])
    near(
      parts.reduce((sum, { share }) => sum + share, 0),
      1,
    );
});

test("a block is half rubric and half parts, and a quarter of it follow-ups", () => {
  const answers = [newAnswer()];
  const marks = { points: [0, 1, 3], parts: {}, followUps: {}, done: true };
  near(blockScore(POINTS, answers, marks).score, 0.8);
  near(blockScore(POINTS, answers, { ...marks, parts: { Task: 0, Action: 1 } }).score, (0.8 + 0.25) / 2);
  near(blockScore(POINTS, answers, { ...marks, followUps: { 1: 2, 2: 0 } }).score, 0.75 * 0.8 + 0.25 * 0.5);
  near(blockScore(POINTS, [{ ...newAnswer(), skipped: true }], marks).score, 0);
  assert.equal(gradeScore([]), null);
});

test("a step lasts until the next begins", () => {
  assert.deepEqual(stepTimes({ Features: 600_000, Clarify: 5000, Data: 300_000 }, 900_000), [
    { name: "Clarify", from: 5000, seconds: 295 },
    { name: "Data", from: 300_000, seconds: 300 },
    { name: "Features", from: 600_000, seconds: 300 },
  ]);
  assert.deepEqual(stepTimes({}, 5), []);
});

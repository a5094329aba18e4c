import assert from "node:assert/strict";
import { test } from "node:test";
import { labelled, roundTop, shadeOf } from "../../../docs/assets/javascripts/practice/shared/plots.js";

for (const [value, top] of [
  [0, 1],
  [1, 1],
  [7, 8],
  [9, 10],
  [23, 30],
  [110, 200],
  [0.3, 0.3],
]) {
  test(`an axis up to ${value} ends at ${top}`, () => assert.ok(Math.abs(roundTop(value) - top) < 1e-9));
}

test("labels are evenly apart and hold both ends", () => {
  assert.deepEqual(labelled(30), [0, 7, 15, 22, 29]);
  assert.deepEqual(labelled(3), [0, 1, 2]);
  assert.deepEqual(labelled(1), [0]);
  assert.deepEqual(labelled(0), []);
});

test("nothing known has no shade, and little has some", () => {
  assert.deepEqual([null, 0, 0.19, 0.5, 0.99, 1].map(shadeOf), [0, 1, 1, 3, 5, 5]);
});

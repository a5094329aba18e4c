import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countText,
  isFiltered,
  NO_FILTER,
  readState,
  writeState,
} from "../../../docs/assets/javascripts/practice/find/state.js";

const OFFERED = {
  topic: [["evaluation", "Evaluation"]],
  level: [["beginner", "Beginner"]],
  role: [["mle", "ML engineer"]],
  round: [["theory", "Theory"]],
};

test("what is written is read again", () => {
  const state = { ask: "why & how? L1 + L2", topic: "evaluation", level: "", role: "mle", round: "" };
  const written = writeState("?kept=1", state);
  assert.equal(new URLSearchParams(written).get("kept"), "1");
  assert.deepEqual(readState(written, OFFERED), state);
});

test("what no list offers is ignored, and a query is cut at a sensible length", () => {
  const state = readState(`?ask=${"x".repeat(999)}&topic=nowhere&level=beginner`, OFFERED);
  assert.equal(state.topic, "");
  assert.equal(state.level, "beginner");
  assert.equal(state.ask.length, 300);
});

test("an empty state leaves no trace", () => {
  assert.equal(writeState("?ask=x&level=beginner", { ...NO_FILTER, ask: "  " }), "");
  assert.equal(isFiltered(NO_FILTER), false);
});

for (const [count, filter, expected] of [
  [0, NO_FILTER, "No questions fit"],
  [1, NO_FILTER, "1 question fits"],
  [12, { ...NO_FILTER, level: "beginner" }, "12 questions fit within the filter"],
]) {
  test(expected, () => assert.equal(countText(count, filter), expected));
}

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  beginningWith,
  isNear,
  nearStems,
  splitWord,
} from "../../../docs/assets/javascripts/practice/find/spelling.js";

for (const [one, other, near] of [
  ["overfiting", "overfitting", true],
  ["sofmax", "softmax", true],
  ["sotfmax", "softmax", true],
  ["gradxent", "gradient", true],
  ["xgradient", "gradient", true],
  ["gradient", "gradient", false],
  ["gradent", "gradients", false],
  ["abcd", "badc", false],
  ["model", "modal", true],
  ["kernel", "colonel", false],
]) {
  test(`${one} is ${near ? "" : "not "}a slip from ${other}`, () => {
    assert.equal(isNear(one, other), near);
    assert.equal(isNear(other, one), near);
  });
}

test("short words and numbers are left as they are", () => {
  assert.deepEqual(nearStems("math", ["match", "path"]), []);
  assert.deepEqual(nearStems("2019a", ["2018a"]), []);
  assert.deepEqual(nearStems("resdual", ["residual", "loss"]), ["residual"]);
});

test("words that were written as one are split where both halves are known", () => {
  const known = (part) => ["cross", "entropy", "crossen", "gpt", "2", "over", "fit"].includes(part);
  assert.deepEqual(splitWord("crossentropy", known), ["cross", "entropy"]);
  assert.deepEqual(splitWord("gpt2", known), ["gpt", "2"]);
  assert.equal(splitWord("a2", known), undefined);
  assert.equal(splitWord("", known), undefined);
  assert.equal(splitWord("overloss", known), undefined);
});

test("beginnings are found in a sorted vocabulary", () => {
  const vocabulary = ["auc", "calibrate", "calibration", "call", "loss"];
  assert.deepEqual(beginningWith("calib", vocabulary), [1, 2]);
  assert.deepEqual(beginningWith("lo", vocabulary), [4]);
  assert.deepEqual(beginningWith("zzz", vocabulary), []);
  assert.deepEqual(beginningWith("a", []), []);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pieces, stem, words } from "../../../docs/assets/javascripts/practice/find/words.js";

// tests/unit/finder/test_words.py reads the same file: index and page must cut alike.
const cases = JSON.parse(readFileSync(new URL("./words.json", import.meta.url), "utf8"));
for (const [text, expected] of cases) {
  test(`words of ${JSON.stringify(text)}`, () => assert.deepEqual(words(text), expected));
}

for (const forms of [
  ["residual", "residuals"],
  ["study", "studies", "studied", "studying"],
  ["regularise", "regularize", "regularised", "regularized", "regularising", "regularizing"],
  ["regularisation", "regularization"],
  ["analyse", "analyze", "analysed"],
  ["behaviour", "behavior", "behaviours"],
  ["fit", "fits", "fitted", "fitting"],
  ["label", "labels", "labelled", "labeled", "labelling"],
  ["rate", "rates", "rated", "rating"],
  ["loss", "losses"],
  ["box", "boxes"],
  ["bias"],
]) {
  test(`${forms.join(", ")} have one stem`, () => assert.equal(new Set(forms.map(stem)).size, 1));
}

for (const [one, other] of [
  ["bias", "bia"],
  ["loss", "los"],
  ["l1", "l2"],
  ["ring", "r"],
  ["precision", "precise"],
]) {
  test(`${one} and ${other} differ`, () => assert.notEqual(stem(one), stem(other)));
}

test("what was looked for is told apart, and nothing is lost", () => {
  const text = "Your model’s residual-plots: R² of residuals.";
  const found = pieces(text, new Set([stem("residual"), "r2"]));
  assert.deepEqual(
    found.filter(({ hit }) => hit).map((piece) => piece.text),
    ["residual", "R²", "residuals"],
  );
  assert.equal(found.map((piece) => piece.text).join(""), text);
});

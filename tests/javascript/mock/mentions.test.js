import assert from "node:assert/strict";
import { test } from "node:test";
import { keywords, mayMention } from "../../../docs/assets/javascripts/practice/mock/mentions.js";

const POINT = "Leaves the intercept unpenalised, by centring or by a zero in the penalty.";

test("an answer with the point's words may have made it", () => {
  assert.equal(mayMention(POINT, "I centre the columns, so the intercept has zero penalty."), true);
  assert.equal(
    mayMention("Names late labels of blocked payments.", "Labels of a blocked payment come late."),
    true,
  );
});

test("other answers, one shared word and nothing are no mention", () => {
  assert.equal(mayMention(POINT, "I would use gradient boosting with early stopping."), false);
  assert.equal(mayMention(POINT, "There is an intercept."), false);
  assert.equal(mayMention(POINT, ""), false);
  assert.equal(mayMention("It is so.", "It is so."), false);
});

test("links, markers and small words are no keywords", () => {
  assert.deepEqual([...keywords("the *[calibration](glossary:calibration)* of `it`")], ["calibr"]);
});

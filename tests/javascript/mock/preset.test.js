import assert from "node:assert/strict";
import { test } from "node:test";
import { presetText, readPreset } from "../../../docs/assets/javascripts/practice/mock/preset.js";

for (const [query, changes] of [
  ["", {}],
  [
    "?role=mle&level=senior&round=design,behavioral&minutes=45",
    { role: "mle", level: "senior", rounds: ["design", "behavioral"], minutes: 45 },
  ],
  ["?round=Theory", { rounds: ["theory"] }],
  ["?round=ml-coding, coding,coding", { rounds: ["ml-coding", "coding"] }],
  ["?role=any&minutes=25", { role: "", minutes: 25 }],
  ["?role=&level=&round=&minutes=", {}],
  ["?role=mle&ask=roc-auc-meaning", {}],
  ["?questions=a&seed=b", {}],
]) {
  test(`${query || "no query"} is taken`, () =>
    assert.deepEqual(readPreset(query), { changes, refused: [] }));
}

for (const [query, changes, refused] of [
  ["?role=chef&round=design", { rounds: ["design"] }, ["role chef"]],
  ["?round=design,sleep", { rounds: ["design"] }, ["round sleep"]],
  ["?round=constructor", {}, ["round constructor"]],
  ["?level=toString", {}, ["level tostring"]],
  ["?minutes=9", {}, ["minutes 9"]],
  ["?minutes=91", {}, ["minutes 91"]],
  ["?minutes=1e1", {}, ["minutes 1e1"]],
  ["?minutes=-30", {}, ["minutes -30"]],
  ["?role=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", {}, ["role <img src=x onerror=alert…"]],
]) {
  test(`${query} leaves the usual choice and says so`, () =>
    assert.deepEqual(readPreset(query), { changes, refused }));
}

test("what is said fits what was set", () => {
  assert.equal(presetText(readPreset("")), "");
  assert.equal(presetText(readPreset("?round=design")), "This choice comes from the link that you followed.");
  assert.equal(
    presetText(readPreset("?role=chef&minutes=5")),
    "The link that you followed asks for role chef and minutes 5, which the mock interview doesn’t offer: your usual choice is used there.",
  );
  assert.match(presetText(readPreset("?round=design,a,b")), /It also asks for round a and round b, which/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { warningOf } from "../../../docs/assets/javascripts/practice/shared/safety.js";

test("nothing is said while everything is stored", () => {
  assert.equal(warningOf("saved", 0), undefined);
});

for (const [safety, unsaved, action, words] of [
  ["memory", 3, undefined, /lost when you leave the page, unless you export/],
  ["full", 1, "retry", /storage is full, so 1 entry waits in this tab/],
  ["full", 2, "retry", /2 entries wait/],
  ["outdated", 0, "reload", /newer version.* Reload this one to go on\.$/],
  ["outdated", 4, "reload", /4 entries wait here, so export your data first/],
  ["lost", 1, "retry", /closed or deleted.*1 entry waits in this tab/],
]) {
  test(`${safety} with ${unsaved} unsaved says so`, () => {
    const warning = warningOf(safety, unsaved);
    assert.equal(warning.action, action);
    assert.match(warning.text, words);
  });
}

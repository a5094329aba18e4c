import assert from "node:assert/strict";
import { test } from "node:test";
import { keyFor } from "../../../docs/assets/javascripts/practice/shared/dom.js";

let open = true;
const KEYS = [
  { keys: [" "], does: "show", act() {}, when: () => !open },
  { keys: ["Enter", "f"], does: "open", act() {} },
  { keys: ["1"], does: "again", act() {}, when: () => open },
  { keys: ["Enter"], does: "show while typing", act() {}, typing: true },
];
const does = (event, place = "page") => keyFor(event, place, KEYS)?.does;

for (const [name, event, place, expected] of [
  ["a key", { key: "f" }, "page", "open"],
  ["a capital letter", { key: "F" }, "page", "open"],
  ["a key with Control belongs to the browser", { key: "f", ctrlKey: true }, "page", undefined],
  ["a key with Alt belongs to the system", { key: "f", altKey: true }, "page", undefined],
  ["a letter in a text is a letter", { key: "f" }, "text", undefined],
  ["Enter in a text is a new line", { key: "Enter" }, "text", undefined],
  ["Control and Enter work in a text", { key: "Enter", ctrlKey: true }, "text", "show while typing"],
  ["Command and Enter work in a text", { key: "Enter", metaKey: true }, "text", "show while typing"],
  ["Enter on a button presses it", { key: "Enter" }, "control", undefined],
  ["a digit works while a button has the focus", { key: "1" }, "control", "again"],
  ["a key that means nothing", { key: "z" }, "page", undefined],
]) {
  test(name, () => assert.equal(does(event, place), expected));
}

test("a key works only when it means something", () => {
  open = true;
  assert.equal(does({ key: " " }), undefined);
  open = false;
  assert.equal(does({ key: " " }), "show");
  assert.equal(does({ key: "1" }), undefined);
});

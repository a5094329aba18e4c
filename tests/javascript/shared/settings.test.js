import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  eraseSettings,
  readSetting,
  writeSetting,
} from "../../../docs/assets/javascripts/practice/shared/settings.js";

const LIMITS = { newPerDay: 10, kinds: ["a"], more: { on: true } };

/** A storage like the browser's: keys are own properties, methods are not. */
class FakeStorage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    this[key] = value;
  }
  removeItem(key) {
    delete this[key];
  }
}

beforeEach(() => {
  globalThis.localStorage = new FakeStorage();
  eraseSettings();
});

test("what was never chosen is as usual", () => {
  assert.deepEqual(readSetting("cards", LIMITS), LIMITS);
});

test("a choice is there again", () => {
  writeSetting("cards", { newPerDay: 3, kinds: [], more: { on: false } });
  assert.deepEqual(readSetting("cards", LIMITS), { newPerDay: 3, kinds: [], more: { on: false } });
});

test("what an older version stored is completed, and what another stored is dropped", () => {
  writeSetting("cards", { newPerDay: "many", more: { off: 1 }, extra: 1 });
  assert.deepEqual(readSetting("cards", LIMITS), LIMITS);
});

test("damaged text is as good as none", () => {
  localStorage.setItem("handbook-practice:cards", "{");
  assert.deepEqual(readSetting("cards", LIMITS), LIMITS);
});

test("without storage a choice lasts as long as the page", () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new DOMException("denied", "SecurityError");
    },
  });
  writeSetting("cards", { newPerDay: 4 });
  assert.equal(readSetting("cards", LIMITS).newPerDay, 4);
  eraseSettings();
  assert.equal(readSetting("cards", LIMITS).newPerDay, 10);
  Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: undefined });
});

test("erasing forgets our choices and nobody else's", () => {
  writeSetting("cards", { newPerDay: 3 });
  localStorage.setItem("__palette", "dark");
  eraseSettings();
  assert.deepEqual(Object.keys(localStorage), ["__palette"]);
});

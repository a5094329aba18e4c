import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checksum,
  effective,
  isSound,
  newId,
  seal,
} from "../../../docs/assets/javascripts/practice/study/event.js";

const review = seal({ id: "a", t: 1000, kind: "review", data: { card: "q", rating: 3 } });

test("ids are unique and sort by time", () => {
  const ids = [newId(1e12, "x"), newId(1e12, "x"), newId(1e12 + 36, "a"), newId(4e12, "a")];
  assert.equal(new Set(ids).size, 4);
  assert.deepEqual(ids.slice(1), [...ids.slice(1)].sort());
  assert.ok(newId(-5, "x").startsWith("000000000-"));
});

test("a checksum does not depend on the order of keys or on values that JSON drops", () => {
  assert.equal(checksum({ a: 1, b: [null] }), checksum({ b: [undefined], a: 1, c: undefined }));
  assert.equal(checksum({ a: 1.5 }), checksum(JSON.parse(JSON.stringify({ a: 1.5 }))));
  assert.notEqual(checksum({ a: "1" }), checksum({ a: 1 }));
});

test("known checksums stay: stored rows hang on them", () => {
  assert.equal(checksum(""), "ffcaaa85");
  assert.equal(review.sum, "f1431cb2");
});

test("a sealed event is sound", () => {
  assert.ok(isSound(review));
  assert.ok(isSound(structuredClone(review)));
});

for (const [name, row] of Object.entries({
  nothing: null,
  text: "review",
  "another time": { ...review, t: 1001 },
  "another grade": { ...review, data: { card: "q", rating: 4 } },
  "no checksum": { ...review, sum: undefined },
  "no id": seal({ ...review, id: "" }),
  "no time": seal({ ...review, t: Number.NaN }),
  "a grade that there isn't": seal({ ...review, data: { card: "q", rating: 5 } }),
  "no card": seal({ ...review, data: { rating: 3 } }),
  "data of another form": { ...review, data: [] },
})) {
  test(`a row with ${name} is not sound`, () => assert.equal(isSound(row), false));
}

test("events of kinds that this version doesn't know are kept", () => {
  assert.ok(isSound(seal({ id: "b", t: 1, kind: "later", data: {} })));
});

test("events are ordered by time, then id, and undone ones don't count", () => {
  const at = (id, t, kind = "check", data = {}) => seal({ id, t, kind, data });
  const events = [at("d", 4, "undo", { event: "b" }), at("c", 2), at("b", 3), at("a", 2)];
  assert.deepEqual(
    effective(events).map((event) => event.id),
    ["a", "c"],
  );
});

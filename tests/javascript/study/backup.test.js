import assert from "node:assert/strict";
import { test } from "node:test";
import {
  APP,
  BackupError,
  missing,
  readBackup,
  VERSION,
  writeBackup,
} from "../../../docs/assets/javascripts/practice/study/backup.js";
import { seal } from "../../../docs/assets/javascripts/practice/study/event.js";

const events = [1, 2, 3].map((t) => seal({ id: `e${t}`, t, kind: "review", data: { card: "q", rating: t } }));
const text = writeBackup(events, new Date(0));

test("what is written is read again", () => {
  assert.deepEqual(readBackup(text), { events, damaged: 0, made: "1970-01-01T00:00:00.000Z" });
});

test("altered rows are counted and left out, the others are kept", () => {
  const altered = text.replace('"rating":2', '"rating":4');
  assert.deepEqual(
    [readBackup(altered).events.map((event) => event.id), readBackup(altered).damaged],
    [["e1", "e3"], 1],
  );
});

for (const [name, file, message] of [
  ["no JSON", "not json", /isn't JSON/],
  ["a file that was cut off", text.slice(0, -9), /cut off/],
  ["a number", "7", /not a backup of this handbook/],
  ["null", "null", /not a backup of this handbook/],
  ["another program's file", JSON.stringify({ app: "anki", events: [] }), /not a backup of this handbook/],
  ["no events", JSON.stringify({ app: APP, version: 1 }), /not a backup of this handbook/],
  ["a newer version", JSON.stringify({ app: APP, version: VERSION + 1, events: [] }), /newer version/],
  ["no version", JSON.stringify({ app: APP, events: [] }), /newer version/],
]) {
  test(`${name} is refused in one sentence`, () => {
    assert.throws(
      () => readBackup(file),
      (error) => error instanceof BackupError && message.test(error.message),
    );
  });
}

test("merging twice adds nothing the second time", () => {
  const first = missing(events, ["e2"]);
  assert.deepEqual(
    first.map((event) => event.id),
    ["e1", "e3"],
  );
  assert.deepEqual(missing(events, ["e2", ...first.map((event) => event.id)]), []);
  assert.deepEqual(missing([events[0], events[0]], []), [events[0]]);
});

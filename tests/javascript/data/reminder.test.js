import assert from "node:assert/strict";
import { test } from "node:test";
import { backupState, USUAL_REMINDER } from "../../../docs/assets/javascripts/practice/data/reminder.js";

const DAY = 86_400_000;
const NOW = 1000 * DAY;
const events = (count, t, kind = "review") => Array.from({ length: count }, (_, n) => ({ kind, t: t + n }));

test("an empty log needs no backup", () => {
  assert.deepEqual(backupState([], USUAL_REMINDER, NOW), { since: 0, last: undefined, due: false });
});

for (const [name, log, reminder, due] of [
  ["a few entries, however old", events(19, NOW - 900 * DAY), USUAL_REMINDER, false],
  ["many entries of today", events(200, NOW - 1000), USUAL_REMINDER, true],
  ["not quite so many", events(199, NOW - 1000), USUAL_REMINDER, false],
  ["some entries, two weeks old", events(20, NOW - 14 * DAY), USUAL_REMINDER, true],
  [
    "some entries since a backup of yesterday",
    [...events(1, NOW - DAY, "backup"), ...events(50, NOW)],
    USUAL_REMINDER,
    false,
  ],
  [
    "many entries, but the reader wants no reminder",
    events(900, NOW - 90 * DAY),
    { events: 0, days: 0 },
    false,
  ],
  [
    "many entries before the last backup",
    [...events(900, NOW - DAY), ...events(1, NOW, "backup")],
    USUAL_REMINDER,
    false,
  ],
]) {
  test(`${name}: ${due ? "time for a backup" : "no reminder"}`, () => {
    assert.equal(backupState(log, reminder, NOW).due, due);
  });
}

test("the last backup is named, and what has been added since", () => {
  const log = [
    ...events(5, NOW - 9 * DAY),
    { kind: "backup", t: NOW - 8 * DAY },
    { kind: "backup", t: NOW - 3 * DAY },
    ...events(2, NOW),
  ];
  assert.deepEqual(backupState(log, USUAL_REMINDER, NOW), { since: 2, last: NOW - 3 * DAY, due: false });
});

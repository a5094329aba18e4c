import assert from "node:assert/strict";
import { test } from "node:test";
import { backupName } from "../../../docs/assets/javascripts/practice/data/export.js";
import { kindsText, previewOf, sizeText } from "../../../docs/assets/javascripts/practice/data/preview.js";
import { writeBackup } from "../../../docs/assets/javascripts/practice/study/backup.js";
import { seal } from "../../../docs/assets/javascripts/practice/study/event.js";

const event = (id, t = 1000, kind = "review") => seal({ id, t, kind, data: { card: "q", rating: 3 } });
const file = (...events) => writeBackup(events, new Date("2026-11-20T10:00:00Z"));

test("a preview tells new entries from known ones", () => {
  const preview = previewOf(file(event("a"), event("b", 5000), event("c", 3000)), [event("a")]);
  assert.deepEqual(
    preview.fresh.map(({ id }) => id),
    ["b", "c"],
  );
  assert.deepEqual([preview.known, preview.from, preview.to, preview.strange], [1, 1000, 5000, false]);
  assert.equal(preview.made, "2026-11-20T10:00:00.000Z");
});

test("the same file again would add nothing", () => {
  const log = [event("a"), event("b")];
  assert.deepEqual([previewOf(file(...log), log).fresh, previewOf(file(...log), log).known], [[], 2]);
});

test("a file without anything in common may be another person's", () => {
  assert.equal(previewOf(file(event("x")), [event("a")]).strange, true);
  assert.equal(previewOf(file(event("x")), []).strange, false, "a new device");
  assert.equal(
    previewOf(file(event("x")), [event("b", 1, "backup")]).strange,
    false,
    "nothing but a backup here",
  );
});

test("damaged rows are left out and counted", () => {
  const preview = previewOf(file(event("a"), { ...event("b"), t: 7 }), []);
  assert.deepEqual([preview.fresh.length, preview.damaged], [1, 1]);
});

for (const text of [
  "",
  "{",
  "[]",
  '{"app":"another","events":[]}',
  "PK\u0003\u0004",
  file(event("a")).slice(0, 50),
]) {
  test(`${JSON.stringify(text.slice(0, 20))} is no backup`, () => {
    assert.throws(() => previewOf(text, []), /not a backup/);
  });
}

test("a newer file asks to reload", () => {
  const newer = JSON.stringify({ ...JSON.parse(file(event("a"))), version: 2 });
  assert.throws(() => previewOf(newer, []), /newer version/);
});

test("entries are counted by kind", () => {
  assert.equal(kindsText([]), "nothing");
  assert.equal(kindsText([event("a")]), "1 review");
  const some = [event("a"), event("b"), event("c", 1, "drill"), event("d", 1, "backup")];
  assert.equal(kindsText(some), "2 reviews, 1 drill attempt and 1 backup");
  const later = [event("a"), event("b", 1, "dream"), event("c", 1, "dream")];
  assert.equal(kindsText(later), "1 review and 2 others");
});

test("sizes are said in their unit", () => {
  assert.deepEqual([900, 1500, 143_000, 11e9].map(sizeText), ["900 B", "1.5 kB", "143 kB", "11 GB"]);
});

test("files sort by time", () => {
  assert.equal(backupName(new Date(2026, 0, 5, 7, 4)), "interview-handbook-2026-01-05-0704.json");
});

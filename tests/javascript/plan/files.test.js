import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dayText,
  isoDay,
  minutesText,
  parseDay,
  weekdayOf,
} from "../../../docs/assets/javascripts/practice/plan/calendar.js";
import { calendarOf, escaped, folded } from "../../../docs/assets/javascripts/practice/plan/icalendar.js";
import { markdownOf } from "../../../docs/assets/javascripts/practice/plan/markdown.js";
import { OutlineError, readOutline } from "../../../docs/assets/javascripts/practice/plan/outline.js";
import { milestonesOf } from "../../../docs/assets/javascripts/practice/plan/milestones.js";
import { makePlan } from "../../../docs/assets/javascripts/practice/plan/planner.js";
import { UNKNOWN } from "../../../docs/assets/javascripts/practice/plan/tasks.js";
import {
  gapFactor,
  relevance,
  roleShares,
  weekShares,
} from "../../../docs/assets/javascripts/practice/plan/weights.js";
import { minutesOfDay, problemsOf, readWish } from "../../../docs/assets/javascripts/practice/plan/wish.js";
import { DAY, outlineOf, TODAY, wishOf } from "./helpers.js";

const address = (path) => `https://handbook.example/${path}`;
const keptOf = (wish = wishOf(), more = {}) => ({
  series: "abc-1",
  revision: 0,
  t: TODAY * DAY,
  since: TODAY,
  plan: makePlan(outlineOf(), wish, TODAY, UNKNOWN),
  ...more,
});
const unfolded = (text) => text.replace(/\r\n /g, "");

test("days are read and written, also over changes of clocks and leap days", () => {
  for (const text of ["2026-03-29", "2026-10-25", "2028-02-29", "2026-12-31"])
    assert.equal(isoDay(parseDay(text)), text);
  for (const text of ["2026-02-30", "2026-13-01", "", "26-1-1"]) assert.equal(parseDay(text), null);
  assert.equal(parseDay("2026-03-30") - parseDay("2026-03-28"), 2);
  assert.deepEqual([weekdayOf(TODAY), dayText(TODAY)], [4, "Fri 20 Nov"]);
});

test("minutes are said in hours", () => {
  assert.deepEqual([5, 60, 85].map(minutesText), ["5 min", "1 h", "1 h 25 min"]);
});

test("text of a calendar is escaped", () => {
  assert.equal(escaped("a,b;c\\d\ne\u0007"), "a\\,b\\;c\\\\d\\ne");
});

test("lines are folded at 75 octets, between characters", () => {
  const line = `SUMMARY:${"ä€😀x".repeat(40)}`;
  const parts = folded(line).split("\r\n");
  assert.ok(parts.length > 3);
  for (const part of parts) assert.ok(new TextEncoder().encode(part).length <= 75);
  assert.equal(unfolded(folded(line)), line);
});

test("a calendar has one entry a day and the interview, in lines that end as they should", () => {
  const kept = keptOf();
  const text = calendarOf(kept, { address });
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
  assert.ok(!/[^\r]\n/.test(text));
  const days = new Set(kept.plan.items.map(({ day }) => day)).size;
  assert.equal(text.match(/BEGIN:VEVENT/g).length, days + 1);
  assert.match(text, /DTSTART;VALUE=DATE:20270115\r\n/);
  assert.match(text, /DTSTAMP:20261120T000000Z/);
});

test("entries keep their names when the plan changes, and its number counts up", () => {
  const uids = (text) => text.match(/UID:.*/g);
  const first = calendarOf(keptOf(), { address });
  const second = calendarOf(keptOf(wishOf(), { revision: 3 }), { address });
  assert.deepEqual(uids(first), uids(second));
  assert.equal(new Set(uids(first)).size, uids(first).length);
  assert.match(second, /SEQUENCE:3/);
});

test("with a time of day entries begin at it wherever the reader is", () => {
  const text = calendarOf(keptOf(wishOf({ begins: "19:30" })), { address });
  assert.match(text, /DTSTART:20261121T193000\r\nDURATION:PT\d+M/);
  assert.ok(!/DTSTART:\d+T\d+Z/.test(text));
});

test("what is done is no longer in the calendar", () => {
  const kept = keptOf();
  const done = new Set(kept.plan.items.map(({ id }) => id));
  assert.equal(calendarOf(kept, { done, address }).match(/BEGIN:VEVENT/g).length, 1);
});

test("Markdown has every item once, with its tick, minutes and address", () => {
  const kept = keptOf();
  const [first] = kept.plan.items;
  const text = markdownOf(kept, { done: new Set([first.id]), address });
  assert.equal(text.match(/^- \[[ x]\] /gm).length, kept.plan.items.length);
  assert.equal(text.match(/^- \[x\] /gm).length, 1);
  assert.ok(text.includes(`(${address(first.path)}) · ${first.minutes} min`));
});

test("the calendar has an entry for each milestone until it is reached", () => {
  const kept = keptOf();
  const { milestones } = milestonesOf(outlineOf(), kept.plan.wish, kept.since);
  const text = unfolded(calendarOf(kept, { address, milestones }));
  assert.equal(text.match(/SUMMARY:To show: Phase/g).length, 8);
  assert.match(text, /UID:milestone-eight-weeks-phase-1-abc-1@/);
  assert.match(text, /DTSTART;VALUE=DATE:20261126\r\n/);
  assert.match(text, /a list\\ntwo sheets\\nTest: Tell it\. Pass: eight of ten\. Else: again\./);
  const first = "milestone:eight-weeks:phase-1";
  const done = new Set([`${first}:output-1`, `${first}:output-2`, `${first}:test`]);
  assert.equal(calendarOf(kept, { address, milestones, done }).match(/SUMMARY:To show/g).length, 7);
});

test("Markdown has each milestone below its week, with its ticks", () => {
  const kept = keptOf();
  const { milestones } = milestonesOf(outlineOf(), kept.plan.wish, kept.since);
  const done = new Set(["milestone:eight-weeks:phase-1:output-2"]);
  const text = markdownOf(kept, { done, address, milestones });
  assert.equal(text.match(/^### To show by /gm).length, 8);
  assert.match(
    text,
    /### To show by Thu 26 Nov: Phase 1\n\n- \[ \] a list\n- \[x\] two sheets\n- \[ \] Test: Tell it\./,
  );
});

test("Markdown says what was left out", () => {
  const kept = keptOf(wishOf({ interview: TODAY + 6, hours: 2 }));
  assert.match(markdownOf(kept, { done: new Set(), address }), /## What doesn’t fit\n\n- \[/);
});

test("an outline of another version isn't read", () => {
  assert.throws(() => readOutline({ version: 1, ...outlineOf() }), OutlineError);
  assert.throws(() => readOutline({ version: 2, ...outlineOf(), plans: undefined }), OutlineError);
  assert.throws(() => readOutline({ version: 2, ...outlineOf(), roles: null }), OutlineError);
  assert.throws(() => readOutline(null), OutlineError);
  assert.equal(readOutline({ version: 2, ...outlineOf() }).drills.length, 6);
});

test("shares of a role add up, without the rounds that aren't expected", () => {
  for (const role of ["mle", "ds", "nobody"]) {
    const shares = roleShares(outlineOf(), role, "senior", ["theory", "coding"]);
    assert.ok(Math.abs(shares.theory + shares.coding - 1) < 1e-9);
    assert.equal(shares.design, 0);
  }
  assert.deepEqual(roleShares(outlineOf(), "mle", "mid", ["theory", "coding", "design", "behavioral"]), {
    theory: 0.25,
    coding: 0.25,
    design: 0.25,
    behavioral: 0.25,
  });
});

test("the leading round gets five eighths of its week", () => {
  const shares = roleShares(outlineOf(), "mle", "mid", ["theory", "coding", "design", "behavioral"]);
  assert.deepEqual(weekShares(shares, "design"), {
    theory: 0.125,
    coding: 0.125,
    design: 0.625,
    behavioral: 0.125,
  });
  assert.equal(weekShares(shares, null), shares);
});

test("gaps add, knowledge takes away, little evidence does little", () => {
  assert.equal(gapFactor(undefined), 1);
  assert.ok(gapFactor({ score: 0, n: 20 }) > 1.4);
  assert.ok(gapFactor({ score: 1, n: 20 }) < 0.6);
  assert.ok(Math.abs(gapFactor({ score: 0, n: 1 }) - 1) < 0.2);
});

test("a topic that the role is asked about is worth more", () => {
  const topic = { questions: 20, roles: { mle: 18, ds: 2 } };
  assert.ok(relevance(topic, "mle") > 2 * relevance(topic, "ds"));
  assert.equal(relevance(undefined, "mle"), 0.6);
});

test("hours are divided among the days in steps of five, five hours at most", () => {
  assert.equal(minutesOfDay(wishOf({ hours: 10, days: [0, 1, 2, 3, 4, 5, 6] })), 85);
  assert.equal(minutesOfDay(wishOf({ hours: 40, days: [5] })), 300);
});

test("what keeps a plan from being made is said by field", () => {
  const fields = (more) => problemsOf(wishOf(more), TODAY).map(({ field }) => field);
  assert.deepEqual(fields({}), []);
  assert.deepEqual(fields({ interview: TODAY }), ["interview"]);
  assert.deepEqual(fields({ interview: Number.NaN }), ["interview"]);
  assert.deepEqual(fields({ interview: TODAY + 401 }), ["interview"]);
  assert.deepEqual(fields({ hours: Number.NaN, days: [], rounds: [] }), ["hours", "days", "rounds"]);
  assert.deepEqual(fields({ hours: 1, days: [0, 1, 2, 3, 4, 5, 6] }), ["days"]);
});

test("a damaged wish is mended", () => {
  const usual = readWish(null, TODAY);
  assert.deepEqual(
    readWish({ days: [9, "x"], rounds: ["chess"], hours: "many", level: "god", begins: "25:00" }, TODAY),
    usual,
  );
  assert.deepEqual(readWish(wishOf({ days: [6, 0, 6], begins: "07:05" }), TODAY).days, [0, 6]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  topicScores,
  doneOf,
  evidenceOf,
  standingOf,
} from "../../../docs/assets/javascripts/practice/plan/evidence.js";
import {
  plansIn,
  progressOf,
  propose,
  total,
  weeksOf,
} from "../../../docs/assets/javascripts/practice/plan/replan.js";
import { effective } from "../../../docs/assets/javascripts/practice/study/event.js";
import { event, outlineOf, TODAY, UTC, wishOf } from "./helpers.js";

const options = { zone: UTC };
const item = (id, day, more = {}) => ({
  id,
  day,
  kind: id.split(":")[0],
  dimension: "theory",
  topic: "",
  title: id,
  path: "questions/",
  minutes: 20,
  ...more,
});
const doneIds = (items, ...events) => [...doneOf(items, evidenceOf(effective(events), UTC), TODAY).keys()];

/** A plan of 8 weeks in a log, with what happened since. */
function started(wish = wishOf(), ...events) {
  const outline = outlineOf();
  const { plan } = propose(outline, wish, null, [], TODAY, options);
  const all = effective([event("plan", TODAY, { plan }), ...events]);
  return { outline, all, kept: plansIn(all).current, plan };
}

test("the last plan counts, in the series of the one whose place it took", () => {
  const { plan } = started();
  const first = event("plan", TODAY, { plan });
  const second = event("plan", TODAY + 3, { plan: { ...plan, from: TODAY + 3 }, series: first.id });
  const { current, all } = plansIn([first, second]);
  assert.deepEqual([current.series, current.revision, current.since, all.length], [first.id, 1, TODAY, 2]);
});

test("an ended plan leaves none, and the next begins a series", () => {
  const { plan } = started();
  const events = [event("plan", TODAY, { plan }), event("plan", TODAY + 1, { plan: null })];
  assert.equal(plansIn(events).current, null);
  const next = event("plan", TODAY + 2, { plan });
  assert.deepEqual(plansIn([...events, next]).current.series, next.id);
});

test("a plan of another version or with foreign addresses isn't read", () => {
  const { plan } = started();
  const bad = [
    { ...plan, version: 2 },
    { ...plan, items: "none" },
    { ...plan, items: [item("read:x", TODAY, { path: "https://elsewhere/" })] },
    { ...plan, items: [item("read:x", TODAY, { path: "//elsewhere" })] },
    7,
  ];
  for (const value of bad) assert.equal(plansIn([event("plan", TODAY, { plan: value })]).current, null);
});

test("ticks count, the last one holds", () => {
  const items = [item("read:a", TODAY)];
  const tick = event("check", TODAY, { item: "read:a", done: true });
  const clear = event("check", TODAY, { item: "read:a", done: false }, 5);
  assert.deepEqual(doneIds(items, tick), ["read:a"]);
  assert.deepEqual(doneIds(items, tick, clear), []);
});

test("a solved drill ticks itself, a failed one doesn't", () => {
  const items = [item("drill:evaluation/auc", TODAY + 1)];
  const run = (passed) => event("drill", TODAY, { drill: "evaluation/auc", passed, total: 4 });
  assert.deepEqual(doneIds(items, run(3)), []);
  assert.deepEqual(doneIds(items, run(4)), ["drill:evaluation/auc"]);
});

test("a drill solved before the plan doesn't count for it", () => {
  const early = event("drill", TODAY - 2, { drill: "evaluation/auc", passed: 4, total: 4 });
  assert.deepEqual(doneIds([item("drill:evaluation/auc", TODAY + 1)], early), []);
});

test("solving a drill on its day doesn't tick the repetition a week later", () => {
  const items = [item("drill:e/auc", TODAY), item("again:e/auc", TODAY + 8)];
  const solved = (day) => event("drill", day, { drill: "e/auc", passed: 4, total: 4 });
  assert.deepEqual(doneIds(items, solved(TODAY)), ["drill:e/auc"]);
  assert.deepEqual(doneIds(items, solved(TODAY), solved(TODAY + 6)), ["drill:e/auc", "again:e/auc"]);
});

test("clearing a tick that came by itself holds until it is done once more", () => {
  const items = [item("drill:e/auc", TODAY)];
  const solved = event("drill", TODAY, { drill: "e/auc", passed: 1, total: 1 });
  const clear = event("check", TODAY, { item: "drill:e/auc", done: false }, 5);
  assert.deepEqual(doneIds(items, solved, clear), []);
});

test("ten cards or half the minutes of a session tick it, on its day only", () => {
  const items = [item("cards:a", TODAY), item("cards:b", TODAY + 1)];
  const cards = (count, seconds) =>
    Array.from({ length: count }, (_, index) =>
      event("review", TODAY, { card: "q", rating: 3, seconds, from: "cards", zone: 0 }, index),
    );
  assert.deepEqual(doneIds(items, ...cards(9, 10)), []);
  assert.deepEqual(doneIds(items, ...cards(10, 10)), ["cards:a"]);
  assert.deepEqual(doneIds(items, ...cards(6, 100)), ["cards:a"]);
});

test("interviews tick the items of their rounds, one each", () => {
  const items = [
    item("mock:theory:1", TODAY + 1, { dimension: "theory" }),
    item("mock:coding:1", TODAY + 2, { dimension: "coding" }),
    item("mock:theory:2", TODAY + 9, { dimension: "theory" }),
  ];
  const mock = (rounds) => event("session", TODAY, { form: "mock", report: { choice: { rounds } } });
  assert.deepEqual(doneIds(items, mock(["screen"])), ["mock:theory:1"]);
  assert.deepEqual(doneIds(items, mock(["theory"]), mock(["theory"])), ["mock:theory:1", "mock:theory:2"]);
  assert.deepEqual(doneIds(items, mock(["ml-coding"])), ["mock:coding:1"]);
  assert.deepEqual(doneIds(items, event("session", TODAY, { form: "mock" })), []);
});

test("one diagnostic ticks one item", () => {
  const items = [item("diagnostic:1", TODAY), item("diagnostic:half", TODAY + 28)];
  const taken = (day) => event("session", day, { form: "diagnostic", report: {} });
  assert.deepEqual(doneIds(items, taken(TODAY)), ["diagnostic:1"]);
  assert.deepEqual(doneIds(items, taken(TODAY), taken(TODAY + 27)), ["diagnostic:1", "diagnostic:half"]);
});

test("a night at one o'clock belongs to the day before", () => {
  const items = [item("cards:a", TODAY)];
  const late = Array.from({ length: 10 }, (_, index) =>
    event("review", TODAY, { card: "q", rating: 3, zone: 0 }, 13 * 60 + index),
  );
  assert.deepEqual(doneIds(items, ...late), ["cards:a"]);
});

test("a diagnostic's report is read whatever it holds", () => {
  assert.deepEqual(topicScores({}), {});
  assert.deepEqual(topicScores({ report: { topics: "x" } }), {});
  const topics = { a: { score: 2, n: 3 }, b: { score: 0.5, asked: 4 }, c: { score: "x", n: 1 }, d: null };
  assert.deepEqual(topicScores({ report: { topics } }), {
    a: { score: 1, n: 3 },
    b: { score: 0.5, n: 4 },
  });
});

test("the last diagnostic and all interviews make the standing", () => {
  const diagnostic = (score) =>
    event("session", TODAY, { form: "diagnostic", report: { topics: { e: { score, n: 2 } } } });
  const interview = event("session", TODAY, {
    form: "mock",
    report: { topics: { e: { score: 1, asked: 1 } } },
  });
  const standing = standingOf([diagnostic(0.9), diagnostic(0), interview], UTC);
  assert.equal(standing.diagnosed, true);
  assert.deepEqual(standing.scores.e, { score: 1 / 3, n: 3 });
});

test("nobody is behind on the first day, or for cards and rest", () => {
  const { all, kept } = started();
  assert.equal(progressOf(kept, all, TODAY, UTC).behind.length, 0);
  const later = progressOf(kept, all, TODAY + 10, UTC);
  assert.ok(later.behind.length > 3 && later.replan);
  assert.ok(later.behind.every(({ kind }) => kind !== "cards" && kind !== "rest"));
});

test("being behind by little proposes nothing", () => {
  const { kept } = started();
  const few = { ...kept, plan: { ...kept.plan, items: [item("read:a", TODAY - 1)] } };
  const progress = progressOf(few, [], TODAY, UTC);
  assert.deepEqual([progress.minutesBehind, progress.replan], [20, false]);
});

test("a new plan keeps what is done, moves what is open and loses nothing without saying so", () => {
  const { outline, plan } = started();
  const [done] = plan.items.filter(({ kind }) => kind === "read");
  const { all, kept } = started(wishOf(), event("check", done.day, { item: done.id, done: true }));
  const today = TODAY + 12;
  const {
    plan: next,
    moved,
    dropped,
    added,
    kept: same,
  } = propose(outline, kept.plan.wish, kept, all, today, options);
  assert.equal(next.items.filter(({ id }) => id === done.id).length, 1);
  assert.equal(next.items.find(({ id }) => id === done.id).day, done.day);
  const open = plan.items.filter(({ id }) => id !== done.id);
  assert.equal(moved.length + dropped.length + same, open.length);
  assert.equal(next.items.length, 1 + moved.length + added.length + same);
  assert.ok(moved.length > 0);
  assert.ok(next.items.every(({ id, day }) => id === done.id || day >= today));
});

test("a nearer date drops things by name, and fits", () => {
  const { outline, all, kept } = started();
  const wish = { ...kept.plan.wish, interview: TODAY + 9 };
  const { plan, dropped } = propose(outline, wish, kept, all, TODAY, options);
  assert.ok(dropped.length > 10);
  assert.ok(plan.left.length > 0);
  for (const { minutes } of weeksOf(plan)) assert.ok(minutes <= wish.hours * 60);
});

test("what was done this week counts against the hours of this week", () => {
  const wish = wishOf({ days: [0, 1, 2, 3, 4, 5, 6], hours: 7 });
  const { plan, outline } = started(wish);
  const week = weeksOf(plan)[1];
  const ticks = week.items.map(({ id, day }) => event("check", day, { item: id, done: true }));
  const { all, kept } = started(wish, ...ticks);
  const again = propose(outline, { ...wish, days: [5, 6] }, kept, all, week.monday + 5, options).plan;
  const same = weeksOf(again).find(({ monday }) => monday === week.monday);
  assert.ok(total(same.items) <= 7 * 60);
});

test("planning again on the same day with nothing done changes nothing", () => {
  const { outline, all, kept } = started();
  const { moved, dropped, added } = propose(outline, kept.plan.wish, kept, all, TODAY, options);
  assert.deepEqual([moved.length, dropped.length, added.length], [0, 0, 0]);
});

test("a plan after one that was ended doesn't plan again what was ticked, until half a year later", () => {
  const { outline, plan } = started();
  const id = "read:foundations/generalisation:1of2";
  assert.ok(plan.items.some((each) => each.id === id));
  const rows = [
    event("plan", TODAY, { plan }),
    event("check", TODAY + 2, { item: id, done: true }),
    event("plan", TODAY + 3, { plan: null }),
  ];
  const planned = (today) => {
    const wish = wishOf({ interview: today + 56 });
    return propose(outline, wish, null, rows, today, options).plan.items.map((each) => each.id);
  };
  assert.ok(!planned(TODAY + 4).includes(id));
  assert.ok(planned(TODAY + 4).includes("read:foundations/generalisation:2of2"));
  assert.ok(planned(TODAY + 200).includes(id));
});

test("ticks of an earlier plan don't tick a later one", () => {
  const old = event("check", TODAY - 200, { item: "read:a", done: true });
  assert.deepEqual(doneIds([item("read:a", TODAY)], old), []);
});

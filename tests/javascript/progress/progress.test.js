import assert from "node:assert/strict";
import { test } from "node:test";
import * as fsrs from "ts-fsrs";
import {
  burnDown,
  calibrationOf,
  daysStudied,
  timeByWeek,
} from "../../../docs/assets/javascripts/practice/progress/history.js";
import {
  blend,
  drillMastery,
  levelMap,
  masteryOf,
  questionMastery,
} from "../../../docs/assets/javascripts/practice/progress/mastery.js";
import { nextSteps } from "../../../docs/assets/javascripts/practice/progress/next.js";
import { recordOf } from "../../../docs/assets/javascripts/practice/progress/record.js";
import { summarise } from "../../../docs/assets/javascripts/practice/progress/summary.js";
import { DAY, event, outlineOf, TODAY, UTC } from "../plan/helpers.js";

const question = (id, topic, more = {}) => ({
  id,
  topic,
  level: "beginner",
  frequency: "high",
  rounds: ["theory"],
  roles: ["mle"],
  ...more,
});
const bankOf = (questions) => ({
  questions,
  byId: new Map(questions.map((each) => [each.id, each])),
  topics: [],
});
const near = (actual, expected) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}, not ${expected}`);
const item = (id, day, minutes, more = {}) => ({
  id,
  day,
  minutes,
  kind: id.split(":")[0],
  dimension: "theory",
  topic: "",
  title: id,
  path: `${id.split(":")[1]}/`,
  ...more,
});
const planOf = (items) => ({
  series: "s",
  revision: 0,
  t: 0,
  since: TODAY,
  plan: { version: 1, from: TODAY, items },
});
const ROUNDS = [
  ["theory", "Theory"],
  ["coding", "Coding"],
];

test("a question nobody met counts nothing", () => {
  assert.equal(questionMastery(undefined, []), 0);
});

test("a card counts by recall and firmness", () => {
  near(questionMastery({ recall: 0.9, stability: 42 }, []), 0.9);
  near(questionMastery({ recall: 0.9, stability: 7 }, []), 0.3);
});

test("an answer without a card counts half, the last two answers count", () => {
  near(questionMastery(undefined, [0.8]), 0.4);
  near(questionMastery(undefined, [0, 1, 0.5]), 0.375);
});

test("card and answers count three to two", () => {
  near(questionMastery({ recall: 1, stability: 21 }, [0.5]), 0.8);
});

test("a drill counts by its best attempt, hints take a fifth", () => {
  assert.equal(drillMastery(undefined), 0);
  assert.equal(drillMastery({ passed: 4, total: 4, hints: 1 }), 1);
  assert.equal(drillMastery({ passed: 4, total: 4, hints: 2 }), 0.8);
  assert.equal(drillMastery({ passed: 2, total: 4, hints: 0 }), 0.25);
  assert.equal(drillMastery({ passed: 0, total: 0, hints: 0 }), 0);
});

test("what isn't there leaves its share to the rest", () => {
  near(
    blend([
      [0.7, 1],
      [0.2, 0],
      [0.1, null],
    ]),
    0.7 / 0.9,
  );
  assert.equal(blend([[1, null]]), null);
});

test("a topic is seven tenths questions, two tenths drills, one tenth pages", () => {
  const questions = [question("a", "evaluation"), question("b", "evaluation", { frequency: "low" })];
  const events = [
    event("answer", TODAY, { question: "a", score: 1 }),
    event("drill", TODAY, { drill: "evaluation/auc", passed: 3, total: 3 }),
    event("check", TODAY, { item: "read:evaluation/classification-metrics", done: true }),
  ];
  const plan = planOf([item("read:evaluation/classification-metrics", TODAY, 60)]);
  const record = recordOf(events, [plan], UTC);
  const mastery = masteryOf(outlineOf(), questions, record, () => undefined, ROUNDS);
  const topic = mastery.topics.find(({ name }) => name === "evaluation");
  near(topic.mastery, 0.7 * ((0.5 * 3 + 0) / 4) + 0.2 * 0.5 + 0.1);
  assert.deepEqual([topic.met, topic.questions, topic.solved, topic.drills], [1, 2, 1, 2]);
});

test("a part is the mean of its topics by their questions", () => {
  const questions = [question("a", "evaluation"), question("b", "transformers", { frequency: "low" })];
  const record = recordOf([event("answer", TODAY, { question: "a", score: 1 })], [], UTC);
  const outline = { ...outlineOf(), drills: [] };
  const { parts, whole } = masteryOf(outline, questions, record, () => undefined, ROUNDS);
  assert.deepEqual(
    parts.map(({ name }) => name),
    ["Part"],
  );
  near(parts[0].mastery, (0.5 * 3) / 4);
  near(whole, parts[0].mastery);
});

test("coding rounds count drills for three tenths", () => {
  const questions = [question("a", "evaluation", { rounds: ["coding"] })];
  const solved = event("drill", TODAY, { drill: "evaluation/auc", passed: 3, total: 3 });
  const { rounds } = masteryOf(outlineOf(), questions, recordOf([solved], [], UTC), () => undefined, ROUNDS);
  assert.deepEqual(
    rounds.map(({ name }) => name),
    ["coding"],
  );
  near(rounds[0].mastery, 0.3 / 6);
});

test("the map has a cell for every level, empty ones too", () => {
  const questions = [question("a", "evaluation"), question("b", "evaluation", { level: "advanced" })];
  const record = recordOf([event("answer", TODAY, { question: "b", score: 1 })], [], UTC);
  const mastery = masteryOf(outlineOf(), questions, record, () => undefined, ROUNDS);
  const [row] = levelMap(questions, mastery, ["beginner", "intermediate", "advanced"]);
  assert.deepEqual(row.cells, [
    { share: 0, count: 1 },
    { share: null, count: 0 },
    { share: 0.5, count: 1 },
  ]);
});

test("a page that was read in two parts counts by halves", () => {
  const items = ["read:p/q:1of2", "read:p/q:2of2"].map((id) => ({ ...item(id, TODAY, 30), path: "p/q/" }));
  const tick = event("check", TODAY, { item: "read:p/q:1of2", done: true });
  assert.equal(recordOf([tick], [planOf(items)], UTC).pages.get("p/q"), 0.5);
});

test("two days of rest don't end a row, three do", () => {
  const days = [TODAY - 7, TODAY - 4, TODAY - 1];
  assert.deepEqual(daysStudied(days, TODAY), { row: 3, longest: 3, recent: 3, total: 3, last: TODAY - 1 });
  assert.equal(daysStudied([TODAY - 8, TODAY - 4, TODAY - 1], TODAY).row, 2);
  assert.equal(daysStudied([TODAY - 3], TODAY).row, 0);
  assert.deepEqual(daysStudied([], TODAY).last, null);
});

test("a clock that was ahead counts no days to come", () => {
  assert.equal(daysStudied([TODAY + 5, TODAY], TODAY).total, 1);
});

test("time is what was measured, and the planned minutes of ticks", () => {
  const events = [
    event("review", TODAY, { card: "a", rating: 3, seconds: 120, zone: 0 }),
    event("review", TODAY, { card: "a", rating: 3, seconds: 86400, zone: 0 }),
    event("check", TODAY, { item: "read:p", done: true }),
    event("check", TODAY, { item: "cards:x", done: true }),
  ];
  const record = recordOf(events, [planOf([item("read:p", TODAY, 45), item("cards:x", TODAY, 20)])], UTC);
  const weeks = timeByWeek(record, TODAY, 2);
  assert.deepEqual(
    weeks.map(({ minutes }) => minutes),
    [0, 2 + 10 + 45],
  );
});

test("a tick that was cleared is no time and no day", () => {
  const events = [true, false].map((done, index) => event("check", TODAY, { item: "read:p", done }, index));
  assert.equal(recordOf(events, [planOf([item("read:p", TODAY, 45)])], UTC).days.size, 0);
});

test("calibration needs ten answers, and says which way it errs", () => {
  const answers = (count, confidence, score) => Array.from({ length: count }, () => ({ confidence, score }));
  assert.equal(calibrationOf(answers(9, 5, 0)).enough, false);
  const sure = calibrationOf(answers(10, 5, 0.4));
  assert.deepEqual([sure.enough, sure.rows.length, sure.rows[0].count], [true, 1, 10]);
  near(sure.bias, 0.6);
  assert.ok(calibrationOf(answers(12, 1, 0.5)).bias < 0);
});

test("the burn-down ends at nothing as planned, and knows nothing of days to come", () => {
  const items = [item("read:a", TODAY, 30), item("read:b", TODAY + 5, 60)];
  const done = new Map([["read:a", { t: TODAY * DAY, how: "ticked" }]]);
  const span = { from: TODAY, to: TODAY + 10, today: TODAY + 2, dayOf: (t) => Math.floor(t / DAY) };
  const points = burnDown(items, done, span);
  assert.equal(points.length, 10);
  assert.deepEqual([points[0].planned, points.at(-1).planned], [60, 0]);
  assert.deepEqual(
    points.slice(0, 4).map(({ left }) => left),
    [60, 60, 60, null],
  );
});

test("a burn-down over a year has sixty points or so", () => {
  const span = { from: TODAY, to: TODAY + 365, today: TODAY, dayOf: (t) => t };
  const points = burnDown([item("read:a", TODAY, 30)], new Map(), span);
  assert.ok(points.length <= 62);
  assert.equal(points.at(-1).day, TODAY + 364);
});

test("the first visit gets three steps, each to another page", () => {
  const bank = bankOf([question("a", "evaluation")]);
  const now = TODAY * DAY + DAY / 2;
  const summary = summarise({ bank, outline: outlineOf(), fsrs, events: [], now, zone: UTC });
  assert.equal(summary.empty, true);
  assert.deepEqual(
    summary.next.map(({ path }) => path),
    ["practice/diagnostic/", "practice/cards/", "practice/plan/"],
  );
});

test("due cards, the plan, then the largest gap", () => {
  const questions = [question("a", "evaluation"), question("b", "transformers", { frequency: "low" })];
  const record = recordOf(
    [event("session", TODAY, { form: "diagnostic" }), event("answer", TODAY, { question: "b", score: 1 })],
    [],
    UTC,
  );
  const mastery = masteryOf(outlineOf(), questions, record, () => undefined, ROUNDS);
  const planned = [item("cards:x", TODAY, 20), item("read:a", TODAY - 1, 60)];
  const steps = nextSteps({
    outline: outlineOf(),
    mastery,
    record,
    due: 7,
    planned,
    hasPlan: true,
    today: TODAY,
  });
  assert.deepEqual(
    steps.map(({ path }) => path),
    ["practice/cards/", "a/", "questions/evaluation/"],
  );
  assert.match(steps[1].why, /an earlier day/);
});

test("an overview of a log is the same in any order of its rows, and ignores what was undone", () => {
  const bank = bankOf([question("a", "evaluation"), question("b", "evaluation")]);
  const rows = [
    event("review", TODAY - 3, { card: "a", rating: 3, seconds: 30, zone: 0 }),
    event("review", TODAY - 3, { card: "a", rating: 3, seconds: 30, zone: 0 }, 10),
    event("review", TODAY - 1, { card: "b", rating: 1, seconds: 30, zone: 0 }),
  ];
  rows.push(event("undo", TODAY - 1, { event: rows[2].id }, 5));
  const of = (events) =>
    summarise({ bank, outline: outlineOf(), fsrs, events, now: TODAY * DAY + DAY / 2, zone: UTC });
  assert.deepEqual(of(rows), of([...rows].reverse()));
  const summary = of(rows);
  assert.deepEqual([summary.mastery.questions.get("b"), summary.days.total], [0, 1]);
  assert.ok(summary.mastery.questions.get("a") > 0);
  assert.equal(
    summary.load.reduce((sum, count) => sum + count, 0),
    1,
  );
});

test("nonsense in a log is passed over", () => {
  const rows = [
    event("answer", TODAY, { question: 7 }),
    event("answer", TODAY, { question: "a", score: "high", confidence: 9, seconds: -5 }),
    event("drill", TODAY, { drill: "x/y", passed: "all" }),
    event("plan", TODAY, { plan: "soon" }),
    event("check", TODAY, {}),
    event("session", TODAY, {}),
    event("dance", TODAY, {}),
  ];
  const bank = bankOf([question("a", "evaluation")]);
  const summary = summarise({ bank, outline: outlineOf(), fsrs, events: rows, now: TODAY * DAY, zone: UTC });
  assert.equal(summary.mastery.questions.get("a"), 0);
  assert.equal(summary.calibration.count, 0);
});

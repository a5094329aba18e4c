import assert from "node:assert/strict";
import { test } from "node:test";
import { reportMarkdown } from "../../../docs/assets/javascripts/practice/mock/markdown.js";
import { buildReport } from "../../../docs/assets/javascripts/practice/mock/report.js";
import { compared, eventsOf, reportsIn } from "../../../docs/assets/javascripts/practice/mock/reports.js";
import { newAnswer, newSession } from "../../../docs/assets/javascripts/practice/mock/session.js";
import { isSound, seal } from "../../../docs/assets/javascripts/practice/study/event.js";
import { CHOICE } from "./helpers.js";

const POINTS = [
  { required: true, text: "Says what ridge does." },
  { required: true, text: "Says when." },
  { required: false, text: "Draws it | with a pipe." },
];
const detail = (title, topic, kind = "concept") => ({
  title,
  topic,
  kind,
  points: POINTS,
  followUps: ["And with correlated features?", "And in production?"],
});
const DETAILS = new Map([
  ["ridge", detail("Why ridge?", "learning-foundations")],
  ["mistake", detail("A mistake?", "behavioral", "behavioral")],
  ["feed", detail("Design a feed.", "system-design", "design")],
]);
const NAMES = { role: { mle: "ML engineer" }, round: { theory: "Theory" }, topic: (slug) => slug };
const answer = (changes) => ({ ...newAnswer(), done: true, ...changes });
const seconds = (count) => ({ spent: count * 1000, last: null });

function session() {
  const block = (question, most, whole = false) => ({
    question,
    warmUp: false,
    whole,
    seconds: 180,
    followUps: [1, 0],
    most,
  });
  const blocks = [block("ridge", 1), block("mistake", 0), block("feed", 0, true)];
  const text = `${"word ".repeat(100)}. Um, you know.`;
  return {
    ...newSession({ id: "s1", choice: CHOICE, seed: "k7f2q", scoring: "each", blocks }, 5000),
    answers: [
      [
        answer({ text, heard: true, timer: seconds(60), voice: { seconds: 45, longest: 3.2, pauses: 1 } }),
        answer({ text: "It depends.\n\nYes.", timer: seconds(40) }),
      ],
      [answer({ timer: seconds(230) })],
      [answer({ timer: seconds(100), steps: { Clarify: 0, Data: 60_000 } })],
    ],
    ratings: [
      { confidence: 5, structure: 2, clarity: 1, pace: null },
      { confidence: 1, structure: 0, clarity: null, pace: null },
      { confidence: null, structure: null, clarity: null, pace: null },
    ],
    marks: [
      { points: [0, 1], parts: {}, followUps: { 1: 1 }, done: true },
      { points: [0], parts: { Situation: 2, Task: 0 }, followUps: {}, done: true },
      { points: [], parts: { Clarify: 1 }, followUps: {}, done: true },
    ],
  };
}
const report = buildReport(session(), DETAILS);
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} ${b}`);

test("scores by block, dimension and topic", () => {
  const [ridge, mistake, feed] = report.blocks.map(({ score }) => score);
  near(ridge, 0.75 * 0.8 + 0.25 * 0.5);
  near(mistake, (0.4 + 0.5) / 2);
  near(feed, (0 + 0.5) / 2);
  near(report.score, (ridge + mistake + feed) / 3);
  const of = Object.fromEntries(report.dimensions.map(({ name, score }) => [name, score]));
  assert.deepEqual(Object.keys(of), [
    "Content",
    "STAR parts",
    "Design steps",
    "Follow-ups",
    "Structure",
    "Clarity",
    "Within the time",
  ]);
  near(of.Content, (0.8 + 0.4 + 0) / 3);
  near(of["Within the time"], 2 / 3);
  near(report.topics.behavioral.score, mistake);
  assert.equal(report.topics["system-design"].asked, 1);
});

test("what to review: the worst first, and nothing that was good", () => {
  assert.deepEqual(report.review, ["feed", "mistake", "ridge"]);
  const good = session();
  good.marks[0] = { points: [0, 1, 2], parts: {}, followUps: { 1: 2 }, done: true };
  assert.deepEqual(buildReport(good, DETAILS).review, ["feed", "mistake"]);
});

test("the follow-up that was asked is the one that was drawn", () => {
  assert.deepEqual(
    report.blocks[0].said.map(({ asked }) => asked),
    ["Why ridge?", "And in production?"],
  );
});

test("speech is measured on what was spoken only", () => {
  assert.equal(report.speech.words, 103);
  assert.equal(report.speech.pace, Math.round((103 / 45) * 60));
  assert.deepEqual(report.speech.fillers, [
    ["um", 1],
    ["you know", 1],
  ]);
  assert.equal(report.speech.longest, 3.2);
  const typed = session();
  typed.answers[0][0] = answer({ text: "um um um", timer: seconds(60) });
  assert.equal(buildReport(typed, DETAILS).speech, null);
});

test("confidence is set against the result", () => {
  near(report.calibration.confidence, 0.5);
  near(report.calibration.score, (report.blocks[0].score + report.blocks[1].score) / 2);
});

test("a skipped question scores nothing, and one that is gone is left out", () => {
  const changed = session();
  changed.answers[0][0].skipped = true;
  const blocks = buildReport(changed, new Map([...DETAILS].slice(0, 2))).blocks;
  assert.deepEqual(blocks.map(({ question, score, verdict }) => [question, score, verdict])[0], [
    "ridge",
    0,
    "red",
  ]);
  assert.equal(blocks.length, 2);
});

test("a session without questions has no score", () => {
  const empty = newSession({ id: "e", choice: CHOICE, seed: "", scoring: "each", blocks: [] }, 0);
  const nothing = buildReport(empty, DETAILS);
  assert.deepEqual(
    [nothing.score, nothing.dimensions, nothing.review, nothing.calibration],
    [null, [], [], null],
  );
  assert.match(reportMarkdown(nothing, new Date(0), NAMES), /Score: –/);
});

test("events are sound, hold one answer a question, and give the report back", () => {
  const events = eventsOf(session(), report).map((each, index) =>
    seal({ id: `e${index}`, t: index, ...each }),
  );
  assert.ok(events.every(isSound));
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ["answer", "answer", "answer", "session"],
  );
  assert.deepEqual(events[1].data, {
    question: "mistake",
    score: 0.45,
    must: 1,
    musts: 2,
    nice: 0,
    nices: 1,
    seconds: 230,
    confidence: 1,
    from: "mock",
    session: "s1",
  });
  const stored = events.map((each) => JSON.parse(JSON.stringify(each)));
  assert.deepEqual(
    reportsIn(stored).map(({ session: id, report: found }) => [id, found]),
    [["s1", report]],
  );
  assert.deepEqual(
    reportsIn([seal({ id: "x", t: 0, kind: "session", data: { form: "mock", report: 3 } })]),
    [],
  );
});

test("a report can be stored, whatever its details have with them", () => {
  const shown = {
    ...DETAILS.get("ridge"),
    points: POINTS.map((point) => ({ ...point, nodes: [() => "a node"] })),
  };
  const events = eventsOf(session(), buildReport(session(), new Map([...DETAILS, ["ridge", shown]])));
  assert.deepEqual(structuredClone(events), JSON.parse(JSON.stringify(events)));
});

test("earlier interviews are compared by their last three", () => {
  const scored = (score) => ({ ...report, score, dimensions: [{ name: "Content", score, of: 1 }] });
  const changes = compared(scored(0.8), [0, 0.2, 0.4, 0.6].map(scored));
  assert.deepEqual(
    changes.map(({ name }) => name),
    ["Score", "Content"],
  );
  near(changes[0].before, 0.4);
  near(changes[0].change, 0.4);
  assert.deepEqual(compared(report, []), []);
});

test("Markdown holds everything, and tables survive pipes", () => {
  const text = reportMarkdown(report, new Date(2026, 10, 3), NAMES, compared(report, [report]));
  assert.match(text, /^# Mock interview, 2026-11-03\n\nMid-level · ML engineer · Theory\nSeed k7f2q/);
  assert.match(text, /\| Content \| 40\s% \| 3 \| 40\s% \|/);
  assert.match(text, /- \[x\] must: Says what ridge does\./);
  assert.match(text, /- \[ \] nice: Draws it \| with a pipe\./);
  assert.match(text, /> It depends\.\n>\n> Yes\./);
  assert.match(text, /Situation: strong · Task: weak/);
  assert.match(text, /Clarify at 0:00, 1:00 · Data at 1:00, 0:40/);
  assert.match(text, /Longest pause: 3\.2 s/);
  assert.match(text, /## To review\n\n- Design a feed\. \(feed\)/);
  assert.doesNotMatch(text, /undefined|NaN|null/);
});

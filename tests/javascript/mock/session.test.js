import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answered,
  afterRating,
  begun,
  ended,
  halted,
  passed,
  scored,
  skipped,
  stamped,
} from "../../../docs/assets/javascripts/practice/mock/course.js";
import {
  current,
  followUpAt,
  newSession,
  spentIn,
  withAnswer,
  withMarks,
  withRating,
} from "../../../docs/assets/javascripts/practice/mock/session.js";
import { readSession } from "../../../docs/assets/javascripts/practice/mock/stored-session.js";
import { CHOICE } from "./helpers.js";

const block = (question, most = 0) => ({
  question,
  warmUp: false,
  whole: false,
  seconds: 180,
  followUps: [2, 0, 3, 1],
  most,
});
const fresh = (scoring = "each", blocks = [block("a"), block("b", 2), block("c")]) =>
  newSession({ id: "s1", choice: CHOICE, seed: "k7", scoring, blocks }, 1000);
const where = ({ at }) => `${at.block}.${at.part} ${at.phase}`;
/** Answer, rate and score the block that is asked. */
const through = (session, available = 3) => {
  let after = begun(session, 0);
  while (after.at.phase === "answer") after = answered(passed(after, 5000).session, 5000, available);
  after = afterRating(after);
  return after.at.phase === "score" ? scored(after) : after;
};

test("question, follow-ups, rating, rubric, next question", () => {
  let session = fresh();
  const path = [where(session)];
  const step = (after) => {
    session = after;
    path.push(where(session));
  };
  step(begun(session, 0));
  step(answered(session, 10, 3));
  step(afterRating(session));
  step(scored(session));
  step(begun(session, 20));
  step(answered(session, 30, 3));
  step(answered(session, 40, 3));
  step(answered(session, 50, 3));
  step(afterRating(session));
  step(scored(session));
  step(through(session));
  assert.deepEqual(path, [
    "0.0 ready",
    "0.0 answer",
    "0.0 rate",
    "0.0 score",
    "1.0 ready",
    "1.0 answer",
    "1.1 answer",
    "1.2 answer",
    "1.0 rate",
    "1.0 score",
    "2.0 ready",
    "2.0 report",
  ]);
});

test("with scoring at the end, all questions come first", () => {
  let session = fresh("end");
  for (let each = 0; each < 3; each += 1) session = through(session);
  assert.equal(where(session), "1.0 score");
  session = scored(scored(session));
  assert.equal(session.at.phase, "report");
  assert.ok(session.marks.every(({ done }) => done));
});

test("a question is asked the follow-ups that it has", () => {
  assert.deepEqual(
    [1, 2, 3].map((part) => followUpAt(block("a", 2), part, 2)),
    [0, 1, undefined],
  );
  const session = answered(begun({ ...fresh(), at: { block: 1, part: 0, phase: "ready" } }, 0), 1, 1);
  assert.equal(where(session), "1.1 answer");
  assert.equal(where(answered(session, 2, 1)), "1.0 rate");
});

test("the time of a follow-up begins when it is asked, that of a question when it is started", () => {
  let session = begun({ ...fresh(), at: { block: 1, part: 0, phase: "ready" } }, 0);
  session = answered(session, 4000, 2);
  assert.deepEqual(current(session).timer, { spent: 0, last: 4000 });
  session = passed(session, 6000).session;
  assert.equal(spentIn(session), 6000);
});

test("pausing stops the time, going on starts it", () => {
  let session = halted(begun(fresh(), 0), 3000);
  assert.deepEqual(passed(session, 50_000), { session, away: false });
  session = passed(begun(session, 60_000), 61_000).session;
  assert.equal(current(session).timer.spent, 4000);
});

test("a page that was closed comes back paused", () => {
  const { session, away } = passed(begun(fresh(), 0), 3_600_000);
  assert.equal(away, true);
  assert.equal(current(session).timer.last, null);
  assert.equal(where(session), "0.0 answer");
});

test("a skipped question shows its rubric at once; a skipped follow-up leads to the next", () => {
  const first = skipped(withAnswer(begun(fresh(), 0), { text: "half" }), 10, 2);
  assert.equal(where(first), "0.0 score");
  assert.deepEqual([first.answers[0][0].skipped, first.answers[0][0].text], [true, "half"]);
  let second = answered(begun({ ...fresh(), at: { block: 1, part: 0, phase: "ready" } }, 0), 1, 3);
  second = skipped(second, 2, 3);
  assert.equal(where(second), "1.2 answer");
  assert.equal(where(skipped(fresh("end"), 0, 0)), "1.0 ready");
});

test("ending early keeps what was begun and drops the rest", () => {
  const at = through(fresh());
  const between = ended(at, 0);
  assert.equal(between.at.phase, "report");
  assert.deepEqual(
    between.blocks.map(({ question }) => question),
    ["a"],
  );
  const midst = ended(withAnswer(begun(at, 0), { text: "I think" }), 9000);
  assert.equal(where(midst), "1.0 rate");
  assert.equal(midst.blocks.length, 2);
  assert.equal(current(midst).timer.last, null);
  assert.equal(where(scored(afterRating(midst))), "1.0 report");
  const nothing = ended(fresh(), 0);
  assert.deepEqual([nothing.blocks.length, nothing.at.phase], [0, "report"]);
});

test("ending early in an interview that is scored at the end leads to the rubrics", () => {
  let session = through(fresh("end"));
  session = ended(session, 0);
  assert.equal(where(session), "0.0 score");
  assert.equal(scored(session).at.phase, "report");
  let scoring = fresh("end");
  for (let each = 0; each < 3; each += 1) scoring = through(scoring);
  assert.equal(ended(scoring, 0).blocks.length, 3);
});

test("ending in the middle of a rating or a rubric keeps them", () => {
  const rating = answered(begun(fresh(), 0), 5000, 2);
  assert.equal(where(ended(rating, 0)), "0.0 rate");
  const scoring = withMarks(afterRating(rating), { points: [1] });
  assert.equal(where(ended(scoring, 0)), "0.0 score");
  assert.equal(scored(ended(scoring, 0)).at.phase, "report");
});

test("steps of a design are stamped once and can be taken back", () => {
  let session = passed(begun(fresh(), 0), 61_000).session;
  session = stamped(session, "Data");
  assert.deepEqual(current(session).steps, { Data: 61_000 });
  assert.deepEqual(current(stamped(session, "Data")).steps, {});
});

test("what was written is read again as it was", () => {
  let session = withAnswer(begun(fresh(), 5), { text: "Because …", steps: { Data: 10 } });
  session = withMarks(withRating(session, { confidence: 4, pace: 1 }), {
    points: [0, 2],
    followUps: { 1: 2 },
  });
  assert.deepEqual(readSession(JSON.stringify(session)), session);
  const empty = ended(fresh(), 0);
  assert.deepEqual(readSession(JSON.stringify(empty)), empty);
});

const damaged = {
  nothing: null,
  "no JSON": "{",
  "an empty object": "{}",
  "another version": JSON.stringify({ ...fresh(), version: 2 }),
  "a lost block": JSON.stringify({ ...fresh(), answers: [] }),
  "a place that is not there": JSON.stringify({ ...fresh(), at: { block: 7, part: 0, phase: "answer" } }),
  "a grade that is none": JSON.stringify(withMarks(fresh(), { parts: { Data: 9 } })),
  "a text that is none": JSON.stringify(withAnswer(fresh(), { text: 7 })),
};
for (const [name, text] of Object.entries(damaged)) {
  test(`${name} is no session`, () => assert.equal(readSession(text), null));
}

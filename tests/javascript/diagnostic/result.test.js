import assert from "node:assert/strict";
import { test } from "node:test";
import {
  eventsOf,
  judgement,
  resultOf,
  resultsIn,
} from "../../../docs/assets/javascripts/practice/diagnostic/result.js";
import { newSession } from "../../../docs/assets/javascripts/practice/diagnostic/session.js";
import { isSound, seal } from "../../../docs/assets/javascripts/practice/study/event.js";

const POINTS = [true, true, false].map((required) => ({ required, text: "x" }));
const detail = (topic, level = "beginner") => ({ topic, level, chapter: `${topic}/page`, points: POINTS });
const DETAILS = new Map([
  ["a", detail("one")],
  ["b", detail("one", "advanced")],
  ["c", detail("two")],
  ["d", detail("two")],
]);

function session() {
  const made = { a: [0, 1], b: [0], c: [], d: [] };
  const confidence = { a: 3, b: 5, c: 5, d: 1 };
  const fresh = newSession({ id: "d1", role: "mle", seed: "k7", questions: ["a", "b", "c", "d"] }, 9);
  const items = fresh.items.map((item) => ({
    ...item,
    made: made[item.question],
    confidence: confidence[item.question],
    seconds: 20,
    done: item.question !== "d",
  }));
  return { ...fresh, items, phase: "result" };
}
const result = resultOf(session(), DETAILS);

test("gaps are listed with the weakest first; what was not marked doesn't count", () => {
  assert.deepEqual(
    result.gaps.map(({ topic, asked, score, confidence }) => [topic, asked, score, confidence]),
    [
      ["two", 1, 0, 1],
      ["one", 2, 0.75, 0.75],
    ],
  );
  assert.equal(result.asked, 3);
  assert.equal(result.planned, 4);
  assert.deepEqual(result.missed, ["c", "b"]);
  assert.deepEqual(result.overrated, ["c", "b"]);
  assert.deepEqual(result.gaps[0].chapters, ["two/page"]);
  assert.deepEqual(result.levels.advanced, { score: 0.5, asked: 1 });
});

test("topics judge confidence by the result", () => {
  const of = (score, confidence) => judgement({ score, confidence });
  assert.deepEqual(
    [of(0.9, 0.8), of(0.9, 0.1), of(0.3, 0.9), of(0.3, 0.2), of(0.72, 0.63)],
    ["solid", "better than you think", "surer than right", "a known gap", "a known gap"],
  );
});

test("events are sound and give the result back", () => {
  const events = eventsOf(session(), result).map((each, index) =>
    seal({ id: `e${index}`, t: index, ...each }),
  );
  assert.ok(events.every(isSound));
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ["answer", "answer", "answer", "session"],
  );
  assert.deepEqual([events[1].data.must, events[1].data.musts, events[1].data.confidence], [1, 2, 5]);
  assert.deepEqual(resultsIn(events)[0].result, result);
  assert.deepEqual(Object.keys(result.topics), ["two", "one"]);
});

test("nothing marked gives an empty result", () => {
  const empty = resultOf({ ...session(), items: [] }, DETAILS);
  assert.deepEqual([empty.score, empty.confidence, empty.gaps, empty.missed], [null, null, [], []]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answered,
  backed,
  finished,
  going,
  halted,
  marked,
  newSession,
  passed,
  readSession,
  toggled,
  withPoints,
} from "../../../docs/assets/javascripts/practice/diagnostic/session.js";

const fresh = () => newSession({ id: "d1", role: "mle", seed: "k7", questions: ["a", "b"] }, 1000);
const where = ({ at, phase }) => `${at} ${phase}`;

test("think, mark, next, result", () => {
  let session = going(fresh(), 0);
  session = answered(passed(session, 20_000).session, 4, 20_000);
  assert.equal(where(session), "0 mark");
  assert.deepEqual(session.items[0], { question: "a", confidence: 4, made: [], seconds: 20, done: false });
  session = toggled(toggled(toggled(session, 2), 0), 2);
  assert.deepEqual(session.items[0].made, [0]);
  session = marked(session, 25_000);
  assert.equal(where(session), "1 think");
  assert.deepEqual(session.think, { spent: 0, last: 25_000 });
  session = marked(withPoints(answered(session, 1, 30_000), [0, 1]), 31_000);
  assert.equal(session.phase, "result");
  assert.equal(session.total.last, null);
  assert.ok(session.items.every(({ done }) => done));
});

test("both clocks stop in a pause and while the page is away", () => {
  const session = halted(going(fresh(), 0), 4000);
  assert.deepEqual(
    [session.think, session.total],
    [
      { spent: 4000, last: null },
      { spent: 4000, last: null },
    ],
  );
  const back = passed(going(fresh(), 0), 500_000);
  assert.equal(back.away, true);
  assert.deepEqual([back.session.think.last, back.session.total.last], [null, null]);
});

test("while marking, only the clock of the whole runs", () => {
  const session = answered(going(fresh(), 0), 3, 1000);
  const later = passed(going(halted(session, 1000), 2000), 9000).session;
  assert.equal(later.think.spent, 1000);
  assert.equal(later.total.spent, 8000);
});

test("one can go back to the marks before", () => {
  const session = marked(toggled(answered(going(fresh(), 0), 3, 10), 1), 20);
  const back = backed(session, 30);
  assert.equal(where(back), "0 mark");
  assert.deepEqual(back.items[0].made, [1]);
  assert.equal(backed(fresh(), 0).at, 0);
});

test("it can be finished at any time", () => {
  const session = finished(answered(going(fresh(), 0), 3, 10), 20);
  assert.equal(session.phase, "result");
  assert.equal(session.items.filter(({ done }) => done).length, 0);
  assert.equal(newSession({ id: "e", role: "", seed: "", questions: [] }, 0).phase, "result");
});

test("it is read as it was written, damaged text is not", () => {
  const session = answered(going(fresh(), 0), 3, 10);
  assert.deepEqual(readSession(JSON.stringify(session)), session);
  for (const text of [
    null,
    "{",
    "{}",
    JSON.stringify({ ...session, at: 9 }),
    JSON.stringify({ ...session, version: 0 }),
  ]) {
    assert.equal(readSession(text), null);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { nextCard, queueOf } from "../../../docs/assets/javascripts/practice/cards/queue.js";
import { change, DAY, deckOf, learnt, MINUTE, NOON, question, review } from "./helpers.js";

const LIMITS = { newPerDay: 10, reviewsPerDay: 100 };
const ALL = { choice: {}, newToo: true, ids: [], since: NOON };
const LATER = NOON + 5 * DAY;
const some = (count, more) => Array.from({ length: count }, (_, index) => question(`q${index}`, more));

test("new cards come asked-often first, then by level, up to the limit", () => {
  const questions = [
    question("rare", { frequency: "low" }),
    question("hard", { level: "advanced" }),
    question("easy"),
    question("med", { frequency: "med" }),
  ];
  const queue = queueOf(questions, deckOf(), ALL, { ...LIMITS, newPerDay: 3 }, NOON, 0);
  assert.deepEqual(queue.fresh, ["easy", "hard", "med"]);
  assert.deepEqual([queue.heldBack, queue.total], [1, 4]);
});

test("cards that the reader asked for come before others", () => {
  const deck = deckOf(change("rare", NOON, "add"), change("rarest", NOON + 1, "add"));
  const questions = [
    question("often"),
    question("rarest", { frequency: "low" }),
    question("rare", { frequency: "low" }),
  ];
  assert.deepEqual(queueOf(questions, deck, ALL, LIMITS, NOON, 0).fresh, ["rare", "rarest", "often"]);
});

test("new cards of today count against the limit, those of yesterday don't", () => {
  const limits = { ...LIMITS, newPerDay: 2 };
  assert.equal(queueOf(some(5), deckOf(review("q0", NOON)), ALL, limits, NOON + MINUTE, 0).fresh.length, 1);
  assert.equal(queueOf(some(5), deckOf(review("q0", NOON)), ALL, limits, NOON + DAY, 0).fresh.length, 2);
});

test("due cards come up to the limit, and those reviewed today count", () => {
  const events = [0, 1, 2, 3].flatMap((n) => learnt(`q${n}`, NOON));
  const questions = some(4);
  assert.equal(queueOf(questions, deckOf(...events), ALL, LIMITS, NOON + DAY, 0).due.length, 0, "too early");
  assert.equal(queueOf(questions, deckOf(...events), ALL, LIMITS, LATER, 0).due.length, 4);
  const limits = { ...LIMITS, reviewsPerDay: 3 };
  const queue = queueOf(questions, deckOf(...events, review("q0", LATER)), ALL, limits, LATER + MINUTE, 0);
  assert.deepEqual([queue.due.length, queue.heldBack, queue.done.due], [2, 1, 1]);
});

test("a card is due from the beginning of its day", () => {
  const deck = deckOf(...learnt("q0", NOON));
  const morning = NOON + 2 * DAY - 7 * 60 * MINUTE;
  assert.deepEqual(queueOf(some(1), deck, ALL, LIMITS, morning, 0).due, ["q0"]);
});

test("the oldest due card comes first", () => {
  const deck = deckOf(...learnt("q1", NOON), ...learnt("q0", NOON + DAY));
  assert.deepEqual(queueOf(some(2), deck, ALL, LIMITS, LATER, 0).due, ["q1", "q0"]);
});

test("a filter leaves out what does not fit, and cards set aside don't come", () => {
  const deck = deckOf(...learnt("a", NOON), ...learnt("b", NOON), change("c", NOON, "suspend"));
  const questions = [question("a"), question("b", { level: "advanced" }), question("c")];
  const queue = queueOf(questions, deck, { ...ALL, choice: { level: "beginner" } }, LIMITS, LATER, 0);
  assert.deepEqual([queue.due, queue.fresh, queue.suspended, queue.total], [["a"], [], 1, 2]);
});

test("without new cards only due ones come", () => {
  const queue = queueOf(
    [question("a"), question("b")],
    deckOf(...learnt("a", NOON)),
    { ...ALL, newToo: false },
    LIMITS,
    LATER,
    0,
  );
  assert.deepEqual([queue.due, queue.fresh, queue.heldBack], [["a"], [], 0]);
});

test("named cards come whether or not they are due, without limits, each once", () => {
  const limits = { newPerDay: 0, reviewsPerDay: 0 };
  const events = [...learnt("q1", NOON - DAY), change("q2", NOON, "suspend")];
  const scope = { ...ALL, ids: ["q3", "q1", "q2"] };
  const queue = queueOf(some(5), deckOf(...events), scope, limits, NOON + MINUTE, 0);
  assert.deepEqual([queue.due, queue.fresh, queue.total], [["q1"], ["q3", "q2"], 3]);
  const after = deckOf(...events, review("q1", NOON + MINUTE));
  assert.deepEqual(queueOf(some(5), after, scope, limits, NOON + 2 * MINUTE, 0).due, []);
});

test("cards that the bank no longer has are left out", () => {
  assert.equal(queueOf(some(1), deckOf(...learnt("gone", NOON)), ALL, LIMITS, LATER, 0).due.length, 0);
});

test("a card in learning comes when its minutes have passed, before others", () => {
  const deck = deckOf(review("q0", NOON));
  const at = (t) => nextCard(queueOf(some(3), deck, ALL, LIMITS, t, 0), deck, t, undefined);
  assert.notEqual(at(NOON + 9 * MINUTE), "q0");
  assert.equal(at(NOON + 10 * MINUTE), "q0");
});

test("when nothing else is left a card in learning comes early, and otherwise not at once again", () => {
  const deck = deckOf(review("q0", NOON), review("q1", NOON + 1));
  const queue = queueOf(some(2), deck, ALL, LIMITS, NOON + 2, 0);
  assert.equal(nextCard(queue, deck, NOON + 2, "q0"), "q1");
  assert.equal(nextCard(queue, deck, NOON + 2, "q1"), "q0");
  const alone = queueOf(some(1), deck, ALL, LIMITS, NOON + 2, 0);
  assert.equal(nextCard(alone, deck, NOON + 2, "q0"), "q0");
});

test("a session ends when nothing is left", () => {
  const deck = deckOf(...learnt("q0", NOON));
  assert.equal(nextCard(queueOf(some(1), deck, ALL, LIMITS, NOON + DAY, 0), deck, NOON + DAY), undefined);
});

test("new cards are spread among due ones", () => {
  const events = [0, 1, 2, 3].flatMap((n) => learnt(`q${n}`, NOON));
  const questions = some(6);
  let order = "";
  for (let t = LATER; order.length < 6; t += MINUTE) {
    const deck = deckOf(...events);
    const id = nextCard(queueOf(questions, deck, ALL, LIMITS, t, 0), deck, t);
    order += deck.state(id).memory ? "d" : "n";
    events.push(review(id, t, 4));
  }
  assert.equal(order, "dnddnd");
});

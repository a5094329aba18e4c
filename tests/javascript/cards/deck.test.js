import assert from "node:assert/strict";
import { test } from "node:test";
import { Deck, isLeech, LEECH_LAPSES } from "../../../docs/assets/javascripts/practice/cards/deck.js";
import { change, DAY, deckOf, learnt, MINUTE, NOON, review, scheduling, undo } from "./helpers.js";

test("a card that nothing happened to is new", () => {
  const deck = deckOf();
  assert.equal(deck.state("a").memory, undefined);
  assert.equal(deck.recall("a", NOON, 0), 0);
  assert.deepEqual([...deck.ids], []);
});

test("the order of the rows makes no difference", () => {
  const events = [...learnt("a", NOON), review("a", NOON + 3 * DAY, 1), review("b", NOON)];
  const [one, two] = [deckOf(...events), deckOf(...events.toReversed())];
  assert.deepEqual(one.state("a"), two.state("a"));
  assert.equal(one.state("a").lapses, 1);
  assert.deepEqual(
    one.state("a").reviews.map(({ phase }) => phase),
    ["new", "learning", "review"],
  );
});

test("what was undone never was", () => {
  const [first, second] = learnt("a", NOON);
  const deck = deckOf(first, second, undo(second, NOON + 11 * MINUTE));
  assert.deepEqual(deck.state("a"), deckOf(first).state("a"));
});

test("events that are added one by one give the same as all at once", () => {
  const events = [
    ...learnt("a", NOON),
    review("b", NOON, 1),
    change("b", NOON + MINUTE, "suspend"),
    review("a", NOON + 2 * DAY, 1),
  ];
  events.push(undo(events[4], NOON + 2 * DAY + MINUTE), review("a", NOON + 2 * DAY + 2 * MINUTE, 2));
  const deck = new Deck(scheduling(), []);
  for (const event of events) deck.add([event]);
  const whole = deckOf(...events);
  for (const id of ["a", "b"]) assert.deepEqual(deck.state(id), whole.state(id));
  assert.equal(deck.reviews().length, 4);
});

test("reviews of the same card in two tabs both count", () => {
  const deck = deckOf(review("a", NOON, 3), review("a", NOON, 1));
  assert.equal(deck.state("a").reviews.length, 2);
});

test("a card can be set aside, taken back and started afresh", () => {
  const known = learnt("a", NOON);
  const aside = [...known, change("a", NOON + DAY, "suspend")];
  assert.equal(deckOf(...aside).state("a").suspended, true);
  assert.equal(deckOf(...aside, change("a", NOON + 2 * DAY, "resume")).state("a").suspended, false);
  assert.equal(deckOf(...aside, change("a", NOON + 2 * DAY, "add")).state("a").suspended, false);
  const fresh = deckOf(...aside, change("a", NOON + 2 * DAY, "restart")).state("a");
  assert.deepEqual(
    [fresh.memory, fresh.suspended, fresh.lapses, fresh.reviews.length],
    [undefined, false, 0, 2],
  );
});

test("a card that was forgotten again and again is a leech until it is started afresh", () => {
  const events = learnt("a", NOON);
  let t = NOON + 3 * DAY;
  for (let lapse = 0; lapse < LEECH_LAPSES; lapse += 1) {
    assert.equal(isLeech(deckOf(...events).state("a")), false);
    events.push(review("a", t, 1), review("a", t + 10 * MINUTE, 3));
    t += 3 * DAY;
  }
  assert.equal(isLeech(deckOf(...events).state("a")), true);
  assert.equal(isLeech(deckOf(...events, change("a", t, "restart")).state("a")), false);
});

test("failing while learning is no lapse", () => {
  assert.equal(deckOf(review("a", NOON, 1), review("a", NOON + MINUTE, 1)).state("a").lapses, 0);
});

test("a review is logged after the last one, even where the clock went back", () => {
  const deck = deckOf(review("a", NOON));
  assert.equal(deck.timeOf("a", NOON + 5), NOON + 5);
  assert.equal(deck.timeOf("a", NOON - DAY), NOON + 1);
  assert.equal(deck.timeOf("b", NOON - DAY), NOON - DAY);
});

test("rows without a card or a time zone do no harm", () => {
  const deck = deckOf(
    change(undefined, NOON, "add"),
    review("a", NOON, 3, { zone: undefined, seconds: undefined }),
  );
  assert.deepEqual([...deck.ids], ["a"]);
  assert.equal(deck.reviews()[0].seconds, 0);
});

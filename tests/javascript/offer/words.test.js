import assert from "node:assert/strict";
import { test } from "node:test";
import { equalBase, equalMultiple, total } from "../../../docs/assets/javascripts/practice/offer/model.js";
import { empty, example, priced, termsOf } from "../../../docs/assets/javascripts/practice/offer/state.js";
import {
  breakEvens,
  money,
  ranked,
  times,
  verdict,
} from "../../../docs/assets/javascripts/practice/offer/words.js";

test("amounts are rounded, with their currency and a true minus", () => {
  assert.equal(money(123_456, "€"), "€123,500");
  assert.equal(money(-149, "$"), "−$100");
  assert.equal(money(51.236, "£", 0.01), "£51.24");
  assert.equal(money(9_990, "CHF"), "CHF 10,000");
  assert.equal(money(9_990, "¤"), "10,000");
  assert.equal(money(-20, "€"), "€0");
});

test("factors have two digits", () => {
  assert.deepEqual([0.7234, 1.26, 3, 14.6].map(times), ["0.72 times", "1.3 times", "3 times", "15 times"]);
});

test("without a salary it asks for one", () => {
  assert.match(verdict(empty()).join(), /Fill in a salary/);
});

test("offers within one per cent are said to be equal in money", () => {
  const state = empty();
  const offers = state.offers.map((offer, index) => ({ ...offer, base: 100_000 + 500 * index }));
  assert.match(verdict({ ...state, offers }).join(), /Offer B and Offer A are within 1%/);
});

test("the example's sentences are what the model says", () => {
  const state = example();
  const [first, second] = ranked(state);
  const { middle } = termsOf(state.common);
  const target = total(priced(first.offer), middle);
  const said = breakEvens(first.offer, second.offer, state);
  const base = equalBase(priced(second.offer), target, middle);
  assert.ok(said[0].includes(money(base, "€")), said[0]);
  const startUp = [first, second].map(({ offer }) => offer).find(({ equity }) => equity === "options");
  const other = startUp === first.offer ? second : first;
  const multiple = equalMultiple(priced(startUp), total(priced(other.offer), middle), middle);
  if (multiple !== null)
    assert.ok(said.some((text) => text.includes(`${times(multiple)} today’s valuation`)));
  assert.match(said.at(-1), /whenever you leave|depends on when you leave/);
});

test("equity that decides nothing is said to", () => {
  const state = empty();
  const rich = { ...state.offers[0], base: 300_000, equity: "shares", grant: 1_000 };
  const poor = {
    ...state.offers[1],
    base: 50_000,
    equity: "options",
    options: 1,
    strike: 1,
    preferred: 2,
    exit_chance: 0.1,
  };
  const said = breakEvens(rich, poor, { ...state, offers: [rich, poor] }).join("\n");
  assert.match(said, /Offer A stays ahead even if its shares become worthless/);
  assert.match(said, /Offer B doesn’t catch up at any exit/);
  assert.match(said, /Offer A is ahead whenever you leave/);
});

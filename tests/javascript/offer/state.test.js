import assert from "node:assert/strict";
import { test } from "node:test";
import { total } from "../../../docs/assets/javascripts/practice/offer/model.js";
import {
  cleanState,
  empty,
  example,
  newOffer,
  parseVesting,
  priced,
  termsOf,
  USUAL,
  vestingText,
} from "../../../docs/assets/javascripts/practice/offer/state.js";

test("nothing stored gives two empty offers with different names", () => {
  const { offers, common } = cleanState(undefined);
  assert.deepEqual(
    offers.map(({ name }) => name),
    ["Offer A", "Offer B"],
  );
  assert.deepEqual(common, { ...USUAL });
});

test("what was stored comes back as it was", () => {
  for (const state of [example(), empty()]) {
    assert.deepEqual(cleanState(JSON.parse(JSON.stringify(state))), JSON.parse(JSON.stringify(state)));
  }
});

for (const value of [null, 7, "x", [], {}, { offers: [{}] }, { offers: "many" }]) {
  test(`${JSON.stringify(value)} is replaced by empty offers`, () => {
    assert.equal(cleanState(value).offers.length, 2);
  });
}

test("values out of range and of another type are put right", () => {
  const { offers, common } = cleanState({
    common: { rate: 9, months: -3, currency: "euro", growth_low: "x" },
    offers: [
      { base: -5, bonus: Number.NaN, name: 3, equity: "gold", vesting: [2, 2] },
      { base: 1e99, name: "n".repeat(99), vesting: [0.1, 0.2, 0.3, 0.4] },
      {},
      {},
      {},
    ],
  });
  assert.deepEqual([common.rate, common.months, common.currency, common.growth_low], [0.5, 1, "€", -0.15]);
  assert.equal(offers.length, 4);
  assert.deepEqual(
    [offers[0].base, offers[0].bonus, offers[0].name, offers[0].equity],
    [0, 0, "Offer", "none"],
  );
  assert.deepEqual(offers[0].vesting, [0.25, 0.25, 0.25, 0.25]);
  assert.deepEqual([offers[1].base, offers[1].name.length], [5_000_000, 40]);
  assert.deepEqual(offers[1].vesting, [0.1, 0.2, 0.3, 0.4]);
});

test("vesting is read as people write it", () => {
  assert.deepEqual(parseVesting("25, 25, 25, 25"), [0.25, 0.25, 0.25, 0.25]);
  assert.deepEqual(parseVesting("5/15/40/40"), [0.05, 0.15, 0.4, 0.4]);
  assert.deepEqual(parseVesting("40% 30% 30%"), [0.4, 0.3, 0.3, 0]);
  for (const wrong of ["", "a", "60 60", "20 20 20 20 20", "-10 50"])
    assert.equal(parseVesting(wrong), undefined);
  assert.equal(vestingText([0.05, 0.15, 0.4, 0.4]), "5 15 40 40");
  assert.equal(vestingText([0.333, 0.333, 0.334, 0]), "33.3 33.3 33.4 0");
});

test("only the chosen kind of equity counts", () => {
  const [listed, startUp] = example().offers;
  assert.equal(priced({ ...listed, options: 9 }).options, 0);
  assert.equal(priced({ ...startUp, grant: 9 }).grant, 0);
  assert.deepEqual([priced({ ...listed, equity: "none" }).grant, priced(startUp).options], [0, 24_000]);
});

test("low is below middle and middle below high for both offers of the example", () => {
  const { common, offers } = example();
  const { low, middle, high } = termsOf(common);
  for (const offer of offers) {
    const values = [low, middle, high].map((terms) => total(priced(offer), terms));
    assert.ok(values[0] < values[1] && values[1] < values[2], values.join());
  }
});

test("a third offer gets a free name", () => {
  assert.equal(newOffer([{ name: "Offer A" }, { name: "Bank" }]).name, "Offer B");
});

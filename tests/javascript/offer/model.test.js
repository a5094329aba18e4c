import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  equalBase,
  equalMultiple,
  equalPrice,
  exerciseCost,
  leadChanges,
  NOTHING,
  ordinaryPrice,
  perHour,
  total,
  yearly,
} from "../../../docs/assets/javascripts/practice/offer/model.js";

// Made and kept up to date by tests/content/scratch/interview_process/test_offers.py.
const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf-8"));

const near = (found, expected, what) => {
  if (expected === null) assert.equal(found, null, what);
  else
    assert.ok(
      Math.abs(found - expected) <= 1e-6 + 1e-9 * Math.abs(expected),
      `${what}: ${found} is not ${expected}`,
    );
};

for (const [index, each] of cases.entries()) {
  test(`case ${index + 1} is what the Python model says`, () => {
    const terms = { scenario: each.scenario, rate: each.rate, months: each.months };
    const parts = yearly(each.offer, terms);
    assert.deepEqual(Object.keys(parts).sort(), Object.keys(each.yearly).sort());
    for (const [name, values] of Object.entries(each.yearly)) {
      for (const [year, value] of values.entries())
        near(parts[name][year], value, `${name}, year ${year + 1}`);
    }
    near(total(each.offer, terms), each.total, "total");
    near(perHour(each.offer, terms), each.per_hour, "per hour");
    near(ordinaryPrice(each.offer, each.scenario.multiple), each.ordinary_price, "ordinary price");
    const target = total(each.other, terms);
    near(equalBase(each.offer, target, terms), each.equal_base, "base");
    near(equalPrice(each.offer, target, terms), each.equal_price, "price");
    near(equalMultiple(each.offer, target, terms), each.equal_multiple, "multiple");
    assert.deepEqual(leadChanges(each.offer, each.other, terms), each.lead_changes);
  });
}

test("the cases hold both kinds of equity, early leavers and break-evens that don't exist", () => {
  assert.ok(cases.some(({ offer }) => offer.grant > 0) && cases.some(({ offer }) => offer.options > 0));
  assert.ok(cases.some(({ months }) => months < 12));
  assert.ok(cases.some(({ equal_price: price }) => price === null));
  assert.ok(cases.some(({ equal_multiple: multiple }) => multiple !== null));
  assert.ok(cases.some(({ lead_changes: changes }) => changes.length > 0));
});

test("exercising costs the strike for what has vested, and nothing before the cliff", () => {
  const offer = { ...NOTHING, options: 10_000, strike: 2.5 };
  assert.equal(exerciseCost(offer, 48), 25_000);
  assert.equal(exerciseCost(offer, 18), 9_375);
  assert.equal(exerciseCost(offer, 11), 0);
});

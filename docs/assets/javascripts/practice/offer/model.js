// What an offer is worth over four years and where two are equal: the browser's copy of
// scratch/interview_process/offers.py, against which it is tested (tests/javascript/offer/cases.json).
// @ts-check

export const YEARS = 4;
/** Weeks of work in a year, after holidays. */
export const WEEKS = 46;

/**
 * One offer in one currency; shares are fractions of one. The fields are described in offers.py.
 * @typedef {object} Offer
 * @property {number} base
 * @property {number} rise
 * @property {number} bonus
 * @property {number} bonus_paid
 * @property {number} signing
 * @property {number} clawback
 * @property {number} grant
 * @property {number} haircut
 * @property {number} options
 * @property {number} strike
 * @property {number} preferred
 * @property {number} rounds
 * @property {number} dilution
 * @property {number} preferences
 * @property {number} investors
 * @property {number} exit_chance
 * @property {number} exit_year
 * @property {readonly number[]} vesting
 * @property {number} cliff
 * @property {number} hours
 * @property {number} commute
 * @property {number} costs
 * @property {number} moving
 */

/** @typedef {{ bonus: number, growth: number, multiple: number, exit_chance: number | null }} Scenario */
/** @typedef {{ scenario: Scenario, rate: number, months: number }} Terms */
/** @typedef {"salary" | "bonus" | "signing" | "equity" | "costs"} Part */

/** @type {Readonly<Offer>} */
export const NOTHING = Object.freeze({
  base: 0,
  rise: 0,
  bonus: 0,
  bonus_paid: 1,
  signing: 0,
  clawback: 12,
  grant: 0,
  haircut: 0,
  options: 0,
  strike: 0,
  preferred: 0,
  rounds: 0,
  dilution: 0,
  preferences: 0,
  investors: 0,
  exit_chance: 0,
  exit_year: 5,
  vesting: Object.freeze([0.25, 0.25, 0.25, 0.25]),
  cliff: 12,
  hours: 40,
  commute: 0,
  costs: 0,
  moving: 0,
});

/** @type {readonly Part[]} */
export const PARTS = ["salary", "bonus", "signing", "equity", "costs"];

/**
 * What one ordinary share gets when the company is sold for `multiple` times today's value: the less of its
 * part of everything and its part of what the investors' preference leaves.
 * @param {Offer} offer
 * @param {number} multiple
 */
export function ordinaryPrice(offer, multiple) {
  if (offer.investors >= 1) return 0;
  const unit = offer.preferred * (1 - offer.dilution) ** offer.rounds;
  const left = Math.max(0, multiple - offer.preferences) / (1 - offer.investors);
  return unit * Math.min(multiple, left);
}

/**
 * The parts by year, in today's money, for somebody who leaves after so many months.
 * @param {Offer} offer
 * @param {Terms} terms
 * @returns {Record<Part | "total", number[]>}
 */
export function yearly(offer, { scenario, rate, months }) {
  const chance = scenario.exit_chance ?? offer.exit_chance;
  const payoff = Math.max(0, ordinaryPrice(offer, scenario.multiple) - offer.strike);
  const options = offer.options * chance * payoff * (1 + rate) ** -offer.exit_year;
  const kept = months >= offer.clawback ? 1 : months / offer.clawback;
  /** @type {Record<Part | "total", number[]>} */
  const parts = { salary: [], bonus: [], signing: [], equity: [], costs: [], total: [] };
  for (let year = 0; year < YEARS; year++) {
    const worked = Math.min(12, Math.max(0, months - 12 * year)) / 12;
    const discount = (1 + rate) ** -(year + 0.5);
    const salary = offer.base * (1 + offer.rise) ** year * worked * discount;
    const vested = months >= offer.cliff ? (offer.vesting[year] ?? 0) * worked : 0;
    const shares = offer.grant * (1 - offer.haircut) * (1 + scenario.growth) ** (year + 0.5);
    parts.salary.push(salary);
    parts.bonus.push(worked >= 1 ? salary * offer.bonus * offer.bonus_paid * scenario.bonus : 0);
    parts.signing.push(year ? 0 : offer.signing * kept);
    parts.equity.push(vested * (shares * discount + options));
    parts.costs.push(0 - offer.costs * worked * discount - (year ? 0 : offer.moving));
    parts.total.push(PARTS.reduce((sum, part) => sum + parts[part][year], 0));
  }
  return parts;
}

/** @param {Offer} offer @param {Terms} terms */
export function total(offer, terms) {
  return yearly(offer, terms).total.reduce((sum, value) => sum + value, 0);
}

/** The value of an hour of work and commute. @param {Offer} offer @param {Terms} terms */
export function perHour(offer, terms) {
  return total(offer, terms) / ((terms.months / 12) * WEEKS * (offer.hours + offer.commute));
}

/** What it costs to exercise all that has vested. @param {Offer} offer @param {number} months */
export function exerciseCost(offer, months) {
  if (months < offer.cliff) return 0;
  const vested = offer.vesting.reduce(
    (sum, share, year) => sum + (share * Math.min(12, Math.max(0, months - 12 * year))) / 12,
    0,
  );
  return offer.options * vested * offer.strike;
}

/**
 * Where an increasing difference is zero, by bisection; null if not between the two ends.
 * @param {(value: number) => number} difference
 * @param {number} low
 * @param {number} high
 */
function equalAt(difference, low, high) {
  if (difference(low) > 0 || difference(high) < 0) return null;
  let [from, to] = [low, high];
  for (let step = 0; step < 80; step++) {
    const middle = (from + to) / 2;
    if (difference(middle) < 0) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** The salary at which the offer is worth the target. @param {Offer} offer @param {number} target @param {Terms} terms */
export function equalBase(offer, target, terms) {
  return equalAt((base) => total({ ...offer, base }, terms) - target, 0, 10_000_000);
}

/**
 * The share price, over that of the scenario and in all years, at which the offer is worth the target.
 * @param {Offer} offer
 * @param {number} target
 * @param {Terms} terms
 */
export function equalPrice(offer, target, terms) {
  if (!(offer.grant > 0)) return null;
  return equalAt((price) => total({ ...offer, grant: offer.grant * price }, terms) - target, 0, 100);
}

/**
 * The exit value, over today's valuation, at which the offer is worth the target with its own chance.
 * @param {Offer} offer
 * @param {number} target
 * @param {Terms} terms
 */
export function equalMultiple(offer, target, terms) {
  if (!(offer.options > 0)) return null;
  const at = (/** @type {number} */ multiple) => ({ ...terms, scenario: { ...terms.scenario, multiple } });
  return equalAt((multiple) => total(offer, at(multiple)) - target, 0, 1000);
}

/**
 * The months, 2 to 48, in which the other offer takes the lead if one leaves then.
 * @param {Offer} first
 * @param {Offer} second
 * @param {Terms} terms its months don't matter
 */
export function leadChanges(first, second, terms) {
  const ahead = Array.from({ length: 48 }, (_, index) => {
    const then = { ...terms, months: index + 1 };
    return total(first, then) >= total(second, then);
  });
  return ahead.flatMap((each, index) => (index && each !== ahead[index - 1] ? [index + 1] : []));
}

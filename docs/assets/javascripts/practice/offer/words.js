// What the comparison says: amounts, and sentences about where two offers are equal.
// @ts-check

import { equalBase, equalMultiple, equalPrice, leadChanges, total } from "./model.js";
import { priced, termsOf } from "./state.js";

/** @typedef {import("./model.js").Terms} Terms */
/** @typedef {import("./state.js").Named} Named */
/** @typedef {import("./state.js").State} State */

/**
 * An amount as precise as such estimates are.
 * @param {number} value
 * @param {string} currency
 * @param {number} [step] it is rounded to
 */
export function money(value, currency, step = 100) {
  const rounded = Math.round(value / step) * step;
  const digits = step < 1 ? 2 : 0;
  const text = Math.abs(rounded).toLocaleString("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${rounded < 0 ? "−" : ""}${currency === "¤" ? "" : currency.length > 1 ? `${currency} ` : currency}${text}`;
}

/** A factor, such as “1.3 times”. @param {number} value */
export function times(value) {
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} times`;
}

/** @param {number} months */
function stay(months) {
  return months === 12 ? "one year" : months % 12 ? `${months} months` : `${months / 12} years`;
}

/**
 * The offers by their middle value, best first.
 * @param {State} state
 * @returns {{ offer: Named, value: number }[]}
 */
export function ranked({ common, offers }) {
  const { middle } = termsOf(common);
  return offers
    .map((offer) => ({ offer, value: total(priced(offer), middle) }))
    .sort((one, other) => other.value - one.value);
}

/**
 * Who is ahead, and what would make it otherwise.
 * @param {State} state
 * @returns {string[]}
 */
export function verdict(state) {
  const { currency, months } = state.common;
  const [first, second] = ranked(state);
  if (!(first.value > 0)) return ["Fill in a salary for each offer; the comparison follows as you type."];
  const gap = first.value - second.value;
  const share = gap / first.value;
  const over = `over ${stay(months)}`;
  return share < 0.01
    ? [
        `${first.offer.name} and ${second.offer.name} are within 1% of each other ${over}: money doesn’t decide this.`,
      ]
    : [
        `${first.offer.name} is ahead of ${second.offer.name} by ${money(gap, currency)} ${over}, ${Math.round(share * 100)}% of what it is worth.`,
      ];
}

/**
 * Where an offer and the best one are equal.
 * @param {Named} leader
 * @param {Named} other
 * @param {State} state
 * @returns {string[]}
 */
export function breakEvens(leader, other, { common }) {
  const { middle } = termsOf(common);
  const [first, second] = [priced(leader), priced(other)];
  const [ahead, behind] = [total(first, middle), total(second, middle)];
  return [
    ...raise(other, equalBase(second, ahead, middle), common.currency),
    ...price(other, equalPrice(second, ahead, middle), "catches up if its shares stand at", second.grant),
    ...exit(
      other,
      equalMultiple(second, ahead, middle),
      "catches up if the company is sold for",
      second.options,
    ),
    ...price(leader, equalPrice(first, behind, middle), "falls back if its shares stand at", first.grant),
    ...exit(
      leader,
      equalMultiple(first, behind, middle),
      "falls back if the company is sold for",
      first.options,
    ),
    ...leads(leader, other, leadChanges(first, second, middle), middle),
  ];
}

/** @param {Named} offer @param {number | null} base @param {string} currency */
function raise(offer, base, currency) {
  if (base === null) return [];
  return [
    `${offer.name} catches up with a salary of ${money(base, currency)}, ${money(base - offer.base, currency)} more than offered.`,
  ];
}

/** @param {Named} offer @param {number | null} factor @param {string} does @param {number} grant */
function price({ name }, factor, does, grant) {
  if (!grant) return [];
  if (factor === null)
    return [
      `${name} ${does.startsWith("falls") ? "stays ahead even if its shares become worthless" : "doesn’t catch up at any share price"}.`,
    ];
  return [`${name} ${does} ${times(factor)} the price assumed, in all years.`];
}

/** @param {Named} offer @param {number | null} multiple @param {string} does @param {number} options */
function exit({ name, exit_chance }, multiple, does, options) {
  if (!options) return [];
  const falls = does.startsWith("falls");
  if (multiple === null)
    return [
      falls
        ? `${name} stays ahead even if its options become worthless.`
        : `${name} doesn’t catch up at any exit: its options, times the chance of an exit, weigh too little.`,
    ];
  return [
    `${name} ${does} ${falls ? "less than " : ""}${times(multiple)} today’s valuation, at a chance of an exit of ${Math.round(exit_chance * 100)}%.`,
  ];
}

/** @param {Named} leader @param {Named} other @param {readonly number[]} changes @param {Terms} terms */
function leads(leader, other, changes, terms) {
  if (!changes.length) return [`${leader.name} is ahead whenever you leave.`];
  const then = { ...terms, months: 1 };
  const first = total(priced(leader), then) >= total(priced(other), then);
  const names = [leader.name, other.name];
  if (!first) names.reverse();
  const parts = changes.map((month, index) => `${names[(index + 1) % 2]} from month ${month}`);
  return [`It depends on when you leave: ${names[0]} is ahead first, ${parts.join(", ")}.`];
}

// What the reader typed, cleaned: stored values may be of an older version, or of somebody's hand.
// @ts-check

import { NOTHING, YEARS } from "./model.js";

/** @typedef {import("./model.js").Offer} Offer */
/** @typedef {import("./model.js").Scenario} Scenario */
/** @typedef {import("./model.js").Terms} Terms */
/** @typedef {"none" | "shares" | "options"} Equity */
/** @typedef {Offer & { name: string, equity: Equity }} Named */
/** @typedef {"money" | "percent" | "number"} Unit */

/**
 * What is taken to be the same for all offers.
 * @typedef {object} Common
 * @property {string} currency
 * @property {number} rate
 * @property {number} months
 * @property {number} bonus_low
 * @property {number} bonus_high
 * @property {number} growth_low
 * @property {number} growth_middle
 * @property {number} growth_high
 * @property {number} multiple_middle
 * @property {number} multiple_high
 */

/** @typedef {{ common: Common, offers: readonly Named[] }} State */

/** @typedef {Exclude<keyof Offer, "vesting">} NumberName */
/** @typedef {{ name: string, label: string, unit: Unit, min: number, max: number, step: number }} Field */

export const MOST_OFFERS = 4;
export const CURRENCIES = ["€", "$", "£", "CHF", "₹", "¤"];
/** @type {readonly (readonly [Equity, string])[]} */
export const EQUITIES = [
  ["none", "none"],
  ["shares", "shares (RSU)"],
  ["options", "options"],
];

/** @type {(name: string, label: string, unit: Unit, min: number, max: number, step: number) => Field} */
const field = (name, label, unit, min, max, step) => ({ name, label, unit, min, max, step });

/** Fields of an offer by group; those of a kind of equity are shown where it is chosen. */
export const GROUPS = {
  cash: [
    field("base", "Salary a year", "money", 0, 5_000_000, 500),
    field("rise", "Rise a year, %", "percent", -20, 50, 0.5),
    field("bonus", "Target bonus, %", "percent", 0, 300, 1),
    field("bonus_paid", "of it usually paid, %", "percent", 0, 200, 5),
    field("signing", "Signing bonus", "money", 0, 2_000_000, 500),
    field("clawback", "Yours after, months", "number", 0, 48, 1),
  ],
  shares: [
    field("grant", "Grant, at today’s price", "money", 0, 20_000_000, 1000),
    field("haircut", "Off, if it can’t be sold, %", "percent", 0, 100, 5),
  ],
  options: [
    field("options", "Number of options", "number", 0, 50_000_000, 100),
    field("strike", "Strike price", "money", 0, 100_000, 0.01),
    field("preferred", "Price of the last round", "money", 0, 100_000, 0.01),
    field("rounds", "Further rounds", "number", 0, 10, 1),
    field("dilution", "Dilution in each, %", "percent", 0, 90, 1),
    field("preferences", "Preferences, % of value", "percent", 0, 500, 5),
    field("investors", "Investors hold, %", "percent", 0, 100, 5),
    field("exit_chance", "Chance of an exit, %", "percent", 0, 100, 5),
    field("exit_year", "Years until then", "number", 0, 15, 0.5),
  ],
  time: [
    field("hours", "Hours a week", "number", 1, 100, 1),
    field("commute", "Commute, hours a week", "number", 0, 40, 0.5),
    field("costs", "Extra costs a year", "money", -1_000_000, 1_000_000, 100),
    field("moving", "Moving, not paid by them", "money", -500_000, 500_000, 100),
  ],
};

/** @type {Field} */
export const CLIFF = field("cliff", "Cliff, months", "number", 0, 48, 1);

/** @type {readonly Field[]} */
export const COMMON = [
  field("months", "You stay, months", "number", 1, 48, 1),
  field("rate", "Discount rate a year, %", "percent", 0, 50, 0.5),
];

/** @type {readonly Field[]} */
export const RANGE = [
  field("growth_low", "Share price a year, low, %", "percent", -90, 200, 5),
  field("growth_middle", "middle, %", "percent", -90, 200, 5),
  field("growth_high", "high, %", "percent", -90, 200, 5),
  field("bonus_low", "Bonus against usual, low, %", "percent", 0, 200, 5),
  field("bonus_high", "high, %", "percent", 0, 200, 5),
  field("multiple_middle", "Exit over today’s value, middle", "number", 0, 100, 0.25),
  field("multiple_high", "high", "number", 0, 100, 0.25),
];

/** @type {Readonly<Common>} */
export const USUAL = Object.freeze({
  currency: "€",
  rate: 0.05,
  months: 48,
  bonus_low: 0.5,
  bonus_high: 1.1,
  growth_low: -0.15,
  growth_middle: 0,
  growth_high: 0.15,
  multiple_middle: 2,
  multiple_high: 4,
});

const LETTERS = "ABCD";

/** An empty offer with the first free name. @param {readonly { name: string }[]} others @returns {Named} */
export function newOffer(others) {
  const taken = new Set(others.map(({ name }) => name));
  const letter = [...LETTERS].find((each) => !taken.has(`Offer ${each}`)) ?? "";
  return { ...NOTHING, name: `Offer ${letter}`.trim(), equity: "none" };
}

/** The two offers that the chapter compares. @returns {State} */
export function example() {
  const listed = {
    ...NOTHING,
    name: "Listed company",
    equity: /** @type {Equity} */ ("shares"),
    base: 98_000,
    rise: 0.03,
    bonus: 0.15,
    bonus_paid: 0.9,
    signing: 12_000,
    grant: 110_000,
    hours: 42,
    commute: 5,
    costs: 2_400,
  };
  const startUp = {
    ...NOTHING,
    name: "Start-up",
    equity: /** @type {Equity} */ ("options"),
    base: 104_000,
    rise: 0.03,
    options: 24_000,
    strike: 3.2,
    preferred: 11,
    rounds: 2,
    dilution: 0.15,
    preferences: 0.9,
    investors: 0.75,
    exit_chance: 0.25,
    hours: 47,
  };
  return { common: { ...USUAL }, offers: [listed, startUp] };
}

/** @returns {State} */
export function empty() {
  const first = newOffer([]);
  return { common: { ...USUAL }, offers: [first, newOffer([first])] };
}

/** @param {unknown} value @param {Field} of @param {number} fallback */
function cleanNumber(value, { unit, min, max }, fallback) {
  const scale = unit === "percent" ? 100 : 1;
  if (typeof value !== "number" || !Number.isFinite(value)) return fallback;
  return Math.min(max / scale, Math.max(min / scale, value));
}

/** @param {unknown} value @returns {State} */
export function cleanState(value) {
  const given = /** @type {{ common?: any, offers?: unknown }} */ (value ?? {});
  const offers = Array.isArray(given.offers) ? given.offers.slice(0, MOST_OFFERS).map(cleanOffer) : [];
  if (offers.length < 2) return empty();
  const common = given.common ?? {};
  const numbers = [...COMMON, ...RANGE].map((each) => {
    const name = /** @type {Exclude<keyof Common, "currency">} */ (each.name);
    return [name, cleanNumber(common[name], each, USUAL[name])];
  });
  const currency = CURRENCIES.includes(common.currency) ? common.currency : USUAL.currency;
  return { common: { ...Object.fromEntries(numbers), currency }, offers };
}

/** @param {any} given @returns {Named} */
function cleanOffer(given) {
  const numbers = [...Object.values(GROUPS).flat(), CLIFF].map((each) => {
    const name = /** @type {NumberName} */ (each.name);
    return [name, cleanNumber(given?.[name], each, NOTHING[name])];
  });
  const equity = EQUITIES.find(([kind]) => kind === given?.equity)?.[0] ?? "none";
  const name = typeof given?.name === "string" ? given.name.slice(0, 40) : "Offer";
  const vesting =
    Array.isArray(given?.vesting) &&
    parseVesting(given.vesting.map((/** @type {unknown} */ share) => Number(share) * 100).join(" "));
  return { ...Object.fromEntries(numbers), vesting: vesting || NOTHING.vesting, name, equity };
}

/**
 * Shares by year from such as “25 25 25 25”; nothing where these aren't up to four shares of at most 100 %.
 * @param {string} text in per cent
 * @returns {number[] | undefined}
 */
export function parseVesting(text) {
  const words = text.split(/[\s,;/%]+/).filter(Boolean);
  const shares = words.map((word) => Number(word) / 100);
  const sum = shares.reduce((before, share) => before + share, 0);
  if (!shares.length || shares.length > YEARS || !shares.every((share) => share >= 0) || sum > 1.000001)
    return undefined;
  return Array.from({ length: YEARS }, (_, year) => shares[year] ?? 0);
}

/** @param {readonly number[]} vesting */
export function vestingText(vesting) {
  return vesting.map((share) => Math.round(share * 1000) / 10).join(" ");
}

/** The offer without the kinds of equity that aren't chosen. @param {Named} offer @returns {Offer} */
export function priced(offer) {
  return {
    ...offer,
    grant: offer.equity === "shares" ? offer.grant : 0,
    options: offer.equity === "options" ? offer.options : 0,
  };
}

/**
 * The three ways in which things may go.
 * @param {Common} common
 * @returns {{ low: Terms, middle: Terms, high: Terms }}
 */
export function termsOf(common) {
  const { rate, months } = common;
  /** @type {(bonus: number, growth: number, multiple: number, exit: number | null) => Terms} */
  const terms = (bonus, growth, multiple, exit) => ({
    rate,
    months,
    scenario: { bonus, growth, multiple, exit_chance: exit },
  });
  return {
    low: terms(common.bonus_low, common.growth_low, 1, 0),
    middle: terms(1, common.growth_middle, common.multiple_middle, null),
    high: terms(common.bonus_high, common.growth_high, common.multiple_high, 1),
  };
}

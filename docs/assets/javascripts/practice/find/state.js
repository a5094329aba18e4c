// What is looked for, as the page's address holds it: ?ask=…&level=…
// @ts-check

/** @typedef {{ topic: string, level: string, role: string, round: string }} Filter */
/** @typedef {Filter & { ask: string }} State */

/** The theme's own search opens on `q`, so the query has another name. */
const ASK = "ask";
const FILTERS = /** @type {const} */ (["topic", "level", "role", "round"]);
const LONGEST = 300;

/** @type {Readonly<Filter>} */
export const NO_FILTER = Object.freeze({ topic: "", level: "", role: "", round: "" });

/**
 * Read an address; what no list offers is ignored.
 * @param {string} query
 * @param {Record<keyof Filter, readonly (readonly [value: string, name: string])[]>} offered
 * @returns {State}
 */
export function readState(query, offered) {
  const given = new URLSearchParams(query);
  const state = { ...NO_FILTER, ask: (given.get(ASK) ?? "").slice(0, LONGEST) };
  for (const name of FILTERS) {
    const value = given.get(name) ?? "";
    if (offered[name].some(([each]) => each === value)) state[name] = value;
  }
  return state;
}

/**
 * Write an address and leave the rest of it as it is.
 * @param {string} query
 * @param {State} state
 */
export function writeState(query, state) {
  const given = new URLSearchParams(query);
  for (const name of [ASK, ...FILTERS]) {
    const value = state[/** @type {keyof State} */ (name)].trim();
    if (value) given.set(name, value);
    else given.delete(name);
  }
  const text = given.toString();
  return text ? `?${text}` : "";
}

/** @param {Filter} filter */
export function isFiltered(filter) {
  return FILTERS.some((name) => filter[name]);
}

/**
 * Say what was found.
 * @param {number} count
 * @param {Filter} filter
 */
export function countText(count, filter) {
  const what = count === 1 ? "question fits" : "questions fit";
  return `${count || "No"} ${what}${isFiltered(filter) ? " within the filter" : ""}`;
}

// The comparison: who is ahead, the range of each offer, the parts by year, and what would turn it.
// @ts-check

import { el, svg } from "../shared/dom.js";
import { dataTable } from "../shared/plots.js";
import { exerciseCost, PARTS, perHour, total, yearly, YEARS } from "./model.js";
import { priced, termsOf } from "./state.js";
import { breakEvens, money, ranked, verdict } from "./words.js";

/** @typedef {import("./model.js").Terms} Terms */
/** @typedef {import("./state.js").Named} Named */
/** @typedef {import("./state.js").State} State */

const PART_NAMES = {
  salary: "Salary",
  bonus: "Bonus",
  signing: "Signing bonus",
  equity: "Equity",
  costs: "Costs",
};
const WIDTH = 100;

/** @param {State} state @returns {HTMLElement[]} */
export function results(state) {
  const order = ranked(state);
  const said = el("div", { class: "offer-said" }, ...verdict(state).map((text) => el("p", { text })));
  if (!(order[0].value > 0)) return [said];
  const [{ offer: leader }, ...others] = order;
  return [
    said,
    ranges(state),
    summary(state),
    el("h2", { class: "app-heading", text: "What would turn it" }),
    ...others.map(({ offer }) =>
      el(
        "ul",
        { class: "offer-turns" },
        ...breakEvens(leader, offer, state).map((text) => el("li", { text })),
      ),
    ),
    el("h2", { class: "app-heading", text: "By year, in today’s money" }),
    ...state.offers.map((offer) => byYear(offer, state)),
  ];
}

/** Bars from low to high with the middle marked, on one axis. @param {State} state */
function ranges(state) {
  const terms = termsOf(state.common);
  const rows = state.offers.map((offer) => {
    const each = priced(offer);
    const [low, middle, high] = [total(each, terms.low), total(each, terms.middle), total(each, terms.high)];
    return { name: offer.name, low: Math.min(low, middle), middle, high: Math.max(high, middle) };
  });
  const from = Math.min(0, ...rows.map(({ low }) => low));
  const to = Math.max(1, ...rows.map(({ high }) => high));
  const at = (/** @type {number} */ value) => ((value - from) / (to - from)) * WIDTH;
  const amount = (/** @type {number} */ value) => money(value, state.common.currency, 1000);
  return el(
    "figure",
    { class: "app-plot offer-ranges" },
    el("figcaption", { class: "app-plot__title", text: "Low, middle and high, all years together" }),
    ...rows.flatMap(({ name, low, middle, high }) => [
      el("span", { class: "offer-ranges__name", text: name }),
      svg(
        "svg",
        {
          viewBox: `0 0 ${WIDTH} 10`,
          preserveAspectRatio: "none",
          role: "img",
          "aria-label": `${name}: low ${amount(low)}, middle ${amount(middle)}, high ${amount(high)}`,
        },
        svg("line", { class: "offer-ranges__axis", x1: 0, x2: WIDTH, y1: 5, y2: 5 }),
        svg("rect", {
          class: "offer-ranges__bar",
          x: at(low),
          y: 2,
          width: Math.max(0.4, at(high) - at(low)),
          height: 6,
        }),
        svg("line", { class: "offer-ranges__middle", x1: at(middle), x2: at(middle), y1: 0, y2: 10 }),
      ),
    ]),
    el(
      "div",
      { class: "offer-ranges__ends", "aria-hidden": "true" },
      ...[from, to].map((value) => el("span", { text: amount(value) })),
    ),
  );
}

/** @param {State} state */
function summary(state) {
  const terms = termsOf(state.common);
  const { currency, months } = state.common;
  const rows = state.offers.map((offer) => {
    const each = priced(offer);
    return [
      offer.name,
      ...[terms.low, terms.middle, terms.high].map((way) => money(total(each, way), currency)),
      each.hours + each.commute > 0 ? money(perHour(each, terms.middle), currency, 0.01) : "–",
      each.options ? money(exerciseCost(each, months), currency) : "–",
    ];
  });
  return scrolled(
    "Value by offer",
    dataTable(["Offer", "Low", "Middle", "High", "Per hour", "To exercise"], rows),
  );
}

/** @param {Named} offer @param {State} state */
function byYear(offer, state) {
  const { currency } = state.common;
  const parts = yearly(priced(offer), termsOf(state.common).middle);
  const sum = (/** @type {readonly number[]} */ values) =>
    values.reduce((before, value) => before + value, 0);
  const line = (/** @type {string} */ name, /** @type {readonly number[]} */ values) => [
    name,
    ...[...values, sum(values)].map((value) => money(value, currency)),
  ];
  const used = PARTS.filter((part) => parts[part].some((value) => value !== 0));
  const years = Array.from({ length: YEARS }, (_, year) => `Year ${year + 1}`);
  return scrolled(
    `${offer.name}, middle, by year`,
    dataTable(
      [offer.name, ...years, "Sum"],
      [...used.map((part) => line(PART_NAMES[part], parts[part])), line("Together", parts.total)],
    ),
  );
}

/** A table that scrolls by itself where it is too wide. @param {string} label @param {HTMLElement} table */
function scrolled(label, table) {
  return el("div", { class: "offer-table", tabindex: 0, role: "group", "aria-label": label }, table);
}

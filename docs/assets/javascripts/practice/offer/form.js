// The fields of the offers and of what is the same for all of them.
// @ts-check

import { button, choice, el } from "../shared/dom.js";
import {
  CLIFF,
  COMMON,
  CURRENCIES,
  EQUITIES,
  GROUPS,
  MOST_OFFERS,
  parseVesting,
  RANGE,
  vestingText,
} from "./state.js";

/** @typedef {import("./state.js").Field} Field */
/** @typedef {import("./state.js").Named} Named */
/** @typedef {import("./state.js").State} State */

/**
 * @param {Field} field
 * @param {number} value in the unit of the model
 * @param {(value: number) => unknown} change
 */
function numberField({ label, unit, min, max, step }, value, change) {
  const scale = unit === "percent" ? 100 : 1;
  const input = el("input", {
    type: "number",
    min,
    max,
    step: "any",
    inputmode: step < 1 ? "decimal" : "numeric",
    value: Number((value * scale).toPrecision(10)),
  });
  input.addEventListener("input", () => {
    const typed = Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : 0;
    input.setCustomValidity(typed < min || typed > max ? `From ${min} to ${max}.` : "");
    change(Math.min(max, Math.max(min, typed)) / scale);
  });
  return el("label", { class: "app-field" }, el("span", { text: label }), input);
}

/**
 * @param {Named} offer
 * @param {number} index
 * @param {State} state
 * @param {{ change: (changes: Partial<Named>) => unknown, redraw: (changes: Partial<Named>) => unknown, remove: () => unknown }} acts
 */
export function offerForm(offer, index, state, { change, redraw, remove }) {
  const fields = (/** @type {readonly Field[]} */ group) =>
    group.map((field) =>
      numberField(field, /** @type {any} */ (offer)[field.name], (value) => change({ [field.name]: value })),
    );
  const name = el("input", { type: "text", class: "offer-name", value: offer.name, maxlength: 40 });
  name.addEventListener("input", () => change({ name: name.value.trim() || `Offer ${"ABCD"[index]}` }));
  const equity = choice("Equity", EQUITIES, offer.equity, (kind) =>
    redraw({ equity: /** @type {Named["equity"]} */ (kind) }),
  );
  equity.classList.add("offer-wide");
  const shown = offer.equity === "none" ? [] : fields(GROUPS[offer.equity]);
  return el(
    "fieldset",
    { class: "offer-card", data: { offer: index } },
    el("legend", { class: "app-unseen", text: `Offer ${index + 1}` }),
    el("label", { class: "app-field offer-wide" }, el("span", { text: "Name" }), name),
    ...fields(GROUPS.cash),
    ...fields(GROUPS.time),
    equity,
    ...shown,
    ...(shown.length ? [vestingField(offer, change), ...fields([CLIFF])] : []),
    state.offers.length > 2
      ? button("Remove this offer", remove, { class: "app-button--quiet offer-wide" })
      : null,
  );
}

/** @param {Named} offer @param {(changes: Partial<Named>) => unknown} change */
function vestingField(offer, change) {
  const input = el("input", {
    type: "text",
    inputmode: "decimal",
    value: vestingText(offer.vesting),
    autocomplete: "off",
  });
  input.addEventListener("input", () => {
    const vesting = parseVesting(input.value);
    if (vesting) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
    if (vesting) change({ vesting });
  });
  return el("label", { class: "app-field" }, el("span", { text: "Vests by year, %" }), input);
}

/**
 * @param {State} state
 * @param {(changes: Partial<State["common"]>) => unknown} change
 */
export function commonForm({ common }, change) {
  const fields = (/** @type {readonly Field[]} */ group) =>
    group.map((field) =>
      numberField(field, /** @type {any} */ (common)[field.name], (value) => change({ [field.name]: value })),
    );
  const currencies = CURRENCIES.map((each) => /** @type {const} */ ([each, each === "¤" ? "none" : each]));
  return el(
    "fieldset",
    { class: "offer-common" },
    el("legend", { text: "The same for all offers" }),
    el(
      "div",
      { class: "app-fields" },
      choice("Currency", currencies, common.currency, (currency) => change({ currency })),
      ...fields(COMMON),
    ),
    el(
      "details",
      { class: "app-fold" },
      el("summary", { text: "What low, middle and high mean" }),
      el("p", {
        class: "app-note",
        text: "Low: options are worth nothing. Middle: their value at the exit times the chance of one, an average that nobody is paid. High: the exit comes.",
      }),
      el("div", { class: "app-fields" }, ...fields(RANGE)),
    ),
  );
}

/**
 * @param {State} state
 * @param {{ add: () => unknown, example: () => unknown, clear: () => unknown, print: () => unknown }} acts
 */
export function actions(state, { add, example, clear, print }) {
  const more = button("Add an offer", add, { key: "n" });
  more.disabled = state.offers.length >= MOST_OFFERS;
  return el(
    "p",
    { class: "app-actions" },
    more,
    button("Show an example", example, { key: "e" }),
    button("Print", print, { key: "p" }),
    button("Empty all fields", clear, { class: "app-button--quiet" }),
  );
}

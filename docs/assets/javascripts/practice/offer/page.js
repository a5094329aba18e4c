// Starts the comparison of offers on its page.
// @ts-check

import { announce, el, focusOn, listenKeys } from "../shared/dom.js";
import { readSetting, writeSetting } from "../shared/settings.js";
import { actions, commonForm, offerForm } from "./form.js";
import { results } from "./results.js";
import { cleanState, empty, example, MOST_OFFERS, newOffer } from "./state.js";
import { verdict } from "./words.js";

/** @typedef {import("./state.js").Named} Named */
/** @typedef {import("./state.js").State} State */

const SETTING = "offer";
const PAUSE_MS = 1200;

class Comparison {
  #state = cleanState(readSetting(SETTING, empty()));
  #form = el("div", { class: "offer-forms" });
  #common = el("div");
  #actions = el("div");
  #results = el("section", { class: "offer-results", "aria-label": "Comparison" });
  #pause = 0;

  /** @param {HTMLElement} host */
  constructor(host) {
    host.replaceChildren(this.#actions, this.#form, this.#common, this.#results);
    this.#draw();
    listenKeys([
      { keys: ["n"], does: "add an offer", act: () => this.#add(), when: () => this.#hasRoom() },
      { keys: ["e"], does: "show an example", act: () => this.#show(example()) },
      { keys: ["p"], does: "print", act: () => print() },
      { keys: ["r"], does: "go to the comparison", act: () => this.#toResults() },
    ]);
  }

  #hasRoom() {
    return this.#state.offers.length < MOST_OFFERS;
  }

  #toResults() {
    focusOn(this.#results);
    this.#results.scrollIntoView({ block: "start" });
  }

  #add() {
    if (!this.#hasRoom()) return;
    this.#show({ ...this.#state, offers: [...this.#state.offers, newOffer(this.#state.offers)] });
    const names = this.#form.querySelectorAll("input.offer-name");
    /** @type {HTMLInputElement | undefined} */ (names[names.length - 1])?.select();
  }

  /** @param {State} state */
  #show(state) {
    this.#state = state;
    writeSetting(SETTING, state);
    this.#draw();
  }

  /** Keep a change and compute anew, with the fields left as they are. @param {State} state */
  #update(state) {
    this.#state = state;
    writeSetting(SETTING, state);
    this.#compute();
    clearTimeout(this.#pause);
    this.#pause = window.setTimeout(() => announce(verdict(state).join(" ")), PAUSE_MS);
  }

  /** @param {number} index @param {Partial<Named>} changes @returns {State} */
  #changed(index, changes) {
    const offers = this.#state.offers.map((offer, at) => (at === index ? { ...offer, ...changes } : offer));
    return { ...this.#state, offers };
  }

  #draw() {
    const state = this.#state;
    this.#actions.replaceChildren(
      actions(state, {
        add: () => this.#add(),
        example: () => this.#show(example()),
        clear: () => this.#show(empty()),
        print: () => print(),
      }),
    );
    this.#form.replaceChildren(
      ...state.offers.map((offer, index) =>
        offerForm(offer, index, state, {
          change: (changes) => this.#update(this.#changed(index, changes)),
          redraw: (changes) => {
            this.#show(this.#changed(index, changes));
            this.#form.querySelector(`[data-offer="${index}"]`)?.querySelector("select")?.focus();
          },
          remove: () => {
            const offers = this.#state.offers.filter((_, at) => at !== index);
            this.#show({ ...this.#state, offers });
            focusOn(this.#form.querySelector("input"));
          },
        }),
      ),
    );
    this.#common.replaceChildren(
      commonForm(state, (changes) =>
        this.#update({ ...this.#state, common: { ...this.#state.common, ...changes } }),
      ),
    );
    this.#compute();
  }

  #compute() {
    this.#results.replaceChildren(...results(this.#state));
  }
}

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="offer"]'));
if (host) new Comparison(host);

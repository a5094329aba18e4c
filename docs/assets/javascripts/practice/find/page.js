// Starts the question finder on its page.
// @ts-check

import { offered } from "../shared/bank.js";
import { announce, button, choice, el, focusOn, listenKeys } from "../shared/dom.js";
import { answerLists, nothingFound, welcome } from "./lists.js";
import { FinderError } from "./rank.js";
import { createResults } from "./results.js";
import { countText, isFiltered, NO_FILTER, readState, writeState } from "./state.js";

/** @typedef {import("./results.js").Answer} Answer */
/** @typedef {keyof typeof NO_FILTER} FilterName */

const LABELS = /** @type {[FilterName, string][]} */ ([
  ["topic", "Topic"],
  ["level", "Level"],
  ["role", "Role"],
  ["round", "Round"],
]);
const AT_ONCE = 10;
const PAUSE_MS = 400;

class Finder {
  #field = el("input", {
    type: "search",
    id: "find-ask",
    class: "find-ask",
    enterkeyhint: "search",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": "find-count",
    placeholder: "why is my model worse in production?",
  });
  #filters = el("div", { class: "find-filters" });
  #fold = el("details", { class: "app-fold find-fold" }, el("summary", { text: "Filter" }), this.#filters);
  #count = el("p", { id: "find-count", class: "find-count" });
  #clear = button("Clear the filter", () => this.#setFilter(NO_FILTER), { class: "app-button--quiet" });
  #results = el("div", { class: "find-results" });
  #shown = AT_ONCE;
  #pause = 0;
  /** @type {Answer | undefined} */
  #answer;

  /**
   * @param {HTMLElement} host
   * @param {ReturnType<typeof createResults>} results
   */
  constructor(host, results) {
    this.results = results;
    this.offered = offered(results.bank);
    this.topics = new Map(results.bank.topics.map(({ slug, title }) => [slug, title]));
    this.state = readState(location.search, this.offered);
    this.#field.value = this.state.ask;
    this.#field.addEventListener("input", () => {
      this.state = { ...this.state, ask: this.#field.value };
      this.#update();
    });
    // On a phone the lists would push the results off the screen.
    this.#fold.open = isFiltered(this.state) || matchMedia("(min-width: 45em)").matches;
    this.#drawFilters();
    const form = el(
      "form",
      { class: "find-form", role: "search", "aria-label": "Questions", on: { submit: this.#submit } },
      el("label", { class: "find-label", for: "find-ask", text: "Ask as the interviewer would" }),
      this.#field,
      this.#fold,
      el("div", { class: "find-status" }, this.#count, this.#clear),
    );
    host.replaceChildren(form, this.#results);
    host.addEventListener("keydown", (event) => this.#press(event));
    addEventListener("popstate", () => this.#return());
    this.#listen();
    this.#draw();
  }

  #submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const first = this.#openers()[0];
    if (!first) return;
    first.focus();
    if (first.getAttribute("aria-expanded") === "false") first.click();
  };

  #listen() {
    const never = () => false;
    listenKeys([
      { keys: ["/"], does: "go to the field", act: () => this.#toField() },
      { keys: ["f"], does: "open the full answer of the question in focus", act: () => this.#openFull() },
      {
        keys: [],
        shown: "↓ ↑",
        does: "go to the next or previous question",
        act: never,
        when: never,
      },
      { keys: [], shown: "Enter", does: "show or hide the short answer", act: never, when: never },
      {
        keys: [],
        shown: "Esc",
        does: "hide the answer, go back to the field, empty it",
        act: never,
        when: never,
      },
    ]);
  }

  /** @returns {HTMLElement[]} */
  #openers() {
    return [...this.#results.querySelectorAll("button.find-card__opener")].map(
      (each) => /** @type {HTMLElement} */ (each),
    );
  }

  #toField() {
    this.#field.focus();
    this.#field.select();
  }

  #openFull() {
    const card = document.activeElement?.closest(".find-card") ?? this.#results.querySelector(".find-card");
    /** @type {HTMLElement | null | undefined} */ (card?.querySelector("a.find-card__full"))?.click();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target.matches("select"))
      return;
    if (event.key === "Escape") this.#escape(target, event);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const openers = this.#openers();
    const card = target.closest(".find-card");
    const here = card ? openers.findIndex((each) => card.contains(each)) : -1;
    if (here < 0 && target !== this.#field) return;
    event.preventDefault();
    const next = here + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) this.#toField();
    else openers[next]?.focus();
  }

  /** @param {HTMLElement} target @param {KeyboardEvent} event */
  #escape(target, event) {
    const open = target.closest(".find-card")?.querySelector('[aria-expanded="true"]');
    event.preventDefault();
    if (open instanceof HTMLElement) {
      open.focus();
      open.click();
    } else if (target === this.#field) {
      this.#ask("");
    } else this.#toField();
  }

  /** @param {string} text */
  #ask(text) {
    this.#field.value = text;
    this.state = { ...this.state, ask: text };
    this.#update();
  }

  #example = (/** @type {string} */ text) => {
    this.#ask(text);
    this.#field.focus();
  };

  /** @param {typeof NO_FILTER} filter */
  #setFilter(filter) {
    this.state = { ...filter, ask: this.state.ask };
    this.#drawFilters();
    this.#update();
    this.#field.focus();
  }

  #drawFilters() {
    this.#filters.replaceChildren(
      ...LABELS.filter(([name]) => this.offered[name].length > 1).map(([name, label]) =>
        choice(label, [["", "Any"], ...this.offered[name]], this.state[name], (value) => {
          this.state = { ...this.state, [name]: value };
          this.#update();
        }),
      ),
    );
  }

  /** The reader went back or forward. */
  #return() {
    this.state = readState(location.search, this.offered);
    this.#field.value = this.state.ask;
    this.#drawFilters();
    this.#draw();
  }

  /** The state has changed: show it at once, tell the address and a screen reader when it rests. */
  #update() {
    this.#shown = AT_ONCE;
    this.#draw();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      history.replaceState(
        history.state,
        "",
        location.pathname + writeState(location.search, this.state) + location.hash,
      );
      if (this.state.ask.trim()) announce(this.#count.textContent ?? "");
    }, PAUSE_MS);
  }

  #draw() {
    const asked = this.state.ask.trim() !== "";
    this.#clear.hidden = !isFiltered(this.state);
    this.#answer = asked ? this.results.answer(this.state.ask, this.state) : undefined;
    if (!this.#answer) {
      this.#count.textContent = `${this.results.bank.questions.length} questions to find`;
      this.#results.replaceChildren(welcome(this.#example));
      return;
    }
    const { questions, slips } = this.#answer;
    const meant = slips.map(([, word]) => `“${word}”`).join(", ");
    const note = meant ? `, with ${meant} for what isn’t in the handbook` : "";
    this.#count.textContent = `${countText(questions.length, this.state)}${note}.`;
    this.#results.replaceChildren(...this.#lists(this.#answer));
  }

  /** @param {Answer} answer */
  #lists(answer) {
    return answerLists(answer, {
      shown: this.#shown,
      topics: this.topics,
      more: () => this.#showMore(),
      nothing: () => {
        const without = isFiltered(this.state)
          ? this.results.answer(this.state.ask, NO_FILTER).questions.length
          : 0;
        return nothingFound(without, () => this.#setFilter(NO_FILTER), this.#example);
      },
    });
  }

  #showMore() {
    const next = this.#shown;
    this.#shown = Number.POSITIVE_INFINITY;
    if (this.#answer) this.#results.replaceChildren(...this.#lists(this.#answer));
    focusOn(this.#openers()[next]);
  }
}

/** @param {HTMLElement} host */
async function start(host) {
  host.replaceChildren(el("p", { class: "app-waiting", text: "Loading the questions…" }));
  try {
    // @ts-expect-error: the build writes this module, see src/handbook/finder/finder.py.
    const { default: data } = await import("./data.js");
    new Finder(host, createResults(data));
  } catch (error) {
    const known = error instanceof FinderError ? error.message : "";
    host.replaceChildren(
      el(
        "div",
        { class: "app-banner app-banner--alert", role: "alert" },
        el("p", { text: known || "The index couldn’t be loaded. Is there a connection to the site?" }),
        el(
          "div",
          { class: "app-banner__actions" },
          button("Reload the page", () => location.reload()),
        ),
      ),
    );
  }
}

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="find"]'));
if (host) start(host);

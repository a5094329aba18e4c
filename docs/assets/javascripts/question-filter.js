// Filters the questions of a topic page, keeps the choice in the address, opens the question an address names.
// @ts-check

/**
 * What is chosen; an empty value fits everything.
 * @typedef {Record<string, string>} Choice
 */

/**
 * Whether a question fits all that is chosen.
 * @param {Record<string, string | undefined>} question values by name; one of several is separated by spaces
 * @param {Choice} choice
 */
export function fits(question, choice) {
  return Object.entries(choice).every(
    ([name, value]) => !value || (question[name] ?? "").split(" ").includes(value),
  );
}

/**
 * @param {number} shown
 * @param {number} total
 */
export function countText(shown, total) {
  const all = `${total} ${total === 1 ? "question" : "questions"}`;
  return shown === total ? all : `${shown} of ${all}`;
}

/** Links may name a choice by a word of everyday use. */
const ALIASES = /** @type {Record<string, string>} */ ({ rounds: "round", roles: "role" });

/**
 * Read the choice from an address; what no list offers is ignored.
 * @param {string} query
 * @param {Record<string, readonly string[]>} offered values of each list
 * @returns {Choice}
 */
export function choiceOf(query, offered) {
  const given = new URLSearchParams(query);
  /** @type {Choice} */
  const choice = {};
  for (const [name, values] of Object.entries(offered)) {
    const value = given.get(ALIASES[name] ?? name) ?? "";
    choice[name] = values.includes(value) ? value : "";
  }
  return choice;
}

/**
 * Write the choice into an address and leave the rest of it as it is.
 * @param {string} query
 * @param {Choice} choice
 */
export function queryOf(query, choice) {
  const given = new URLSearchParams(query);
  for (const [name, value] of Object.entries(choice)) {
    const key = ALIASES[name] ?? name;
    if (value) given.set(key, value);
    else given.delete(key);
  }
  const text = given.toString();
  return text ? `?${text}` : "";
}

/** @param {HTMLFormElement} form */
function startFilter(form) {
  const questions = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.question")]);
  const lists = [...form.querySelectorAll("select")];
  const output = form.querySelector("output");
  const clear = /** @type {HTMLButtonElement | null} */ (form.querySelector("button[type=reset]"));
  const none = /** @type {HTMLElement | null} */ (document.querySelector(".question-filter__none"));
  /** The questions in the page's table of contents, by fragment. */
  const entries = new Map(
    [...document.querySelectorAll(".md-nav--secondary a[href^='#']")].map((link) => [
      link.getAttribute("href"),
      link.closest("li"),
    ]),
  );
  const offered = Object.fromEntries(
    lists.map((list) => [list.name, [...list.options].map((option) => option.value)]),
  );

  /** @param {Choice} choice */
  function show(choice) {
    let shown = 0;
    for (const question of questions) {
      question.hidden = !fits(question.dataset, choice);
      const entry = entries.get(`#${question.querySelector("[id]")?.id}`);
      if (entry) entry.hidden = question.hidden;
      if (!question.hidden) shown += 1;
    }
    for (const list of lists) {
      list.value = choice[list.name] ?? "";
      list.classList.toggle("is-set", list.value !== "");
    }
    if (output) output.textContent = countText(shown, questions.length);
    if (clear) clear.hidden = !Object.values(choice).some(Boolean);
    if (none) none.hidden = shown > 0;
  }

  /** @param {Choice} choice */
  function choose(choice) {
    show(choice);
    history.replaceState(null, "", location.pathname + queryOf(location.search, choice) + location.hash);
  }

  const everything = Object.fromEntries(lists.map((list) => [list.name, ""]));
  form.addEventListener("change", () => {
    choose(Object.fromEntries(lists.map((list) => [list.name, list.value])));
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    choose(everything);
    lists[0]?.focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("button")) {
    const open = button.dataset.open;
    if (open === undefined) continue;
    button.addEventListener("click", () => {
      for (const question of questions) if (!question.hidden) question.open = open === "true";
    });
  }
  show(choiceOf(location.search, offered));
  form.hidden = false;
  return () => choose(everything);
}

/** @param {(() => void) | undefined} showEverything */
function openTarget(showEverything) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  let found = false;
  for (
    let folded = target.closest("details");
    folded;
    folded = folded.parentElement?.closest("details") ?? null
  ) {
    if (folded.hidden) showEverything?.();
    if (!folded.open) found = true;
    folded.open = true;
  }
  if (found) target.scrollIntoView();
}

if (typeof document !== "undefined") {
  const form = document.querySelector("form.question-filter");
  const showEverything = form instanceof HTMLFormElement ? startFilter(form) : undefined;
  addEventListener("hashchange", () => openTarget(showEverything));
  openTarget(showEverything);
}

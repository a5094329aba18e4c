// The parts of one question's card, from the page of its topic.
// @ts-check

import { BankError, load } from "./bank.js";
import { siteUrl } from "./site.js";

/** @typedef {import("./bank.js").Question} Question */

/**
 * The parts of a question's card, as they stand on its topic's page; every node may be put into a page.
 * @typedef {object} Card
 * @property {Node[]} title the question's words, without a heading around them
 * @property {HTMLElement} short
 * @property {HTMLElement[]} full full answer; of a behavioral question example, weak version and the rest
 * @property {HTMLElement | null} rubric
 * @property {HTMLElement | null} followUps
 * @property {HTMLElement | null} traps
 * @property {HTMLElement | null} foot links and sources
 */

/** @type {Map<string, Promise<Document>>} Pages that were loaded, by address. */
const pages = new Map();

/** @param {string} address */
function topicPage(address) {
  let page = pages.get(address);
  if (!page) {
    page = load(address, "The answer")
      .then((answer) => answer.text())
      .then((html) => new DOMParser().parseFromString(html, "text/html"));
    // What failed is asked for again next time.
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return page;
}

/**
 * Load what belongs to a question from its topic's page; ask early, it is kept.
 * @param {Question} question
 * @returns {Promise<Card>} new nodes each time
 * @throws {BankError}
 */
export async function loadQuestion(question) {
  const [path, fragment] = question.url.split("#");
  const address = siteUrl(path);
  const page = await topicPage(address);
  const source = page.getElementById(fragment)?.closest("details.question");
  if (!source) throw new BankError("This question is no longer on its page: reload the page.");
  const details = /** @type {HTMLElement} */ (document.importNode(source, true));
  localise(details, address, fragment);
  /** @param {string} name @returns {HTMLElement | null} */
  const part = (name) => details.querySelector(`:scope > .question__${name}`);
  const short = part("short");
  if (!short) throw new BankError("The answer has no short version: reload the page.");
  const title = details.querySelector("summary > :first-child");
  for (const link of title?.querySelectorAll(".headerlink") ?? []) link.remove();
  return {
    title: [...(title?.childNodes ?? [])],
    short,
    full: [...details.querySelectorAll(":scope > .question__full")].map(
      (each) => /** @type {HTMLElement} */ (each),
    ),
    rubric: part("rubric"),
    followUps: part("followups"),
    traps: part("traps"),
    foot: part("foot"),
  };
}

/**
 * Make a piece of another page fit for this one: absolute addresses, and ids that meet no other.
 * @param {HTMLElement} root
 * @param {string} page address of the page it comes from
 * @param {string} prefix for ids
 */
export function localise(root, page, prefix) {
  for (const name of ["href", "src"]) {
    for (const node of root.querySelectorAll(`[${name}]`)) {
      const value = node.getAttribute(name) ?? "";
      // Parts of a picture refer to one another within it.
      if (node.closest("svg")) continue;
      const own = value.startsWith("#") ? root.querySelector(`[id="${CSS.escape(value.slice(1))}"]`) : null;
      node.setAttribute(name, own ? `#${prefix}--${value.slice(1)}` : new URL(value, page).href);
    }
  }
  for (const node of root.querySelectorAll("[id]")) {
    if (!node.closest("svg")) node.id = `${prefix}--${node.id}`;
  }
  // What the theme's script does on the page itself: wide code and tables scroll, by key, too.
  for (const code of root.querySelectorAll("pre > code")) code.setAttribute("tabindex", "0");
  for (const table of root.querySelectorAll("table:not([class])")) {
    const wrap = document.createElement("div");
    wrap.className = "md-typeset__scrollwrap";
    wrap.append(document.createElement("div"));
    wrap.children[0].className = "md-typeset__table";
    table.replaceWith(wrap);
    wrap.children[0].append(table);
  }
}

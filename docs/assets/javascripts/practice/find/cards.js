// What was found, as elements.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { el, keyHint } from "../shared/dom.js";
import { loadQuestion } from "../shared/question-card.js";
import { siteUrl } from "../shared/site.js";
import { pieces } from "./words.js";

/** @typedef {import("../shared/bank.js").Question} Question */
/** @typedef {import("./results.js").SectionResult} SectionResult */
/** @typedef {import("./results.js").TermResult} TermResult */

/**
 * The address of a page; on a disk no server adds the name of its file.
 * @param {string} path
 */
function pageUrl(path) {
  const address = siteUrl(path);
  return location.protocol === "file:" ? address.replace(/\/(?=#|$)/, "/index.html") : address;
}

/**
 * @param {string} text
 * @param {ReadonlySet<string>} stems
 * @returns {Node[]}
 */
function marked(text, stems) {
  return pieces(text, stems).map((piece) =>
    piece.hit ? el("mark", { text: piece.text }) : document.createTextNode(piece.text),
  );
}

/**
 * A question with its short answer folded away.
 * @param {Question} question
 * @param {{ wording: string, stems: ReadonlySet<string>, topic: string }} shown `topic` is the title of its topic
 */
export function questionCard(question, { wording, stems, topic }) {
  const id = `find-${question.id}`;
  const opener = el(
    "button",
    { type: "button", class: "find-card__opener", "aria-expanded": "false", "aria-controls": id },
    ...marked(question.title, stems),
  );
  const body = el("div", { id, class: "find-card__answer", hidden: true });
  const chips = [
    el("span", { class: "chip level", text: NAMES.level[question.level] }),
    el("span", { class: "chip", text: topic }),
    el("span", { class: "chip", text: NAMES.frequency[question.frequency] }),
    ...question.rounds.map((round) =>
      el("span", { class: "chip", text: NAMES.round[/** @type {keyof typeof NAMES.round} */ (round)] }),
    ),
  ];
  const card = el(
    "li",
    { class: "find-card", data: { question: question.id } },
    el("h3", { class: "find-card__title" }, opener),
    wording
      ? el("p", { class: "find-card__wording" }, "Also asked as: “", ...marked(wording, stems), "”")
      : null,
    el(
      "div",
      { class: "find-card__foot" },
      el("div", { class: "question__meta" }, ...chips),
      el(
        "a",
        { class: "find-card__full", href: pageUrl(question.url) },
        "Full answer",
        el("span", { class: "app-unseen", text: ` to: ${question.title}` }),
        keyHint("F"),
      ),
    ),
    body,
  );
  opener.addEventListener("click", () => toggle(question, opener, body));
  return card;
}

/**
 * @param {Question} question
 * @param {HTMLElement} opener
 * @param {HTMLElement} body
 */
function toggle(question, opener, body) {
  const open = body.hidden;
  body.hidden = !open;
  opener.setAttribute("aria-expanded", String(open));
  if (open && !body.dataset.asked) loadAnswer(question, body);
}

/**
 * @param {Question} question
 * @param {HTMLElement} body
 */
async function loadAnswer(question, body) {
  body.dataset.asked = "true";
  body.replaceChildren(el("p", { class: "app-waiting", text: "Loading the answer…" }));
  try {
    const { short } = await loadQuestion(question);
    body.replaceChildren(short);
  } catch (error) {
    // What failed is asked for again when the card is next opened.
    delete body.dataset.asked;
    const text = error instanceof Error ? error.message : String(error);
    body.replaceChildren(
      el(
        "p",
        { class: "app-banner app-banner--alert", role: "alert" },
        `${text} `,
        el("a", { href: pageUrl(question.url), text: "Read it on its page" }),
      ),
    );
  }
}

/**
 * @param {SectionResult} section
 * @param {ReadonlySet<string>} stems
 */
export function sectionItem({ title, page, url }, stems) {
  return el(
    "li",
    { class: "find-place" },
    el("a", { class: "find-place__link", href: pageUrl(url) }, ...marked(title, stems)),
    page ? el("span", { class: "find-place__of", text: page }) : null,
  );
}

/**
 * @param {TermResult} term
 * @param {ReadonlySet<string>} stems
 */
export function termItem({ term, also, definition, url }, stems) {
  return el(
    "li",
    { class: "find-place" },
    el("a", { class: "find-place__link", href: pageUrl(url) }, ...marked(term, stems)),
    also.length ? el("span", { class: "find-place__of" }, ...marked(also.join(", "), stems)) : null,
    el("p", { class: "find-place__text" }, ...marked(definition, stems)),
  );
}

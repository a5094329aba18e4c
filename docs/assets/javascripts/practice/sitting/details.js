// What a question's page holds, as text for reports and as nodes to show.
// @ts-check

import { loadQuestion } from "../shared/question-card.js";

/** @typedef {import("../shared/bank.js").Question} Question */
/** @typedef {import("../shared/question-card.js").Card} Card */

/**
 * @typedef {object} Loaded
 * @property {string} title
 * @property {string} topic slug
 * @property {string} kind
 * @property {string} level
 * @property {string} chapter
 * @property {{ required: boolean, text: string, nodes: Node[] }[]} points
 * @property {string[]} followUps as asked
 * @property {{ asked: Node[], answer: Node[] }[]} followUpNodes
 * @property {Card} card
 */

/**
 * Load everything of a question.
 * @param {Question} question
 * @returns {Promise<Loaded>} new nodes each time
 * @throws {import("../shared/bank.js").BankError}
 */
export async function loadDetail(question) {
  const card = await loadQuestion(question);
  const points = [...(card.rubric?.querySelectorAll("li") ?? [])].map((item) => {
    const mark = item.querySelector(".rubric");
    const required = mark?.classList.contains("rubric--must") ?? false;
    mark?.remove();
    return { required, text: textOf(item).trim(), nodes: [...item.childNodes] };
  });
  const followUpNodes = followUpsIn(card.followUps);
  return {
    title: card.title.map(textOf).join("").trim() || question.title,
    topic: question.topic,
    kind: question.kind,
    level: question.level,
    chapter: question.chapter,
    points,
    followUps: followUpNodes.map(({ asked }) => asked.map(textOf).join("").trim()),
    followUpNodes,
    card,
  };
}

/** @param {HTMLElement | null} part */
function followUpsIn(part) {
  /** @type {{ asked: Node[], answer: Node[] }[]} */
  const found = [];
  for (const node of part?.children ?? []) {
    if (node.classList.contains("question__next")) found.push({ asked: [...node.childNodes], answer: [] });
    else if (found.length) found[found.length - 1].answer.push(node);
  }
  return found;
}

/**
 * The text of a piece of a page; of a formula, which is there twice, the spoken half.
 * @param {Node} node
 */
export function textOf(node) {
  const copy = node.cloneNode(true);
  if (copy instanceof Element) for (const twin of copy.querySelectorAll(".katex-html")) twin.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ");
}

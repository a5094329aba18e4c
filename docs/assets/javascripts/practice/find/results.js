// What the page shows for a query: the best questions, sections and terms, as values.
// @ts-check

import { matches } from "../shared/bank.js";
import { createFinder } from "./rank.js";
import { stem, words } from "./words.js";

/** @typedef {import("../shared/bank.js").Question} Question */
/** @typedef {import("../shared/bank.js").Choice} Choice */
/** @typedef {import("./rank.js").Hit} Hit */

/**
 * What the index says of the texts, in columns; see src/handbook/finder/finder.py.
 * @typedef {object} Shown
 * @property {import("../shared/bank.js").Topic[]} topics
 * @property {Record<string, string>} pages titles by path
 * @property {Record<string, any[]>} questions
 * @property {{ page: string[], title: string[], anchor: string[] }} sections
 * @property {{ key: string[], term: string[], also: string[][], definition: string[] }} terms
 */

/** @typedef {import("./rank.js").Index & { shown: Shown }} Data */

/** @typedef {{ title: string, page: string, url: string }} SectionResult `page` is empty for a page itself */
/** @typedef {{ term: string, also: string[], definition: string, url: string }} TermResult */

/**
 * @typedef {object} Answer
 * @property {{ question: Question, wording: string }[]} questions best first; `wording` is the other way of
 *   asking that fits best, or empty
 * @property {SectionResult[]} sections
 * @property {TermResult[]} terms
 * @property {ReadonlySet<string>} stems to mark
 * @property {[typed: string, meant: string][]} slips
 */

/** What fits much worse than the best is not worth reading. */
const WORST = { questions: 0.25, others: 0.5 };
const MOST = { questions: 30, others: 4 };

/**
 * @param {Data} data
 * @returns {{ bank: import("../shared/bank.js").Bank, answer: (query: string, choice: Partial<Choice>) => Answer }}
 * @throws {import("./rank.js").FinderError}
 */
export function createResults(data) {
  const { find } = createFinder(data);
  const { topics, pages, sections, terms } = data.shown;
  const questions = questionsOf(data.shown);
  return {
    bank: { questions, topics, byId: new Map(questions.map((question) => [question.id, question])) },
    answer(query, choice) {
      const { groups, stems, slips } = find(query);
      const fitting = groups.questions.filter(({ place }) => matches(questions[place], choice));
      // What is weak stays weak when a filter leaves out everything better.
      const least = WORST.questions * highest(groups.questions);
      /** @param {string} text */
      const isNamed = (text) => said(text, stems).size > 0;
      return {
        questions: best(fitting, least, MOST.questions).map((place) => ({
          question: questions[place],
          wording: bestWording(questions[place], stems),
        })),
        sections: best(groups.sections, WORST.others * highest(groups.sections), MOST.others)
          .map((place) => sectionAt(place, sections, pages))
          .filter(({ title, page }) => isNamed(`${title} ${page}`)),
        terms: best(groups.terms, WORST.others * highest(groups.terms), MOST.others)
          .map((place) => termAt(place, terms))
          .filter(({ term, also }) => isNamed(`${term} ${also.join(" ")}`)),
        stems,
        slips,
      };
    },
  };
}

/** @param {Hit[]} hits best first */
function highest(hits) {
  return hits[0]?.score ?? 0;
}

/**
 * @param {Hit[]} hits best first
 * @param {number} least score
 * @param {number} most places
 */
function best(hits, least, most) {
  return hits
    .slice(0, most)
    .filter(({ score }) => score >= least)
    .map(({ place }) => place);
}

/**
 * @param {Shown} shown
 * @returns {Question[]}
 */
function questionsOf({ questions: columns }) {
  const names = Object.keys(columns);
  return columns.id.map((id, place) => {
    const question = Object.fromEntries(names.map((name) => [name, columns[name][place]]));
    return /** @type {Question} */ ({ ...question, url: `questions/${question.topic}/#q-${id}` });
  });
}

/**
 * @param {number} place
 * @param {Shown["sections"]} sections
 * @param {Shown["pages"]} pages
 * @returns {SectionResult}
 */
function sectionAt(place, { page, title, anchor }, pages) {
  const path = page[place];
  return {
    title: title[place],
    page: anchor[place] ? pages[path] : "",
    url: `${path}/${anchor[place] ? `#${anchor[place]}` : ""}`,
  };
}

/**
 * @param {number} place
 * @param {Shown["terms"]} columns
 * @returns {TermResult}
 */
function termAt(place, { key, term, also, definition }) {
  const url = `reference/glossary/#${key[place]}`;
  return { term: term[place], also: also[place], definition: definition[place], url };
}

/**
 * The stems among those looked for that a text holds.
 * @param {string} text
 * @param {ReadonlySet<string>} stems
 */
function said(text, stems) {
  return new Set(
    words(text)
      .map(stem)
      .filter((each) => stems.has(each)),
  );
}

/**
 * The other way of asking that says more of what was typed than the title does; else nothing.
 * @param {Pick<Question, "title" | "also_asked">} question
 * @param {ReadonlySet<string>} stems
 */
export function bestWording({ title, also_asked: wordings }, stems) {
  const already = said(title, stems);
  let found = "";
  let most = 0;
  for (const wording of wordings) {
    const here = said(wording, stems);
    const more = [...here].filter((each) => !already.has(each)).length;
    // A line that holds more of the query comes first, and of two such lines that which adds more.
    const value = more && here.size + more / 100;
    if (value > most) [found, most] = [wording, value];
  }
  return found;
}

// What the handbook offers: pages, drills and topics with their minutes, as the build writes them down.
// @ts-check

/**
 * @typedef {object} Topic
 * @property {string} slug
 * @property {string} title
 * @property {string} part
 * @property {number} questions
 * @property {number} often of them, those asked often
 * @property {Readonly<Record<string, number>>} roles questions by role
 * @property {Readonly<Record<string, number>>} rounds questions by round
 */

/** @typedef {"high" | "med" | "low"} Frequency */

/**
 * @typedef {object} PlannedPage
 * @property {string} name path without `.md`
 * @property {string} title
 * @property {"chapter" | "case-study" | "page" | "plan"} kind
 * @property {string} topic
 * @property {readonly string[]} levels
 * @property {Frequency} frequency
 * @property {number} minutes to read it
 * @property {number} questions
 * @property {number} notebooks
 */

/**
 * @typedef {object} PlannedDrill
 * @property {string} slug
 * @property {string} title
 * @property {"beginner" | "intermediate" | "advanced"} level
 * @property {Frequency} frequency
 * @property {number} minutes
 * @property {string} chapter
 * @property {string} language
 */

/**
 * @typedef {object} Outline
 * @property {readonly Topic[]} topics
 * @property {readonly PlannedPage[]} pages in the order of the handbook
 * @property {readonly PlannedDrill[]} drills
 * @property {readonly string[]} apps parts of the practice app that exist
 */

const VERSION = 1;

/** Says in one sentence why the outline can't be had. */
export class OutlineError extends Error {}

/**
 * @param {unknown} value what the file holds
 * @returns {Outline}
 * @throws {OutlineError}
 */
export function readOutline(value) {
  const data = /** @type {Record<string, unknown> | null} */ (value);
  const whole = ["topics", "pages", "drills", "apps"].every((name) => Array.isArray(data?.[name]));
  if (data?.version !== VERSION || !whole) {
    throw new OutlineError("The handbook’s outline has changed since this page was loaded: reload the page.");
  }
  return /** @type {Outline} */ (value);
}

/**
 * Load the outline of this site.
 * @param {string} address
 * @returns {Promise<Outline>}
 * @throws {OutlineError}
 */
export async function loadOutline(address) {
  if (location.protocol === "file:") {
    throw new OutlineError(
      "The handbook’s outline can’t be loaded from a file: browsers allow that only to pages from a web server.",
    );
  }
  let answer;
  try {
    answer = await fetch(address);
  } catch {
    throw new OutlineError("The handbook’s outline couldn’t be loaded: there is no connection to the site.");
  }
  if (!answer.ok) {
    throw new OutlineError(`The handbook’s outline couldn’t be loaded: the site answers ${answer.status}.`);
  }
  return readOutline(await answer.json());
}

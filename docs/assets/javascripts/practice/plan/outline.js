// What the handbook offers: pages, drills and topics with their minutes, as the build writes them down.
// @ts-check

/**
 * @typedef {object} Topic
 * @property {string} slug
 * @property {string} title
 * @property {string} part
 * @property {Dimension} dimension
 * @property {number} questions
 * @property {number} often of them, those asked often
 * @property {Readonly<Record<string, number>>} roles questions by role
 * @property {Readonly<Record<string, number>>} rounds questions by round
 */

/** @typedef {import("./weights.js").Dimension} Dimension */
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

/** @typedef {string | readonly [title: string, path: string]} Segment text, or a link */

/**
 * A part of a plan that is written out, with something to show at its end.
 * @typedef {object} WrittenPhase
 * @property {string} slug
 * @property {string} title
 * @property {number} last its last day, counted from 1
 * @property {Dimension} lead
 * @property {string} show the one thing to show at its end
 * @property {readonly { text: readonly Segment[], minutes: readonly number[] }[]} items
 * @property {readonly string[]} outputs
 * @property {{ do: readonly Segment[], pass: string, else: string }} test
 */

/**
 * A plan that is written out on a page.
 * @typedef {object} WrittenPlan
 * @property {string} slug
 * @property {string} title
 * @property {string} page
 * @property {number} days
 * @property {readonly number[]} hours a week, ascending; an item has minutes for each
 * @property {readonly WrittenPhase[]} phases
 */

/** @typedef {{ name: string, title: string, minutes: number }} Sheet what a round grades, on one page */

/**
 * What a role changes.
 * @typedef {object} RoleRules
 * @property {Readonly<Record<Dimension, number>>} hours of 80, without 16 of review
 * @property {Readonly<Partial<Record<Dimension, readonly Sheet[]>>>} sheets that it needs besides the usual ones
 * @property {readonly Segment[]} first where to begin
 * @property {readonly Segment[]} swap what takes the place of what
 */

/**
 * @typedef {object} Outline
 * @property {readonly Topic[]} topics
 * @property {readonly PlannedPage[]} pages in the order of the handbook
 * @property {readonly PlannedDrill[]} drills
 * @property {readonly string[]} apps parts of the practice app that exist
 * @property {readonly WrittenPlan[]} plans
 * @property {Readonly<Record<string, RoleRules>>} roles by the bank's name
 * @property {Readonly<Partial<Record<Dimension, { sheets: readonly Sheet[], mocks: readonly string[] }>>>} rounds
 */

const VERSION = 2;

/**
 * The address of a page below the site; the index of a folder is the folder.
 * @param {string} name path without `.md`
 */
export function addressOf(name) {
  return name === "index" ? "" : `${name.replace(/\/index$/, "")}/`;
}

/** Says in one sentence why the outline can't be had. */
export class OutlineError extends Error {}

/**
 * @param {unknown} value what the file holds
 * @returns {Outline}
 * @throws {OutlineError}
 */
export function readOutline(value) {
  const data = /** @type {Record<string, unknown> | null} */ (value);
  const lists = ["topics", "pages", "drills", "apps", "plans"].every((name) => Array.isArray(data?.[name]));
  const maps = ["roles", "rounds"].every((name) => typeof data?.[name] === "object" && data[name]);
  if (data?.version !== VERSION || !lists || !maps) {
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

// What a reader decides about a card beside grading it, as events of the log.
// @ts-check

/** @typedef {"add" | "suspend" | "resume" | "restart"} Change */

/**
 * - `add`: it comes before other new cards, and comes again if it was set aside
 * - `suspend`: it comes no more
 * - `resume`: it comes again
 * - `restart`: it is new again; its reviews stay in the statistics
 * @param {string} card id of the question
 * @param {Change} change
 * @returns {{ kind: "card", data: Record<string, unknown> }}
 */
export function cardChange(card, change) {
  return { kind: "card", data: { card, change } };
}

/**
 * Add questions to the reader's cards, such as those that went badly in a mock interview.
 * @param {import("../study/log.js").StudyLog} log
 * @param {readonly string[]} ids
 */
export function addToCards(log, ids) {
  return log.add([...new Set(ids)].map((id) => cardChange(id, "add")));
}

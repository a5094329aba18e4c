// Reads an interview that was kept as text, and takes nothing that is damaged.
// @ts-check

/** @typedef {import("./session.js").Session} Session */

const GRADES = [0, 1, 2];

/**
 * Read a session from text; damaged text, or that of another version, is no session.
 * @param {string | null} text
 * @returns {Session | null}
 */
export function readSession(text) {
  try {
    const value = JSON.parse(text ?? "null");
    const { blocks, answers, ratings, marks, at } = value;
    const count = blocks.length;
    const sound =
      value.version === 1 &&
      typeof value.id === "string" &&
      Number.isFinite(value.made) &&
      ["each", "end"].includes(value.scoring) &&
      [answers, ratings, marks].every((list) => Array.isArray(list) && list.length === count) &&
      answers.every(
        (/** @type {unknown[]} */ list, /** @type {number} */ index) =>
          list.length === 1 + blocks[index].most,
      ) &&
      answers.flat().every(isAnswer) &&
      marks.every(isMarks) &&
      Array.isArray(value.choice.rounds) &&
      ["ready", "answer", "rate", "score", "report"].includes(at.phase) &&
      (count === 0 ? at.phase === "report" : answers[at.block][at.part] !== undefined);
    return sound ? value : null;
  } catch {
    return null;
  }
}

/** @param {any} answer */
function isAnswer({ text, timer, steps }) {
  return (
    typeof text === "string" && Number.isFinite(timer.spent) && typeof steps === "object" && steps !== null
  );
}

/** @param {any} marks */
function isMarks({ points, parts, followUps }) {
  const grades = [...Object.values(parts), ...Object.values(followUps)];
  return Array.isArray(points) && grades.every((grade) => GRADES.includes(/** @type {number} */ (grade)));
}

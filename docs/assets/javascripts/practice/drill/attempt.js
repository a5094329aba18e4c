// Keeps the reader's attempt at a drill in the browser's local storage.
// @ts-check

/**
 * @typedef {object} Attempt
 * @property {string | null} code null for the starter
 * @property {number} hints how many are revealed
 * @property {boolean} solved
 */

const PREFIX = "handbook:drill:";

/** @type {Attempt} */
const NEW = { code: null, hints: 0, solved: false };

/**
 * Read what was kept; what is not ours counts as nothing.
 * @param {string | null} text
 * @returns {Attempt}
 */
export function parseAttempt(text) {
  let kept;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    return { ...NEW };
  }
  if (typeof kept !== "object" || kept === null) return { ...NEW };
  return {
    code: typeof kept.code === "string" ? kept.code : null,
    hints: Number.isInteger(kept.hints) ? Math.min(Math.max(kept.hints, 0), 3) : 0,
    solved: kept.solved === true,
  };
}

export class AttemptStore {
  /**
   * @param {string} slug
   * @param {() => Storage} storage throws where the browser offers none
   */
  constructor(slug, storage = () => localStorage) {
    this.key = PREFIX + slug;
    this.storage = storage;
  }

  /** @returns {Attempt} */
  load() {
    try {
      return parseAttempt(this.storage().getItem(this.key));
    } catch {
      return { ...NEW };
    }
  }

  /**
   * Keep an attempt.
   * @param {Attempt} attempt
   * @returns {boolean} whether the browser keeps it
   */
  save(attempt) {
    try {
      const storage = this.storage();
      if (attempt.code === null && !attempt.hints && !attempt.solved) storage.removeItem(this.key);
      else storage.setItem(this.key, JSON.stringify({ version: 1, ...attempt }));
      return true;
    } catch {
      return false;
    }
  }
}

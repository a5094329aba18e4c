// What can be said about how an answer sounded: words a minute, filler words, pauses.
// @ts-check

/**
 * @typedef {object} Voice
 * @property {number} seconds from the first sound to the last
 * @property {number} longest longest pause in between, in seconds
 * @property {number} pauses pauses of more than two seconds
 */

/** A calm pace, as in the chapter on STAR: two minutes are 290 words. */
export const CALM_PACE = { slow: 110, usual: 145, fast: 175 };

/** From here on a pause is noticed. */
const LONG_PAUSE = 2;

/** Words that fill, whatever stands around them. */
const FILLERS = /\b(u+h+m*|u+m+|e+r+m*|hm+|you know|i mean|sort of|kind of|basically|actually|literally)\b/g;
/** Words that fill only where they are set off; "like" and "so" have other work to do. */
const SET_OFF = /(?:^|[,.;…–-]\s*)(like|so|right|okay|well)(?=\s*[,.;…–-]|$)/g;

/** @param {string} text */
export function wordCount(text) {
  return text.match(/[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/**
 * Filler words, the most frequent first.
 * @param {string} text
 * @returns {[word: string, count: number][]}
 */
export function fillerWords(text) {
  const plain = text.toLowerCase().replace(/\s+/g, " ").trim();
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const pattern of [FILLERS, SET_OFF]) {
    for (const [, found] of plain.matchAll(pattern)) {
      // "uhhh" is "uh".
      const name = /^[uehrm]+$/.test(found) ? found.replace(/(.)\1+/g, "$1") : found;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/**
 * Words a minute; nothing for a few words, of which no pace can be told.
 * @param {number} words
 * @param {number} seconds
 */
export function wordsPerMinute(words, seconds) {
  return words >= 20 && seconds >= 8 ? Math.round((words / seconds) * 60) : null;
}

/**
 * @param {number | null} pace words a minute
 * @returns {"" | "slow" | "calm" | "fast"}
 */
export function paceName(pace) {
  if (pace === null) return "";
  if (pace < CALM_PACE.slow) return "slow";
  return pace > CALM_PACE.fast ? "fast" : "calm";
}

/**
 * Find the pauses of a recording in its loudness.
 * @param {readonly number[]} levels root mean square of the samples, 0 to 1, at equal steps
 * @param {number} step seconds from one level to the next
 * @returns {Voice | null} nothing if nobody spoke
 */
export function voiceOf(levels, step) {
  if (!levels.length) return null;
  const sorted = [...levels].sort((a, b) => a - b);
  // Rooms and microphones differ: speech is what rises well above the quietest tenth and near the loudest.
  const floor = sorted[Math.floor(sorted.length * 0.1)];
  const peak = sorted[Math.floor((sorted.length - 1) * 0.98)];
  const threshold = Math.max(0.006, Math.min(floor * 3, peak * 0.5), peak * 0.08);
  const spoken = levels.flatMap((level, index) => (level > threshold ? [index] : []));
  if (!spoken.length) return null;
  let longest = 0;
  let pauses = 0;
  for (let each = 1; each < spoken.length; each += 1) {
    const gap = (spoken[each] - spoken[each - 1] - 1) * step;
    longest = Math.max(longest, gap);
    if (gap > LONG_PAUSE) pauses += 1;
  }
  const seconds = (spoken[spoken.length - 1] - spoken[0] + 1) * step;
  return { seconds: round(seconds), longest: round(longest), pauses };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

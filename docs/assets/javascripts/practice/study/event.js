// What a reader did, as one row that is only ever added: the truth from which all progress is computed.
// @ts-check

/**
 * What can happen; readers of the log ignore kinds that they don't know.
 *
 * - `review`: a card was graded; data: card, rating 1 to 4, seconds, from, zone (minutes ahead of UTC)
 * - `card`: a card was chosen, set aside or started afresh; data: card, change (see cards/changes.js)
 * - `undo`: an earlier event doesn't count; data: event (its id)
 * - `drill`: an attempt was tested; data: drill, passed, total, seconds, hints
 * - `answer`: a question was answered in a mock interview or the diagnostic; data: question, score 0 to 1, must of
 *   musts and nice of nices (points of the rubric), seconds, confidence 1 to 5 if given, from, session
 * - `session`: a mock interview or diagnostic was finished; data: form, session, started, report (mock/report.js,
 *   diagnostic/result.js; both have topics: score and number asked by slug)
 * - `plan`: a study plan was made, changed or ended; data: plan (the whole of it, null when it ended), series
 *   (id of the first plan event of those that took one another's place; absent in the first)
 * - `check`: an item of the plan was ticked or cleared; data: item, done
 * - `backup`: everything was exported; data: count
 * @typedef {"review" | "card" | "undo" | "drill" | "answer" | "session" | "plan" | "check" | "backup"} Kind
 */

/**
 * @typedef {object} StudyEvent
 * @property {string} id unique on all devices, sorts by time
 * @property {number} t when, in milliseconds since 1970 by the clock of the device
 * @property {string} kind one of {@link Kind}
 * @property {Record<string, unknown>} data
 * @property {string} sum checksum of the rest
 */

let counter = 0;

/**
 * Make an id that no other tab or device makes.
 * @param {number} now milliseconds since 1970
 * @param {string} origin a random name of this tab
 */
export function newId(now, origin) {
  counter += 1;
  return `${Math.max(0, Math.floor(now)).toString(36).padStart(9, "0")}-${origin}-${counter.toString(36)}`;
}

/** A random name for this tab. */
export function newOrigin() {
  return Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => (byte % 36).toString(36)).join("");
}

/**
 * Add the checksum to a row.
 * @param {Omit<StudyEvent, "sum">} row
 * @returns {StudyEvent}
 */
export function seal(row) {
  const { id, t, kind, data } = row;
  return { id, t, kind, data, sum: checksum([id, t, kind, data]) };
}

/**
 * Whether a row is an event that nothing has altered.
 * @param {unknown} row
 * @returns {row is StudyEvent}
 */
export function isSound(row) {
  if (typeof row !== "object" || row === null) return false;
  const { id, t, kind, data, sum } = /** @type {Record<string, unknown>} */ (row);
  if (typeof id !== "string" || !id || typeof kind !== "string") return false;
  if (typeof t !== "number" || !Number.isFinite(t) || t < 0) return false;
  if (typeof data !== "object" || data === null || Array.isArray(data)) return false;
  if (kind === "review" && !isReview(/** @type {Record<string, unknown>} */ (data))) return false;
  return sum === checksum([id, t, kind, data]);
}

/** @param {Record<string, unknown>} data */
function isReview(data) {
  return typeof data.card === "string" && [1, 2, 3, 4].includes(/** @type {number} */ (data.rating));
}

/**
 * Order events as they happened and leave out what was undone.
 * @param {Iterable<StudyEvent>} events
 * @returns {StudyEvent[]}
 */
export function effective(events) {
  const all = [...events].sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1));
  const undone = new Set(all.filter((event) => event.kind === "undo").map((event) => event.data.event));
  return all.filter((event) => event.kind !== "undo" && !undone.has(event.id));
}

/**
 * FNV-1a over the canonical JSON of a value, as 8 hexadecimal digits. It finds accidents, not attacks.
 * @param {unknown} value
 */
export function checksum(value) {
  const text = canonical(value);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // Nearly all rows are ASCII, whose characters are their bytes; a log has tens of thousands.
    if (code > 127) return hashOf(new TextEncoder().encode(text));
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hexadecimal(hash);
}

/** @param {Uint8Array} bytes */
function hashOf(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hexadecimal(hash);
}

/** @param {number} hash */
function hexadecimal(hash) {
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/**
 * JSON with sorted keys: the same value gives the same text wherever it has been stored in between.
 * @param {unknown} value
 * @returns {string}
 */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const held = /** @type {Record<string, unknown>} */ (value);
    let text = "";
    for (const key of Object.keys(held).sort()) {
      if (held[key] === undefined) continue;
      text += `${text ? "," : ""}${JSON.stringify(key)}:${canonical(held[key])}`;
    }
    return `{${text}}`;
  }
  // Numbers that are finite are written as JSON writes them.
  if (typeof value === "number" && Number.isFinite(value)) return Object.is(value, -0) ? "0" : String(value);
  return JSON.stringify(value) ?? "null";
}

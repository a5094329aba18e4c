// What a reader has chosen (limits, filters, reminders): in localStorage, never the progress itself.
// @ts-check

const PREFIX = "handbook-practice:";

/** @type {Map<string, string>} What the browser refuses to store lasts as long as the page. */
const memory = new Map();

/**
 * @template T
 * @param {string} name such as `cards`
 * @param {T} fallback when nothing is stored; the fields of a stored object that it lacks are dropped,
 *   and fields of another type than here keep the value from here
 * @returns {T}
 */
export function readSetting(name, fallback) {
  return merged(parse(stored(name)), fallback);
}

/**
 * @param {string} name
 * @param {unknown} value anything JSON holds
 */
export function writeSetting(name, value) {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    localStorage.setItem(PREFIX + name, text);
  } catch {
    // Private windows and full disks: the choice lasts as long as the page.
  }
}

/** Forget all choices. */
export function eraseSettings() {
  memory.clear();
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Nothing was stored, then.
  }
}

/** @param {string} name */
function stored(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? memory.get(name);
  } catch {
    return memory.get(name);
  }
}

/** @param {string | undefined} text */
function parse(text) {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @template T
 * @param {unknown} value as it was stored, perhaps by an older version
 * @param {T} fallback
 * @returns {T}
 */
function merged(value, fallback) {
  if (value === undefined || value === null || kindOf(value) !== kindOf(fallback)) return fallback;
  if (kindOf(fallback) !== "object") return /** @type {T} */ (value);
  const given = /** @type {Record<string, unknown>} */ (value);
  const usual = /** @type {Record<string, unknown>} */ (fallback);
  return /** @type {T} */ (
    Object.fromEntries(Object.entries(usual).map(([key, each]) => [key, merged(given[key], each)]))
  );
}

/** @param {unknown} value */
function kindOf(value) {
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}

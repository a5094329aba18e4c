// Fetching many files step by step, and what to say of amounts.
// @ts-check

/** @typedef {import("./worker.js").Outcome} Outcome */
/** @typedef {import("./worker.js").Status} Status */
/** @typedef {{ path: string, bytes: number }} Planned */
/** @typedef {{ files: number, ofFiles: number, bytes: number, ofBytes: number }} Progress */
/** @typedef {{ end: "done" | "cancelled" | "full" | "failed", failed: Outcome["failed"] }} Result */

const BATCH_FILES = 24;
const BATCH_BYTES = 3_000_000;

/**
 * Split a plan so that each part is soon done: browsers end a worker that is busy for long.
 * @param {readonly Planned[]} plan
 * @returns {Planned[][]}
 */
export function batches(plan) {
  /** @type {Planned[][]} */
  const found = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const file of plan) {
    if (bytes + file.bytes > BATCH_BYTES || (found.at(-1)?.length ?? 0) >= BATCH_FILES) {
      found.push([]);
      bytes = 0;
    }
    found.at(-1)?.push(file);
    bytes += file.bytes;
  }
  return found;
}

/**
 * Have the worker fetch what is missing of some groups.
 * @param {(message: { type: string, [field: string]: unknown }) => Promise<any>} ask
 * @param {readonly string[]} groups
 * @param {{ onProgress: (progress: Progress) => void, signal: AbortSignal }} options
 * @returns {Promise<Result>}
 */
export async function fetchGroups(ask, groups, { onProgress, signal }) {
  /** @type {Planned[]} */
  const plan = await ask({ type: "plan", groups });
  const progress = {
    files: 0,
    ofFiles: plan.length,
    bytes: 0,
    ofBytes: plan.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  /** @type {Result} */
  const result = { end: "done", failed: [] };
  onProgress({ ...progress });
  for (const batch of batches(plan)) {
    if (signal.aborted) return { ...result, end: "cancelled" };
    /** @type {Outcome} */
    const outcome = await ask({ type: "fetch", paths: batch.map(({ path }) => path) });
    result.failed.push(...outcome.failed);
    if (outcome.full) return { ...result, end: "full" };
    // Without a connection, every other file would fail as well.
    if (outcome.failed.length === batch.length) return { ...result, end: "failed" };
    progress.files += batch.length;
    progress.bytes += batch.reduce((sum, { bytes }) => sum + bytes, 0);
    onProgress({ ...progress });
  }
  return { ...result, end: result.failed.length ? "failed" : "done" };
}

/**
 * A number of bytes for people, in units of a thousand.
 * @param {number} bytes
 */
export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  const megabytes = bytes / 1e6;
  if (megabytes < 999.5) return `${megabytes.toFixed(megabytes < 9.95 ? 1 : 0)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/**
 * @param {number} count
 * @param {string} one
 */
export const counted = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

/**
 * Bytes on the device and bytes that the whole handbook needs besides.
 * @param {Status} status
 */
export function amounts({ groups, state }) {
  const { shell, practice, rest, runtime } = groups;
  const handbook = [shell, practice, rest];
  const kept = handbook.reduce((sum, { keptBytes }) => sum + keptBytes, 0);
  return {
    kept: kept + runtime.keptBytes,
    missing: handbook.reduce((sum, { bytes }) => sum + bytes, 0) - kept,
    runtimeMissing: runtime.bytes - runtime.keptBytes,
    isWhole: handbook.every((group) => group.kept === group.files),
    hasRuntime: runtime.kept === runtime.files,
    // Beyond what is kept without asking.
    removable: rest.keptBytes + runtime.keptBytes + (state.practice ? 0 : practice.keptBytes),
  };
}

/**
 * The pages on the device by part of the handbook, in the order of the site.
 * @param {readonly string[]} kept paths
 * @param {readonly { uri: string, title: string, sections: readonly string[] }[]} pages of the whole site
 * @returns {[section: string, pages: { path: string, title: string }[]][]}
 */
export function bySection(kept, pages) {
  const there = new Set(kept);
  /** @type {Map<string, { path: string, title: string }[]>} */
  const sections = new Map();
  for (const { uri, title, sections: names } of pages) {
    const path = uri.replace(/(^|\/)index\.html$/, "$1");
    if (!there.has(path)) continue;
    const section = names[0] ?? "Start";
    sections.set(section, [...(sections.get(section) ?? []), { path, title }]);
  }
  return [...sections];
}

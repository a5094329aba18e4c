// What a backup would add to the log, before it does.
// @ts-check

import { missing, readBackup } from "../study/backup.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */

/**
 * @typedef {object} Preview
 * @property {StudyEvent[]} fresh events that the log doesn't have
 * @property {number} known events that it has
 * @property {number} damaged rows that are left out
 * @property {string} made when the backup was written, in ISO form; empty when it doesn't say
 * @property {number} from time of the first event
 * @property {number} to time of the last one
 * @property {boolean} strange whether it may be another person's: both have events, and none in common
 */

/**
 * @param {string} text of the file
 * @param {readonly StudyEvent[]} log
 * @returns {Preview}
 * @throws {import("../study/backup.js").BackupError}
 */
export function previewOf(text, log) {
  const { events, damaged, made } = readBackup(text);
  const ids = new Set(log.map(({ id }) => id));
  const fresh = missing(events, ids);
  const known = new Set(events.filter(({ id }) => ids.has(id)).map(({ id }) => id)).size;
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { t } of events) {
    if (t < from) from = t;
    if (t > to) to = t;
  }
  const own = log.some(({ kind }) => kind !== "backup");
  return { fresh, known, damaged, made, from, to, strange: own && known === 0 && fresh.length > 0 };
}

const KINDS = /** @type {Record<string, [one: string, many: string]>} */ ({
  review: ["review", "reviews"],
  drill: ["drill attempt", "drill attempts"],
  answer: ["answer", "answers"],
  session: ["session", "sessions"],
  plan: ["plan", "plans"],
  check: ["checklist entry", "checklist entries"],
  card: ["card chosen or set aside", "cards chosen or set aside"],
  undo: ["grade taken back", "grades taken back"],
  backup: ["backup", "backups"],
});

/**
 * Say what events are, such as “1,204 reviews, 12 drill attempts and 3 others”.
 * @param {readonly StudyEvent[]} events
 */
export function kindsText(events) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  let others = 0;
  for (const { kind } of events) {
    if (kind in KINDS) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    else others += 1;
  }
  const parts = [...counts].map(
    ([kind, count]) => `${count.toLocaleString("en-GB")} ${KINDS[kind][count === 1 ? 0 : 1]}`,
  );
  if (others) parts.push(`${others.toLocaleString("en-GB")} ${others === 1 ? "other" : "others"}`);
  return parts.length < 2 ? (parts[0] ?? "nothing") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/**
 * Say how large something is.
 * @param {number} bytes
 */
export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const unit = bytes < 1e6 ? ["kB", 1e3] : bytes < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
  const value = bytes / /** @type {number} */ (unit[1]);
  return `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en-GB")} ${unit[0]}`;
}

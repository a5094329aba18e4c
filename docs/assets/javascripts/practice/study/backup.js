// The reader's whole log as one file, and such a file merged back; nothing is lost or counted twice.
// @ts-check

import { checksum, isSound } from "./event.js";

/** @typedef {import("./event.js").StudyEvent} StudyEvent */

export const APP = "machine-learning-interview-handbook";
export const VERSION = 1;

/**
 * Write all events as the text of a backup.
 * @param {readonly StudyEvent[]} events
 * @param {Date} now
 */
export function writeBackup(events, now) {
  const head = { app: APP, version: VERSION, made: now.toISOString(), count: events.length };
  return JSON.stringify({ ...head, sum: checksum(events), events });
}

/**
 * @typedef {object} Backup
 * @property {StudyEvent[]} events the sound ones
 * @property {number} damaged rows that were altered or cut
 * @property {string} made when it was written, in ISO form; empty when it doesn't say
 */

/** Says in one sentence why a file can't be read. */
export class BackupError extends Error {}

/**
 * Read the text of a backup.
 * @param {string} text
 * @returns {Backup}
 * @throws {BackupError} it is not a backup of this handbook, or a newer one than this version understands
 */
export function readBackup(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BackupError("This file is not a backup: it isn't JSON, or it was cut off.");
  }
  if (typeof value !== "object" || value === null || value.app !== APP || !Array.isArray(value.events)) {
    throw new BackupError("This file is not a backup of this handbook.");
  }
  if (typeof value.version !== "number" || value.version > VERSION) {
    throw new BackupError(
      "This backup was made by a newer version of the handbook: reload the page, then try again.",
    );
  }
  const events = value.events.filter(isSound);
  const made = typeof value.made === "string" && !Number.isNaN(Date.parse(value.made)) ? value.made : "";
  return { events, damaged: value.events.length - events.length, made };
}

/**
 * The events that a log doesn't have yet, each once.
 * @param {readonly StudyEvent[]} incoming
 * @param {Iterable<string>} known ids in the log
 */
export function missing(incoming, known) {
  const seen = new Set(known);
  return incoming.filter((event) => !seen.has(event.id) && seen.add(event.id));
}

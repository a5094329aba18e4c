// Hands the reader the whole log as a file.
// @ts-check

import { writeBackup } from "../study/backup.js";

/** @typedef {import("../study/log.js").StudyLog} StudyLog */

/**
 * Name of the file, so that a folder of backups sorts by time.
 * @param {Date} now
 */
export function backupName(now) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `interview-handbook-${date}-${two(now.getHours())}${two(now.getMinutes())}.json`;
}

/**
 * Save a text as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} [type]
 */
export function saveFile(name, text, type = "application/json") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file some time after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Export everything, also what the browser could not store, and note that it was.
 * @param {StudyLog} log
 * @returns {Promise<number>} events in the file
 */
export async function exportLog(log) {
  const { events } = await log.read();
  const now = new Date();
  saveFile(backupName(now), writeBackup(events, now));
  await log.add([{ kind: "backup", data: { count: events.length } }], now.getTime());
  return events.length;
}

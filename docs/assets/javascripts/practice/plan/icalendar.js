// A plan as an iCalendar file (RFC 5545): one entry a day, and the interview itself.
// @ts-check

import { isoDay, minutesText } from "./calendar.js";
import { marksOf, testText } from "./milestones.js";

/** @typedef {import("./replan.js").Kept} Kept */
/** @typedef {import("./planner.js").Item} Item */
/** @typedef {import("./milestones.js").Milestone} Milestone */

const OCTETS = 75;

/**
 * Text as a value of a property: backslashes, commas, semicolons and ends of lines are escaped.
 * @param {string} text
 */
export function escaped(text) {
  return text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");
}

/**
 * Fold a line so that none has more than 75 octets; characters stay whole.
 * @param {string} line
 */
export function folded(line) {
  const encoder = new TextEncoder();
  let [result, room] = ["", OCTETS];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) {
      result += "\r\n ";
      room = OCTETS - 1;
    }
    result += character;
    room -= size;
  }
  return result;
}

/**
 * Write the plan for a calendar. With a time of the day entries begin at it, in the reader's local time
 * wherever that is ("floating"); without one they are entries of whole days that block no time.
 *
 * An entry's name stays the same when the plan changes, so that importing again replaces it.
 * @param {Kept} kept
 * @param {{ done?: ReadonlySet<string>, address: (path: string) => string, milestones?: readonly Milestone[] }} options
 *   `done` holds the ids of items and of marks of milestones
 */
export function calendarOf({ series, revision, t, plan }, { done = new Set(), address, milestones = [] }) {
  const stamp = `${new Date(t).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const head = [`DTSTAMP:${stamp}`, `SEQUENCE:${revision}`];
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//The Machine Learning Interview Handbook//Study plan//EN",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:Interview preparation",
  ];
  /** @type {Map<number, Item[]>} */
  const days = new Map();
  for (const item of plan.items) {
    if (!done.has(item.id)) days.set(item.day, [...(days.get(item.day) ?? []), item]);
  }
  for (const [day, items] of [...days].sort(([a], [b]) => a - b)) {
    const minutes = items.reduce((sum, item) => sum + item.minutes, 0);
    const text = items
      .map((item) => `${item.minutes} min: ${item.title}\n${address(item.path)}`)
      .join("\n\n");
    lines.push(
      "BEGIN:VEVENT",
      `UID:${uid(series, `day-${isoDay(day)}`)}`,
      ...head,
      ...times(day, plan.wish.begins, minutes),
      `SUMMARY:${escaped(`Interview preparation, ${minutesText(minutes)}`)}`,
      `DESCRIPTION:${escaped(text)}`,
      `URL:${address("practice/plan/")}`,
      "END:VEVENT",
    );
  }
  for (const milestone of milestones) {
    if (marksOf(milestone).every((mark) => done.has(mark))) continue;
    const { id, day, title, outputs, test } = milestone;
    const text = [...outputs.map((output) => output.text), `Test: ${testText(test)}`].join("\n");
    lines.push(
      "BEGIN:VEVENT",
      `UID:${uid(series, id.replaceAll(":", "-"))}`,
      ...head,
      ...times(day, "", 0),
      `SUMMARY:${escaped(`To show: ${title}`)}`,
      `DESCRIPTION:${escaped(text)}`,
      `URL:${address("practice/plan/")}`,
      "END:VEVENT",
    );
  }
  lines.push(
    "BEGIN:VEVENT",
    `UID:${uid(series, "interview")}`,
    ...head,
    ...times(plan.wish.interview, "", 0),
    "SUMMARY:Interview",
    "END:VEVENT",
    "END:VCALENDAR",
  );
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} series @param {string} name */
function uid(series, name) {
  return `${name}-${series.replace(/[^\w-]/g, "")}@machine-learning-interview-handbook`;
}

/** @param {number} day @param {string} begins @param {number} minutes */
function times(day, begins, minutes) {
  const date = isoDay(day).replace(/-/g, "");
  if (!begins) {
    const next = isoDay(day + 1).replace(/-/g, "");
    return [`DTSTART;VALUE=DATE:${date}`, `DTEND;VALUE=DATE:${next}`, "TRANSP:TRANSPARENT"];
  }
  return [`DTSTART:${date}T${begins.replace(":", "")}00`, `DURATION:PT${minutes}M`, "TRANSP:OPAQUE"];
}

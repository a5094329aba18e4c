// The plans in the log, how far the reader is, and what a new plan would change.
// @ts-check

import { studyDay, zoneAt } from "../cards/days.js";
import { mondayOf } from "./calendar.js";
import { doneOf, evidenceOf, standingOf } from "./evidence.js";
import { makePlan } from "./planner.js";
import { readWish } from "./wish.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./planner.js").Plan} Plan */
/** @typedef {import("./planner.js").Item} Item */
/** @typedef {import("./evidence.js").Done} Done */
/** @typedef {import("./outline.js").Outline} Outline */
/** @typedef {import("./wish.js").Wish} Wish */

/**
 * A plan as it stands in the log.
 * @typedef {object} Kept
 * @property {string} series the same for a plan and those that took its place
 * @property {number} revision 0 for the first
 * @property {number} t when it was made
 * @property {number} since first day of the first plan of the series
 * @property {Plan} plan
 */

/**
 * Plans in a log, the last of which counts; a plan that was ended leaves none.
 * @param {readonly StudyEvent[]} events those that count, in order
 * @returns {{ current: Kept | null, all: Kept[] }}
 */
export function plansIn(events) {
  /** @type {Kept[]} */
  const all = [];
  /** @type {Kept | null} */
  let current = null;
  for (const { id, t, kind, data } of events) {
    if (kind !== "plan") continue;
    if (data.plan === null) current = null;
    const plan = readPlan(data.plan);
    if (!plan) continue;
    const series = typeof data.series === "string" ? data.series : id;
    const earlier = all.filter((each) => each.series === series);
    current = { series, revision: earlier.length, t, since: earlier[0]?.since ?? plan.from, plan };
    all.push(current);
  }
  return { current, all };
}

/**
 * @param {unknown} value
 * @returns {Plan | null} nothing when it is not a plan of this version
 */
function readPlan(value) {
  const plan = /** @type {Plan | null | undefined} */ (value);
  if (plan?.version !== 1 || !Number.isInteger(plan.from) || !Array.isArray(plan.items)) return null;
  const sound = plan.items.every(
    (item) =>
      typeof item?.id === "string" &&
      Number.isInteger(item.day) &&
      Number.isFinite(item.minutes) &&
      typeof item.title === "string" &&
      // An address of this site, not of another one that somebody's backup brings.
      /^([a-z0-9][a-z0-9/#-]*(\?[a-z0-9=&-]*)?)?$/.test(item.path),
  );
  if (!sound) return null;
  return {
    ...plan,
    wish: readWish(plan.wish, plan.from),
    left: Array.isArray(plan.left) ? plan.left : [],
    notes: Array.isArray(plan.notes) ? plan.notes : [],
    repeats: Number.isFinite(plan.repeats) ? plan.repeats : 0,
    capacity: Number.isFinite(plan.capacity) ? plan.capacity : 0,
  };
}

/**
 * @typedef {object} Progress
 * @property {Map<string, Done>} done
 * @property {Item[]} behind items of earlier days that are open; missed cards and rest are no debt
 * @property {number} minutesBehind
 * @property {number} minutesDone
 * @property {number} minutes of the whole plan
 * @property {Item[]} today open items of today
 * @property {Set<string>} reached marks of milestones that are ticked
 * @property {boolean} replan whether a new plan is worth proposing
 * @property {boolean} over the date has come
 */

/** Days after which what was ticked in an earlier plan is worth doing again. */
const REMEMBERED = 180;
/** Behind by less than this a plan is on its way. */
const BEHIND = { minutes: 60, items: 3 };

/**
 * @param {Kept} kept
 * @param {readonly StudyEvent[]} events those that count, in order
 * @param {number} today
 * @param {(t: number) => number} [zone]
 * @returns {Progress}
 */
export function progressOf({ plan, since }, events, today, zone) {
  const evidence = evidenceOf(events, zone);
  const done = doneOf(plan.items, evidence, since);
  const reached = [...evidence.checks].filter(
    ([id, check]) => id.startsWith("milestone:") && check.done && check.day >= since,
  );
  const behind = plan.items.filter(
    (item) => item.day < today && !done.has(item.id) && !["cards", "rest"].includes(item.kind),
  );
  const minutesBehind = total(behind);
  return {
    done,
    behind,
    minutesBehind,
    minutesDone: total(plan.items.filter(({ id }) => done.has(id))),
    minutes: total(plan.items),
    today: plan.items.filter((item) => item.day === today && !done.has(item.id)),
    reached: new Set(reached.map(([id]) => id)),
    replan: minutesBehind >= BEHIND.minutes || behind.length >= BEHIND.items,
    over: today >= plan.wish.interview,
  };
}

/** @param {readonly Item[]} items */
export function total(items) {
  return items.reduce((sum, { minutes }) => sum + minutes, 0);
}

/**
 * @typedef {object} Proposal
 * @property {Plan} plan
 * @property {{ item: Item, from: number, to: number }[]} moved
 * @property {Item[]} dropped open items of the old plan that the new one doesn't have
 * @property {Item[]} added
 * @property {number} kept open items on the same day as before
 */

/**
 * What a new plan would be, given what was done, and what it changes.
 * @param {Outline} outline
 * @param {Wish} wish
 * @param {Kept | null} kept the plan that it would take the place of
 * @param {readonly StudyEvent[]} events those that count, in order
 * @param {number} today
 * @param {{ zone?: (t: number) => number }} [options]
 * @returns {Proposal}
 */
export function propose(outline, wish, kept, events, today, { zone } = {}) {
  const standing = standingOf(events, zone);
  const old = kept?.plan.items ?? [];
  const evidence = evidenceOf(events, zone);
  const done = kept ? doneOf(old, evidence, kept.since) : new Map();
  const past = old
    .filter(({ id }) => done.has(id))
    // What was done ahead of its time was done by now.
    .map((item) => ({ ...item, day: Math.min(item.day, today) }));
  // What was ticked in an earlier plan is not planned again while it is remembered.
  const ticked = [...evidence.checks].filter(([, check]) => check.done && check.day > today - REMEMBERED);
  const days = new Map([
    ...ticked.map(([id, { day }]) => /** @type {const} */ ([id, day])),
    ...[...done].map(
      ([id, { t }]) => /** @type {const} */ ([id, Math.min(today, studyDay(t, (zone ?? zoneAt)(t)))]),
    ),
  ]);
  const plan = makePlan(outline, wish, today, { ...standing, done: days }, past);
  const before = new Map(old.filter(({ id }) => !done.has(id)).map((item) => [item.id, item]));
  const open = plan.items.filter(({ id }) => !done.has(id));
  const after = new Map(open.map((item) => [item.id, item]));
  /** @type {Proposal} */
  const proposal = { plan, moved: [], dropped: [], added: [], kept: 0 };
  for (const item of open) {
    const earlier = before.get(item.id);
    if (!earlier) proposal.added.push(item);
    else if (earlier.day === item.day) proposal.kept += 1;
    else proposal.moved.push({ item, from: earlier.day, to: item.day });
  }
  proposal.dropped = [...before.values()].filter(({ id }) => !after.has(id));
  return proposal;
}

/**
 * The weeks of a plan, each with its items.
 * @param {Plan} plan
 * @returns {{ monday: number, items: Item[], minutes: number }[]}
 */
export function weeksOf(plan) {
  /** @type {Map<number, Item[]>} */
  const weeks = new Map();
  for (const item of plan.items) {
    const monday = mondayOf(item.day);
    const items = weeks.get(monday);
    if (items) items.push(item);
    else weeks.set(monday, [item]);
  }
  return [...weeks]
    .sort(([a], [b]) => a - b)
    .map(([monday, items]) => ({ monday, items, minutes: total(items) }));
}

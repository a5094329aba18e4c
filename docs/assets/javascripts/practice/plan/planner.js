// Makes plans: puts tasks on days, spreads them where there is more time than matter, and names what is left.
// @ts-check

import { Board, longestTask } from "./board.js";
import { tasksOf } from "./tasks.js";

/** @typedef {import("./outline.js").Outline} Outline */
/** @typedef {import("./wish.js").Wish} Wish */
/** @typedef {import("./tasks.js").Task} Task */
/** @typedef {import("./tasks.js").Standing} Standing */
/** @typedef {import("./tasks.js").ItemKind} ItemKind */
/** @typedef {import("./weights.js").Dimension} Dimension */

/**
 * Something to do on a day.
 * @typedef {object} Item
 * @property {string} id
 * @property {number} day
 * @property {ItemKind} kind
 * @property {Dimension | "review"} dimension
 * @property {string} topic empty when it belongs to none
 * @property {string} title
 * @property {string} path
 * @property {number} minutes
 */

/**
 * @typedef {object} Plan
 * @property {1} version
 * @property {number} from first day
 * @property {Wish} wish
 * @property {readonly Item[]} items in the order of their days
 * @property {readonly Left[]} left what didn't fit, the most valuable first
 * @property {number} repeats tasks that would have brought something back once more, and didn't fit
 * @property {number} capacity minutes that there are
 * @property {readonly string[]} notes sentences that the reader should know
 */

/** @typedef {{ title: string, path: string, minutes: number, dimension: Dimension }} Left */

/**
 * Make a plan from a day on.
 * @param {Outline} outline
 * @param {Wish} wish without problems
 * @param {number} today first day
 * @param {Standing} standing
 * @param {readonly Item[]} [past] items that were done, which keep their minutes in their weeks
 * @returns {Plan}
 */
export function makePlan(outline, wish, today, standing, past = []) {
  const { plan: full, filled } = attempt(outline, wish, today, standing, past, 1);
  // Where there is more time than matter, the matter is spread: gaps between repetitions are the point.
  const pace = filled * 1.15;
  if (full.left.length || pace > 0.95) return full;
  const { plan: even } = attempt(outline, wish, today, standing, past, pace);
  return even.left.length || even.repeats > full.repeats ? full : even;
}

/**
 * @param {Outline} outline @param {Wish} wish @param {number} today @param {Standing} standing
 * @param {readonly Item[]} past @param {number} pace share of the time that is filled
 * @param {ReadonlySet<string>} [without] pages that are left out
 * @returns {{ plan: Plan, filled: number }} with the share that was filled
 */
function attempt(outline, wish, today, standing, past, pace, without = new Set()) {
  const board = new Board(wish, today, past, pace);
  board.placeCards();
  board.placeRest();
  const missed = board.placeMocks(outline, standing);
  board.placeDiagnostics(outline, standing);
  const unread = board.placeSheets(outline, standing);
  const tasks = tasksOf(outline, wish, standing, longestTask(wish));
  const { waiting, filled } = board.fill(
    outline,
    tasks.filter(({ id }) => !without.has(pageOf(id))),
    new Set(tasks.map(({ id }) => id)),
    standing.done,
  );
  const half = halfRead(board.items, waiting);
  // Half a page is worth little: the least valuable one makes room for what can be finished.
  if (half) return attempt(outline, wish, today, standing, past, pace, new Set([...without, half]));
  const unplaced = tasks.filter((task) => without.has(pageOf(task.id)) || waiting.includes(task));
  const left = named(unplaced.filter((task) => !task.repeats));
  const order = new Map(board.items.map((item, index) => [item.id, index]));
  const items = [...past, ...board.items].sort(
    (a, b) => a.day - b.day || (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1),
  );
  /** @type {Plan} */
  const plan = {
    version: 1,
    from: today,
    wish,
    items,
    left,
    repeats: unplaced.filter((task) => task.repeats).length,
    capacity: board.capacity,
    notes: [...board.notes, ...missed, ...unread],
  };
  return { plan, filled };
}

/** The page that a task is about, if it is about one: `read:evaluation/roc:1of2` is. @param {string} id */
function pageOf(id) {
  return /^(?:read|recall|redo|notebook):([^:]+)/.exec(id)?.[1] ?? "";
}

/**
 * The least valuable page of which a part is planned and another one isn't.
 * @param {readonly Item[]} items @param {readonly Task[]} waiting the most valuable first
 */
function halfRead(items, waiting) {
  const begun = new Set(items.filter(({ id }) => id.startsWith("read:")).map(({ id }) => pageOf(id)));
  return waiting
    .filter(({ id }) => id.startsWith("read:"))
    .map(({ id }) => pageOf(id))
    .findLast((page) => begun.has(page));
}

/** @param {readonly Task[]} tasks @returns {Left[]} */
function named(tasks) {
  /** @type {Map<string, Left>} */
  const groups = new Map();
  for (const { group, path, minutes, dimension } of tasks) {
    const known = groups.get(group);
    if (known) known.minutes += minutes;
    else groups.set(group, { title: group, path, minutes, dimension });
  }
  return [...groups.values()];
}

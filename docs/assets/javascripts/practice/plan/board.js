// The days of a plan and the time that is left on them; tasks are placed on it.
// @ts-check

import { isoDay, mondayOf, weekdayOf } from "./calendar.js";
import { addressOf } from "./outline.js";
import { sheetsOf } from "./tasks.js";
import { DIMENSION_NAMES, DIMENSIONS, REVIEW, roleShares, weekShares } from "./weights.js";
import { minutesOfDay } from "./wish.js";

/** @typedef {import("./outline.js").Outline} Outline */
/** @typedef {import("./wish.js").Wish} Wish */
/** @typedef {import("./tasks.js").Task} Task */
/** @typedef {import("./tasks.js").Standing} Standing */
/** @typedef {import("./tasks.js").ItemKind} ItemKind */
/** @typedef {import("./weights.js").Dimension} Dimension */
/** @typedef {import("./planner.js").Item} Item */
/** @typedef {{ day: number, left: number, rest: boolean, final: boolean }} Slot */

/** Whole minutes of a mock interview, with what of it is asking. */
const MOCKS = [
  { minutes: 60, asking: 45 },
  { minutes: 45, asking: 30 },
  { minutes: 30, asking: 20 },
];
const DIAGNOSTIC = 25;
const REST = 10;
/** A round's sheet is read so many days before its first mock interview at most. */
const SHEET_DAYS = 14;
/** Minutes below which a plan has no diagnostic. */
const SMALL = 240;

/**
 * Sessions of cards in a week, and minutes of each: a fifth of the time together.
 * @param {Wish} wish
 */
function cardSessions({ hours, days }) {
  const share = hours * 60 * REVIEW;
  const sessions = Math.min(days.length, Math.max(1, Math.round(share / 15)));
  return { sessions, minutes: Math.max(10, Math.floor(share / sessions / 5) * 5) };
}

/**
 * Minutes of the longest task that fits into every day of study; what is longer is divided.
 * @param {Wish} wish
 */
export function longestTask(wish) {
  const [size, { minutes }] = [minutesOfDay(wish), cardSessions(wish)];
  return Math.max(5, Math.min(60, minutes < size - 5 ? size - minutes : size));
}

export class Board {
  /** @type {Slot[]} */
  slots = [];
  /** @type {Item[]} */
  items = [];
  /** @type {string[]} */
  notes = [];
  capacity = 0;
  /** @type {Map<number, number>} Minutes that are left in each week, by its Monday. */
  #weeks = new Map();
  #wish;
  #pace;

  /** @param {Wish} wish @param {number} today @param {readonly Item[]} past @param {number} pace */
  constructor(wish, today, past, pace) {
    this.#wish = wish;
    this.#pace = pace;
    const length = wish.interview - today;
    const final = wish.interview - Math.min(7, Math.floor(length / 3));
    const restDays = length >= 28 ? 2 : length >= 4 ? 1 : 0;
    const size = minutesOfDay(wish);
    for (let day = mondayOf(today); day < wish.interview; day += 7) {
      const done = past.filter((item) => mondayOf(item.day) === day);
      this.#weeks.set(
        day,
        Math.max(0, wish.hours * 60 - done.reduce((sum, { minutes }) => sum + minutes, 0)),
      );
    }
    for (let day = today; day < wish.interview; day += 1) {
      if (!wish.days.includes(weekdayOf(day))) continue;
      const done = past.filter((item) => item.day === day).reduce((sum, { minutes }) => sum + minutes, 0);
      const left = Math.max(0, Math.min(size - done, this.#weeks.get(mondayOf(day)) ?? 0));
      this.slots.push({ day, left, rest: day >= wish.interview - restDays, final: day >= final });
      this.capacity += left;
    }
    if (!this.slots.length)
      this.notes.push(
        "None of your days of the week lies before the interview: choose other days to get a plan.",
      );
  }

  /** @param {Slot} slot */
  #room(slot) {
    return Math.min(slot.left, this.#weeks.get(mondayOf(slot.day)) ?? 0);
  }

  /** @param {Slot} slot @param {Omit<Item, "day">} item */
  #place(slot, { id, kind, dimension, topic, title, path, minutes }) {
    slot.left -= minutes;
    const week = mondayOf(slot.day);
    this.#weeks.set(week, (this.#weeks.get(week) ?? 0) - minutes);
    this.items.push({ id, day: slot.day, kind, dimension, topic, title, path, minutes });
  }

  /** The slots of each week, in order. */
  #byWeek() {
    /** @type {Map<number, Slot[]>} */
    const weeks = new Map();
    for (const slot of this.slots) {
      const week = mondayOf(slot.day);
      weeks.set(week, [...(weeks.get(week) ?? []), slot]);
    }
    return [...weeks.values()];
  }

  /** A fifth of each week for cards, on days that are evenly apart. */
  placeCards() {
    const { days } = this.#wish;
    const { sessions, minutes } = cardSessions(this.#wish);
    const chosen = new Set(
      Array.from({ length: sessions }, (_, index) => days[Math.floor((index * days.length) / sessions)]),
    );
    for (const slot of this.slots) {
      if (slot.rest || !chosen.has(weekdayOf(slot.day)) || this.#room(slot) < minutes) continue;
      this.#place(slot, {
        id: `cards:${isoDay(slot.day)}`,
        kind: "cards",
        dimension: "review",
        topic: "",
        title: "Cards: those due, then new ones",
        path: "practice/cards/",
        minutes,
      });
    }
  }

  placeRest() {
    for (const slot of this.slots.filter((each) => each.rest)) {
      if (this.#room(slot) >= REST)
        this.#place(slot, {
          id: `rest:${isoDay(slot.day)}`,
          kind: "rest",
          dimension: "review",
          topic: "",
          title: "Your own page of headlines, then rest: nothing new",
          path: "start/eight-week-plan/",
          minutes: REST,
        });
      slot.left = 0;
    }
  }

  /**
   * One mock interview for each round in the last week, and on the way every week or two.
   * @param {Outline} outline @param {Standing} standing @returns {string[]} notes
   */
  placeMocks(outline, standing) {
    const { rounds, hours, role, level } = this.#wish;
    const shares = roleShares(outline, role, level, rounds);
    const order = DIMENSIONS.filter((name) => rounds.includes(name)).sort((a, b) => shares[b] - shares[a]);
    const counts = new Map(order.map((name) => [name, 0]));
    const place = (/** @type {Slot} */ slot, /** @type {Dimension} */ dimension) => {
      const form = MOCKS.find(({ minutes }) => minutes <= this.#room(slot));
      if (!form) return false;
      let id;
      do {
        counts.set(dimension, (counts.get(dimension) ?? 0) + 1);
        id = `mock:${dimension}:${counts.get(dimension)}`;
      } while (standing.done.has(id));
      const app = outline.apps.includes("mock");
      const asked = outline.rounds[dimension]?.mocks ?? [];
      const round = asked[((counts.get(dimension) ?? 1) - 1) % asked.length] ?? dimension;
      this.#place(slot, {
        id,
        kind: "mock",
        dimension,
        topic: "",
        title: `Mock interview, ${DIMENSION_NAMES[dimension].toLowerCase()}: ${form.asking} minutes, then score it${app ? "" : ", with a friend or a recorder"}`,
        path: app
          ? `practice/mock/?role=${role}&level=${level}&round=${round}&minutes=${form.asking}`
          : "questions/",
        minutes: form.minutes,
      });
      return true;
    };
    const weeks = this.#byWeek();
    weeks.forEach((slots, index) => {
      const open = slots.filter((slot) => !slot.final);
      if (index && open.length && (hours >= 8 || index % 2))
        place(open[open.length - 1], order[index % order.length]);
    });
    const final = this.slots.filter((slot) => slot.final && !slot.rest);
    const missed = order.filter((dimension, index) => {
      const turn = final.map((_, step) => final[(index + step) % final.length]);
      return !turn.some((slot) => place(slot, dimension));
    });
    if (!missed.length || !this.slots.length) return [];
    const names = missed.map((name) => DIMENSION_NAMES[name].toLowerCase()).join(", ");
    return [
      `There is no room in the last days for a mock interview (half an hour each) in: ${names}. Take it on a free day, or give fewer days more time.`,
    ];
  }

  /**
   * What a round grades is read shortly before its first mock interview.
   * @param {Outline} outline @param {Standing} standing @returns {string[]} notes
   */
  placeSheets(outline, standing) {
    const { rounds, role } = this.#wish;
    const open = this.slots.filter(({ rest }) => !rest);
    return rounds.flatMap((dimension) => {
      const first = this.items.find((item) => item.kind === "mock" && item.dimension === dimension);
      const before = open.filter(({ day }) => !first || day <= first.day);
      const missed = sheetsOf(outline, role, dimension).filter((sheet) => {
        const id = `sheet:${sheet.name}`;
        const taken = standing.done.has(id) || this.items.some((item) => item.id === id);
        return !taken && !this.#placeSheet(sheet, id, dimension, before, first);
      });
      return missed.map(
        ({ title, name }) =>
          `There is no room before the mock interview for “${title}” (${name.split("/").at(-1)}): read it anyway.`,
      );
    });
  }

  /**
   * @param {ReturnType<typeof sheetsOf>[number]} sheet @param {string} id @param {Dimension} dimension
   * @param {readonly Slot[]} slots in order @param {Item | undefined} mock
   */
  #placeSheet({ name, title, minutes }, id, dimension, slots, mock) {
    const last = mock?.day ?? this.#wish.interview;
    const fits = slots.filter((each) => each.day > last - SHEET_DAYS && this.#room(each) >= minutes);
    if (!fits.length) return false;
    // The fullest day that has room, so that chapters keep the days into which they fit.
    const slot = fits.reduce((best, each) => (this.#room(each) <= this.#room(best) ? each : best));
    const path = addressOf(name);
    this.#place(slot, {
      id,
      kind: "sheet",
      dimension,
      topic: "",
      title: `Round sheet: ${title}`,
      path,
      minutes,
    });
    // On the same day it comes before the interview.
    const [item] = this.items.splice(-1);
    const place = mock ? this.items.indexOf(mock) : this.items.length;
    this.items.splice(place, 0, item);
    return true;
  }

  /** @param {Outline} outline @param {Standing} standing */
  placeDiagnostics(outline, standing) {
    if (!outline.apps.includes("diagnostic")) return;
    const { interview } = this.#wish;
    const from = this.slots[0]?.day ?? interview;
    // A plan of a few hours has no time to measure.
    if (this.capacity < SMALL) return;
    const place = (/** @type {string} */ id, /** @type {number} */ day, /** @type {string} */ title) => {
      const slot = this.slots.find(
        (each) => each.day >= day && !each.final && this.#room(each) >= DIAGNOSTIC,
      );
      if (!slot || standing.done.has(id)) return;
      const [path, dimension, kind] = ["practice/diagnostic/", /** @type {const} */ ("review"), "diagnostic"];
      this.#place(slot, {
        id,
        kind: /** @type {ItemKind} */ (kind),
        dimension,
        topic: "",
        title,
        path,
        minutes: DIAGNOSTIC,
      });
    };
    if (!standing.diagnosed)
      place("diagnostic:1", from, "Diagnostic: 30 questions, then make the plan anew with its result");
    if (interview - from >= 42)
      place(
        "diagnostic:half",
        from + Math.floor((interview - from) / 2),
        "Half-time diagnostic: what stayed, and what didn’t?",
      );
  }

  /**
   * @param {Outline} outline
   * @param {readonly Task[]} tasks the most valuable first
   * @param {ReadonlySet<string>} known ids of these and of tasks that are left out
   * @param {ReadonlyMap<string, number>} done days, by id
   * @returns {{ waiting: Task[], filled: number }} those that found no place; the share of the time they had
   */
  fill(outline, tasks, known, done) {
    const { role, level, rounds } = this.#wish;
    const shares = roleShares(outline, role, level, rounds);
    /** @type {Map<string, number>} */
    const placed = new Map();
    /** @type {Map<Dimension, number>} Minutes that a dimension should have by now, less those it has. */
    const owed = new Map(DIMENSIONS.map((name) => [name, 0]));
    let waiting = [...tasks];
    let [offered, used] = [0, 0];
    const weeks = this.#byWeek();
    const leads = DIMENSIONS.filter((name) => rounds.includes(name));
    const cycles = weeks.length >= 2 * leads.length;
    weeks.forEach((slots, index) => {
      const week = weekShares(shares, cycles ? leads[index % leads.length] : null);
      for (const slot of slots) {
        if (slot.rest) continue;
        const start = this.#room(slot);
        offered += start;
        for (const name of DIMENSIONS)
          owed.set(name, (owed.get(name) ?? 0) + start * week[name] * this.#pace);
        const floor = slot.final ? start / 2 : 0;
        for (;;) {
          const room = this.#room(slot) - floor;
          if (room < 5 || used >= offered * this.#pace) break;
          const fits = waiting.filter(
            (task) =>
              task.minutes <= room &&
              (!slot.final || task.repeats) &&
              isReady(task, slot.day, placed, known, done),
          );
          const task = fits.find(({ id }) => isNextPart(id)) ?? best(fits, owed);
          if (!task) break;
          this.#place(slot, task);
          placed.set(task.id, slot.day);
          owed.set(task.dimension, (owed.get(task.dimension) ?? 0) - task.minutes);
          used += task.minutes;
          waiting = waiting.filter((each) => each !== task);
        }
      }
    });
    return { waiting, filled: used / Math.max(1, offered) };
  }
}

/**
 * @param {Task} task @param {number} day @param {ReadonlyMap<string, number>} placed
 * @param {ReadonlySet<string>} known ids of all tasks; others need not be waited for
 * @param {ReadonlyMap<string, number>} done days, by id
 */
function isReady(task, day, placed, known, done) {
  if ((task.from ?? day) > day) return false;
  return task.after.every(({ id, days }) => {
    const before = placed.get(id) ?? done.get(id);
    if (before === undefined && !known.has(id)) return true;
    return before !== undefined && before + days <= day;
  });
}

/** Whether a task goes on with a page that was begun: that comes before anything new. @param {string} id */
function isNextPart(id) {
  return /:(?!1of)\d+of\d+$/.test(id);
}

/**
 * The most valuable task of the dimension to which most time is owed.
 * @param {readonly Task[]} tasks the most valuable first
 * @param {ReadonlyMap<Dimension, number>} owed
 */
function best(tasks, owed) {
  let found = tasks[0];
  for (const task of tasks) {
    if ((owed.get(task.dimension) ?? 0) > (owed.get(found.dimension) ?? 0)) found = task;
  }
  return found;
}

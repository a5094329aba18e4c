// Everything that the overview shows, computed from the log; the same log gives the same overview.
// @ts-check

import { studyDay, zoneAt } from "../cards/days.js";
import { Deck } from "../cards/deck.js";
import { forecast } from "../cards/forecast.js";
import { createScheduling } from "../cards/scheduling.js";
import { plansIn, progressOf } from "../plan/replan.js";
import { NAMES } from "../shared/bank.js";
import { effective } from "../study/event.js";
import { burnDown, calibrationOf, daysStudied, timeByWeek } from "./history.js";
import { levelMap, masteryOf } from "./mastery.js";
import { nextSteps } from "./next.js";
import { recordOf } from "./record.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */

export const LEVELS = /** @type {const} */ (["beginner", "intermediate", "advanced"]);
const DAYS_AHEAD = 14;

/** @typedef {ReturnType<typeof summarise>} Summary */

/**
 * @param {object} parts
 * @param {import("../shared/bank.js").Bank} parts.bank
 * @param {import("../plan/outline.js").Outline} parts.outline
 * @param {import("../cards/scheduling.js").Fsrs} parts.fsrs
 * @param {readonly StudyEvent[]} parts.events the whole log
 * @param {number} parts.now
 * @param {(t: number) => number} [parts.zone] minutes ahead of UTC
 */
export function summarise({ bank, outline, fsrs, events: rows, now, zone = zoneAt }) {
  const events = effective(rows);
  const today = studyDay(now, zone(now));
  const deck = new Deck(createScheduling(fsrs), events);
  const { current, all } = plansIn(events);
  const record = recordOf(events, all, zone);
  const memory = (/** @type {string} */ id) => {
    const found = deck.state(id).memory;
    return found && { recall: deck.recall(id, now, zone(now)), stability: found.card.stability };
  };
  const rounds = Object.entries(NAMES.round);
  const mastery = masteryOf(outline, bank.questions, record, memory, rounds);
  const load = forecast(bank.byId.keys(), deck, now, zone(now), DAYS_AHEAD);
  const progress = current && progressOf(current, events, today, zone);
  const plan = current &&
    progress && {
      ...progress,
      interview: current.plan.wish.interview,
      points: burnDown(current.plan.items, progress.done, {
        from: Math.min(current.since, current.plan.items[0]?.day ?? today),
        to: current.plan.wish.interview,
        today,
        dayOf: (t) => studyDay(t, zone(t)),
      }),
    };
  const planned = progress && !progress.over ? [...progress.behind, ...progress.today] : [];
  return {
    today,
    empty: record.days.size === 0,
    mastery,
    map: levelMap(bank.questions, mastery, LEVELS),
    days: daysStudied(record.days.keys(), today),
    weeks: timeByWeek(record, today),
    load,
    calibration: calibrationOf(record.confident),
    plan,
    next: nextSteps({ outline, mastery, record, due: load[0], planned, hasPlan: current !== null, today }),
    mocks: record.mocks,
  };
}

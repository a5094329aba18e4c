// What a written plan wants to see at the end of each of its phases, on the days of a reader's plan.
// @ts-check

import { mondayOf } from "./calendar.js";

/** @typedef {import("./outline.js").Outline} Outline */
/** @typedef {import("./outline.js").Segment} Segment */
/** @typedef {import("./outline.js").WrittenPlan} WrittenPlan */
/** @typedef {import("./outline.js").WrittenPhase} WrittenPhase */
/** @typedef {import("./wish.js").Wish} Wish */

/** @typedef {{ text: readonly Segment[], minutes: number }} Line of a phase's list */

/**
 * @typedef {object} Milestone
 * @property {string} id
 * @property {string} title
 * @property {string} show the one thing to show
 * @property {number} day by which it is reached
 * @property {readonly { id: string, text: string }[]} outputs
 * @property {{ id: string, do: readonly Segment[], pass: string, else: string }} test
 * @property {readonly Line[]} lines what the written plan does in the phase, with the minutes of these hours
 */

/** A plan is stretched or pressed by no more than this. */
const STRETCH = 1.5;

/**
 * The written plan that is nearest in length; nothing when none is near.
 * @param {Pick<Outline, "plans">} outline @param {number} days
 * @returns {WrittenPlan | null}
 */
export function nearestPlan({ plans }, days) {
  const apart = (/** @type {WrittenPlan} */ plan) => Math.max(plan.days / days, days / plan.days);
  const near = plans.filter((plan) => apart(plan) <= STRETCH);
  return near.reduce((best, plan) => (best && apart(best) <= apart(plan) ? best : plan), near[0]) ?? null;
}

/**
 * The milestones of a plan: those of the nearest written one, on its days from first to last.
 * @param {Outline} outline
 * @param {Wish} wish
 * @param {number} since first day of the first plan of the series, so that planning again moves none
 * @returns {{ plan: WrittenPlan, milestones: Milestone[] } | null}
 */
export function milestonesOf(outline, wish, since) {
  const days = wish.interview - since;
  const plan = nearestPlan(outline, days);
  if (!plan) return null;
  const column = plan.hours.filter((hours, index) => !index || hours <= wish.hours).length - 1;
  const phases = plan.phases.filter(({ lead }) => wish.rounds.includes(lead));
  return {
    plan,
    milestones: phases.map((phase) => {
      const id = `milestone:${plan.slug}:${phase.slug}`;
      return {
        id,
        title: phase.title,
        show: phase.show,
        day: since + Math.max(1, Math.round((phase.last * days) / plan.days)) - 1,
        outputs: phase.outputs.map((text, index) => ({ id: `${id}:output-${index + 1}`, text })),
        test: { id: `${id}:test`, ...phase.test },
        lines: phase.items.flatMap(({ text, minutes }) =>
          minutes[column] ? [{ text, minutes: minutes[column] }] : [],
        ),
      };
    }),
  };
}

/** What is ticked one by one of a milestone. @param {Milestone} milestone */
export function marksOf({ outputs, test }) {
  return [...outputs.map(({ id }) => id), test.id];
}

/** Text of segments without their links. @param {readonly Segment[]} segments */
export function textOf(segments) {
  return segments.map((each) => (typeof each === "string" ? each : each[0])).join("");
}

/** @param {string} text */
export function sentence(text) {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** The test of a milestone in one paragraph. @param {Milestone["test"]} test */
export function testText({ do: task, pass, else: otherwise }) {
  return `${sentence(textOf(task))} Pass: ${sentence(pass)} Else: ${sentence(otherwise)}`;
}

/**
 * Milestones by the week in which they are shown; a week that has nothing else leaves them to the one before it.
 * @param {readonly Milestone[]} milestones
 * @param {readonly { monday: number }[]} weeks of the plan, in order
 * @returns {Map<number, Milestone[]>} by the Monday
 */
export function byWeek(milestones, weeks) {
  /** @type {Map<number, Milestone[]>} */
  const found = new Map();
  for (const milestone of milestones) {
    const week = weeks.findLast(({ monday }) => monday <= mondayOf(milestone.day)) ?? weeks[0];
    if (week) found.set(week.monday, [...(found.get(week.monday) ?? []), milestone]);
  }
  return found;
}

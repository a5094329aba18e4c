// How an answer is scored: the rubric decides, STAR parts and design steps count where they belong.
// @ts-check

/** @typedef {import("./session.js").Marks} Marks */
/** @typedef {import("./session.js").Answer} Answer */

/** @typedef {{ required: boolean, text: string }} Point */

/** The scale of the case studies' rubrics. */
export const GRADE_NAMES = /** @type {const} */ (["weak", "solid", "strong"]);

/**
 * A part of a story or a step of a design.
 * @typedef {object} Part
 * @property {string} name
 * @property {string} asks what the listener wants to know
 * @property {number} share of the time
 */

/** @type {readonly Part[]} STAR with a fifth letter, as in the chapter on it; result and learnt share a quarter. */
export const STAR = [
  { name: "Situation", asks: "Was that hard? Stakes and baseline in three sentences.", share: 0.15 },
  { name: "Task", asks: "Was that yours? What you answered for.", share: 0.1 },
  { name: "Action", asks: "What did you do? Decisions with reasons, one alternative dropped.", share: 0.5 },
  { name: "Result", asks: "Did it matter, and how do you know? A number with its base.", share: 0.15 },
  { name: "Learnt", asks: "Will it happen again? A thing that exists since then.", share: 0.1 },
];

/** @type {readonly Part[]} The seven steps, in minutes of forty. */
export const STEPS = [
  {
    name: "Clarify",
    asks: "Whose money, which actions, which limits; an objective with a price.",
    share: 5 / 40,
  },
  { name: "Data", asks: "Volume, labels, what is late and what is missing.", share: 5 / 40 },
  { name: "Features", asks: "As known at that moment, the same offline and online.", share: 8 / 40 },
  { name: "Model", asks: "A ladder from simple to the choice, and why not the next rung.", share: 5 / 40 },
  { name: "Training", asks: "Split, window, imbalance, gates before release.", share: 5 / 40 },
  { name: "Serving", asks: "Latency budget, machines, what happens when a part fails.", share: 7 / 40 },
  {
    name: "Monitoring",
    asks: "The first silent failure and its signal; rollout and rollback.",
    share: 5 / 40,
  },
];

/**
 * What is graded in a question beside its rubric.
 * @param {{ kind: string }} question
 * @param {boolean} whole
 * @returns {readonly Part[]}
 */
export function partsOf({ kind }, whole) {
  if (kind === "behavioral") return STAR;
  return whole ? STEPS : [];
}

/**
 * Share of the rubric that was met: four fifths for the musts, a fifth for the rest.
 * @param {readonly Point[]} points
 * @param {readonly number[]} made
 */
export function rubricScore(points, made) {
  const count = (/** @type {boolean} */ required, /** @type {boolean} */ met) =>
    points.filter((point, index) => point.required === required && (!met || made.includes(index))).length;
  const must = share(count(true, true), count(true, false));
  const nice = share(count(false, true), count(false, false));
  if (must === null) return nice ?? 0;
  return nice === null ? must : 0.8 * must + 0.2 * nice;
}

/**
 * The colour that the study plan gives: every must was said, one was missing, or more.
 * @param {readonly Point[]} points
 * @param {readonly number[]} made
 * @returns {"green" | "amber" | "red"}
 */
export function verdict(points, made) {
  const missing = points.filter((point, index) => point.required && !made.includes(index)).length;
  if (!missing) return "green";
  return missing === 1 ? "amber" : "red";
}

/**
 * Mean of grades as a share; parts without a grade don't count.
 * @param {Iterable<number>} grades 0 to 2
 */
export function gradeScore(grades) {
  const all = [...grades];
  return all.length ? all.reduce((sum, grade) => sum + grade / 2, 0) / all.length : null;
}

/**
 * Score a question with its follow-ups: the rubric and, half and half with it, STAR parts or design steps; the
 * follow-ups make a quarter of the whole.
 * @param {readonly Point[]} points
 * @param {readonly Answer[]} answers
 * @param {Marks} marks
 * @returns {{ score: number, rubric: number, parts: number | null, followUps: number | null }} from 0 to 1
 */
export function blockScore(points, answers, marks) {
  if (answers[0].skipped) return { score: 0, rubric: 0, parts: null, followUps: null };
  const rubric = rubricScore(points, marks.points);
  const parts = gradeScore(Object.values(marks.parts));
  const followUps = gradeScore(Object.values(marks.followUps));
  const main = parts === null ? rubric : (rubric + parts) / 2;
  return { score: followUps === null ? main : 0.75 * main + 0.25 * followUps, rubric, parts, followUps };
}

/**
 * How long each step took, from the marks of their beginnings.
 * @param {Readonly<Record<string, number>>} steps milliseconds from the start of the answer
 * @param {number} spent milliseconds of the whole answer
 * @returns {{ name: string, from: number, seconds: number }[]} in the order in which they began
 */
export function stepTimes(steps, spent) {
  const order = Object.entries(steps).sort((a, b) => a[1] - b[1]);
  return order.map(([name, from], index) => {
    const until = index + 1 < order.length ? order[index + 1][1] : Math.max(spent, from);
    return { name, from, seconds: Math.round((until - from) / 1000) };
  });
}

/** @param {number} part @param {number} whole */
function share(part, whole) {
  return whole ? part / whole : null;
}

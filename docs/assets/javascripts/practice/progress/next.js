// What to do next: three things at most, each with its reason.
// @ts-check

/** @typedef {import("./mastery.js").Mastery} Mastery */
/** @typedef {import("./record.js").Record} Record */
/** @typedef {import("../plan/outline.js").Outline} Outline */
/** @typedef {import("../plan/planner.js").Item} Item */

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} path
 * @property {string} why
 */

const MOST = 3;
/** An interview is due again after so many days. */
const MOCK_DAYS = 10;

/**
 * @param {object} known
 * @param {Outline} known.outline
 * @param {Mastery} known.mastery
 * @param {Record} known.record
 * @param {number} known.due cards
 * @param {readonly Item[]} known.planned open items of the plan up to today, the oldest first
 * @param {boolean} known.hasPlan
 * @param {number} known.today
 * @returns {Step[]}
 */
export function nextSteps({ outline, mastery, record, due, planned, hasPlan, today }) {
  /** @type {Step[]} */
  const steps = [];
  const add = (/** @type {Step} */ step) => {
    if (steps.length < MOST && !steps.some(({ path }) => path === step.path)) steps.push(step);
  };
  const fresh = record.days.size === 0;
  if (due > 0)
    add({
      title: due === 1 ? "Study one card" : `Study ${due} cards`,
      path: "practice/cards/",
      why: "They are due today.",
    });
  const item = planned.find(({ kind }) => !["cards", "rest"].includes(kind));
  if (item)
    add({
      title: item.title,
      path: item.path,
      why: `Your plan has it for ${item.day < today ? "an earlier day" : "today"}, ${item.minutes} min.`,
    });
  if (!record.diagnostics && outline.apps.includes("diagnostic"))
    add({
      title: "Take the diagnostic",
      path: "practice/diagnostic/",
      why: "Thirty questions in twenty minutes say where your gaps are.",
    });
  if (fresh) {
    add({
      title: "Begin with the cards",
      path: "practice/cards/",
      why: "Ten new ones take about ten minutes.",
    });
    if (!hasPlan)
      add({
        title: "Make a plan",
        path: "practice/plan/",
        why: "It needs a date and the hours that you have.",
      });
  }
  const failed = record.failed[0];
  const drill = outline.drills.find(({ slug }) => slug === failed);
  if (drill)
    add({
      title: `Finish the drill “${drill.title}”`,
      path: `practice/drills/${drill.slug}/`,
      why: "Its last attempt failed a test.",
    });
  // The most is won where much is asked and little is known.
  const gaps = mastery.topics
    .filter(({ questions }) => questions)
    .map((topic) => ({ ...topic, gain: (1 - topic.mastery) * topic.weight }))
    .sort((a, b) => b.gain - a.gain || (a.name < b.name ? -1 : 1));
  for (const gap of gaps.slice(0, 1))
    add({
      title: `Answer questions on ${gap.title} aloud`,
      path: `questions/${gap.name}/`,
      why: `${Math.round(gap.mastery * 100)}% mastery, and much of what is asked.`,
    });
  if (outline.apps.includes("mock") && (record.lastMock < 0 || today - record.lastMock >= MOCK_DAYS))
    add({
      title: "Take a mock interview",
      path: "practice/mock/",
      why: record.mocks
        ? `The last one was ${today - record.lastMock} days ago.`
        : "You haven’t had one yet.",
    });
  for (const gap of gaps.slice(1, 3))
    add({
      title: `Answer questions on ${gap.title} aloud`,
      path: `questions/${gap.name}/`,
      why: `${Math.round(gap.mastery * 100)}% mastery.`,
    });
  return steps;
}

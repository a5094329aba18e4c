// Everything that a plan could hold, with its worth and what must come before it.
// @ts-check

import { addressOf } from "./outline.js";
import { dimensionOf, drillFit, FREQUENCY, gapFactor, PREREQUISITES, pageFit, relevance } from "./weights.js";

/** @typedef {import("./outline.js").Outline} Outline */
/** @typedef {import("./outline.js").PlannedPage} PlannedPage */
/** @typedef {import("./wish.js").Wish} Wish */
/** @typedef {import("./weights.js").Dimension} Dimension */

/**
 * @typedef {"read" | "recall" | "notebook" | "ask" | "drill" | "again" | "case" | "story" | "cards" | "mock" |
 *   "sheet" | "diagnostic" | "rest"} ItemKind
 */

/**
 * Something to do, not yet on a day.
 * @typedef {object} Task
 * @property {string} id the same in every plan
 * @property {ItemKind} kind
 * @property {Dimension} dimension
 * @property {string} topic
 * @property {string} title
 * @property {string} path from the first page of the site
 * @property {number} minutes
 * @property {number} value
 * @property {readonly { id: string, days: number }[]} after what comes so many days before it at least
 * @property {number} [from] first day on which it makes sense
 * @property {boolean} repeats whether it brings back what was done already; such tasks may stand in the last week
 * @property {string} group what is named when it doesn't fit
 */

/**
 * What is known of a reader.
 * @typedef {object} Standing
 * @property {Readonly<Record<string, { score: number, n: number }>>} scores by topic
 * @property {ReadonlyMap<string, number>} done day on which each item was done, by its id
 * @property {ReadonlyMap<string, number>} accepted day on which each drill was solved last
 * @property {boolean} diagnosed
 */

/** @type {Standing} */
export const UNKNOWN = { scores: {}, done: new Map(), accepted: new Map(), diagnosed: false };

const QUESTIONS_AT_ONCE = 10;
const MINUTES_A_QUESTION = 2;
/** A drill comes again after so many days. */
const AGAIN_DAYS = 7;
/** From so many hours a week on, pages are read with more time and their notebooks are opened. */
const AMPLE_HOURS = 8;

/**
 * What one does for one's own stories, each after the one before it on the same page. The first are worth more than
 * any page that one merely reads: a story that was never written down can't be told well.
 */
const STORIES = [
  { id: "harvest", title: "Harvest 20 moments for your stories", minutes: 40, page: "star", value: 3.6 },
  { id: "beats-1", title: "Write the beats of two stories", minutes: 30, page: "star", value: 3.5 },
  { id: "beats-2", title: "Write the beats of two more stories", minutes: 30, page: "star", value: 3.4 },
  { id: "beats-3", title: "Write the beats of stories five and six", minutes: 30, page: "star", value: 3.2 },
  {
    id: "beats-4",
    title: "Write the beats of stories seven and eight",
    minutes: 30,
    page: "star",
    value: 2.8,
  },
  { id: "record", title: "Record four stories and listen to them", minutes: 40, page: "star", value: 2.8 },
  {
    id: "flagship",
    title: "Tell your flagship project in two minutes",
    minutes: 45,
    page: "portfolio",
    value: 2.5,
  },
  {
    id: "intro",
    title: "Say who you are and why this company, recorded",
    minutes: 30,
    page: "motivation",
    value: 2.5,
  },
  {
    id: "explain",
    title: "Explain one model to three listeners, recorded",
    minutes: 30,
    page: "explaining",
    value: 2.2,
  },
];
const STORY_PAGES = /** @type {Readonly<Record<string, string>>} */ ({
  star: "interview/star-and-story-bank",
  portfolio: "interview/portfolio-template",
  motivation: "interview/motivation-and-introduction",
  explaining: "interview/explaining-models",
});

/**
 * All tasks for a wish, those of the highest value first.
 * @param {Outline} outline
 * @param {Wish} wish
 * @param {Standing} standing
 * @param {number} longest minutes that one task may take
 * @returns {Task[]}
 */
export function tasksOf(outline, wish, standing, longest) {
  const weigh = weights(outline, wish, standing);
  const pages = plannedPages(outline, wish);
  const reading = new Map(
    pages.map((page) => [
      page.name,
      pageTasks(page, dimensionOf(outline, page.topic), wish, weigh, longest, standing.done),
    ]),
  );
  const tasks = [...reading.values()].flat();
  for (const page of pages) {
    const first = reading.get(page.name)?.[0];
    if (first) first.after = [...first.after, ...prerequisites(page, pages, reading)];
  }
  if (wish.rounds.includes("coding")) tasks.push(...drillTasks(outline, weigh, reading, standing));
  if (wish.rounds.includes("behavioral")) tasks.push(...storyTasks(pages, reading));
  tasks.push(...questionTasks(outline, wish, weigh, pages, reading));
  const open = tasks.filter((task) => !standing.done.has(task.id));
  lend(open);
  const order = new Map(open.map((task, index) => [task.id, index]));
  return open.sort((a, b) => b.value - a.value || (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/** @typedef {{ page: (page: PlannedPage) => number, drill: (drill: import("./outline.js").PlannedDrill) => number, topic: (slug: string) => number }} Weigh */

/** @param {Outline} outline @param {Wish} wish @param {Standing} standing @returns {Weigh} */
function weights(outline, wish, standing) {
  const topics = new Map(outline.topics.map((topic) => [topic.slug, topic]));
  const topic = (/** @type {string} */ slug) =>
    relevance(topics.get(slug), wish.role) * gapFactor(standing.scores[slug]);
  return {
    topic,
    page: (page) => topic(page.topic) * FREQUENCY[page.frequency] * pageFit(page.levels, wish.level),
    drill: (drill) =>
      topic(drill.slug.split("/")[0]) * FREQUENCY[drill.frequency] * drillFit(drill.level, wish.level),
  };
}

/**
 * Pages of the rounds that are expected; what a round grades is read before its first mock interview instead.
 * @param {Outline} outline @param {Wish} wish
 */
function plannedPages(outline, wish) {
  const roles = Object.values(outline.roles).flatMap(({ sheets }) => Object.values(sheets));
  const rounds = Object.values(outline.rounds).map(({ sheets }) => sheets);
  const sheets = new Set([...roles, ...rounds].flat().map(({ name }) => name));
  return outline.pages.filter(
    ({ name, topic }) => !sheets.has(name) && wish.rounds.includes(dimensionOf(outline, topic)),
  );
}

/**
 * The sheets to read before the first mock interview of a round.
 * @param {Outline} outline @param {string} role @param {Dimension} dimension
 */
export function sheetsOf(outline, role, dimension) {
  const usual = outline.rounds[dimension]?.sheets ?? [];
  const more = outline.roles[role]?.sheets[dimension] ?? [];
  return [...usual, ...more].map((sheet) => ({ ...sheet, minutes: fives(sheet.minutes * 1.5) }));
}

/** @param {number} minutes */
const fives = (minutes) => Math.max(5, Math.ceil(minutes / 5 - 1e-9) * 5);

/**
 * A page is read in parts that fit into a day, then recalled with the book closed, two days later.
 * @param {PlannedPage} page @param {Dimension} dimension @param {Wish} wish @param {Weigh} weigh
 * @param {number} longest @param {Standing["done"]} done
 * @returns {Task[]}
 */
function pageTasks(page, dimension, wish, weigh, longest, done) {
  const ample = wish.hours >= AMPLE_HOURS;
  const value = weigh.page(page);
  const kind = page.kind === "case-study" ? "case" : "read";
  const whole = fives(page.minutes * (ample ? 2.5 : 2));
  const parts = Math.ceil(whole / longest);
  const shared = {
    dimension,
    topic: page.topic,
    path: addressOf(page.name),
    value,
    group: page.title,
  };
  /** @type {Task[]} */
  const tasks = Array.from({ length: parts }, (_, index) => ({
    ...shared,
    id: parts === 1 ? `read:${page.name}` : `read:${page.name}:${index + 1}of${parts}`,
    kind,
    title: `${page.title}, pen in hand${parts > 1 ? `, part ${index + 1} of ${parts}` : ""}`,
    minutes: fives(whole / parts),
    after: index ? [{ id: `read:${page.name}:${index}of${parts}`, days: 0 }] : [],
    repeats: false,
  }));
  const last = tasks[parts - 1].id;
  tasks.splice(0, Math.round(parts * readShare(page.name, parts, done)));
  if (kind === "case") {
    const minutes = Math.min(60, Math.floor(longest / 5) * 5);
    if (minutes >= 30) {
      const [title, after] = [`${page.title} again, from a blank sheet, timer on`, [{ id: last, days: 3 }]];
      tasks.push({ ...shared, id: `redo:${page.name}`, kind, title, minutes, after, repeats: true });
    }
    return tasks;
  }
  if (ample && page.notebooks) {
    const minutes = Math.min(30, 10 * page.notebooks);
    const title = `Notebooks of ${page.title}: cover each figure, predict it, look`;
    const [id, after] = [`notebook:${page.name}`, [{ id: last, days: 0 }]];
    tasks.push({
      ...shared,
      id,
      kind: "notebook",
      title,
      minutes,
      after,
      repeats: false,
      value: value * 0.6,
    });
  }
  tasks.push({
    ...shared,
    id: `recall:${page.name}`,
    kind: "recall",
    title: `${page.title}, book closed: write down what you would say, then compare`,
    minutes: ample ? 20 : 15,
    after: [{ id: last, days: 2 }],
    repeats: true,
    value: value * 0.95,
  });
  return tasks.filter(({ minutes }) => minutes <= longest);
}

/**
 * How much of a page was read when an earlier plan divided it into other parts.
 * @param {string} name @param {number} parts @param {Standing["done"]} done
 */
function readShare(name, parts, done) {
  let share = 0;
  for (const id of done.keys()) {
    if (id !== `read:${name}` && !id.startsWith(`read:${name}:`)) continue;
    const count = Number(/of(\d+)$/.exec(id)?.[1] ?? 1);
    if (count !== parts) share += 1 / count;
  }
  return Math.min(1, share);
}

/**
 * @param {PlannedPage} page
 * @param {readonly PlannedPage[]} pages
 * @param {ReadonlyMap<string, Task[]>} reading
 */
function prerequisites(page, pages, reading) {
  const topics = PREREQUISITES[page.topic] ?? [];
  return pages
    .filter((each) => topics.includes(each.topic) && each.frequency === "high")
    .flatMap((each) => lastPart(reading.get(each.name)));
}

/** @param {readonly Task[] | undefined} tasks @returns {{ id: string, days: number }[]} */
function lastPart(tasks = []) {
  const parts = tasks.filter(({ id }) => id.startsWith("read:"));
  return parts.length ? [{ id: parts[parts.length - 1].id, days: 0 }] : [];
}

/**
 * @param {Outline} outline @param {Weigh} weigh @param {ReadonlyMap<string, Task[]>} reading
 * @param {Standing} standing
 * @returns {Task[]}
 */
function drillTasks(outline, weigh, reading, standing) {
  return outline.drills.flatMap((drill) => {
    const shared = {
      dimension: /** @type {const} */ ("coding"),
      topic: drill.slug.split("/")[0],
      path: `practice/drills/${drill.slug}/`,
      minutes: fives(drill.minutes),
      group: drill.title,
    };
    const value = weigh.drill(drill);
    const [first, again] = [`drill:${drill.slug}`, `again:${drill.slug}`];
    const solved = standing.accepted.get(drill.slug);
    /** @type {Task[]} */
    const tasks = [
      {
        ...shared,
        id: again,
        kind: "again",
        title: `${drill.title}, again from a blank file`,
        value: value * 0.8,
        after: solved === undefined ? [{ id: first, days: AGAIN_DAYS }] : [],
        ...(solved === undefined ? {} : { from: solved + AGAIN_DAYS }),
        repeats: true,
      },
    ];
    if (solved === undefined) {
      const after = lastPart(reading.get(drill.chapter));
      tasks.unshift({
        ...shared,
        id: first,
        kind: "drill",
        title: drill.title,
        value,
        after,
        repeats: false,
      });
    }
    return tasks;
  });
}

/** @param {readonly PlannedPage[]} pages @param {ReadonlyMap<string, Task[]>} reading @returns {Task[]} */
function storyTasks(pages, reading) {
  /** @type {Task[]} */
  const tasks = [];
  for (const { id, title, minutes, page: key, value } of STORIES) {
    const page = pages.find((each) => each.name === STORY_PAGES[key]);
    if (!page) continue;
    const earlier = tasks.findLast(({ path }) => path === addressOf(page.name));
    const after = [...lastPart(reading.get(page.name)), ...(earlier ? [{ id: earlier.id, days: 1 }] : [])];
    tasks.push({
      id: `story:${id}`,
      kind: "story",
      dimension: "behavioral",
      topic: page.topic,
      title,
      path: addressOf(page.name),
      minutes,
      value,
      after,
      repeats: false,
      group: "Your own stories",
    });
  }
  return tasks;
}

/**
 * Questions of a topic, aloud, ten at a time; after its first page if it has one.
 * @param {Outline} outline @param {Wish} wish @param {Weigh} weigh
 * @param {readonly PlannedPage[]} pages @param {ReadonlyMap<string, Task[]>} reading
 * @returns {Task[]}
 */
function questionTasks(outline, wish, weigh, pages, reading) {
  return outline.topics.flatMap((topic) => {
    const { dimension } = topic;
    const count = topic.roles[wish.role] ?? topic.questions;
    if (!wish.rounds.includes(dimension) || !count) return [];
    const page = pages.find((each) => each.topic === topic.slug);
    const after = page ? lastPart(reading.get(page.name)).map(({ id }) => ({ id, days: 1 })) : [];
    const rounds = Math.ceil(count / QUESTIONS_AT_ONCE);
    return Array.from({ length: rounds }, (_, index) => {
      const questions = Math.min(QUESTIONS_AT_ONCE, count - index * QUESTIONS_AT_ONCE);
      const often = index * QUESTIONS_AT_ONCE < topic.often;
      return {
        id: `ask:${topic.slug}:${index + 1}`,
        kind: /** @type {const} */ ("ask"),
        dimension,
        topic: topic.slug,
        title: `${questions === 1 ? "One question" : `${questions} questions`} on ${topic.title}, aloud${rounds > 1 ? `, round ${index + 1} of ${rounds}` : ""}`,
        path: `questions/${topic.slug}/`,
        minutes: fives(questions * MINUTES_A_QUESTION),
        value: weigh.topic(topic.slug) * (often ? 2.6 : 1.6),
        after: index ? [{ id: `ask:${topic.slug}:${index}`, days: 3 }] : after,
        repeats: false,
        group: `Questions on ${topic.title}`,
      };
    });
  });
}

/**
 * Lend the value of a task to what it waits for, so that nothing valuable waits behind the worthless.
 * @param {readonly Task[]} tasks
 */
function lend(tasks) {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  // What is lent is lent on; a chain is never longer than there are tasks.
  for (let changed = true, round = 0; changed && round < tasks.length; round += 1) {
    changed = false;
    for (const task of tasks) {
      if (task.repeats) continue;
      for (const { id } of task.after) {
        const before = byId.get(id);
        if (!before || before.value >= task.value) continue;
        before.value = task.value;
        changed = true;
      }
    }
  }
}

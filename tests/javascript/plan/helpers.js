// A handbook of some size, wishes and logs to make plans of.
import { parseDay } from "../../../docs/assets/javascripts/practice/plan/calendar.js";
import { usualWish } from "../../../docs/assets/javascripts/practice/plan/wish.js";
import { seal } from "../../../docs/assets/javascripts/practice/study/event.js";

export const DAY = 86_400_000;
/** A Friday. */
export const TODAY = parseDay("2026-11-20");
export const UTC = () => 0;

const topic = (slug, title, questions, roles = {}, dimension = "theory") => ({
  slug,
  title,
  part: "Part",
  dimension,
  questions,
  often: Math.ceil(questions / 2),
  roles: { mle: questions, ...roles },
  rounds: { theory: questions },
});
const page = (name, slug, minutes, more = {}) => ({
  name,
  title: name.split("/")[1].replaceAll("-", " "),
  kind: "chapter",
  topic: slug,
  levels: ["junior", "mid", "senior"],
  frequency: "high",
  minutes,
  questions: 10,
  notebooks: 2,
  ...more,
});
const drill = (slug, chapter, minutes, more = {}) => ({
  slug,
  title: slug.split("/")[1],
  level: "intermediate",
  frequency: "high",
  minutes,
  chapter,
  language: "python",
  ...more,
});

/** @returns an outline with so many extra chapters */
export function outlineOf(extra = 0, apps = ["cards", "diagnostic", "mock", "plan", "progress"]) {
  const more = Array.from({ length: extra }, (_, index) =>
    page(`algorithms/chapter-${index}`, "classical-algorithms", 20 + (index % 5) * 5, {
      frequency: ["high", "med", "low"][index % 3],
    }),
  );
  return {
    topics: [
      topic("behavioral", "Behavioral", 10, {}, "behavioral"),
      topic("portfolio", "Portfolio", 0, {}, "behavioral"),
      topic("learning-foundations", "Learning foundations", 18, { ds: 18 }),
      topic("classical-algorithms", "Classical algorithms", 21, { ds: 21 }),
      topic("evaluation", "Evaluation", 18, { ds: 18 }),
      topic("transformers", "Transformers", 21, { mle: 14 }),
      topic("sql-and-pandas", "SQL", 0, {}, "coding"),
      topic("system-design", "System design", 13, {}, "design"),
    ],
    pages: [
      page("interview/star-and-story-bank", "behavioral", 25),
      page("interview/portfolio-template", "portfolio", 13, { kind: "page", frequency: "med", notebooks: 0 }),
      page("foundations/generalisation", "learning-foundations", 25),
      page("algorithms/linear-models", "classical-algorithms", 27),
      ...more,
      page("evaluation/classification-metrics", "evaluation", 29),
      page("deep-learning/attention", "transformers", 26),
      page("system-design/fraud-detection", "system-design", 32, { kind: "case-study" }),
    ],
    drills: [
      drill("learning-foundations/ridge", "foundations/generalisation", 15),
      drill("learning-foundations/lasso", "foundations/generalisation", 25, { level: "advanced" }),
      drill("evaluation/auc", "evaluation/classification-metrics", 18),
      drill("evaluation/confusion", "evaluation/classification-metrics", 12, { level: "beginner" }),
      drill("transformers/causal-attention", "deep-learning/attention", 20),
      drill("sql-and-pandas/bursts", "", 20),
    ],
    apps,
    plans: [writtenPlan("two-weeks", 14, 2), writtenPlan("eight-weeks", 56, 8)],
    roles: {
      mle: rules(16, 16, 16, 16),
      ds: { ...rules(22, 14, 12, 16), sheets: { design: [sheet("interview/rounds/case-and-product", 12)] } },
      as: rules(24, 16, 10, 14),
      rs: rules(28, 18, 4, 14),
      mlops: rules(12, 16, 22, 14),
      "ai-engineer": rules(14, 16, 20, 14),
      "data-engineer": rules(8, 24, 18, 14),
    },
    rounds: {
      theory: { sheets: [sheet("interview/rounds/technical-screen", 8)], mocks: ["theory"] },
      coding: {
        sheets: [sheet("interview/rounds/coding", 10), sheet("interview/rounds/ml-coding", 9)],
        mocks: ["ml-coding", "coding"],
      },
      design: { sheets: [sheet("interview/rounds/system-design", 10)], mocks: ["design"] },
      behavioral: { sheets: [sheet("interview/rounds/behavioral", 9)], mocks: ["behavioral"] },
    },
  };
}

const sheet = (name, minutes) => ({ name, title: name.split("/").at(-1), minutes });
const rules = (theory, coding, design, behavioral) => ({
  hours: { theory, coding, design, behavioral },
  sheets: {},
  first: ["Begin with ", ["metrics", "evaluation/classification-metrics/"]],
  swap: ["nothing"],
});

/** A written plan of phases of equal length, each led by the next kind of round. */
export function writtenPlan(slug, days, count) {
  const leads = ["theory", "coding", "design", "behavioral"];
  return {
    slug,
    title: slug,
    page: `start/${slug}/`,
    days,
    hours: [6, 10, 15],
    phases: Array.from({ length: count }, (_, index) => ({
      slug: `phase-${index + 1}`,
      title: `Phase ${index + 1}`,
      last: ((index + 1) * days) / count,
      lead: leads[index % 4],
      show: `thing ${index + 1}`,
      items: [
        { text: ["Read ", ["metrics", "evaluation/classification-metrics/"]], minutes: [60, 75, 80] },
        { text: [["Drills", "practice/drills/"]], minutes: [0, 30, 40] },
      ],
      outputs: ["a list", "two sheets"],
      test: { do: ["Tell it"], pass: "eight of ten", else: "again." },
    })),
  };
}

export const wishOf = (more = {}) => ({ ...usualWish(TODAY), ...more });

let counter = 0;

/** An event at noon of a day, UTC. */
export function event(kind, day, data, minutes = 0) {
  counter += 1;
  const t = day * DAY + DAY / 2 + minutes * 60_000;
  return seal({ id: `e${String(counter).padStart(6, "0")}`, t, kind, data });
}

/** A generator of numbers that look random and are the same each time. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

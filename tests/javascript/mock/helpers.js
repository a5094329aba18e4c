// A small bank with all kinds of questions, for tests.

const ROUNDS = ["screen", "theory", "design", "behavioral", "coding"];
const LEVELS = ["beginner", "intermediate", "advanced"];
const FREQUENCIES = ["high", "med", "low"];

export function question(id, changes = {}) {
  return {
    id,
    title: `Why ${id}?`,
    also_asked: [],
    topic: "evaluation",
    chapter: "evaluation/classification-metrics",
    level: "intermediate",
    kind: "concept",
    rounds: ["theory"],
    roles: ["mle", "ds"],
    frequency: "med",
    tags: [],
    related: [],
    url: `questions/evaluation/#q-${id}`,
    ...changes,
  };
}

/** Ninety questions: six topics, every level, frequency and round, evenly. */
export function bank() {
  const questions = Array.from({ length: 90 }, (_, index) =>
    question(`q${String(index).padStart(2, "0")}`, {
      topic: `topic-${index % 6}`,
      level: LEVELS[Math.floor(index / 6) % 3],
      frequency: FREQUENCIES[Math.floor(index / 18) % 3],
      rounds: [ROUNDS[index % 5], ROUNDS[(index + 1) % 5]],
      kind: index % 5 === 3 ? "behavioral" : "concept",
    }),
  );
  const whole = question("whole", {
    kind: "design",
    whole: true,
    rounds: ["design"],
    level: "advanced",
    title: "Design a feed.",
  });
  return [...questions, whole];
}

export const CHOICE = { role: "mle", level: "mid", rounds: ["theory"], minutes: 30 };

import assert from "node:assert/strict";
import { test } from "node:test";
import { bestWording, createResults } from "../../../docs/assets/javascripts/practice/find/results.js";
import { stem } from "../../../docs/assets/javascripts/practice/find/words.js";
import { indexOf } from "./index-of.js";

const QUESTIONS = [
  { title: "What is drift?", asked: "Why does the world move?" },
  { title: "What is loss?", asked: "" },
  { title: "Does drift matter?", asked: "" },
];

function data() {
  const sections = [{ title: "Drift in the field" }, { title: "Shift" }];
  const terms = [
    { title: "Drift", text: "a slow change" },
    { title: "Shift", text: "what drift is not" },
  ];
  return {
    ...indexOf(QUESTIONS, { sections, terms }),
    shown: {
      topics: [{ slug: "evaluation", title: "Evaluation", part: "Evaluation" }],
      pages: { "evaluation/shift": "Shift" },
      questions: {
        id: ["drift", "loss", "matter"],
        title: QUESTIONS.map(({ title }) => title),
        also_asked: [["Why does the world move?"], [], []],
        topic: ["evaluation", "evaluation", "evaluation"],
        level: ["beginner", "beginner", "advanced"],
        kind: ["concept", "concept", "concept"],
        rounds: [["theory"], ["theory"], ["design"]],
        roles: [["mle"], ["mle"], ["ds"]],
        frequency: ["high", "high", "low"],
      },
      sections: {
        page: ["evaluation/shift", "evaluation/shift"],
        title: ["Drift in the field", "Shift"],
        anchor: ["drift-in-the-field", ""],
      },
      terms: {
        key: ["drift", "shift"],
        term: ["Drift", "Shift"],
        also: [[], []],
        definition: ["A slow change.", "What drift is not."],
      },
    },
  };
}

test("questions come with their address and the wording that matched", () => {
  const { questions } = createResults(data()).answer("why does the world move", {});
  assert.equal(questions[0].question.url, "questions/evaluation/#q-drift");
  assert.equal(questions[0].wording, "Why does the world move?");
});

test("a filter leaves out what does not fit", () => {
  const results = createResults(data());
  const ids = (choice) =>
    results
      .answer("drift", choice)
      .questions.map(({ question }) => question.id)
      .sort();
  assert.deepEqual(ids({}), ["drift", "matter"]);
  assert.deepEqual(ids({ level: "advanced" }), ["matter"]);
  assert.deepEqual(ids({ role: "mle" }), ["drift"]);
  assert.deepEqual(ids({ round: "coding" }), []);
});

test("a filter does not make a weak answer a good one", () => {
  const value = data();
  const { answer } = createResults(value);
  const query = "why does the world move, and what is loss";
  const all = answer(query, {}).questions.map(({ question }) => question.id);
  const left = answer(query, { level: "advanced" }).questions.map(({ question }) => question.id);
  assert.ok(left.every((id) => all.includes(id)));
});

test("sections and terms must name what was asked, and know their address", () => {
  const { sections, terms } = createResults(data()).answer("drift", {});
  assert.deepEqual(sections, [
    { title: "Drift in the field", page: "Shift", url: "evaluation/shift/#drift-in-the-field" },
  ]);
  assert.deepEqual(
    terms.map(({ url }) => url),
    ["reference/glossary/#drift"],
  );
});

test("a page itself has no fragment", () => {
  const { sections } = createResults(data()).answer("shift", {});
  assert.equal(sections.find(({ page }) => !page)?.url, "evaluation/shift/");
});

const stems = (...all) => new Set(all.map(stem));
for (const [name, title, wordings, typed, expected] of [
  [
    "the one with most of the query",
    "What is AUC?",
    ["Explain AUC.", "Explain the ROC curve and AUC."],
    ["roc", "auc"],
    1,
  ],
  ["none that adds nothing to the title", "What is AUC?", ["Explain AUC."], ["auc"], -1],
  ["none without a word of the query", "What is AUC?", ["Explain loss."], ["curve"], -1],
  ["forms of a word count", "What is drift?", ["Do models decay?"], ["decayed"], 0],
]) {
  test(`shown is ${name}`, () => {
    assert.equal(bestWording({ title, also_asked: wordings }, stems(...typed)), wordings[expected] ?? "");
  });
}

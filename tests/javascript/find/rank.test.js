import assert from "node:assert/strict";
import { test } from "node:test";
import { createFinder, FinderError, SETTINGS } from "../../../docs/assets/javascripts/practice/find/rank.js";
import { stem, words } from "../../../docs/assets/javascripts/practice/find/words.js";
import { indexOf } from "./index-of.js";

const find = (index, query, settings = SETTINGS) => {
  const { groups } = createFinder(index, settings).find(query);
  return groups.questions.map(({ place }) => place);
};

test("a word in a title counts more than one in a text", () => {
  const index = indexOf([{ text: "calibration of a model" }, { title: "calibration of a model" }]);
  assert.deepEqual(find(index, "calibration"), [1, 0]);
});

test("a rare word counts more than a frequent one", () => {
  const index = indexOf([
    { title: "model drift" },
    { title: "model loss" },
    { title: "model size" },
    { title: "no such" },
  ]);
  assert.deepEqual(find(index, "model drift"), [0, 1, 2]);
});

test("a long text counts less than a short one with the same words", () => {
  const index = indexOf([{ title: "drift and many other words that are not asked for" }, { title: "drift" }]);
  assert.deepEqual(find(index, "drift"), [1, 0]);
});

test("forms of a word are one", () => {
  const index = indexOf([{ title: "regularised models" }, { title: "other" }]);
  assert.deepEqual(find(index, "regularizing model"), [0]);
  assert.deepEqual(
    find(index, "regularizing model", { ...SETTINGS, slip: 0, beginning: 0, stem: (word) => word }),
    [],
  );
});

test("a phrase stands for others of its set, in both directions", () => {
  const index = indexOf([{ title: "auc" }, { title: "area under the roc curve" }, { title: "other" }], {
    synonyms: [["auc", "area under the roc curve"]],
  });
  assert.deepEqual(find(index, "auc"), [0, 1]);
  assert.deepEqual(find(index, "the area under the ROC curve"), [1, 0]);
  assert.deepEqual(find(index, "area"), [1]);
  assert.deepEqual(find(index, "auc", { ...SETTINGS, synonym: 0 }), [0]);
});

test("an abbreviation that no text has finds its phrase and is no slip", () => {
  const index = indexOf([{ title: "scikit learn" }, { title: "lean" }], {
    synonyms: [["sklearn", "scikit learn"]],
  });
  const { groups, slips } = createFinder(index).find("sklearn pipelines");
  assert.deepEqual(
    groups.questions.map(({ place }) => place),
    [0],
  );
  assert.deepEqual(slips, []);
});

test("a slip is corrected and named", () => {
  const index = indexOf([{ title: "gradients" }, { title: "other" }]);
  const { groups, slips, stems } = createFinder(index).find("gradxent now");
  assert.equal(groups.questions[0].place, 0);
  assert.deepEqual(slips, [["gradxent", "gradients"]]);
  assert.ok(stems.has(stem("gradients")));
});

test("a word that exists is not corrected", () => {
  const index = indexOf([{ title: "model" }, { title: "modal" }]);
  assert.deepEqual(find(index, "modal"), [1]);
});

test("the last word may be unfinished, one before it may not", () => {
  const index = indexOf([{ title: "calibration" }, { title: "curve" }]);
  assert.deepEqual(find(index, "calibr"), [0]);
  assert.deepEqual(find(index, "calibr "), []);
  assert.deepEqual(find(index, "calibr curve"), [1]);
});

test("words that say nothing are not marked, unless nothing else was typed", () => {
  const index = indexOf(
    Array.from({ length: 20 }, (_, number) => ({ title: number ? "how model" : "how drift" })),
    { common: "how" },
  );
  const { find: ask } = createFinder(index);
  assert.deepEqual([...ask("how does drift").stems], ["drift"]);
  assert.deepEqual([...ask("model drift").stems], ["drift"]);
  assert.deepEqual([...ask("how").stems], ["how"]);
});

test("groups are ranked apart", () => {
  const index = indexOf([{ title: "drift" }], { sections: [{ title: "drift" }, { title: "loss" }] });
  const { groups } = createFinder(index).find("loss");
  assert.deepEqual(groups.questions, []);
  assert.deepEqual(
    groups.sections.map(({ place }) => place),
    [1],
  );
});

for (const query of ["", "   ", "?!", "the of", "字", "\u0000", "a".repeat(5000)]) {
  test(`${JSON.stringify(query.slice(0, 9))} finds nothing`, () => {
    assert.deepEqual(find(indexOf([{ title: "the drift" }], { stop: "the of" }), query), []);
  });
}

test("a query asked twice has the same answer", () => {
  const { find: ask } = createFinder(indexOf([{ title: "drift drift" }, { title: "drift loss" }]));
  assert.deepEqual(ask("drift loss"), ask("drift loss"));
});

test("an empty bank has no answers", () => {
  assert.deepEqual(find(indexOf([]), "drift"), []);
});

test("an index of another version is refused in words", () => {
  assert.throws(() => createFinder({ ...indexOf([]), version: 2 }), FinderError);
  assert.throws(() => createFinder(/** @type {any} */ (undefined)), FinderError);
});

test("the index of these tests is cut as queries are", () => {
  assert.deepEqual(indexOf([{ title: "F1 and loss" }]).words.split(" "), [...words("and f1 loss")].sort());
});

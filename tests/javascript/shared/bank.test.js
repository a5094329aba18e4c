import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BankError,
  matches,
  namedIds,
  offered,
  readBank,
} from "../../../docs/assets/javascripts/practice/shared/bank.js";

const question = (id, more = {}) => ({
  id,
  title: `${id}?`,
  topic: "evaluation",
  level: "beginner",
  kind: "concept",
  rounds: ["screen", "theory"],
  roles: ["mle"],
  frequency: "high",
  url: `questions/evaluation/#q-${id}`,
  ...more,
});
const file = (...questions) => ({
  version: 1,
  topics: [{ slug: "evaluation", title: "Evaluation", part: "Evaluation" }],
  questions,
});

test("questions are found by id", () => {
  const bank = readBank(file(question("auc"), question("f1")));
  assert.equal(bank.byId.get("f1").title, "f1?");
  assert.equal(bank.topics[0].title, "Evaluation");
});

for (const [name, value] of Object.entries({
  nothing: null,
  "a list": [],
  "a newer version": { ...file(), version: 2 },
  "no topics": { version: 1, questions: [] },
})) {
  test(`${name} is no bank`, () => assert.throws(() => readBank(value), BankError));
}

for (const [choice, fits] of [
  [{}, true],
  [
    {
      topic: "evaluation",
      level: "beginner",
      role: "mle",
      round: "theory",
      frequency: "high",
      kind: "concept",
    },
    true,
  ],
  [{ topic: "transformers" }, false],
  [{ level: "advanced" }, false],
  [{ role: "ds" }, false],
  [{ round: "theo" }, false],
  [{ frequency: "low" }, false],
  [{ kind: "math" }, false],
  [{ level: "", role: "mle" }, true],
]) {
  test(`${JSON.stringify(choice)} ${fits ? "fits" : "does not fit"}`, () => {
    assert.equal(matches(question("auc"), choice), fits);
  });
}

test("lists offer what occurs, in the order of the names", () => {
  const lists = offered(readBank(file(question("a", { level: "advanced", roles: ["ds"] }), question("b"))));
  assert.deepEqual(lists.level, [
    ["beginner", "Beginner"],
    ["advanced", "Advanced"],
  ]);
  assert.deepEqual(
    lists.role.map(([value]) => value),
    ["mle", "ds"],
  );
  assert.deepEqual(lists.topic, [["evaluation", "Evaluation"]]);
  assert.deepEqual(lists.kind, [["concept", "Concept"]]);
});

for (const [query, ids, unknown] of [
  ["", [], 0],
  ["?questions=", [], 0],
  ["?questions=b,a", ["b", "a"], 0],
  ["?questions=a,%20b,a,", ["a", "b"], 0],
  ["?questions=a,gone&level=advanced", ["a"], 1],
]) {
  test(`the address ${query || "without a query"} names ${ids.length} questions`, () => {
    assert.deepEqual(namedIds(query, readBank(file(question("a"), question("b")))), { ids, unknown });
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { sample, suitable } from "../../../docs/assets/javascripts/practice/diagnostic/sample.js";
import { bank, question } from "../mock/helpers.js";

const questions = bank();
const byId = new Map(questions.map((each) => [each.id, each]));
const samples = (count) => Array.from({ length: count }, (_, seed) => sample(questions, "mle", `s${seed}`));
const counted = (ids, key) => {
  const counts = {};
  for (const id of ids) counts[byId.get(id)[key]] = (counts[byId.get(id)[key]] ?? 0) + 1;
  return counts;
};

test("thirty different questions, the same for the same seed", () => {
  for (const ids of samples(50)) assert.equal(new Set(ids).size, 30);
  assert.deepEqual(sample(questions, "mle", "a"), sample([...questions].reverse(), "mle", "a"));
  assert.notDeepEqual(sample(questions, "mle", "a"), sample(questions, "mle", "b"));
});

test("every topic gets its share, every level, too", () => {
  for (const ids of samples(100)) {
    assert.deepEqual(Object.values(counted(ids, "topic")), [5, 5, 5, 5, 5, 5]);
    for (const count of Object.values(counted(ids, "level")))
      assert.ok(count >= 8 && count <= 12, String(count));
  }
});

test("stories and whole designs are not asked; a role is respected", () => {
  const kinds = new Set(suitable(questions, "").map(({ kind }) => kind));
  assert.deepEqual([...kinds], ["concept"]);
  assert.deepEqual(sample(questions, "rs", "a"), []);
});

test("within a topic and level what is asked often is likelier, and everything has a chance", () => {
  const mixed = ["high", "med", "low"].map((frequency) => question(frequency, { frequency }));
  const counts = { high: 0, med: 0, low: 0 };
  for (let seed = 0; seed < 3500; seed += 1) counts[sample(mixed, "", `s${seed}`, 1)[0]] += 1;
  assert.ok(Math.abs(counts.high - 2000) < 150 && Math.abs(counts.med - 1000) < 120, JSON.stringify(counts));
  const seen = new Set(samples(400).flat());
  assert.equal(seen.size, suitable(questions, "mle").length);
});

test("questions of a topic don't follow one another", () => {
  for (const ids of samples(100)) {
    const topics = ids.map((id) => byId.get(id).topic);
    assert.ok(
      topics.every((topic, index) => topic !== topics[index - 1]),
      topics.join(" "),
    );
  }
});

test("a small bank gives what there is", () => {
  const few = [question("a"), question("b"), question("c", { topic: "two" })];
  assert.deepEqual([...sample(few, "", "s")].sort(), ["a", "b", "c"]);
  assert.equal(sample(few, "", "s")[1], "c");
});

test("a topic with few questions gives all, the others fill up", () => {
  const uneven = [
    ...Array.from({ length: 40 }, (_, index) => question(`a${index}`, { topic: "big" })),
    ...Array.from({ length: 3 }, (_, index) => question(`b${index}`, { topic: "small" })),
  ];
  const ids = sample(uneven, "", "s");
  assert.equal(ids.length, 30);
  assert.equal(ids.filter((id) => id.startsWith("b")).length, 3);
});

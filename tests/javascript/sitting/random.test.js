import assert from "node:assert/strict";
import { test } from "node:test";
import {
  newSeed,
  seeded,
  shuffled,
  weightedPick,
} from "../../../docs/assets/javascripts/practice/sitting/random.js";

test("the same seed gives the same numbers, another one others", () => {
  const [a, b, c] = ["x", "x", "y"].map((seed) => Array.from({ length: 20 }, seeded(seed)));
  assert.deepEqual(a, b);
  assert.notDeepEqual(a, c);
});

test("the numbers are spread evenly and seeds that differ by a letter don't resemble each other", () => {
  const random = seeded("even");
  const bins = new Array(10).fill(0);
  for (let each = 0; each < 20_000; each += 1) bins[Math.floor(random() * 10)] += 1;
  for (const count of bins) assert.ok(Math.abs(count - 2000) < 200, String(bins));
  const firsts = Array.from({ length: 2000 }, (_, index) => seeded(`s${index}`)());
  const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
  assert.ok(Math.abs(mean - 0.5) < 0.03, String(mean));
});

test("every order of three is as likely", () => {
  const random = seeded("orders");
  const counts = new Map();
  for (let each = 0; each < 12_000; each += 1) {
    const key = shuffled(["a", "b", "c"], random).join("");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) assert.ok(Math.abs(count - 2000) < 200, String([...counts]));
});

test("picks follow the weights, and weight nought is never picked", () => {
  const random = seeded("weights");
  const counts = { a: 0, b: 0, c: 0 };
  for (let each = 0; each < 8000; each += 1)
    counts[weightedPick(["a", "b", "c"], (x) => ({ a: 3, b: 1, c: 0 })[x], random)] += 1;
  assert.equal(counts.c, 0);
  assert.ok(Math.abs(counts.a / counts.b - 3) < 0.3, JSON.stringify(counts));
  assert.equal(
    weightedPick([], () => 1, random),
    undefined,
  );
  assert.equal(
    weightedPick(["a"], () => 0, random),
    undefined,
  );
  assert.equal(
    weightedPick(
      ["a", "b"],
      (x) => (x === "a" ? 1 : 0),
      () => 0.999999999,
    ),
    "a",
  );
});

test("a seed is short and has no letters that look alike", () => {
  for (let each = 0; each < 200; each += 1) assert.match(newSeed(), /^[a-km-np-z2-9]{5}$/);
});

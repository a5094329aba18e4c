import assert from "node:assert/strict";
import { test } from "node:test";
import {
  amounts,
  batches,
  bySection,
  counted,
  fetchGroups,
  sizeText,
} from "../../../docs/assets/javascripts/practice/offline/plan.js";

const file = (path, bytes = 1000) => ({ path, bytes });
const many = (count, bytes) => Array.from({ length: count }, (_, index) => file(`${index}`, bytes));

test("a plan is split by number and by size, and loses nothing", () => {
  assert.deepEqual(batches([]), []);
  assert.deepEqual(
    batches(many(50)).map((batch) => batch.length),
    [24, 24, 2],
  );
  assert.deepEqual(
    batches([file("a", 2e6), file("b", 2e6), file("c", 9e6), file("d", 1)]).map((batch) => batch.length),
    [1, 1, 1, 1],
  );
});

for (const [bytes, text] of [
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 KB"],
  [999_499, "999 KB"],
  [999_500, "1.0 MB"],
  [1_549_000, "1.5 MB"],
  [9_940_000, "9.9 MB"],
  [9_960_000, "10 MB"],
  [999_400_000, "999 MB"],
  [10_700_000_000, "10.7 GB"],
]) {
  test(`${bytes} bytes are ${text}`, () => assert.equal(sizeText(bytes), text));
}

test("one is one", () => {
  assert.equal(counted(1, "file"), "1 file");
  assert.equal(counted(1200, "file"), "1,200 files");
});

/** A worker that answers each batch as told. */
function asker(plan, ...outcomes) {
  const asked = [];
  const ask = async (message) => {
    if (message.type === "plan") return plan;
    asked.push(message.paths);
    return { stored: 0, failed: [], full: false, ...outcomes.shift() };
  };
  return { ask, asked };
}

const quiet = { onProgress: () => undefined, signal: new AbortController().signal };

test("everything is asked for, and progress counts files and bytes", async () => {
  const { ask, asked } = asker(many(30));
  const told = [];
  const result = await fetchGroups(ask, ["rest"], { ...quiet, onProgress: (each) => told.push(each) });
  assert.equal(result.end, "done");
  assert.equal(asked.flat().length, 30);
  assert.deepEqual(told.at(0), { files: 0, ofFiles: 30, bytes: 0, ofBytes: 30_000 });
  assert.deepEqual(told.at(-1), { files: 30, ofFiles: 30, bytes: 30_000, ofBytes: 30_000 });
});

test("nothing to fetch is done", async () => {
  assert.equal((await fetchGroups(asker([]).ask, ["rest"], quiet)).end, "done");
});

test("it stops between two parts", async () => {
  const controller = new AbortController();
  const { ask, asked } = asker(many(60));
  const onProgress = ({ files }) => files && controller.abort();
  assert.equal((await fetchGroups(ask, [], { onProgress, signal: controller.signal })).end, "cancelled");
  assert.equal(asked.length, 1);
});

test("full storage ends it", async () => {
  const { ask, asked } = asker(many(60), {}, { full: true });
  assert.equal((await fetchGroups(ask, [], quiet)).end, "full");
  assert.equal(asked.length, 2);
});

test("a file that fails does not stop the others; a part that fails does", async () => {
  const failed = [{ path: "0", reason: "the site answers 500" }];
  const one = asker(many(30), { failed });
  assert.deepEqual(await fetchGroups(one.ask, [], quiet), { end: "failed", failed });
  assert.equal(one.asked.length, 2);
  const all = asker(many(30), { failed: many(24).map(({ path }) => ({ path, reason: "no connection" })) });
  assert.equal((await fetchGroups(all.ask, [], quiet)).end, "failed");
  assert.equal(all.asked.length, 1);
});

const group = (files, bytes, kept, keptBytes) => ({ files, bytes, kept, keptBytes });
const status = (groups, state = {}) => ({ groups, state: { practice: false, ...state } });

test("amounts tell what is kept, missing and removable", () => {
  const groups = {
    shell: group(2, 20, 2, 20),
    practice: group(2, 30, 1, 10),
    rest: group(3, 90, 1, 30),
    runtime: group(1, 500, 0, 0),
  };
  assert.deepEqual(amounts(status(groups)), {
    kept: 60,
    missing: 80,
    runtimeMissing: 500,
    isWhole: false,
    hasRuntime: false,
    removable: 40,
  });
  assert.equal(amounts(status(groups, { practice: true })).removable, 30);
});

test("a site without a run-time lacks none", () => {
  const whole = group(1, 10, 1, 10);
  const { isWhole, hasRuntime } = amounts(
    status({ shell: whole, practice: whole, rest: whole, runtime: group(0, 0, 0, 0) }),
  );
  assert.deepEqual([isWhole, hasRuntime], [true, true]);
});

test("pages are listed by section, in the order of the site", () => {
  const pages = [
    { uri: "", title: "Home", sections: [] },
    { uri: "b/", title: "B", sections: ["Handbook", "Part"] },
    { uri: "p/", title: "P", sections: ["Practice"] },
    { uri: "a/", title: "A", sections: ["Handbook"] },
  ];
  assert.deepEqual(bySection(["a/", "b/", "", "old/"], pages), [
    ["Start", [{ path: "", title: "Home" }]],
    [
      "Handbook",
      [
        { path: "b/", title: "B" },
        { path: "a/", title: "A" },
      ],
    ],
  ]);
});

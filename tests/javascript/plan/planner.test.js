import assert from "node:assert/strict";
import { test } from "node:test";
import { mondayOf, weekdayOf } from "../../../docs/assets/javascripts/practice/plan/calendar.js";
import { longestTask } from "../../../docs/assets/javascripts/practice/plan/board.js";
import { addressOf } from "../../../docs/assets/javascripts/practice/plan/outline.js";
import { makePlan } from "../../../docs/assets/javascripts/practice/plan/planner.js";
import { tasksOf, UNKNOWN } from "../../../docs/assets/javascripts/practice/plan/tasks.js";
import { DIMENSIONS } from "../../../docs/assets/javascripts/practice/plan/weights.js";
import { minutesOfDay, problemsOf } from "../../../docs/assets/javascripts/practice/plan/wish.js";
import { outlineOf, randomOf, TODAY, wishOf } from "./helpers.js";

const sum = (items) => items.reduce((all, { minutes }) => all + minutes, 0);

/** A hundred and twenty wishes of all kinds, each with a handbook of some size. */
function* cases() {
  const random = randomOf(7);
  for (let number = 0; number < 120; number += 1) {
    const days = [0, 1, 2, 3, 4, 5, 6].filter(() => random(2));
    const rounds = DIMENSIONS.filter(() => random(3));
    const wish = wishOf({
      role: Object.keys(outlineOf().roles)[random(7)],
      level: ["junior", "mid", "senior"][random(3)],
      interview: TODAY + 1 + random(120),
      hours: 1 + random(30),
      days: days.length ? days : [random(7)],
      rounds: rounds.length ? rounds : ["theory"],
    });
    if (!problemsOf(wish, TODAY).length) yield { wish, outline: outlineOf(random(3) * 25) };
  }
}

test("no day and no week has more than its time", () => {
  let plans = 0;
  for (const { wish, outline } of cases()) {
    const { items } = makePlan(outline, wish, TODAY, UNKNOWN);
    const [days, weeks] = [new Map(), new Map()];
    for (const { day, minutes } of items) {
      assert.ok(minutes >= 5 && Number.isInteger(minutes));
      days.set(day, (days.get(day) ?? 0) + minutes);
      weeks.set(mondayOf(day), (weeks.get(mondayOf(day)) ?? 0) + minutes);
    }
    for (const minutes of days.values()) assert.ok(minutes <= minutesOfDay(wish));
    for (const minutes of weeks.values()) assert.ok(minutes <= wish.hours * 60);
    plans += 1;
  }
  assert.ok(plans > 100);
});

test("every date lies between today and the interview, on a chosen day of the week", () => {
  for (const { wish, outline } of cases()) {
    for (const { day } of makePlan(outline, wish, TODAY, UNKNOWN).items) {
      assert.ok(day >= TODAY && day < wish.interview);
      assert.ok(wish.days.includes(weekdayOf(day)));
    }
  }
});

test("nothing is planned twice", () => {
  for (const { wish, outline } of cases()) {
    const ids = makePlan(outline, wish, TODAY, UNKNOWN).items.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  }
});

test("what comes before something is planned before it, with the days between them", () => {
  let checked = 0;
  for (const { wish, outline } of cases()) {
    const { items } = makePlan(outline, wish, TODAY, UNKNOWN);
    const days = new Map(items.map(({ id, day }) => [id, day]));
    const order = new Map(items.map(({ id }, index) => [id, index]));
    const tasks = tasksOf(outline, wish, UNKNOWN, longestTask(wish));
    for (const task of tasks) {
      if (!days.has(task.id)) continue;
      for (const { id, days: gap } of task.after) {
        if (!tasks.some((each) => each.id === id)) continue;
        assert.ok(days.has(id), `${task.id} without ${id}`);
        assert.ok(days.get(id) + gap <= days.get(task.id), `${id} ${task.id}`);
        assert.ok(order.get(id) < order.get(task.id));
        checked += 1;
      }
    }
  }
  assert.ok(checked > 300);
});

test("the same wish gives the same plan", () => {
  for (const { wish, outline } of cases()) {
    const again = structuredClone(outline);
    assert.deepEqual(makePlan(outline, wish, TODAY, UNKNOWN), makePlan(again, wish, TODAY, UNKNOWN));
  }
});

test("all that could be planned is planned or named as left out", () => {
  for (const { wish, outline } of cases()) {
    const plan = makePlan(outline, wish, TODAY, UNKNOWN);
    const size = minutesOfDay(wish);
    const fits = tasksOf(outline, wish, UNKNOWN, longestTask(wish)).filter(
      ({ repeats, minutes }) => !repeats && minutes <= size,
    );
    const groups = new Set(fits.map(({ group }) => group));
    const told = new Set(plan.left.map(({ title }) => title));
    const titles = plan.items.map(({ title }) => title).join("\n");
    for (const group of groups) {
      if (group === "Your own stories" || group.startsWith("Questions on")) continue;
      assert.ok(told.has(group) || titles.includes(group), group);
    }
  }
});

test("no page is begun that can't be finished", () => {
  for (const { wish, outline } of cases()) {
    const ids = makePlan(outline, wish, TODAY, UNKNOWN).items.map(({ id }) => id);
    for (const id of ids) {
      const [, page, count] = /^read:(.+):\d+of(\d+)$/.exec(id) ?? [];
      if (!page) continue;
      const parts = ids.filter((each) => each.startsWith(`read:${page}:`));
      assert.equal(parts.length, Number(count), id);
    }
  }
});

test("rounds that aren't expected get no time", () => {
  const plan = makePlan(outlineOf(), wishOf({ rounds: ["theory", "coding"] }), TODAY, UNKNOWN);
  assert.deepEqual([...new Set(plan.items.map(({ dimension }) => dimension))].sort(), [
    "coding",
    "review",
    "theory",
  ]);
});

test("the last week has interviews, cards and what was done before, and ends in rest", () => {
  const wish = wishOf({ interview: TODAY + 56 });
  const last = makePlan(outlineOf(50), wish, TODAY, UNKNOWN).items.filter(
    ({ day }) => day >= wish.interview - 7,
  );
  const kinds = new Set(last.map(({ kind }) => kind));
  assert.ok(
    [...kinds].every((kind) => ["mock", "sheet", "cards", "again", "recall", "rest", "case"].includes(kind)),
  );
  const mocks = last.filter(({ kind }) => kind === "mock");
  assert.deepEqual(mocks.map(({ dimension }) => dimension).sort(), [...DIMENSIONS].sort());
  assert.ok(last.filter(({ day }) => day >= wish.interview - 2).every(({ kind }) => kind === "rest"));
});

test("a fifth of the time is review by cards", () => {
  for (const hours of [6, 10, 15]) {
    const wish = wishOf({ hours, days: [0, 2, 4] });
    const { items } = makePlan(outlineOf(50), wish, TODAY, UNKNOWN);
    const week = items.filter(({ day, kind }) => kind === "cards" && mondayOf(day) === mondayOf(TODAY) + 14);
    assert.ok(Math.abs(sum(week) - hours * 12) <= 15, `${hours}: ${sum(week)}`);
  }
});

test("each dimension leads in its turn, and none rests for longer than two weeks", () => {
  const wish = wishOf({ hours: 15 });
  const { items } = makePlan(outlineOf(60), wish, TODAY, UNKNOWN);
  for (let week = 1; week < 6; week += 1) {
    const monday = mondayOf(TODAY) + 7 * week;
    const own = items.filter(({ day }) => day >= monday && day < monday + 14);
    for (const name of ["theory", "coding"])
      assert.ok(
        own.some(({ dimension }) => dimension === name),
        `${week} ${name}`,
      );
  }
});

test("the role decides how much of the time a round gets", () => {
  const share = (role, dimension) => {
    const wish = wishOf({ role, hours: 4, days: [1, 3, 5], interview: TODAY + 28 });
    const { items } = makePlan(outlineOf(60), wish, TODAY, UNKNOWN);
    return sum(items.filter((item) => item.dimension === dimension && item.kind !== "mock"));
  };
  assert.ok(share("rs", "theory") > share("mlops", "theory"));
  assert.ok(share("mle", "theory") > share("data-engineer", "theory"));
  assert.ok(share("mlops", "design") >= share("rs", "design"));
});

test("a gap comes before what is known", () => {
  const wish = wishOf({ interview: TODAY + 14, hours: 4, rounds: ["theory"], days: [0, 2, 5] });
  const known = (slug, score) => ({ ...UNKNOWN, scores: { [slug]: { score, n: 6 } } });
  const place = (standing) => {
    const { items } = makePlan(outlineOf(), wish, TODAY, standing);
    return items.findIndex(({ id }) => id.startsWith("read:evaluation"));
  };
  const [weak, strong] = [place(known("evaluation", 0)), place(known("evaluation", 1))];
  assert.ok(weak >= 0 && (strong < 0 || weak < strong), `${weak} ${strong}`);
});

test("too little time is said, with what is left out, the most valuable first", () => {
  const plan = makePlan(outlineOf(60), wishOf({ interview: TODAY + 10, hours: 3 }), TODAY, UNKNOWN);
  assert.ok(plan.left.length > 20);
  assert.ok(plan.left.every(({ title, path, minutes }) => title && path.endsWith("/") && minutes > 0));
  const low = plan.left.findIndex(({ title }) => title === "chapter 2");
  const high = plan.left.findIndex(({ title }) => title === "chapter 3");
  assert.ok(high < low);
});

test("more time than matter is spread over the weeks, not filled", () => {
  const wish = wishOf({ interview: TODAY + 90, hours: 15 });
  const plan = makePlan(outlineOf(), wish, TODAY, UNKNOWN);
  assert.equal(plan.left.length, 0);
  assert.ok(sum(plan.items) < plan.capacity * 0.8);
  const late = plan.items.filter(({ day, kind }) => day > TODAY + 45 && !["cards", "mock"].includes(kind));
  assert.ok(late.length > 5);
});

test("a long page is read in parts that fit into a day", () => {
  const wish = wishOf({ hours: 3, days: [0, 1, 2, 3, 4], interview: TODAY + 60 });
  const parts = makePlan(outlineOf(), wish, TODAY, UNKNOWN).items.filter(({ id }) =>
    id.includes("linear-models:"),
  );
  assert.ok(parts.length >= 2);
  assert.match(parts[0].title, /part 1 of \d/);
});

test("without a page for mock interviews and diagnostic they are planned by hand or not at all", () => {
  const { items } = makePlan(outlineOf(0, ["cards"]), wishOf(), TODAY, UNKNOWN);
  assert.ok(items.filter(({ kind }) => kind === "mock").every(({ path }) => path === "questions/"));
  assert.ok(!items.some(({ kind }) => kind === "diagnostic"));
});

test("a diagnostic opens the plan unless there was one, and there is another at half time", () => {
  const ids = (standing) =>
    makePlan(outlineOf(), wishOf(), TODAY, standing)
      .items.filter(({ kind }) => kind === "diagnostic")
      .map(({ id }) => id);
  assert.deepEqual(ids(UNKNOWN), ["diagnostic:1", "diagnostic:half"]);
  assert.deepEqual(ids({ ...UNKNOWN, diagnosed: true }), ["diagnostic:half"]);
});

test("what was done isn't planned again, and a solved drill comes back after a week", () => {
  const standing = {
    ...UNKNOWN,
    done: new Map([["read:foundations/generalisation", TODAY - 1]]),
    accepted: new Map([["evaluation/auc", TODAY - 1]]),
  };
  const wish = wishOf({ hours: 20 });
  const { items } = makePlan(outlineOf(), wish, TODAY, standing);
  assert.ok(!items.some(({ id }) => id === "drill:evaluation/auc"));
  assert.ok(items.find(({ id }) => id === "again:evaluation/auc").day >= TODAY + 6);
  const recall = items.find(({ id }) => id === "recall:foundations/generalisation");
  assert.ok(recall.day >= TODAY + 1);
});

test("a day before the interview that isn't a day of study gives an empty plan with a note", () => {
  const wish = wishOf({ interview: TODAY + 1, days: [(weekdayOf(TODAY) + 3) % 7] });
  const plan = makePlan(outlineOf(), wish, TODAY, UNKNOWN);
  assert.equal(plan.items.length, 0);
  assert.match(plan.notes[0], /None of your days/);
});

test("a page that was half read in other parts is planned for its other half", () => {
  const wish = wishOf({ hours: 3, days: [0, 1, 2, 3, 4], interview: TODAY + 60 });
  const of = (done) =>
    makePlan(outlineOf(), wish, TODAY, { ...UNKNOWN, done: new Map(done.map((id) => [id, TODAY - 3])) })
      .items.map(({ id }) => id)
      .filter((id) => id.startsWith("read:algorithms/linear-models"));
  assert.equal(of([]).length, 3);
  assert.equal(of(["read:algorithms/linear-models"]).length, 0);
  assert.equal(of(["read:algorithms/linear-models:1of2"]).length, 1);
  assert.equal(of(["read:algorithms/linear-models:1of3"]).length, 2);
});

test("a round’s sheet is read before its first mock interview, unless it was read", () => {
  let read = 0;
  for (const { wish, outline } of cases()) {
    const { items, notes } = makePlan(outline, wish, TODAY, UNKNOWN);
    for (const dimension of wish.rounds) {
      const mock = items.findIndex((item) => item.kind === "mock" && item.dimension === dimension);
      const sheets = items.filter((item) => item.kind === "sheet" && item.dimension === dimension);
      const expected =
        outline.rounds[dimension].sheets.length + (outline.roles[wish.role].sheets[dimension] ?? []).length;
      const told = notes.filter((note) => note.startsWith("There is no room before the mock interview for"));
      assert.ok(sheets.length === expected || told.length || !items.length, `${dimension} ${notes}`);
      for (const sheet of sheets) assert.ok(mock < 0 || items.indexOf(sheet) < mock, sheet.id);
      read += sheets.length;
    }
  }
  assert.ok(read > 200);
  const done = new Map([["sheet:interview/rounds/coding", TODAY - 3]]);
  const { items } = makePlan(outlineOf(), wishOf(), TODAY, { ...UNKNOWN, done });
  const ids = items.filter(({ kind }) => kind === "sheet").map(({ id }) => id);
  assert.ok(!ids.includes("sheet:interview/rounds/coding"));
  assert.ok(ids.includes("sheet:interview/rounds/ml-coding"));
});

test("a sheet isn’t planned as a page, too, and a role may need one more", () => {
  const outline = outlineOf();
  const page = { ...outline.pages[0], name: "interview/rounds/coding", topic: "behavioral" };
  const { items } = makePlan({ ...outline, pages: [...outline.pages, page] }, wishOf(), TODAY, UNKNOWN);
  assert.ok(!items.some(({ id }) => id.startsWith("read:interview/rounds/coding")));
  const ids = makePlan(outline, wishOf({ role: "ds" }), TODAY, UNKNOWN).items.map(({ id }) => id);
  assert.ok(ids.includes("sheet:interview/rounds/case-and-product"));
});

test("a mock interview’s link names role, level, round and minutes, and rounds take turns", () => {
  const wish = wishOf({ role: "ds", level: "senior", rounds: ["coding"] });
  const mocks = makePlan(outlineOf(), wish, TODAY, UNKNOWN).items.filter(({ kind }) => kind === "mock");
  assert.equal(mocks[0].path, "practice/mock/?role=ds&level=senior&round=ml-coding&minutes=45");
  assert.match(mocks[1].path, /round=coding&minutes=45$/);
});

test("an outline without rules for role and round still makes a plan", () => {
  const outline = { ...outlineOf(), roles: {}, rounds: {}, plans: [] };
  const { items } = makePlan(outline, wishOf(), TODAY, UNKNOWN);
  assert.ok(items.length > 20);
  assert.ok(items.some(({ path }) => path.includes("round=theory")));
  assert.ok(!items.some(({ kind }) => kind === "sheet"));
});

test("the index of a folder is read at the folder’s own address", () => {
  assert.deepEqual(["index", "start/index", "a/b"].map(addressOf), ["", "start/", "a/b/"]);
  const outline = outlineOf();
  const page = { ...outline.pages[0], name: "interview/rounds/index" };
  const { items } = makePlan({ ...outline, pages: [page] }, wishOf(), TODAY, UNKNOWN);
  const paths = items.filter(({ id }) => id.includes("interview/rounds/index")).map(({ path }) => path);
  assert.ok(paths.length && paths.every((path) => path === "interview/rounds/"));
});

// The plan as lists to tick: today, then week by week.
// @ts-check

import { plural } from "../cards/days.js";
import { button, el, focusOn, listenKeys } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { actions, keysOf, openForPrint } from "./actions.js";
import { dayText, minutesText, mondayOf } from "./calendar.js";
import { linked, milestoneBlock, nextMilestone } from "./milestone-view.js";
import { byWeek } from "./milestones.js";
import { total, weeksOf } from "./replan.js";

/** @typedef {import("./app.js").PlanApp} PlanApp */
/** @typedef {import("./replan.js").Progress} Progress */
/** @typedef {import("./planner.js").Item} Item */
/** @typedef {import("./planner.js").Plan} Plan */
/** @typedef {import("./evidence.js").Done} Done */

const KIND_NAMES = {
  read: "Read",
  recall: "Recall",
  notebook: "Notebook",
  ask: "Questions",
  drill: "Drill",
  again: "Again",
  case: "Case",
  story: "Stories",
  cards: "Cards",
  mock: "Mock",
  sheet: "Sheet",
  diagnostic: "Diagnostic",
  rest: "Rest",
};

const SEEN = {
  ticked: "",
  drill: "the drill was solved",
  cards: "cards were studied",
  mock: "an interview was finished",
  diagnostic: "the diagnostic was taken",
};

/**
 * @param {PlanApp} app
 * @returns {import("./app.js").View}
 */
export function checklistView(app) {
  const element = el("section", { class: "plan-list", "aria-label": "Your plan" });
  /** @type {Set<number>} Weeks that the reader opened or closed. */
  const opened = new Set();
  const closed = new Set();
  let shown = "";
  const draw = () => {
    const focused = document.activeElement?.closest?.("[data-item]")?.getAttribute("data-focus");
    const progress = app.progress();
    if (!app.kept || !progress) return;
    // What tells of a change may have changed nothing here; then the reader's place stays as it is.
    const state = JSON.stringify([
      app.kept.series,
      app.kept.revision,
      app.today(),
      [...progress.done],
      [...progress.reached],
    ]);
    if (state === shown) return;
    shown = state;
    const titled = element.querySelector(".plan-title") === document.activeElement;
    element.replaceChildren(...contents(app, app.kept.plan, progress, { opened, closed, refresh: draw }));
    const again = focused ? element.querySelector(`[data-focus="${CSS.escape(focused)}"] input`) : null;
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    if (titled) focusOn(element.querySelector("h2"));
  };
  draw();
  const stops = [listenKeys(keysOf(app)), openForPrint(element)];
  return {
    element,
    refresh: draw,
    leave: () => {
      for (const stop of stops) stop();
    },
    start: element.querySelector("h2"),
  };
}

/**
 * @param {PlanApp} app @param {Plan} plan @param {Progress} progress
 * @param {{ opened: Set<number>, closed: Set<number>, refresh: () => void }} folds
 */
function contents(app, plan, progress, { opened, closed }) {
  const today = app.today();
  const days = plan.wish.interview - today;
  const weeks = weeksOf(plan);
  const written = app.milestones();
  const milestones = byWeek(written?.milestones ?? [], weeks);
  return [
    el("h2", { class: "plan-title", text: title(plan, days) }),
    meter(plan, progress, today),
    banner(app, progress),
    progress.over ? null : todayList(app, plan, progress, today),
    progress.over ? null : nextMilestone(written?.milestones ?? [], progress.reached),
    el("h3", { class: "app-heading", text: "Week by week" }),
    written ? aboutMilestones(app, plan, written.plan) : null,
    ...weeks.map((week, index) => {
      const current = week.monday === mondayOf(today) || (index === 0 && week.monday > today);
      const open = opened.has(week.monday) || (current && !closed.has(week.monday));
      const fold = weekFold(app, week, index, progress, today, open);
      for (const each of milestones.get(week.monday) ?? [])
        fold.append(milestoneBlock(app, each, progress.reached));
      fold.addEventListener("toggle", () => {
        if (matchMedia("print").matches) return;
        (fold.open ? opened : closed).add(week.monday);
        (fold.open ? closed : opened).delete(week.monday);
      });
      return fold;
    }),
    leftList(plan),
    actions(app),
  ].filter((each) => each !== null);
}

/**
 * Where the milestones come from, and what the role changes.
 * @param {PlanApp} app @param {Plan} plan @param {import("./outline.js").WrittenPlan} written
 */
function aboutMilestones(app, plan, written) {
  const days = plan.wish.interview - (app.kept?.since ?? plan.from);
  const stretched = days === written.days ? "" : `, spread over your ${days} days`;
  const role = app.outline.roles[plan.wish.role];
  return el(
    "p",
    { class: "app-note plan-about" },
    "What to show at the end of each phase is that of ",
    el("a", { href: siteUrl(written.page), text: written.title.toLowerCase() }),
    ` as written${stretched}.`,
    ...(role
      ? [" For your role, begin with: ", ...linked(role.first), ". Change: ", ...linked(role.swap), "."]
      : []),
  );
}

/** @param {Plan} plan @param {number} days */
function title(plan, days) {
  const date = dayText(plan.wish.interview, { year: true });
  if (days > 1) return `${date}: ${days} days to go`;
  if (days === 1) return `${date}: tomorrow`;
  return days === 0 ? "Today is the day" : `The interview was on ${date}`;
}

/** @param {Plan} plan @param {Progress} progress @param {number} today */
function meter(plan, progress, today) {
  const week = plan.items.filter(({ day }) => mondayOf(day) === mondayOf(today));
  const done = total(week.filter(({ id }) => progress.done.has(id)));
  const label = el("span", {
    id: "plan-meter",
    text: `${minutesText(progress.minutesDone)} of ${minutesText(progress.minutes)} done`,
  });
  return el(
    "div",
    { class: "plan-meter" },
    el(
      "p",
      {},
      label,
      week.length
        ? el("span", {
            class: "plan-meter__week",
            text: `this week ${minutesText(done)} of ${minutesText(total(week))}`,
          })
        : null,
    ),
    el("progress", {
      max: Math.max(1, progress.minutes),
      value: progress.minutesDone,
      "aria-labelledby": "plan-meter",
    }),
  );
}

/** @param {PlanApp} app @param {Progress} progress */
function banner(app, progress) {
  if (progress.over)
    return el(
      "div",
      { class: "app-banner plan-banner" },
      el("p", {
        text: "The date of this plan has come. Note which questions they asked while you remember them; what you did stays in the log.",
      }),
      el(
        "div",
        { class: "app-banner__actions" },
        button("Plan for another date", () => app.show("form"), { class: "app-button--primary" }),
      ),
    );
  if (!progress.behind.length) return null;
  const text = `${plural(progress.behind.length, "item")} of earlier days ${progress.behind.length === 1 ? "is" : "are"} open, ${minutesText(progress.minutesBehind)} in all.`;
  if (!progress.replan) return el("p", { class: "app-note plan-behind", text });
  return el(
    "div",
    { class: "app-banner plan-banner" },
    el("p", {
      text: `${text} A new plan from today would move them or leave them out; you see how before anything changes.`,
    }),
    el(
      "div",
      { class: "app-banner__actions" },
      button("Show a new plan", () => app.show("proposal"), { class: "app-button--primary", key: "R" }),
    ),
  );
}

/** @param {PlanApp} app @param {Plan} plan @param {Progress} progress @param {number} today */
function todayList(app, plan, progress, today) {
  const items = plan.items.filter(({ day }) => day === today);
  const next = plan.items.find(({ day, id }) => day > today && !progress.done.has(id));
  const rest = next
    ? `Nothing is planned for today; next is ${dayText(next.day)}.`
    : "Nothing more is planned. Rest well.";
  return el(
    "section",
    { class: "plan-today", "aria-labelledby": "plan-today" },
    el("h3", {
      class: "app-heading",
      id: "plan-today",
      text: items.length ? `Today, ${minutesText(total(items))}` : "Today",
    }),
    items.length ? itemList(app, items, progress, today, "today", false) : el("p", { text: rest }),
  );
}

/**
 * @param {PlanApp} app @param {ReturnType<typeof weeksOf>[number]} week @param {number} index
 * @param {Progress} progress @param {number} today @param {boolean} open
 */
function weekFold(app, { monday, items, minutes }, index, progress, today, open) {
  const done = items.filter(({ id }) => progress.done.has(id)).length;
  return el(
    "details",
    { class: "app-fold plan-week", open },
    el(
      "summary",
      {},
      el("span", { class: "plan-week__name", text: `Week ${index + 1}` }),
      el("span", { class: "plan-week__dates", text: `${dayText(monday)} to ${dayText(monday + 6)}` }),
      el("span", {
        class: "plan-week__sum",
        text: `${minutesText(minutes)}, ${done} of ${items.length} done`,
      }),
    ),
    itemList(app, items, progress, today, "week", true),
  );
}

/**
 * @param {PlanApp} app @param {readonly Item[]} items @param {Progress} progress @param {number} today
 * @param {string} place @param {boolean} dated
 */
function itemList(app, items, progress, today, place, dated) {
  return el(
    "ul",
    { class: "plan-items" },
    ...items.map((item, index) => {
      const done = progress.done.get(item.id);
      const first = dated && item.day !== items[index - 1]?.day;
      const late = !done && item.day < today && !["cards", "rest"].includes(item.kind);
      return itemRow(app, item, done, { place, date: first ? dayText(item.day) : dated ? "" : null, late });
    }),
  );
}

/**
 * @param {PlanApp} app @param {Item} item @param {Done | undefined} done
 * @param {{ place: string, date: string | null, late: boolean }} options
 */
function itemRow(app, item, done, { place, date, late }) {
  const box = el("input", {
    type: "checkbox",
    checked: done !== undefined,
    "aria-label": `Done: ${item.title}`,
  });
  box.addEventListener("change", () => app.check(item.id, box.checked));
  const seen = done ? SEEN[done.how] : "";
  return el(
    "li",
    {
      class: `plan-item${done ? " is-done" : ""}${date ? " is-first" : ""}`,
      data: { item: item.id, focus: `${place}-${item.id}` },
    },
    date === null ? null : el("span", { class: "plan-item__day", text: date }),
    el("label", { class: "plan-item__tick" }, box),
    el(
      "span",
      { class: "plan-item__what" },
      el("span", { class: "plan-item__kind", text: KIND_NAMES[item.kind] ?? item.kind }),
      " ",
      el("a", { href: siteUrl(item.path), text: item.title }),
      seen ? el("span", { class: "plan-item__seen", text: `Ticked by itself: ${seen}.` }) : null,
      late ? el("span", { class: "plan-item__seen", text: "Still open." }) : null,
    ),
    el("span", { class: "plan-item__minutes", text: `${item.minutes} min` }),
  );
}

/** @param {Plan} plan */
function leftList(plan) {
  const notes = plan.notes.map((text) => el("p", { class: "app-note", text }));
  if (!plan.left.length) return notes.length ? el("div", { class: "plan-left" }, ...notes) : null;
  const minutes = plan.left.reduce((sum, each) => sum + each.minutes, 0);
  const repeats = plan.repeats ? ` ${plural(plan.repeats, "repetition")} didn’t fit either.` : "";
  return el(
    "section",
    { class: "plan-left", "aria-labelledby": "plan-left" },
    el("h3", { class: "app-heading", id: "plan-left", text: `Left out, ${minutesText(minutes)}` }),
    el("p", {
      class: "app-note",
      text: `The time is too short for all of it. What is asked less, or asked less of your role, was left out; the most valuable comes first here.${repeats}`,
    }),
    el(
      "ul",
      { class: "plan-left__list" },
      ...plan.left.map(({ title: name, path, minutes: each }) =>
        el("li", {}, el("a", { href: siteUrl(path), text: name }), ` ${minutesText(each)}`),
      ),
    ),
    ...notes,
  );
}

// Asks what a plan needs to know, and says at once what would come of it.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { button, choice, el, listenKeys } from "../shared/dom.js";
import { dayText, isoDay, minutesText, parseDay, WEEKDAYS } from "./calendar.js";
import { total } from "./replan.js";
import { DIMENSION_NAMES, DIMENSIONS, LEVELS } from "./weights.js";
import { HOURS, PRESETS, problemsOf } from "./wish.js";

/** @typedef {import("./app.js").PlanApp} PlanApp */
/** @typedef {import("./wish.js").Wish} Wish */

const LONG_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/**
 * @param {PlanApp} app
 * @returns {import("./app.js").View}
 */
export function formView(app) {
  const changing = app.kept !== null;
  let wish = app.wish();
  const said = el("div", { class: "plan-said", "aria-live": "polite" });
  const make = button(changing ? "Show what would change" : "Make the plan", () => submit(), {
    class: "app-button--primary",
    key: "Ctrl Enter",
  });

  const say = () => {
    const problems = problemsOf(wish, app.today());
    make.disabled = problems.length > 0;
    said.replaceChildren(
      ...(problems.length
        ? problems.map(({ text }) => el("p", { class: "plan-problem", text }))
        : outlook(app, wish)),
    );
  };
  const change = (/** @type {Partial<Wish>} */ changes) => {
    wish = { ...wish, ...changes };
    app.remember(wish);
    say();
  };
  const submit = () => {
    if (problemsOf(wish, app.today()).length) return;
    if (changing) app.show("proposal", { wish });
    else app.keep(app.propose(wish));
  };

  const fields = el(
    "div",
    { class: "app-fields" },
    choice("Role", Object.entries(NAMES.role), wish.role, (role) => change({ role })),
    choice("Level", Object.entries(LEVELS), wish.level, (level) =>
      change({ level: /** @type {Wish["level"]} */ (level) }),
    ),
    ...dateFields(app, wish, change),
    hoursField(wish, change),
    timeField(wish, change),
  );
  const element = el(
    "section",
    { class: "plan-form", "aria-label": changing ? "Change the plan" : "Make a plan" },
    changing
      ? el("h2", { class: "app-heading", text: "Change the plan" })
      : el(
          "div",
          { class: "app-empty" },
          el("p", {
            text: "There is no plan yet. Say when the interview is and how much time you have; what you get is a list for each week, with minutes, that fits into that time.",
          }),
        ),
    fields,
    boxes(
      "Days of the week with time",
      WEEKDAYS.map((name, day) => [day, name, LONG_WEEKDAYS[day]]),
      wish.days,
      (days) => change({ days: [...days].sort() }),
    ),
    boxes(
      "Rounds that you expect",
      DIMENSIONS.map((name) => [name, DIMENSION_NAMES[name], ""]),
      wish.rounds,
      (rounds) => change({ rounds: DIMENSIONS.filter((name) => rounds.includes(name)) }),
    ),
    said,
    el(
      "p",
      { class: "app-actions" },
      make,
      changing ? button("Leave it as it is", () => app.show("checklist"), { key: "Esc" }) : null,
    ),
  );
  say();
  const stop = listenKeys([
    {
      keys: ["Enter"],
      does: "make the plan",
      shown: "Ctrl Enter",
      act: submit,
      typing: true,
      when: () => false,
    },
    {
      keys: ["Escape"],
      does: "leave the plan as it is",
      act: () => app.show("checklist"),
      when: () => changing,
    },
  ]);
  // With Control the key works wherever the focus is.
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  });
  return { element, leave: stop, start: element.querySelector("select") };
}

/** @param {PlanApp} app @param {Wish} wish */
function outlook(app, wish) {
  const { plan } = app.propose(wish);
  const open = plan.items.filter(({ day }) => day >= app.today());
  const [minutes, days] = [total(open), new Set(open.map(({ day }) => day)).size];
  if (!open.length) return plan.notes.map((text) => el("p", { class: "plan-problem", text }));
  const left = plan.left.length
    ? `${minutesText(total0(plan.left))} more would be worth it: ${plan.left.length === 1 ? "one thing" : `${plan.left.length} things`} would be left out, by name below the plan.`
    : plan.capacity - minutes > 120
      ? `Everything here for these rounds fits; ${minutesText(plan.capacity - minutes)} of your time stay free for a project, for problems on a judge, or for sleep.`
      : "Everything here for these rounds fits.";
  return [
    el("p", {
      text: `${minutesText(minutes)} on ${days === 1 ? "one day" : `${days} days`} until ${dayText(wish.interview, { year: true })}. ${left}`,
    }),
    ...plan.notes.map((text) => el("p", { class: "app-note", text })),
  ];
}

/** @param {readonly { minutes: number }[]} items */
const total0 = (items) => items.reduce((sum, { minutes }) => sum + minutes, 0);

/** @param {PlanApp} app @param {Wish} wish @param {(changes: Partial<Wish>) => void} change */
function dateFields(app, wish, change) {
  const today = app.today();
  const date = el("input", {
    type: "date",
    value: isoDay(wish.interview),
    min: isoDay(today + 1),
    class: "plan-date",
  });
  const presetOf = (/** @type {number} */ interview) =>
    PRESETS.find(([days]) => days === String(interview - today))?.[0] ?? "custom";
  const preset = choice("Time until then", PRESETS, presetOf(wish.interview), (days) => {
    if (days === "custom") {
      date.focus();
      return;
    }
    date.value = isoDay(today + Number(days));
    change({ interview: today + Number(days) });
  });
  date.addEventListener("input", () => {
    const interview = parseDay(date.value) ?? Number.NaN;
    const list = preset.querySelector("select");
    if (list) list.value = presetOf(interview);
    change({ interview });
  });
  return [preset, el("label", { class: "app-field" }, el("span", { text: "Date of the interview" }), date)];
}

/** @param {Wish} wish @param {(changes: Partial<Wish>) => void} change */
function hoursField(wish, change) {
  const field = el("input", {
    type: "number",
    min: HOURS.least,
    max: HOURS.most,
    step: 0.5,
    inputmode: "decimal",
    value: wish.hours,
  });
  field.addEventListener("input", () => change({ hours: field.valueAsNumber }));
  return el("label", { class: "app-field" }, el("span", { text: "Hours a week" }), field);
}

/** @param {Wish} wish @param {(changes: Partial<Wish>) => void} change */
function timeField(wish, change) {
  const field = el("input", { type: "time", value: wish.begins, class: "plan-date" });
  field.addEventListener("input", () => change({ begins: field.value }));
  return el("label", { class: "app-field" }, el("span", { text: "Begin at (optional)" }), field);
}

/**
 * @template {string | number} Value
 * @param {string} legend
 * @param {readonly (readonly [value: Value, name: string, long: string])[]} options
 * @param {readonly Value[]} chosen
 * @param {(chosen: Value[]) => void} change
 */
function boxes(legend, options, chosen, change) {
  const inputs = options.map(([value, name, long]) => {
    const input = el("input", {
      type: "checkbox",
      checked: chosen.includes(value),
      "aria-label": long || false,
    });
    input.addEventListener("change", () =>
      change(inputs.filter((each) => each.input.checked).map((each) => each.value)),
    );
    return { value, name, input };
  });
  return el(
    "fieldset",
    { class: "plan-boxes" },
    el("legend", { text: legend }),
    ...inputs.map(({ name, input }) =>
      el("label", { class: "app-check" }, input, el("span", { text: name })),
    ),
  );
}

// Shows what a new plan would change, before it does.
// @ts-check

import { plural } from "../cards/days.js";
import { button, el, listenKeys } from "../shared/dom.js";
import { dayText, minutesText } from "./calendar.js";
import { total } from "./replan.js";

/** @typedef {import("./app.js").PlanApp} PlanApp */
/** @typedef {import("./wish.js").Wish} Wish */
/** @typedef {import("./replan.js").Proposal} Proposal */
/** @typedef {import("./planner.js").Item} Item */

/** What repeats every day says nothing when it moves. */
const DAILY = ["cards", "rest"];

/**
 * @param {PlanApp} app
 * @param {Wish} wish
 * @returns {import("./app.js").View}
 */
export function proposalView(app, wish) {
  const back = () => app.show("checklist");
  const heading = el("h2", { class: "app-heading plan-proposal__title", text: "A new plan from today" });
  const proposal = app.propose(wish);
  const changes =
    [proposal.moved, proposal.dropped, proposal.added].some(({ length }) => length > 0) ||
    JSON.stringify(wish) !== JSON.stringify(app.kept?.plan.wish);
  const keep = () => app.keep(proposal);
  const element = el(
    "section",
    { class: "plan-proposal", "aria-label": "A new plan from today" },
    heading,
    el("p", { text: summary(proposal, app.today()) }),
    ...proposal.plan.notes.map((text) => el("p", { class: "app-note", text })),
    list(
      "Left out",
      proposal.dropped
        .filter(({ kind }) => !DAILY.includes(kind))
        .map((item) => [item.title, `${item.minutes} min`]),
      true,
    ),
    list(
      "Moved",
      proposal.moved
        .filter(({ item }) => !DAILY.includes(item.kind))
        .map(({ item, from, to }) => [item.title, `${dayText(from)} → ${dayText(to)}`]),
      true,
    ),
    list(
      "New",
      proposal.added
        .filter(({ kind }) => !DAILY.includes(kind))
        .map((item) => [item.title, `${dayText(item.day)}, ${item.minutes} min`]),
      false,
    ),
    el(
      "p",
      { class: "app-actions" },
      changes ? button("Take the new plan", keep, { class: "app-button--primary", key: "T" }) : null,
      button(changes ? "Keep the old one" : "Back to the plan", back, { key: "Esc" }),
    ),
    el("p", { class: "app-note", text: "The old plan stays in the log, with everything that you ticked." }),
  );
  const stop = listenKeys([
    { keys: ["t"], does: "take the new plan", act: keep, when: () => changes },
    { keys: ["Escape"], does: "keep the old one", act: back },
  ]);
  return { element, leave: stop, start: heading };
}

/** @param {Proposal} proposal @param {number} today */
function summary({ plan, moved, dropped, added, kept }, today) {
  const count = (/** @type {readonly { kind: string }[]} */ items) =>
    items.filter(({ kind }) => !DAILY.includes(kind)).length;
  const [moves, drops, news] = [count(moved.map(({ item }) => item)), count(dropped), count(added)];
  const ahead = total(plan.items.filter(({ day }) => day >= today));
  const parts = [
    moves ? `${plural(moves, "item")} ${moves === 1 ? "moves" : "move"}` : "",
    drops ? `${plural(drops, "item")} ${drops === 1 ? "is" : "are"} left out` : "",
    news ? `${plural(news, "item")} ${news === 1 ? "is" : "are"} new` : "",
  ].filter(Boolean);
  const changes = parts.length ? parts.join(", ") : "Nothing changes";
  return `${changes}${kept ? `; ${kept} stay where they are` : ""}. ${minutesText(ahead)} are planned until ${dayText(plan.wish.interview, { year: true })}.`;
}

/** @param {string} name @param {readonly (readonly [string, string])[]} rows @param {boolean} open */
function list(name, rows, open) {
  if (!rows.length) return null;
  return el(
    "details",
    { class: "app-fold plan-changes", open },
    el("summary", { text: `${name}: ${rows.length}` }),
    el(
      "ul",
      {},
      ...rows.map(([title, change]) =>
        el("li", {}, el("span", { text: title }), el("span", { text: change })),
      ),
    ),
  );
}

// The statistics: what is kept, how much work it is, and how far each topic is.
// @ts-check

import { button, el, focusOn, listenKeys } from "../shared/dom.js";
import { barPlot, dataTable, linePlot } from "../shared/plots.js";
import { percent } from "../shared/text.js";
import { dayName, plural, studyDay, zoneAt } from "./days.js";
import { byTopic, KNOWN_DAYS, medianSeconds, retentionByWeek, workload } from "./statistics.js";

/** @typedef {import("./app.js").CardsApp} CardsApp */

/**
 * @param {CardsApp} app
 * @returns {import("./app.js").View}
 */
export function numbersView(app) {
  const back = () => app.show("home");
  const heading = el("h2", { class: "app-heading cards-end", text: "Statistics" });
  const body = el("div");
  const element = el(
    "section",
    { class: "cards-numbers", "aria-label": "Statistics" },
    heading,
    body,
    el("p", { class: "app-actions" }, button("Overview", back, { key: "Esc" })),
  );
  const draw = () => body.replaceChildren(...contents(app));
  draw();
  const stop = listenKeys([{ keys: ["Escape"], does: "back to the overview", act: back }]);
  queueMicrotask(() => focusOn(heading));
  return { element, focus: true, leave: stop, refresh: draw };
}

/** @param {CardsApp} app */
function contents(app) {
  const reviews = app.deck.reviews();
  if (!reviews.length) {
    return [
      el(
        "div",
        { class: "app-empty" },
        el("p", {
          text: "There is nothing to count yet. After your first session you find your work here, and after the first cards have come back, how much you keep.",
        }),
      ),
    ];
  }
  const now = app.now();
  const today = studyDay(now, zoneAt(now));
  const started = [...app.deck.ids].filter((id) => app.deck.state(id).memory).length;
  const topics = byTopic(app.bank.questions, app.deck);
  const known = topics.reduce((sum, topic) => sum + topic.known, 0);
  const middle = medianSeconds(reviews);
  return [
    el(
      "dl",
      { class: "app-figures" },
      figure(reviews.length.toLocaleString("en-GB"), "reviews"),
      figure(started.toLocaleString("en-GB"), "cards started"),
      figure(known.toLocaleString("en-GB"), `known for ${KNOWN_DAYS} days or more`),
      figure(middle === undefined ? "–" : `${middle} s`, "a card (median)"),
    ),
    retention(app, reviews, today),
    ...work(reviews, today),
    el("h3", { class: "app-heading", text: "By topic" }),
    el(
      "div",
      { class: "app-heat__scroll", tabindex: 0, role: "group", "aria-label": "By topic" },
      topicTable(app, topics),
    ),
  ];
}

/** @param {string} value @param {string} label */
function figure(value, label) {
  return el("div", {}, el("dt", { text: label }), el("dd", { text: value }));
}

/** @param {CardsApp} app @param {readonly import("./deck.js").Review[]} reviews @param {number} today */
function retention(app, reviews, today) {
  const weeks = retentionByWeek(reviews, today);
  const [count, kept] = weeks.reduce(([all, good], week) => [all + week.reviews, good + week.kept], [0, 0]);
  if (!count) {
    return el(
      "figure",
      { class: "app-plot" },
      el("figcaption", { class: "app-plot__title", text: "Remembered when it came back" }),
      el("p", {
        class: "app-note",
        text: "No learnt card has come back yet: the first one does after about two days.",
      }),
    );
  }
  const goal = app.preferences.retention;
  return linePlot({
    title: `Remembered when it came back, by week (goal: ${percent(goal)})`,
    summary: `${percent(kept / count)} of ${plural(count, "review")} of learnt cards in twelve weeks`,
    points: weeks.map(({ start, reviews: all, kept: good }) => ({
      label: dayName(start),
      value: all ? good / all : null,
    })),
    format: percent,
    columns: ["Week from", "Remembered"],
    range: [0.5, 1],
    goal,
  });
}

/** @param {readonly import("./deck.js").Review[]} reviews @param {number} today */
function work(reviews, today) {
  const days = workload(reviews, today);
  const [all, minutes] = days.reduce(([a, b], day) => [a + day.reviews, b + day.minutes], [0, 0]);
  /** @param {number} day */
  const label = (day) => (day === today ? "Today" : dayName(day));
  return [
    barPlot({
      title: "Reviews a day",
      summary: `${plural(all, "review")} in 30 days`,
      points: days.map(({ day, reviews: value }) => ({ label: label(day), value, strong: day === today })),
      columns: ["Day", "Reviews"],
    }),
    barPlot({
      title: "Minutes a day",
      summary: `${plural(Math.round(minutes), "minute")} in 30 days`,
      points: days.map(({ day, minutes: value }) => ({ label: label(day), value, strong: day === today })),
      format: (value) => String(Math.round(value)),
      columns: ["Day", "Minutes"],
    }),
  ];
}

/** @param {CardsApp} app @param {readonly import("./statistics.js").TopicState[]} topics */
function topicTable(app, topics) {
  const names = new Map(app.bank.topics.map(({ slug, title }) => [slug, title]));
  const order = new Map(app.bank.topics.map(({ slug }, index) => [slug, index]));
  const sorted = [...topics].sort((a, b) => (order.get(a.topic) ?? 0) - (order.get(b.topic) ?? 0));
  return dataTable(
    ["Topic", "Started", "Known", "Remembered", "Seconds a card"],
    sorted.map(({ topic, total, started, known, reviews, kept, seconds }) => [
      names.get(topic) ?? topic,
      `${started} of ${total}`,
      known,
      reviews ? percent(kept / reviews) : "–",
      seconds || "–",
    ]),
  );
}

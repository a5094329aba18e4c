// How much of a plan is left, day by day, against what it planned.
// @ts-check

import { dayName } from "../cards/days.js";
import { minutesText } from "../plan/calendar.js";
import { el, svg } from "../shared/dom.js";
import { dataTable, labelled } from "../shared/plots.js";

/** @param {NonNullable<import("./summary.js").Summary["plan"]>["points"]} points @param {number} minutes */
export function burnDownPlot(points, minutes) {
  const [width, height] = [Math.max(1, points.length - 1), 100];
  const y = (/** @type {number} */ value) => height - (value / Math.max(1, minutes)) * height;
  const path = (/** @type {(number | null)[]} */ values) =>
    values
      .flatMap((value, index) =>
        value === null ? [] : [`${index ? "L" : "M"}${index} ${y(value).toFixed(2)}`],
      )
      .join("");
  const now = points.filter(({ left }) => left !== null).at(-1);
  const summary = now
    ? `${minutesText(now.left ?? 0)} left, ${minutesText(now.planned)} planned to be left`
    : "it has not begun";
  const hours = (/** @type {number} */ value) => (value / 60).toFixed(1);
  return el(
    "figure",
    { class: "app-plot" },
    el(
      "figcaption",
      { class: "app-plot__title" },
      "Hours left in the plan: ",
      el("span", { class: "progress-key progress-key--planned", text: "as planned" }),
      " ",
      el("span", { class: "progress-key progress-key--left", text: "as it is" }),
    ),
    el(
      "div",
      { class: "app-plot__frame" },
      el("span", { class: "app-plot__top", "aria-hidden": "true", text: String(Math.round(minutes / 60)) }),
      el("span", { class: "app-plot__bottom", "aria-hidden": "true", text: "0" }),
      svg(
        "svg",
        {
          viewBox: `0 0 ${width} ${height}`,
          preserveAspectRatio: "none",
          role: "img",
          "aria-label": `Hours left in the plan: ${summary}`,
        },
        svg("path", { class: "progress-planned", d: path(points.map(({ planned }) => planned)) }),
        svg("path", { class: "app-plot__line", d: path(points.map(({ left }) => left)) }),
        // Today, as a dot: on the first day it is all that there is.
        now && svg("path", { class: "app-plot__dots", d: `M${points.indexOf(now)} ${y(now.left ?? 0)}h0` }),
      ),
      el(
        "div",
        { class: "app-plot__labels", "aria-hidden": "true" },
        ...labelled(points.length).map((index) => el("span", { text: dayName(points[index].day) })),
      ),
    ),
    el(
      "details",
      { class: "app-plot__table" },
      el("summary", { text: "As a table" }),
      dataTable(
        ["Day", "Planned hours left", "Hours left"],
        points.map(({ day, planned, left }) => [
          dayName(day),
          hours(planned),
          left === null ? "–" : hours(left),
        ]),
      ),
    ),
  );
}

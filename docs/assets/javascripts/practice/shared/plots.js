// Small plots that read without seeing them: marks in SVG, labels in HTML, and the numbers as a table.
// @ts-check

import { el, svg } from "./dom.js";

const HEIGHT = 100;

/**
 * The least round number that is at least as large.
 * @param {number} value
 */
export function roundTop(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value - 1e-9) ?? 10;
  return step * power;
}

/**
 * Which of the shades 0 (nothing) to 5 a share has.
 * @param {number | null} share from 0 to 1
 */
export function shadeOf(share) {
  return share === null ? 0 : Math.min(5, 1 + Math.floor(Math.max(0, share) * 5));
}

/**
 * Which of the labels below an axis are written, so that they don't touch.
 * @param {number} count
 * @param {number} [most]
 * @returns {number[]} indices, evenly apart, the first and the last among them
 */
export function labelled(count, most = 5) {
  const shown = Math.min(count, most);
  if (shown < 2) return count ? [0] : [];
  return Array.from({ length: shown }, (_, index) => Math.round((index * (count - 1)) / (shown - 1)));
}

/**
 * @typedef {object} Point
 * @property {string} label
 * @property {number | null} value nothing where nothing is known
 * @property {boolean} [strong] drawn in the accent colour
 */

/**
 * @typedef {object} PlotOptions
 * @property {string} title
 * @property {string} summary what one sees, in a sentence: it stands for the picture
 * @property {readonly Point[]} points
 * @property {(value: number) => string} [format]
 * @property {[labels: string, values: string]} [columns] heads of the table
 */

/**
 * Bars over days or other steps.
 * @param {PlotOptions} options
 */
export function barPlot({ title, summary, points, format = String, columns = ["", "Number"] }) {
  // Below one, the numbers beside the axis would all be 0.
  const top = roundTop(Math.max(1, ...points.map(({ value }) => value ?? 0)));
  const marks = points.map(({ value, strong }, index) => {
    const height = ((value ?? 0) / top) * HEIGHT;
    return svg("rect", {
      class: strong ? "app-plot__mark app-plot__mark--strong" : "app-plot__mark",
      x: index + 0.12,
      y: HEIGHT - height,
      width: 0.76,
      height,
    });
  });
  return frame({ title, summary, points, format, columns }, marks, points.length, [0, top]);
}

/**
 * A line over time, such as a share by week; it is broken where nothing is known.
 * @param {PlotOptions & { range: [from: number, to: number], goal?: number }} options `goal` is drawn across
 */
export function linePlot({ title, summary, points, format = String, columns = ["", "Value"], range, goal }) {
  const [from, to] = range;
  /** @param {number} value */
  const height = (value) => HEIGHT - ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * HEIGHT;
  const known = points.flatMap(({ value }, index) =>
    value === null ? [] : [{ x: index + 0.5, y: height(value) }],
  );
  const path = known.map(({ x, y }, index) => {
    const joined = index > 0 && known[index - 1].x === x - 1;
    return `${joined ? "L" : "M"}${x} ${y.toFixed(2)}`;
  });
  const marks = [
    goal === undefined
      ? null
      : svg("line", {
          class: "app-plot__goal",
          x1: 0,
          x2: points.length,
          y1: height(goal),
          y2: height(goal),
        }),
    svg("path", { class: "app-plot__line", d: path.join("") }),
    // The ends of lines without length are round, whatever the shape of the picture.
    svg("path", { class: "app-plot__dots", d: known.map(({ x, y }) => `M${x} ${y.toFixed(2)}h0`).join("") }),
  ];
  return frame({ title, summary, points, format, columns }, marks, points.length, range);
}

/**
 * @param {Required<PlotOptions>} options
 * @param {(SVGElement | null)[]} marks
 * @param {number} width
 * @param {[from: number, to: number]} range
 */
function frame({ title, summary, points, format, columns }, marks, width, [from, to]) {
  const shown = labelled(points.length);
  return el(
    "figure",
    { class: "app-plot" },
    el("figcaption", { class: "app-plot__title", text: title }),
    el(
      "div",
      { class: "app-plot__frame" },
      el("span", { class: "app-plot__top", "aria-hidden": "true", text: format(to) }),
      el("span", { class: "app-plot__bottom", "aria-hidden": "true", text: format(from) }),
      svg(
        "svg",
        {
          viewBox: `0 0 ${width} ${HEIGHT}`,
          preserveAspectRatio: "none",
          role: "img",
          "aria-label": `${title}: ${summary}`,
        },
        ...marks,
      ),
      el(
        "div",
        { class: "app-plot__labels", "aria-hidden": "true" },
        ...shown.map((index) => el("span", { text: points[index].label })),
      ),
    ),
    tableOf(points, format, columns),
  );
}

/**
 * @param {readonly Point[]} points
 * @param {(value: number) => string} format
 * @param {[string, string]} columns
 */
function tableOf(points, format, columns) {
  return el(
    "details",
    { class: "app-plot__table" },
    el("summary", { text: "As a table" }),
    dataTable(
      columns,
      points.map(({ label, value }) => [label, value === null ? "–" : format(value)]),
    ),
  );
}

/**
 * A table whose first column names its rows; the other columns are numbers.
 * @param {readonly string[]} heads
 * @param {readonly (readonly (string | number | Node)[])[]} rows
 */
export function dataTable(heads, rows) {
  const head = heads.map((text, index) =>
    text ? el("th", { scope: "col", class: index ? "align-right" : "", text }) : el("td"),
  );
  const body = rows.map((cells) =>
    el(
      "tr",
      {},
      ...cells.map((cell, index) =>
        index ? el("td", { class: "align-right" }, cell) : el("th", { scope: "row" }, cell),
      ),
    ),
  );
  return el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
}

/**
 * A table whose cells are shaded by a share; every cell says its number, too.
 * @param {object} options
 * @param {string} options.title
 * @param {readonly string[]} options.columns
 * @param {readonly { label: string | Node, cells: readonly { share: number | null, text: string }[] }[]} options.rows
 */
export function heatMap({ title, columns, rows }) {
  return el(
    "figure",
    { class: "app-plot app-heat" },
    el("figcaption", { class: "app-plot__title", text: title }),
    el(
      "div",
      { class: "app-heat__scroll", tabindex: 0, role: "group", "aria-label": title },
      el(
        "table",
        { class: "app-heat__table" },
        el("thead", {}, el("tr", {}, el("td"), ...columns.map((text) => el("th", { scope: "col", text })))),
        el(
          "tbody",
          {},
          ...rows.map(({ label, cells }) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, label),
              ...cells.map(({ share, text }) =>
                el("td", { class: `app-heat__cell is-${shadeOf(share)}`, text }),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

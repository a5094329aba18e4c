// Shows the reader's code beside the reference solution.
// @ts-check

import { compareLines } from "./compare.js";
import { make } from "./dom.js";

/** @typedef {import("./compare.js").Line} Line */

/**
 * @param {Line | null} line
 * @param {"own" | "reference"} side
 * @param {boolean} same
 */
function cells(line, side, same) {
  const kind = same || !line ? "" : ` drill-differs drill-differs--${side}`;
  return [
    make("td", { class: "drill-number", text: line ? String(line.number) : "" }),
    make(
      "td",
      { class: `drill-code${line ? kind : " drill-absent"}` },
      make("code", { text: line?.text ?? "" }),
    ),
  ];
}

/** @param {string} own @param {string} reference */
function table(own, reference) {
  const rows = compareLines(own, reference);
  const head = make(
    "tr",
    {},
    make("th", { colspan: "2", scope: "colgroup", text: "Your code" }),
    make("th", { colspan: "2", scope: "colgroup", text: "Reference solution" }),
  );
  return make(
    "table",
    { class: "drill-comparison" },
    make(
      "colgroup",
      {},
      ...["number", "code", "number", "code"].map((name) => make("col", { class: `drill-column-${name}` })),
    ),
    make("thead", {}, head),
    make(
      "tbody",
      {},
      ...rows.map(({ left, right, same }) =>
        make(
          "tr",
          { class: same ? "drill-same" : "drill-different" },
          ...cells(left, "own", same),
          ...cells(right, "reference", same),
        ),
      ),
    ),
  );
}

/**
 * Open the comparison as a dialogue over the page.
 * @param {string} own
 * @param {string} reference
 */
export function openComparison(own, reference) {
  const close = make("button", { type: "button", class: "drill-button", text: "Close" });
  const dialog = make(
    "dialog",
    { class: "drill-dialog md-typeset", "aria-labelledby": "drill-comparison-title" },
    make(
      "div",
      { class: "drill-dialog__head" },
      make("h2", { id: "drill-comparison-title", text: "Your code and the reference solution" }),
      close,
    ),
    make(
      "div",
      { class: "drill-dialog__body", tabindex: "0", role: "group", "aria-label": "Comparison line by line" },
      table(own, reference),
    ),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

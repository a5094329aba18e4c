// Shows what came of a run.
// @ts-check

import { make } from "./dom.js";
import { remark } from "./words.js";

/** @typedef {import("./python.js").Failure} Failure */
/** @typedef {import("./python.js").Sample} Sample */
/** @typedef {import("./python.js").Verdict} Verdict */

/**
 * @param {string} term
 * @param {...(Node | string)} content
 */
function fact(term, ...content) {
  return make("div", { class: "drill-fact" }, make("dt", { text: term }), make("dd", {}, ...content));
}

/** @param {string} text */
function code(text) {
  return make("pre", {}, make("code", { text }));
}

/**
 * @param {Failure} failure
 * @param {string[]} lines of the attempt
 * @param {(line: number) => void} go
 * @param {boolean} open
 */
function failureItem(failure, lines, go, open) {
  const { call, values, expected, got } = failure.evidence;
  const facts = make("dl", { class: "drill-facts" });
  const text = remark(failure);
  if (text)
    facts.append(fact(failure.message.startsWith("AssertionError") ? "Message" : "Error", code(text)));
  if (failure.line) {
    const button = make("button", {
      type: "button",
      class: "drill-line",
      text: `Line ${failure.line}`,
      "aria-label": `Go to line ${failure.line} of your code`,
      onclick: () => go(failure.line),
    });
    facts.append(fact("Where", button, code((lines[failure.line - 1] ?? "").trim())));
  }
  if (call) {
    const given = values.map(([name, value]) => `${name} = ${value}`).join("\n");
    facts.append(fact("Input", code(given ? `${call}\n\n${given}` : call)));
  }
  if (expected || got) facts.append(fact("Expected", code(expected)), fact("Got", code(got)));
  const summary = make("summary", { text: failure.promise });
  return make("li", {}, make("details", { class: "drill-failure", open }, summary, facts));
}

/** @param {Sample} sample */
function sampleTable(sample) {
  const heading = make("p", { class: "drill-label", text: "Your query on the sample rows" });
  if (sample.error) return make("div", {}, heading, code(sample.error));
  const rows = sample.rows ?? [];
  const table = make(
    "table",
    { class: "drill-rows" },
    make(
      "thead",
      {},
      make("tr", {}, ...(sample.columns ?? []).map((text) => make("th", { text, scope: "col" }))),
    ),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((text) => make("td", { text }))))),
  );
  const note = rows.length ? (sample.more ? `The first ${rows.length} rows.` : "") : "No rows.";
  const frame = make(
    "div",
    { class: "drill-table", tabindex: "0", role: "group", "aria-label": "Rows of your query" },
    table,
  );
  return make("div", {}, heading, frame, ...(note ? [make("p", { class: "drill-note", text: note })] : []));
}

/**
 * The tests of a verdict, failures first.
 * @param {Verdict} verdict
 * @param {string} attempt
 * @param {Map<string, string>} promises of the tests by name
 * @param {(line: number) => void} go
 * @returns {Node[]}
 */
export function verdictNodes(verdict, attempt, promises, go) {
  const nodes = [];
  if (verdict.sample) nodes.push(sampleTable(verdict.sample));
  const lines = attempt.split("\n");
  if (verdict.failures.length) {
    const items = verdict.failures.map((failure, index) => failureItem(failure, lines, go, index === 0));
    nodes.push(make("ul", { class: "drill-failures", "aria-label": "Failed tests" }, ...items));
  }
  if (verdict.passed.length) {
    const items = verdict.passed.map((test) => make("li", { text: promises.get(test) ?? test }));
    const count = `${items.length} passed`;
    nodes.push(
      make(
        "details",
        { class: "drill-passed", open: !verdict.failures.length },
        make("summary", { text: count }),
        make("ul", {}, ...items),
      ),
    );
  }
  return nodes;
}

/**
 * What the attempt printed.
 * @param {string} text
 * @param {number} dropped
 */
export function printedNode(text, dropped) {
  const node = make("div", { class: "drill-printed" }, make("p", { class: "drill-label", text: "Printed" }));
  const output = make(
    "pre",
    { tabindex: "0", role: "group", "aria-label": "Printed output" },
    make("code", { text }),
  );
  node.append(output);
  if (dropped) {
    const note = `Cut here: ${dropped.toLocaleString("en")} more characters were printed.`;
    node.append(make("p", { class: "drill-note", text: note }));
  }
  return node;
}

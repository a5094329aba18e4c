// Typesets formulas for handbook.katex.engine: each line on standard input is a JSON array of
// [tex, display] pairs, each line on standard output the array of their results, in the same order.
// @ts-check
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));
const katex = require("katex");

/** Font size in em of KaTeX's classes size1 to size11. */
const SIZES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];
/** Widths in em that KaTeX sets in its style sheet, and of a usual letter or digit of text. */
const NULL_DELIMITER = 0.12;
const ARROW_PADDING = 1;
const LETTER = 0.5;

/**
 * A length of an inline style in em; other units do not occur in KaTeX's output.
 * @param {string | undefined} value
 */
const em = (value) => (value?.endsWith("em") ? Number.parseFloat(value) : 0);

/** @param {string[]} classes */
function scale(classes) {
  const from = classes.find((name) => name.startsWith("reset-size"));
  const to = classes.find((name) => /^size\d+$/.test(name));
  return from && to ? SIZES[Number(to.slice(4)) - 1] / SIZES[Number(from.slice(10)) - 1] : 1;
}

/**
 * Width in em that a node of KaTeX's tree takes on its line, from the font metrics that KaTeX carries.
 * @param {any} node
 * @returns {number}
 */
function width(node) {
  const classes = node.classes ?? [];
  if (classes.includes("katex-mathml")) return 0;
  if (classes.includes("nulldelimiter")) return NULL_DELIMITER;
  const style = node.style ?? {};
  const outside =
    em(style.marginLeft) +
    em(style.marginRight) +
    em(style.paddingLeft) +
    em(style.paddingRight) +
    (classes.includes("x-arrow-pad") ? ARROW_PADDING : 0);
  if (node.text !== undefined) {
    // Neighbouring letters are merged into one node, which keeps the width of the first.
    return node.width + LETTER * ([...node.text].length - 1) + node.italic + outside;
  }
  const widths = (node.children ?? []).map(width);
  const stacked = classes.includes("vlist") || classes.includes("vlist-t");
  const inside = stacked
    ? Math.max(0, ...widths)
    : widths.reduce((/** @type {number} */ sum, /** @type {number} */ each) => sum + each, 0);
  return Math.max(inside, em(style.minWidth), em(style.width)) * scale(classes) + outside;
}

/** @param {{command: string}} context */
function refuse(context) {
  throw new katex.ParseError(`${context.command} is not allowed`);
}

/** @param {[string, boolean]} formula */
function typeset([tex, displayMode]) {
  try {
    const tree = katex.__renderToDomTree(tex, {
      displayMode,
      output: "htmlAndMathml",
      strict: "error",
      throwOnError: true,
      trust: refuse,
    });
    return { html: tree.toMarkup(), width: Math.round(width(tree) * 100) / 100 };
  } catch (error) {
    const { position, rawMessage, message } = /** @type {any} */ (error);
    return { error: rawMessage ?? message, position: position ?? null };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(JSON.parse(line).map(typeset))}\n`);
}

// Makes the page of a drill one where it is solved; without this script it is read.
// @ts-check

import { makeBench } from "./bench.js";
import { make } from "./dom.js";
import { stepHints } from "./hints.js";
import { blockOf, readDrill } from "./source.js";

/** @param {HTMLElement} article */
function start(article) {
  const drill = readDrill(article, location.pathname);
  const starter = blockOf(article, "starter");
  if (!drill || !starter) return;
  const begun = Date.now();
  const bench = makeBench(drill, {
    async solved(verdict) {
      const passed = verdict.passed.length;
      await record({
        drill: drill.slug,
        passed,
        total: passed + verdict.failures.length,
        seconds: Math.round((Date.now() - begun) / 1000),
        hints: article.querySelectorAll("details.drill-hint[open]").length,
      });
    },
  });
  const rail = make("div", { class: "drill-rail" }, bench.element);
  const heading = starter.previousElementSibling;
  starter.replaceWith(rail);
  // The heading stays as the target of links.
  if (heading?.id === "starter") heading.classList.add("drill-replaced");
  stepHints(
    [...article.querySelectorAll("details.drill-hint")].filter(isDetails),
    bench.hints,
    bench.keepHints,
  );
  const solution = blockOf(article, "solution")?.closest("details");
  const compare = make("button", {
    type: "button",
    class: "drill-button",
    text: "Compare with your code",
    onclick: bench.compare,
  });
  solution?.after(make("p", { class: "drill-compare no-print" }, compare));
}

/** @param {Element} element @returns {element is HTMLDetailsElement} */
function isDetails(element) {
  return element instanceof HTMLDetailsElement;
}

/**
 * Write the result of a run into the reader's study log, from which progress is computed.
 * @param {Record<string, unknown>} data
 */
async function record(data) {
  try {
    const { StudyLog } = await import("../study/log.js");
    const log = await StudyLog.open();
    await log.add([{ kind: "drill", data }]);
    log.close();
  } catch {
    // The verdict stands without the log.
  }
}

const article = document.querySelector("article");
if (article) start(article);

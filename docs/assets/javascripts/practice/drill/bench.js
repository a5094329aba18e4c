// The reader's workbench on the page of a drill: editor, run, verdict.
// @ts-check

import { AttemptStore } from "./attempt.js";
import { openComparison } from "./comparison.js";
import { make } from "./dom.js";
import { makeEditor } from "./editor.js";
import { readCode, saveCode } from "./own-file.js";
import { LIMIT_SECONDS, Python } from "./python.js";
import { printedNode, verdictNodes } from "./report.js";
import { isKnown, Running } from "./running.js";
import { summarise } from "./words.js";

/** @typedef {import("./source.js").Drill} Drill */
/** @typedef {import("./python.js").Outcome} Outcome */
/** @typedef {import("./python.js").Verdict} Verdict */

/** What the first run transfers where the server compresses; a unit test holds it against the files. */
export const DOWNLOAD = { python: 11, sql: 8 };

const KEEP_AFTER_MS = 400;
const NOT_KEPT = "This browser does not let the page keep your code. Save it as a file before you leave.";
const ON_DISK =
  "A browser does not let a page on a disk load Python. Open the published site, or serve the built site on this " +
  "computer (python3 -m http.server). Everything else on this page works.";

/**
 * @param {Drill} drill
 * @param {{ solved: (verdict: Verdict, seconds: number) => void }} hooks
 */
export function makeBench(drill, { solved }) {
  const store = new AttemptStore(drill.slug);
  const attempt = store.load();
  const python = new Python(drill.language === "python");
  /** @type {Map<string, string>} */
  const promises = new Map();
  let isRunning = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  const place = make("div", { class: "drill-editor" });
  const button = make("button", {
    type: "button",
    class: "drill-button drill-button--run",
    text: "Run the tests",
    onclick: toggle,
  });
  const running = new Running();
  const notice = make("p", { class: "drill-notice", role: "status" });
  const headline = make("p", { class: "drill-verdict", role: "status" });
  const report = make("div", { class: "drill-report" });
  const file = make("input", {
    type: "file",
    accept: ".py,.sql,.txt,text/plain",
    hidden: true,
    onchange: open,
  });
  const tools = make(
    "div",
    { class: "drill-tools" },
    make("button", { type: "button", text: "Reset", onclick: reset }),
    make("button", {
      type: "button",
      text: "Save file",
      onclick: download,
    }),
    make("button", {
      type: "button",
      text: "Open file",
      onclick: () => file.click(),
    }),
    file,
  );
  const element = make(
    "section",
    { class: "drill-bench", "aria-label": "Your attempt" },
    make("div", { class: "drill-head" }, make("p", { class: "drill-title", text: "Your code" }), tools),
    place,
    make("div", { class: "drill-controls" }, button, running.status),
    running.progress,
    notice,
    make("div", { class: "drill-outcome" }, headline, report),
  );
  const editor = makeEditor(place, {
    code: attempt.code ?? drill.starter,
    language: drill.language,
    label: "Your code",
    changed() {
      clearTimeout(waiting);
      waiting = setTimeout(keep, KEEP_AFTER_MS);
    },
    run,
    keep() {
      if (keep()) say("Your code is kept in this browser as you type.");
    },
  });

  /** @param {string} text @param {...Node} more */
  function say(text, ...more) {
    notice.replaceChildren(text, ...more);
  }

  function keep() {
    clearTimeout(waiting);
    const code = editor.read();
    attempt.code = code === drill.starter ? null : code;
    const kept = store.save(attempt);
    if (!kept) say(NOT_KEPT);
    return kept;
  }

  function idle() {
    button.textContent = "Run the tests";
    button.classList.remove("is-running");
    const key = /Mac/.test(navigator.platform) ? "⌘ Enter" : "Ctrl + Enter";
    const size = `The first run loads Python, about ${DOWNLOAD[drill.language]} MB`;
    const facts = [matchMedia("(hover: hover)").matches ? key : "", python.isLoaded || isKnown() ? "" : size];
    running.rest(facts.filter(Boolean).join(" · "));
  }

  /** @param {string} text @param {import("./words.js").Summary["state"]} state @param {string} [detail] */
  function conclude(text, state, detail = "") {
    headline.dataset.state = state;
    headline.replaceChildren(make("strong", { text }), detail ? ` ${detail}` : "");
  }

  function toggle() {
    if (isRunning) python.stop();
    else run();
  }

  async function run() {
    if (isRunning) return;
    say("");
    editor.mark(0);
    if (location.protocol === "file:") {
      conclude("Tests run on the site only.", "ended", ON_DISK);
      return;
    }
    keep();
    isRunning = true;
    button.textContent = "Stop";
    button.classList.add("is-running");
    headline.replaceChildren();
    delete headline.dataset.state;
    report.replaceChildren();
    const code = editor.read();
    let printed = "";
    const outcome = await python.run(
      { attempt: code, tests: drill.tests, language: drill.language, setup: drill.setup },
      {
        loading: (received, total) => running.loading(received, total),
        starting: () => running.starting(),
        running: () => running.running(),
        test(name, promise) {
          promises.set(name, promise);
        },
        printed(text) {
          printed += text;
        },
      },
    );
    isRunning = false;
    idle();
    show(outcome, code, printed);
    python.warm();
  }

  /** @param {Outcome} outcome @param {string} code @param {string} printed */
  function show(outcome, code, printed) {
    const summary = summarise(outcome, LIMIT_SECONDS);
    conclude(summary.headline, summary.state, summary.detail);
    const nodes = [];
    if (outcome.kind === "verdict") {
      nodes.push(...verdictNodes(outcome.verdict, code, promises, (line) => editor.go(line)));
      editor.mark(outcome.verdict.failures.find((failure) => failure.line)?.line ?? 0);
      if (summary.state === "passed") nodes.unshift(nextStep());
      attempt.solved ||= summary.state === "passed";
      store.save(attempt);
      solved(outcome.verdict, outcome.seconds);
    }
    if (printed) nodes.push(printedNode(printed, outcome.kind === "verdict" ? outcome.verdict.dropped : 0));
    report.replaceChildren(...nodes);
  }

  function nextStep() {
    return make(
      "p",
      { class: "drill-next" },
      make("button", {
        type: "button",
        class: "drill-button",
        text: "Compare with the reference solution",
        onclick: compare,
      }),
    );
  }

  function compare() {
    openComparison(editor.read(), drill.solution);
  }

  function reset() {
    const before = editor.read();
    if (isRunning) python.stop();
    python.recycle();
    replaceCode(drill.starter, before, "This is the starter again.");
  }

  /** @param {string} code @param {string} before @param {string} text */
  function replaceCode(code, before, text) {
    if (code === before) {
      say(text);
      return;
    }
    editor.write(code);
    keep();
    const undo = make("button", { type: "button", class: "drill-undo", text: "Undo" });
    undo.addEventListener("click", () => {
      editor.write(before);
      keep();
      say("Your code is back.");
      editor.focus();
    });
    say(`${text} `, undo);
  }

  function download() {
    const extension = drill.language === "sql" ? "sql" : "py";
    saveCode(`${drill.slug.split("/").pop()}.${extension}`, editor.read());
  }

  async function open() {
    const [chosen] = file.files ?? [];
    file.value = "";
    if (!chosen) return;
    const read = await readCode(chosen);
    if ("problem" in read) say(read.problem);
    else replaceCode(read.code, editor.read(), `${chosen.name} is in the editor.`);
  }

  addEventListener("pagehide", () => {
    if (editor.read() !== (attempt.code ?? drill.starter)) keep();
  });
  addEventListener("storage", (event) => {
    if (event.key !== store.key) return;
    const theirs = store.load();
    attempt.hints = Math.max(attempt.hints, theirs.hints);
    attempt.solved ||= theirs.solved;
    const code = theirs.code ?? drill.starter;
    if (code === editor.read()) return;
    const take = make("button", { type: "button", class: "drill-undo", text: "Take it over" });
    take.addEventListener("click", () =>
      replaceCode(code, editor.read(), "The code of the other tab is here."),
    );
    say("You changed this drill in another tab. ", take);
  });
  if (!store.save(attempt)) say(NOT_KEPT);
  idle();
  return {
    element,
    compare,
    hints: attempt.hints,
    /** @param {number} revealed */
    keepHints(revealed) {
      attempt.hints = revealed;
      store.save(attempt);
    },
  };
}

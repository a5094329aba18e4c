// The reader's workbench on the page of a drill: editor, run, verdict.
// @ts-check

import { AttemptStore } from "./attempt.js";
import { openComparison } from "./comparison.js";
import { make } from "./dom.js";
import { makeEditor } from "./editor.js";
import { LIMIT_SECONDS, Python } from "./python.js";
import { printedNode, verdictNodes } from "./report.js";
import { megabytes, summarise } from "./words.js";

/** @typedef {import("./source.js").Drill} Drill */
/** @typedef {import("./python.js").Outcome} Outcome */
/** @typedef {import("./python.js").Verdict} Verdict */

/** What the first run transfers where the server compresses; a unit test holds it against the files. */
export const DOWNLOAD = { python: 11, sql: 8 };

const LARGEST_FILE = 200_000;
const KEEP_AFTER_MS = 400;
const KNOWN = "handbook:python-loaded";
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
  let running = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  const place = make("div", { class: "drill-editor" });
  const button = make("button", {
    type: "button",
    class: "drill-button drill-button--run",
    text: "Run the tests",
    onclick: toggle,
  });
  const status = make("span", { class: "drill-status" });
  const progress = make("progress", {
    class: "drill-progress",
    hidden: true,
    "aria-label": "Loading Python",
  });
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
    make("div", { class: "drill-controls" }, button, status),
    progress,
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
    progress.hidden = true;
    button.textContent = "Run the tests";
    button.classList.remove("is-running");
    const key = /Mac/.test(navigator.platform) ? "⌘ Enter" : "Ctrl + Enter";
    const size = `The first run loads Python, about ${DOWNLOAD[drill.language]} MB`;
    const facts = [matchMedia("(hover: hover)").matches ? key : "", python.isLoaded || isKnown() ? "" : size];
    status.textContent = facts.filter(Boolean).join(" · ");
  }

  /** @param {string} text @param {import("./words.js").Summary["state"]} state @param {string} [detail] */
  function conclude(text, state, detail = "") {
    headline.dataset.state = state;
    headline.replaceChildren(make("strong", { text }), detail ? ` ${detail}` : "");
  }

  function toggle() {
    if (running) python.stop();
    else run();
  }

  async function run() {
    if (running) return;
    say("");
    editor.mark(0);
    if (location.protocol === "file:") {
      conclude("Tests run on the site only.", "ended", ON_DISK);
      return;
    }
    keep();
    running = true;
    button.textContent = "Stop";
    button.classList.add("is-running");
    headline.replaceChildren();
    delete headline.dataset.state;
    report.replaceChildren();
    const code = editor.read();
    let printed = "";
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let countdown;
    const outcome = await python.run(
      { attempt: code, tests: drill.tests, language: drill.language, setup: drill.setup },
      {
        loading(received, total) {
          progress.hidden = false;
          progress.max = total || 1;
          progress.value = received;
          status.textContent = total
            ? `Loading Python: ${megabytes(received)} of ${megabytes(total)}`
            : "Loading Python …";
        },
        starting() {
          progress.hidden = true;
          status.textContent = "Starting Python …";
        },
        running() {
          remember();
          const end = performance.now() + LIMIT_SECONDS * 1000;
          const tick = () => {
            const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
            status.textContent = `Running, ${left} s left`;
          };
          tick();
          countdown = setInterval(tick, 250);
        },
        test(name, promise) {
          promises.set(name, promise);
        },
        printed(text) {
          printed += text;
        },
      },
    );
    clearInterval(countdown);
    running = false;
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
    if (running) python.stop();
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
    const address = URL.createObjectURL(new Blob([editor.read()], { type: "text/plain" }));
    make("a", { href: address, download: `${drill.slug.split("/").pop()}.${extension}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  async function open() {
    const [chosen] = file.files ?? [];
    file.value = "";
    if (!chosen) return;
    if (chosen.size > LARGEST_FILE) {
      say(`${chosen.name} is too large for an attempt (${megabytes(chosen.size)}).`);
      return;
    }
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
    } catch {
      say(`${chosen.name} is not a text file in UTF-8.`);
      return;
    }
    replaceCode(text.replaceAll("\r\n", "\n"), editor.read(), `${chosen.name} is in the editor.`);
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

function isKnown() {
  try {
    return localStorage.getItem(KNOWN) !== null;
  } catch {
    return false;
  }
}

/** Python is in the browser's cache from now on. */
function remember() {
  try {
    localStorage.setItem(KNOWN, "1");
  } catch {
    // The note about the size stays.
  }
}

// Lets the reader's own model comment on an answer; the only page from which anything can be sent.
// @ts-check

import { saveFile } from "../data/export.js";
import { notice } from "../sitting/controls.js";
import { dayText } from "../mock/history.js";
import { reportsIn } from "../mock/reports.js";
import { announce, button, choice, el, focusOn } from "../shared/dom.js";
import { readSetting, writeSetting } from "../shared/settings.js";
import { siteUrl } from "../shared/site.js";
import { StudyLog } from "../study/log.js";
import { askEndpoint } from "./client.js";
import { endpointUrl, requestBody } from "./request.js";

const USUAL = { endpoint: "", model: "", seconds: 90, keepKey: false };
const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="feedback"]'));

/** @typedef {{ name: string, material: import("./request.js").Material }} Written */

/** @param {HTMLElement} place */
async function start(place) {
  const log = await StudyLog.open();
  const { events } = await log.read();
  const answers = writtenIn(reportsIn(events));
  let settings = readSetting("feedback", USUAL);
  let key = settings.keepKey ? readSetting("feedback-key", "") : "";
  /** @type {AbortController | null} */
  let asking = null;

  /** @param {Partial<typeof USUAL>} changes */
  const prefer = (changes) => {
    settings = { ...settings, ...changes };
    writeSetting("feedback", settings);
    drawPreview();
  };

  /** @type {import("./request.js").Material} */
  let material = answers[0]?.material ?? { question: "", points: [], answer: "" };
  const text = el("textarea", { rows: 7, "aria-label": "The answer, as it will be sent" });
  const question = el("p", { class: "feedback-question" });
  const preview = el("pre", { class: "feedback-preview", tabindex: 0, "aria-label": "What will be sent" });
  const target = el("p", { class: "app-note", role: "status" });
  const results = el("div", { class: "feedback-results" });
  const send = button("Send it to my endpoint", () => ask(), { class: "app-button--primary" });
  const cancel = button("Cancel", () => asking?.abort());
  cancel.hidden = true;

  const drawPreview = () => {
    const found = endpointUrl(settings.endpoint);
    const current = { ...material, answer: text.value };
    preview.textContent = JSON.stringify(requestBody(current, settings.model), null, 2);
    const withKey = key.trim() ? " with your key in the header" : " without a key";
    target.textContent =
      "url" in found
        ? `Goes to ${found.url}${withKey}, when you press the button and not before.`
        : found.problem;
    send.disabled = asking !== null || !("url" in found) || !settings.model.trim() || !text.value.trim();
  };

  /** @param {number} index */
  const pick = (index) => {
    material = answers[index].material;
    question.textContent = material.question;
    text.value = material.answer;
    drawPreview();
  };

  const ask = async () => {
    const found = endpointUrl(settings.endpoint);
    if (!("url" in found) || asking) return;
    asking = new AbortController();
    cancel.hidden = false;
    const waiting = el("p", {
      class: "app-waiting",
      text: `Waiting for ${new URL(found.url).host}, ${settings.seconds} seconds at most…`,
    });
    const asked = { ...material, answer: text.value };
    results.prepend(waiting);
    drawPreview();
    announce("Sent. Waiting for the answer.");
    try {
      const reply = await askEndpoint(found.url, requestBody(asked, settings.model), {
        key,
        seconds: settings.seconds,
        signal: asking.signal,
      });
      const shown = replyView(asked, reply, settings.model);
      waiting.replaceWith(shown);
      focusOn(shown.querySelector("h2"));
      announce("The feedback has come.");
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      waiting.replaceWith(
        notice(`${why} Your answer and your scores are as they were.`, [], { alert: true }),
      );
    } finally {
      asking = null;
      cancel.hidden = true;
      drawPreview();
    }
  };

  const keyField = el("input", { type: "password", autocomplete: "off", value: key });
  keyField.addEventListener("input", () => {
    key = keyField.value;
    if (settings.keepKey) writeSetting("feedback-key", key);
    drawPreview();
  });
  const keep = el("input", { type: "checkbox", checked: settings.keepKey });
  keep.addEventListener("change", () => {
    prefer({ keepKey: keep.checked });
    writeSetting("feedback-key", keep.checked ? key : "");
  });
  text.addEventListener("input", drawPreview);

  if (!answers.length) {
    place.replaceChildren(
      el(
        "div",
        { class: "app-empty" },
        el("p", {
          text: "There is no written answer yet. In a mock interview, type your answers or let the browser write them down; they are here afterwards.",
        }),
        el(
          "p",
          { class: "app-actions" },
          el("a", {
            class: "app-button app-button--primary",
            href: siteUrl("practice/mock/"),
            text: "To the mock interview",
          }),
        ),
      ),
    );
    return;
  }
  place.replaceChildren(
    el(
      "div",
      { class: "feedback" },
      choice(
        "Answer",
        answers.map(({ name }, index) => [String(index), name]),
        "0",
        (value) => pick(Number(value)),
      ),
      question,
      field("The answer, which you can shorten before it is sent", text),
      el(
        "div",
        { class: "app-fields feedback-fields" },
        field(
          "Address of the endpoint",
          input(settings.endpoint, (endpoint) => prefer({ endpoint }), "http://localhost:11434/v1"),
        ),
        field(
          "Model",
          input(settings.model, (model) => prefer({ model }), "as the endpoint calls it"),
        ),
        field("Key, if it needs one", keyField),
        choice(
          "Give up after",
          [30, 90, 180, 300].map((seconds) => [String(seconds), `${seconds} seconds`]),
          String(settings.seconds),
          (value) => prefer({ seconds: Number(value) }),
        ),
      ),
      el(
        "label",
        { class: "app-check" },
        keep,
        el("span", { text: "Keep the key in this browser. Whoever uses this browser can read it then." }),
      ),
      el(
        "details",
        { class: "app-fold", open: true },
        el("summary", { text: "Exactly this is sent" }),
        preview,
      ),
      target,
      el("div", { class: "app-actions" }, send, cancel),
      results,
    ),
  );
  pick(0);
}

/**
 * @param {import("./request.js").Material} asked
 * @param {string} reply
 * @param {string} model
 */
function replyView(asked, reply, model) {
  const missed = asked.points.filter(({ required, made }) => required && made === false);
  const save = button("Save as Markdown", () => {
    const quoted = asked.answer
      .trim()
      .split("\n")
      .map((line) => `> ${line}`.trimEnd());
    saveFile(
      "written-feedback.md",
      `# ${asked.question}\n\n${quoted.join("\n")}\n\n## Comments of ${model}, which may be wrong\n\n${reply}\n`,
      "text/markdown",
    );
  });
  return el(
    "section",
    { class: "feedback-reply" },
    el("h2", { class: "app-heading", text: `Comments of ${model}` }),
    el("p", {
      class: "app-note",
      text: "A model wrote this; it may be wrong. The rubric decides, and your score stays what you ticked.",
    }),
    el("p", { class: "feedback-text", text: reply }),
    missed.length
      ? el("p", {
          class: "app-note",
          text: `Musts that you left without a tick: ${missed.map(({ text: each }) => each).join(" ")}`,
        })
      : null,
    el("div", { class: "app-actions" }, save),
  );
}

/**
 * Answers with a text, the last interview first.
 * @param {ReturnType<typeof reportsIn>} reports
 * @returns {Written[]}
 */
function writtenIn(reports) {
  return [...reports].reverse().flatMap(({ t, report }) =>
    report.blocks.flatMap((block) => {
      const answer = block.said[0]?.text ?? "";
      if (!answer.trim()) return [];
      const material = { question: block.title, points: block.points, answer };
      return [{ name: `${dayText(t)}: ${block.title}`, material }];
    }),
  );
}

/** @param {string} label @param {HTMLElement} control */
function field(label, control) {
  return el("label", { class: "app-field" }, el("span", { text: label }), control);
}

/** @param {string} value @param {(value: string) => void} change @param {string} placeholder */
function input(value, change, placeholder) {
  const made = el("input", {
    type: "text",
    value,
    placeholder,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
  });
  made.addEventListener("input", () => change(made.value));
  return made;
}

if (host) {
  start(host).catch((error) => {
    const why = error instanceof Error ? error.message : String(error);
    host.replaceChildren(
      notice(`This page can’t start. ${why} Nothing that you did before is lost.`, [], { alert: true }),
    );
  });
}

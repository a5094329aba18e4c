// The report of an interview, to read, print and take away.
// @ts-check

import { addToCards } from "../cards/changes.js";
import { saveFile } from "../data/export.js";
import { NAMES } from "../shared/bank.js";
import { announce, button, el, focusOn, listenKeys } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { percent } from "../shared/text.js";
import { shareRow } from "../sitting/controls.js";
import { dayText } from "./history.js";
import { choiceText, reportMarkdown } from "./markdown.js";
import { blockSection } from "./final-block.js";
import { compared, reportsIn } from "./reports.js";
import { interviewQuery } from "./share.js";
import { CALM_PACE, paceName } from "./speech.js";
import { clockText } from "../sitting/timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("./report.js").Report} Report */
/** @typedef {{ session: string, t: number, report: Report, fresh: boolean }} Shown */

/**
 * @param {MockApp} app
 * @param {Shown} shown
 * @returns {import("../sitting/sitting.js").View}
 */
export function finalView(app, { session, t, report, fresh }) {
  const earlier = reportsIn(app.events)
    .filter((each) => each.t < t && each.session !== session)
    .map((each) => each.report);
  const changes = compared(report, earlier);
  const heading = el("h2", { class: "report__title", text: "Report" });
  const back = () => {
    app.recordings.clear();
    app.show("setup");
  };
  const save = () => {
    const names = { ...NAMES, topic: (/** @type {string} */ slug) => topicName(app, slug) };
    const name = `mock-interview-${new Date(t).toISOString().slice(0, 10)}.md`;
    saveFile(name, reportMarkdown(report, new Date(t), names, changes), "text/markdown");
    announce("The report is saved as Markdown.");
  };
  const actions = el(
    "div",
    { class: "app-actions report__actions" },
    button(fresh ? "Another interview" : "Back", back, { class: "app-button--primary", key: "Esc" }),
    button("Print", () => print(), { key: "p" }),
    button("Save as Markdown", save, { key: "m" }),
  );
  const stop = listenKeys([
    { keys: ["Escape"], does: "back to the choice", act: back },
    { keys: ["p"], does: "print the report", act: () => print() },
    { keys: ["m"], does: "save the report as Markdown", act: save },
  ]);
  // On paper nothing can be opened.
  const openAll = () => {
    for (const block of document.querySelectorAll(".report__block")) block.setAttribute("open", "");
  };
  addEventListener("beforeprint", openAll);
  queueMicrotask(() => focusOn(heading));
  const score = report.score === null ? "–" : percent(report.score);
  const [whole] = changes.filter(({ name }) => name === "Score");
  return {
    element: el(
      "section",
      { class: "report", "aria-label": "Report of the interview" },
      el("p", { class: "report__what", text: `${dayText(t)} · ${choiceText(report.choice, NAMES)}` }),
      heading,
      el(
        "dl",
        { class: "app-figures" },
        figure(score, whole ? `${changeText(whole.change)} against before` : "score"),
        figure(clockText(report.seconds * 1000), `of ${clockText(report.budget * 1000)}`),
        figure(String(report.blocks.length), report.early ? "questions, ended early" : "questions"),
      ),
      actions,
      el("h3", { class: "app-heading", text: "By dimension" }),
      el(
        "div",
        { class: "shares" },
        ...report.dimensions.map(({ name, score: value }) => {
          const change = changes.find((each) => each.name === name);
          const text = change ? `${percent(value)} (${changeText(change.change)})` : percent(value);
          return shareRow(name, value, text, { before: change?.before ?? null });
        }),
      ),
      earlier.length
        ? el("p", { class: "app-note", text: "The line marks the mean of up to three interviews before." })
        : null,
      el("h3", { class: "app-heading", text: "By topic" }),
      el(
        "div",
        { class: "shares" },
        ...Object.entries(report.topics)
          .sort((a, b) => a[1].score - b[1].score)
          .map(([slug, { score: value }]) => shareRow(topicName(app, slug), value, percent(value))),
      ),
      ...delivery(report),
      review(app, report),
      el("h3", { class: "app-heading", text: "Question by question" }),
      ...report.blocks.map((block, index) => blockSection(app, block, index, fresh)),
      el(
        "p",
        { class: "report__more" },
        el("a", {
          href: siteUrl(`practice/mock/?${interviewQuery(report.choice, report.seed, asBlocks(report))}`),
          text: "Link to this interview",
        }),
        " for a friend. ",
        el("a", { href: siteUrl("practice/feedback/"), text: "Written feedback" }),
        " from a model of your own, if you run one.",
      ),
    ),
    focus: true,
    leave: () => {
      stop();
      removeEventListener("beforeprint", openAll);
    },
  };
}

/** @param {string} value @param {string} name */
function figure(value, name) {
  return el("div", {}, el("dt", { text: name }), el("dd", { text: value }));
}

/** @param {MockApp} app @param {string} slug */
function topicName(app, slug) {
  return app.bank.topics.find((topic) => topic.slug === slug)?.title ?? slug;
}

/** @param {number} change */
function changeText(change) {
  const points = Math.round(change * 100);
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "±0";
}

/** @param {Report} report */
function delivery({ speech, calibration }) {
  /** @type {[string, string][]} */
  const rows = [];
  if (speech?.pace) {
    rows.push([
      "Pace",
      `${speech.pace} words a minute, ${paceName(speech.pace)} (calm is ${CALM_PACE.slow} to ${CALM_PACE.fast})`,
    ]);
  } else if (speech && !speech.words) rows.push(["Pace", "not known: it needs words as well as a recording"]);
  if (speech?.words) {
    const words = speech.fillers.slice(0, 6).map(([word, count]) => `“${word}” ${count}`);
    rows.push([
      "Filler words",
      words.length ? words.join(", ") : "none found; browsers often leave them out",
    ]);
  }
  if (speech && speech.longest !== null) {
    const count = speech.pauses === 1 ? "1 pause" : `${speech.pauses} pauses`;
    rows.push(["Longest pause", `${speech.longest.toFixed(1)} s; ${count} over two seconds`]);
  }
  if (calibration) {
    const gap = calibration.confidence - calibration.score;
    const word = gap > 0.15 ? "surer than right" : gap < -0.15 ? "better than you thought" : "well judged";
    rows.push([
      "Confidence",
      `${percent(calibration.confidence)} sure, ${percent(calibration.score)} right: ${word}`,
    ]);
  }
  if (!rows.length) return [];
  return [
    el("h3", { class: "app-heading", text: "Delivery" }),
    el(
      "dl",
      { class: "report__facts" },
      ...rows.flatMap(([name, text]) => [el("dt", { text: name }), el("dd", { text })]),
    ),
  ];
}

/** @param {MockApp} app @param {Report} report */
function review(app, report) {
  const known = report.review.filter((id) => app.bank.byId.has(id));
  if (!known.length) {
    return el("p", {
      class: "report__good",
      text: "Nothing has to be reviewed: every question was above three quarters with all its musts.",
    });
  }
  const add = button(
    known.length === 1 ? "Add it to my cards" : `Add all ${known.length} to my cards`,
    async () => {
      await addToCards(app.log, known);
      add.disabled = true;
      add.replaceChildren(el("span", { text: "Added to your cards" }));
      announce("Added to your cards.");
    },
  );
  return el(
    "section",
    { class: "report__review", "aria-labelledby": "report-review" },
    el("h3", { class: "app-heading", id: "report-review", text: "To review, the weakest first" }),
    el(
      "ol",
      {},
      ...known.map((id) => {
        const block = report.blocks.find(({ question }) => question === id);
        const missed = block?.points.filter(({ required, made }) => required && !made) ?? [];
        return el(
          "li",
          {},
          el("a", { href: siteUrl(app.bank.byId.get(id)?.url ?? ""), text: block?.title ?? id }),
          missed.length
            ? el("ul", { class: "report__missed" }, ...missed.map(({ text }) => el("li", { text })))
            : null,
        );
      }),
    ),
    el(
      "div",
      { class: "app-actions" },
      add,
      el("a", {
        class: "app-button",
        href: siteUrl(`practice/cards/?questions=${known.join(",")}`),
        text: "Study them now",
      }),
    ),
  );
}

/** @param {Report} report */
function asBlocks(report) {
  return report.blocks.map(({ question, followUps }) => ({ question, followUps, most: followUps.length }));
}

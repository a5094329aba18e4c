// One card of a session: its question, the notes, the answers and the four grades.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { announce, button, el, focusOn, keyHint } from "../shared/dom.js";
import { loadQuestion } from "../shared/question-card.js";
import { spanText, zoneAt } from "./days.js";
import { GRADES } from "./scheduling.js";

/** @typedef {import("./app.js").CardsApp} CardsApp */
/** @typedef {import("./scheduling.js").Rating} Rating */
/** @typedef {import("../shared/bank.js").Question} Question */

/**
 * @param {CardsApp} app
 * @param {Question} question
 * @param {Map<string, string>} typed
 * @param {(rating: Rating) => void} grade
 * @param {() => void} setAside
 */
export function cardView(app, question, typed, grade, setAside) {
  const heading = el("h2", { class: "study-question", id: "study-question", text: question.title });
  const answer = el("div", { class: "study-answer" });
  const note = el("textarea", {
    rows: 3,
    "aria-label": "Your answer, in key words (kept for this session only)",
    placeholder: "Answer aloud, or note key words here. They are not kept.",
  });
  note.addEventListener("input", () => typed.set(question.id, note.value));
  note.addEventListener("keydown", (event) => {
    if (event.key === "Escape") focusOn(heading);
  });
  note.value = typed.get(question.id) ?? "";
  const grades = el("div", {
    class: "study-grades",
    role: "group",
    "aria-label": "How well did you know it?",
  });
  const foot = el("div", { class: "study-foot" });
  const element = el(
    "article",
    { "aria-labelledby": heading.id },
    el("p", { class: "study-meta" }, ...chips(app, question)),
    heading,
    el("div", { class: "study-note" }, note),
    answer,
    foot,
  );
  let parts = loadQuestion(question);
  parts.then(
    (card) => heading.replaceChildren(...card.title),
    () => {},
  );

  const showButton = button("Show the short answer", () => reveal(), {
    class: "app-button--primary study-show",
    key: "Space",
  });
  const allButton = button("Full answer, rubric, follow-ups and traps", () => openAll(), {
    class: "study-all",
    key: "Enter",
  });

  const mark = (/** @type {{ revealed?: boolean, full?: boolean }} */ change) => {
    const { session } = app;
    if (session?.shown) app.keep({ ...session, shown: { ...session.shown, ...change } });
  };

  const drawGrades = () => {
    const now = app.now();
    const intervals = app.deck.intervals(question.id, now, zoneAt(now));
    grades.replaceChildren(
      ...intervals.map((interval, index) => {
        const rating = /** @type {Rating} */ (index + 1);
        return el(
          "button",
          { type: "button", class: `study-grade study-grade--${rating}`, on: { click: () => grade(rating) } },
          el("span", { class: "study-grade__name" }, keyHint(String(rating)), GRADES[rating]),
          el("span", { class: "study-grade__when", text: spanText(interval) }),
        );
      }),
    );
  };

  /** @param {unknown} error */
  const sayMissing = (error) => {
    const text = error instanceof Error ? error.message : String(error);
    const banner = el(
      "div",
      { class: "app-banner app-banner--alert", role: "alert" },
      el("p", { text: `${text} You can grade the card all the same.` }),
      el(
        "div",
        { class: "app-banner__actions" },
        button("Try again", () => {
          parts = loadQuestion(question);
          answer.replaceChildren();
          showAnswer();
        }),
      ),
    );
    answer.replaceChildren(banner);
  };

  /** @returns {Promise<HTMLElement[]>} what stands below the short answer */
  const showAnswer = async () => {
    const slow = setTimeout(
      () => answer.replaceChildren(el("p", { class: "app-waiting", text: "Loading the answer…" })),
      150,
    );
    try {
      const card = await parts;
      clearTimeout(slow);
      // The reader may have gone on to another card meanwhile.
      if (!element.isConnected) return [];
      const more = [...card.full, card.rubric, card.followUps, card.traps, card.foot].filter(
        (part) => part !== null,
      );
      for (const link of answerLinks([card.short, ...more])) link.target = "_blank";
      answer.replaceChildren(card.short);
      if (app.session?.shown?.full) answer.append(...more);
      else answer.append(allButton);
      return more;
    } catch (error) {
      clearTimeout(slow);
      if (element.isConnected) sayMissing(error);
      return [];
    }
  };

  const reveal = async () => {
    mark({ revealed: true });
    showButton.remove();
    note.readOnly = true;
    element.classList.add("is-revealed");
    element.classList.toggle("has-note", note.value.trim() !== "");
    drawGrades();
    foot.replaceChildren(grades);
    focusOn(heading);
    await showAnswer();
    if (element.isConnected) announce(answer.querySelector(".question__short")?.textContent ?? "");
  };

  const openAll = async () => {
    if (app.session?.shown?.full) return;
    mark({ full: true });
    const more = await showAnswer();
    focusOn(more[0]);
  };

  if (app.session?.shown?.revealed) {
    queueMicrotask(reveal);
  } else {
    foot.append(showButton);
    foot.append(button("Set aside", setAside, { class: "app-button--quiet study-aside", key: "x" }));
  }
  return {
    element,
    heading,
    reveal: () => (app.session?.shown?.revealed ? undefined : reveal()),
    openAll,
    note: () => {
      if (note.readOnly) return;
      note.focus();
    },
    refresh: () => {
      if (app.session?.shown?.revealed) drawGrades();
    },
  };
}

/** @param {readonly HTMLElement[]} parts */
function answerLinks(parts) {
  return parts.flatMap((part) => [...part.querySelectorAll("a")]).filter((link) => link.hasAttribute("href"));
}

/** @param {CardsApp} app @param {Question} question */
function chips(app, question) {
  const topic = app.bank.topics.find(({ slug }) => slug === question.topic)?.title ?? question.topic;
  const { memory } = app.deck.state(question.id);
  const names = [
    ["study-topic", topic],
    ["level", NAMES.level[question.level]],
    [`frequency frequency--${question.frequency}`, NAMES.frequency[question.frequency]],
    [
      "round",
      question.rounds
        .map((round) => NAMES.round[/** @type {keyof typeof NAMES.round} */ (round)] ?? round)
        .join(", "),
    ],
    ...(question.whole ? [["kind", "Whole design"]] : []),
    ...(memory ? [] : [["study-new", "New"]]),
  ];
  return names.map(([css, text]) => el("span", { class: `chip ${css}`, text }));
}

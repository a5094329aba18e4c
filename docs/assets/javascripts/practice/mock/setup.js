// Chooses an interview: role, level, rounds, length, and how one answers.
// @ts-check

import { NAMES, offered } from "../shared/bank.js";
import { button, choice, el, listenKeys } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { fold, notice } from "../sitting/controls.js";
import { drawInterview, EXPERIENCE, eligible, LENGTHS } from "./draw.js";
import { history } from "./history.js";
import { choiceText } from "./markdown.js";
import { presetText } from "./preset.js";
import { newSeed } from "../sitting/random.js";
import { interviewQuery, readInterview } from "./share.js";
import { wayFields } from "./ways.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("./draw.js").Choice} Choice */
/** @typedef {import("./draw.js").Draw} Draw */

/**
 * @param {MockApp} app
 * @returns {import("../sitting/sitting.js").View}
 */
export function setupView(app) {
  const given = readInterview(location.search, app.bank);
  const element = el("div", { class: "mock-setup" });
  const problems = el("div");
  const [parts, refresh, begin] = given ? givenParts(given) : chosenParts(app);
  const startButton = button("Begin the interview", () => start(), {
    class: "app-button--primary mock-begin",
    key: "Enter",
  });
  const start = async () => {
    const ready = begin();
    if (!ready) return;
    if (app.preferences.way === "record" && !app.microphone.isOpen) {
      startButton.disabled = true;
      try {
        await app.microphone.open();
      } catch (error) {
        problems.replaceChildren(
          notice(
            error instanceof Error ? error.message : String(error),
            [
              button("Try again", () => start()),
              button("Go on without a recording", () => {
                app.prefer({ way: "aloud" });
                start();
              }),
            ],
            { alert: true },
          ),
        );
        return;
      } finally {
        startButton.disabled = false;
      }
    }
    app.begin(ready.choice, ready.seed, ready.draw.blocks);
  };
  const sheet = button(
    "Sheet for an interviewer",
    () => {
      const ready = begin();
      if (ready) app.show("sheet", ready);
    },
    { class: "app-button--quiet" },
  );
  element.append(
    ...parts,
    wayFields(app),
    problems,
    el("div", { class: "app-actions mock-setup__go" }, startButton, sheet),
    history(app),
  );
  refresh(startButton, sheet);
  const stop = listenKeys([{ keys: ["Enter"], does: "begin the interview", act: () => startButton.click() }]);
  return { element, leave: stop };
}

/** @typedef {{ choice: Choice, seed: string, draw: Draw }} Ready */
/** @typedef {[parts: HTMLElement[], refresh: (...buttons: HTMLButtonElement[]) => void, begin: () => Ready | null]} Parts */

/**
 * An interview that a link names.
 * @param {NonNullable<ReturnType<typeof readInterview>>} given
 * @returns {Parts}
 */
function givenParts(given) {
  const { choice: chosen, seed, draw, unknown } = given;
  const left = unknown
    ? ` ${unknown === 1 ? "One question is" : `${unknown} questions are`} no longer in the bank and left out.`
    : "";
  return [
    [
      notice(
        `This link holds an interview: ${choiceText(chosen, NAMES)}; ${plan(draw)}${seed ? `; seed ${seed}` : ""}.${left}`,
        [el("a", { class: "app-button", href: siteUrl("practice/mock/"), text: "Choose another one" })],
      ),
    ],
    () => {},
    () => ({ choice: chosen, seed, draw }),
  ];
}

/**
 * @param {MockApp} app
 * @returns {Parts}
 */
function chosenParts(app) {
  let seed = newSeed();
  const summary = el("p", { class: "mock-plan", role: "status" });
  /** @type {HTMLButtonElement[]} */
  let buttons = [];
  const link = el("a", { text: "link to this interview" });
  const seedField = el("input", {
    type: "text",
    value: seed,
    maxlength: 20,
    spellcheck: "false",
    autocomplete: "off",
  });
  const rounds = el("div", { class: "mock-rounds" });

  /** @returns {Choice} */
  const choiceNow = () => {
    const { role, level, rounds: names, minutes } = app.preferences;
    return {
      role,
      level: level in EXPERIENCE ? /** @type {Choice["level"]} */ (level) : "mid",
      rounds: names,
      minutes,
    };
  };
  const drawNow = () =>
    drawInterview(app.bank.questions, choiceNow(), seed, app.preferences.weak ? app.weakness() : undefined);

  const drawRounds = () => {
    const { role, rounds: chosen } = app.preferences;
    rounds.replaceChildren(
      ...Object.entries(NAMES.round).flatMap(([value, name]) => {
        const count = eligible(app.bank.questions, { role, rounds: [value] }).length;
        if (!count) return [];
        const box = el("input", { type: "checkbox", value, checked: chosen.includes(value) });
        box.addEventListener("change", () => {
          const others = app.preferences.rounds.filter((each) => each !== value);
          change({ rounds: box.checked ? [...others, value] : others });
        });
        return [
          el(
            "label",
            { class: "app-check" },
            box,
            el("span", {}, name, " ", el("span", { class: "mock-count", text: count })),
          ),
        ];
      }),
    );
  };

  const refresh = () => {
    const chosen = choiceNow();
    const draw = drawNow();
    const none = !draw.blocks.length;
    for (const each of buttons) each.disabled = none;
    link.href = siteUrl(`practice/mock/?${interviewQuery(chosen, seed, draw.blocks)}`);
    link.hidden = none;
    if (!chosen.rounds.length) summary.textContent = "Choose at least one round.";
    else if (none)
      summary.textContent = "No question fits this role and these rounds. Choose another round, or any role.";
    else if (draw.short) {
      summary.textContent = `The bank has only ${plan(draw)} for this choice. More rounds make a longer interview.`;
    } else summary.textContent = `${capital(plan(draw))}.`;
  };

  /** @param {Partial<typeof app.preferences>} changes */
  const change = (changes) => {
    app.prefer(changes);
    if ("role" in changes) drawRounds();
    refresh();
  };
  seedField.addEventListener("input", () => {
    seed =
      seedField.value
        .trim()
        .toLowerCase()
        .replace(/[^\w-]/g, "") || newSeed();
    refresh();
  });
  const weak = el("input", { type: "checkbox", checked: app.preferences.weak });
  weak.addEventListener("change", () => change({ weak: weak.checked }));
  const { role, minutes } = app.preferences;
  const lengths = [...new Set([...LENGTHS, minutes])].sort((a, b) => a - b);
  const said = presetText(app.preset);
  drawRounds();
  return [
    [
      ...(said
        ? [app.preset.refused.length ? notice(said) : el("p", { class: "app-note", text: said })]
        : []),
      el(
        "div",
        { class: "app-fields mock-fields" },
        choice("Role", [["", "Any"], ...offered(app.bank).role], role, (value) => change({ role: value })),
        choice("Level of the position", Object.entries(EXPERIENCE), app.preferences.level, (value) =>
          change({ level: value }),
        ),
        choice(
          "Length",
          lengths.map((each) => [String(each), `${each} minutes`]),
          String(minutes),
          (value) => change({ minutes: Number(value) }),
        ),
      ),
      el("fieldset", { class: "mock-group" }, el("legend", { text: "Rounds" }), rounds),
      summary,
      fold("Seed, and what is drawn", [
        el(
          "label",
          { class: "app-check" },
          weak,
          el("span", { text: "Ask more of what was weak in my cards and earlier interviews" }),
        ),
        el("label", { class: "app-field mock-seed" }, el("span", { text: "Seed" }), seedField),
        el(
          "p",
          { class: "app-note" },
          "The same choice and seed draw the same questions as long as the bank is the same and nothing weak is preferred. To be sure that a friend gets this very interview, send the ",
          link,
          ".",
        ),
      ]),
    ],
    (...given) => {
      buttons = given;
      refresh();
    },
    () => {
      const draw = drawNow();
      return draw.blocks.length ? { choice: choiceNow(), seed, draw } : null;
    },
  ];
}

/** @param {Draw} draw */
function plan({ blocks, seconds }) {
  const count = blocks.length;
  const followUps = blocks.reduce((sum, { most }) => sum + most, 0);
  const parts = [`${count} question${count === 1 ? "" : "s"}`];
  if (blocks.some(({ warmUp }) => warmUp) && count > 1) parts.push("the first to warm up");
  if (blocks.some(({ whole }) => whole)) parts.push("one of them a whole design");
  const minutes = Math.round(seconds / 60);
  return `${parts.join(", ")}, ${followUps ? `up to ${followUps} follow-up${followUps === 1 ? "" : "s"}, ` : ""}${minutes} minutes`;
}

/** @param {string} text */
function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

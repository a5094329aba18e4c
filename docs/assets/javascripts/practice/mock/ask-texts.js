// What the view of a question says around it.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { button, el, openDialog } from "../shared/dom.js";
import { clockText } from "../sitting/timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function where(session) {
  const { block, part } = session.at;
  const count = `Question ${block + 1} of ${session.blocks.length}`;
  return part ? `${count}, follow-up ${part}` : count;
}

/** @param {Session} session */
export function readyTitle({ at, blocks }) {
  const block = blocks[at.block];
  if (block.warmUp) return "A question to warm up";
  return block.whole
    ? "A design"
    : at.block + 1 === blocks.length
      ? "The last question"
      : "The next question";
}

/** @param {Session} session */
export function readyText({ at, blocks }) {
  const { seconds, most, whole } = blocks[at.block];
  const minutes = clockText(seconds * 1000);
  const follow = most === 0 ? "" : most === 1 ? ", then a follow-up" : ", then two follow-ups";
  const steps = whole
    ? " Mark each of the seven steps as you begin it, so that the report can say where the time went."
    : "";
  return `${minutes} for the answer${follow}. The clock starts when you do, and the question is shown then.${steps}`;
}

/** @param {MockApp} app */
export function meta(app) {
  const question = app.question;
  if (!question) return [];
  const topic = app.bank.topics.find(({ slug }) => slug === question.topic)?.title ?? question.topic;
  return [topic, NAMES.kind[question.kind]].map((text) => el("span", { text }));
}

/** @param {MockApp} app */
export function textLabel(app) {
  return app.preferences.way === "type" ? "Your answer" : "Key words, or the whole answer, if you like";
}

/**
 * Ask whether the interview is to end.
 * @param {() => unknown} end
 */
export function confirmEnd(end) {
  const text = "What you have answered is kept and scored; questions that were not asked are left out.";
  const yes = button(
    "End it",
    () => {
      dialog.close();
      end();
    },
    { class: "app-button--primary" },
  );
  const dialog = openDialog("End the interview?", [el("p", { text }), yes], { close: "Go on with it" });
}

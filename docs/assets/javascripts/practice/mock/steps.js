// Seven buttons that mark when a step of a design began.
// @ts-check

import { el } from "../shared/dom.js";
import { STEPS } from "./score.js";
import { stamped } from "./course.js";
import { current } from "./session.js";
import { clockText } from "../sitting/timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("./session.js").Session} Session */

/** @param {MockApp} app */
export function stepButtons(app) {
  const list = el("div", {
    class: "steps",
    role: "group",
    "aria-label": "Steps of the design: press when one begins",
  });
  const draw = () => {
    const { session } = app;
    if (!session) return;
    const { steps } = current(session);
    list.replaceChildren(
      ...STEPS.map(({ name, share }, index) => {
        const at = steps[name];
        const stamped_ = at !== undefined;
        return el(
          "button",
          {
            type: "button",
            class: stamped_ ? "step is-stamped" : "step",
            "aria-pressed": stamped_ ? "true" : "false",
            on: {
              click: () => {
                if (!app.session) return;
                app.tick();
                app.keep(stamped(/** @type {Session} */ (app.session), name));
                // A step that was stamped by its key leaves the focus where it was.
                const inside = list.contains(document.activeElement);
                draw();
                if (inside) /** @type {HTMLElement} */ (list.children[index]).focus({ preventScroll: true });
              },
            },
          },
          el("span", { class: "step__name", text: `${index + 1} ${name}` }),
          el("span", {
            class: "step__time",
            text: stamped_ ? clockText(at) : `${Math.round((share * blockSeconds(session)) / 60)} min`,
          }),
        );
      }),
    );
  };
  draw();
  return list;
}

/** @param {Session} session */
function blockSeconds(session) {
  return session.blocks[session.at.block].seconds;
}

// Asks whether everything is to be deleted; the word has to be typed.
// @ts-check

import { button, el, openDialog } from "../shared/dom.js";
import { entries } from "./words.js";

/**
 * @param {number} count entries in the log
 * @param {() => Promise<unknown>} erase
 */
export function askErase(count, erase) {
  const field = el("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
  const yes = button(
    "Delete everything",
    async () => {
      await erase();
      dialog.close();
    },
    { class: "app-button--danger", disabled: true },
  );
  field.addEventListener("input", () => {
    yes.disabled = field.value.trim().toLowerCase() !== "delete";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !yes.disabled) yes.click();
  });
  const dialog = openDialog(
    "Delete everything?",
    [
      el("p", {
        text: `${entries(count)} will be gone from this browser, in all tabs. This can’t be undone.`,
      }),
      el("label", { class: "app-field" }, el("span", { text: "Type “delete” to go on" }), field),
    ],
    { close: "Keep everything", actions: [yes] },
  );
  field.focus();
}

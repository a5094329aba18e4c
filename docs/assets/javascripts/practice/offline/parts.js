// Sections of the page that do something to the worker or the application: change, install, switch off.
// @ts-check

import { button, el } from "../shared/dom.js";
import { changeVersion } from "./banner.js";
import { switchOff } from "./switch.js";
import { actions, section } from "./view.js";

/** @param {ServiceWorkerRegistration | undefined} registration */
export function versionPart(registration) {
  if (!registration?.waiting) return null;
  const text =
    "You read the version before until you reload; other tabs go on with it until they are reloaded.";
  const reload = button("Reload", () => changeVersion(registration), { data: { part: "reload" } });
  const part = section("version", "A new version is ready", el("p", { text }), actions(reload));
  // The banner would say it a second time.
  part.setAttribute("data-no-interruption", "");
  return part;
}

/** @param {(() => unknown) | undefined} install nothing where the browser doesn't offer it */
export function installPart(install) {
  if (!install) return null;
  const text =
    "The handbook then has a window and an icon of its own. Pages and progress are the same as here.";
  return section(
    "install",
    "As an app",
    el("p", { text }),
    actions(button("Install the app", install, { data: { part: "install" } })),
  );
}

/** @param {ServiceWorkerRegistration | undefined} registration */
export function offPart(registration) {
  if (!registration) return null;
  const off = async () => {
    await switchOff(registration);
    location.reload();
  };
  const text =
    "This removes every kept page and the program that keeps them from this browser, until you switch it on again here. Your progress is untouched.";
  return section(
    "off",
    "Keep nothing",
    el("p", { text }),
    actions(button("Switch offline reading off", off, { class: "app-button--quiet", data: { part: "off" } })),
  );
}

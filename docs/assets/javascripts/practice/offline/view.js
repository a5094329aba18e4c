// The parts of the page on which a reader decides what stays on the device.
// @ts-check

import { button, el } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { amounts, bySection, counted, sizeText } from "./plan.js";

/** @typedef {import("./worker.js").Status} Status */
/** @typedef {import("./worker.js").GroupStatus} GroupStatus */
/** @typedef {import("./plan.js").Result} Result */
/** @typedef {{ uri: string, title: string, sections: readonly string[] }} SitePage */

/**
 * A part of the page with its heading.
 * @param {string} id
 * @param {string} title
 * @param {...(Node | null | false)} content
 */
export function section(id, title, ...content) {
  const heading = el("h2", { id: `offline-${id}`, class: "app-heading", text: title });
  return el("section", { "aria-labelledby": heading.id }, heading, ...content);
}

/**
 * @param {string} text
 * @param {HTMLElement} action
 */
export function banner(text, action) {
  return el(
    "div",
    { class: "app-banner" },
    el("p", { text }),
    el("div", { class: "app-banner__actions" }, action),
  );
}

/** @param {...Node} buttons */
export const actions = (...buttons) => el("div", { class: "app-actions" }, ...buttons);

/**
 * Says which page was asked for without a connection.
 * @param {string | null} path
 * @param {readonly SitePage[]} pages
 * @param {boolean} isOnline
 */
export function missingPart(path, pages, isOnline) {
  if (path === null) return null;
  const title = pages.find(({ uri }) => uri === path)?.title;
  const page = title ? `“${title}”` : "The page you asked for";
  const text = isOnline
    ? `${page} isn’t on this device, and the site couldn’t be reached. There seems to be a connection now.`
    : `${page} isn’t on this device, and there is no connection. What can be read is listed below.`;
  return banner(text, el("a", { class: "app-button", href: siteUrl(path), text: "Try again" }));
}

/** @param {GroupStatus} group */
function partText({ files, kept, keptBytes, bytes }) {
  if (kept === files) return `all, ${sizeText(bytes)}`;
  return kept ? `${sizeText(keptBytes)} of ${sizeText(bytes)}` : `none of ${sizeText(bytes)}`;
}

/**
 * @param {Status} status
 * @param {StorageEstimate | undefined} estimate
 * @param {boolean} isOnline
 */
export function summaryPart(status, estimate, isOnline) {
  const { groups, pages, state } = status;
  const { usage = 0, quota = 0 } = estimate ?? {};
  const rows = [
    ["On this device", `${counted(pages.length, "page")}, ${sizeText(amounts(status).kept)}`],
    ["Practice pages and programs", partText(groups.shell)],
    ["Questions with answers", partText(groups.practice)],
    ["Chapters, notebooks, figures, search", partText(groups.rest)],
  ];
  if (groups.runtime.files) rows.push(["Python for the drills", partText(groups.runtime)]);
  if (quota) rows.push(["All storage of this site", `${sizeText(usage)} of at most ${sizeText(quota)}`]);
  const saver =
    "Your browser asks to save data, or the connection is slow or paid: nothing is fetched in advance, only what you ask for.";
  const full =
    "The browser’s storage for this site was full, so not everything could be kept. The handbook works on with a connection; free some space, then fetch the rest below.";
  return section(
    "now",
    isOnline ? "What is kept now" : "You are offline: what is kept",
    el(
      "dl",
      { class: "offline-amounts" },
      ...rows.map(([name, value]) => el("div", {}, el("dt", { text: name }), el("dd", { text: value }))),
    ),
    state.saver && el("p", { class: "app-note", text: saver }),
    state.full && el("p", { class: "offline-alert", text: full }),
  );
}

/**
 * @typedef {object} WholeOptions
 * @property {StorageEstimate | undefined} estimate
 * @property {boolean} isOnline
 * @property {boolean} wantsRuntime whether Python is to be kept, too
 * @property {(wanted: boolean) => void} onRuntime
 * @property {() => void} onKeep
 * @property {() => void} onRemove
 */

/**
 * What it takes to keep the whole handbook, and the way back.
 * @param {Status} status
 * @param {WholeOptions} options
 */
export function wholePart(status, { estimate, isOnline, wantsRuntime, onRuntime, onKeep, onRemove }) {
  const { missing, runtimeMissing, isWhole, hasRuntime, removable } = amounts(status);
  const chosen = status.state.keep === "all";
  const needed = missing + (wantsRuntime ? runtimeMissing : 0);
  const left = Math.max(0, (estimate?.quota ?? Number.POSITIVE_INFINITY) - (estimate?.usage ?? 0));
  /** @type {HTMLElement[]} */
  const parts = [el("p", { text: offerText(isWhole, hasRuntime, missing) })];
  if (!hasRuntime) {
    const box = el("input", { type: "checkbox", checked: wantsRuntime, data: { part: "python" } });
    box.addEventListener("change", () => onRuntime(box.checked));
    const text = `Python and NumPy, too, to run the drills: ${sizeText(runtimeMissing)}`;
    parts.push(el("label", { class: "offline-choice" }, box, el("span", { text })));
  }
  if (needed > left) {
    const text = `The browser leaves this site ${sizeText(left)}, which is too little.`;
    parts.push(el("p", { class: "offline-alert", text }));
  }
  const buttons = [];
  if (needed > 0) {
    const label = chosen && !isWhole ? "Fetch the rest" : "Keep the whole handbook on this device";
    const properties = { class: "app-button--primary", disabled: !isOnline, data: { part: "keep" } };
    buttons.push(button(isWhole ? "Keep Python on this device" : label, onKeep, properties));
    if (!isOnline) parts.push(el("p", { class: "app-note", text: "That needs a connection." }));
  }
  if (removable > 0) {
    const label = chosen ? "Remove it again" : "Remove visited pages";
    buttons.push(button(`${label} (${sizeText(removable)})`, onRemove, { data: { part: "remove" } }));
  }
  const said = el("p", { class: "offline-notice", role: "status" });
  return section("whole", "The whole handbook", ...parts, actions(...buttons), said);
}

/**
 * @param {boolean} isWhole
 * @param {boolean} hasRuntime
 * @param {number} missing bytes
 */
function offerText(isWhole, hasRuntime, missing) {
  if (!isWhole) {
    return `Every chapter, question, notebook and figure, and the search: ${sizeText(missing)} more to store. Less than that comes over the network, where text is compressed.`;
  }
  return hasRuntime
    ? "Everything is on this device. When a new version is published, only what has changed is fetched."
    : "All pages are on this device. Python isn’t, so that the drills need a connection to run.";
}

/**
 * The pages that open without a connection, by part of the handbook.
 * @param {Status} status
 * @param {readonly SitePage[]} sitePages
 * @param {boolean} open
 */
export function pagesPart({ pages }, sitePages, open) {
  const sections = bySection(pages, sitePages);
  if (!sections.length) return null;
  const count = sections.reduce((sum, [, list]) => sum + list.length, 0);
  return el(
    "details",
    { class: "offline-pages", open },
    el("summary", { text: `Pages that open without a connection: ${count}`, data: { part: "pages" } }),
    ...sections.flatMap(([name, list]) => [
      el("h3", { text: name }),
      el(
        "ul",
        {},
        ...list.map(({ path, title }) => el("li", {}, el("a", { href: siteUrl(path), text: title }))),
      ),
    ]),
  );
}

/**
 * What an attempt to keep everything came to.
 * @param {Result} result
 */
export function noticeOf({ end, failed }) {
  switch (end) {
    case "done":
      return "Done: the whole handbook is on this device.";
    case "cancelled":
      return "Stopped. What was fetched stays until you remove it.";
    case "full":
      return "The browser’s storage for this site is full. What was fetched stays, and the rest comes over the network; free some space, then try again.";
    case "failed":
      return `${counted(failed.length, "file")} couldn’t be fetched: ${failed[0]?.reason}. What was fetched stays; try again for the rest.`;
  }
}

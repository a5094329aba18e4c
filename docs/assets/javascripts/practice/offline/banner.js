// Says that a new version of the handbook is ready, and changes to it when the reader wants to.
//
// A page that must not be disturbed, such as a running interview, has an element with the attribute
// `data-no-interruption` for as long: the banner is hidden until it is gone.
// @ts-check

import { ask } from "./worker.js";

const BUSY = "data-no-interruption";
const DISMISSED = "handbook-dismissed-version";

/** @type {HTMLElement | undefined} */
let banner;

/** @type {MutationObserver | undefined} */
let observer;

/** @param {ServiceWorkerRegistration} registration */
export async function offerReload(registration) {
  const { waiting } = registration;
  if (!waiting) return;
  const version = await ask(waiting, { type: "version" }, 5000).catch(() => "");
  if (version && recall() === version) return;
  banner?.remove();
  banner = bannerOf(registration, version);
  document.body.append(banner);
  await loadStyles();
  const text = banner.querySelector("p");
  // A screen reader hears what is put into a live region, not what was in it from the beginning.
  const show = () => {
    const hidden = document.querySelector(`[${BUSY}]`) !== null;
    if (!banner || !text || banner.hidden === hidden) return;
    banner.hidden = hidden;
    text.textContent = hidden ? "" : "A new version of the handbook is ready.";
  };
  show();
  observer?.disconnect();
  observer = new MutationObserver(show);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: [BUSY] });
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @param {string} version
 */
function bannerOf(registration, version) {
  const element = document.createElement("div");
  element.className = "update-banner";
  element.hidden = true;
  const text = document.createElement("p");
  text.setAttribute("role", "status");
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "update-banner__reload";
  reload.textContent = "Reload";
  reload.addEventListener("click", () => changeVersion(registration));
  const later = document.createElement("button");
  later.type = "button";
  later.className = "update-banner__later";
  later.textContent = "Later";
  later.addEventListener("click", () => {
    remember(version);
    observer?.disconnect();
    element.remove();
    banner = undefined;
  });
  element.append(text, reload, later);
  return element;
}

/**
 * Let the waiting version take over, and reload this page with it. Other tabs go on as they are.
 * @param {ServiceWorkerRegistration} registration
 */
export function changeVersion(registration) {
  const { waiting } = registration;
  // Another tab may have changed it already.
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ type: "takeOver" });
}

function loadStyles() {
  const address = new URL("../../../stylesheets/practice/update-banner.css", import.meta.url).href;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
}

function recall() {
  try {
    return sessionStorage.getItem(DISMISSED);
  } catch {
    return null;
  }
}

/** @param {string} version */
function remember(version) {
  try {
    sessionStorage.setItem(DISMISSED, version);
  } catch {
    // It is then offered again on the next page.
  }
}

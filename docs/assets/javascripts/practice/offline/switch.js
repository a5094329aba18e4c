// Whether this browser may keep pages: on, until the reader switches it off.
// @ts-check

import { ask } from "./worker.js";

/** The same as in register-worker.js, which every page loads and which imports nothing. */
const KEY = "handbook-offline";

export function isSwitchedOff() {
  try {
    return localStorage.getItem(KEY) === "off";
  } catch {
    return false;
  }
}

/**
 * Remove the worker and all that it keeps, for good.
 * @param {ServiceWorkerRegistration} registration
 */
export async function switchOff(registration) {
  localStorage.setItem(KEY, "off");
  const workers = [registration.active, registration.waiting].filter((worker) => worker !== null);
  for (const worker of workers) await ask(worker, { type: "off" }, 10_000).catch(() => undefined);
  await registration.unregister();
}

export function switchOn() {
  localStorage.removeItem(KEY);
}

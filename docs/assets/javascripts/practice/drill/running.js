// Says beside the button how far a run is: what is loaded, and the time that is left.
// @ts-check

import { make } from "./dom.js";
import { LIMIT_SECONDS } from "./python.js";
import { megabytes } from "./words.js";

const KNOWN = "handbook:python-loaded";

/** How far a run is, for the reader. */
export class Running {
  status = make("span", { class: "drill-status" });
  progress = make("progress", { class: "drill-progress", hidden: true, "aria-label": "Loading Python" });
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #countdown;

  /** @param {string} text what there is to say when nothing runs */
  rest(text) {
    clearInterval(this.#countdown);
    this.progress.hidden = true;
    this.status.textContent = text;
  }

  /** @param {number} received @param {number} total */
  loading(received, total) {
    this.progress.hidden = false;
    this.progress.max = total || 1;
    this.progress.value = received;
    this.status.textContent = total
      ? `Loading Python: ${megabytes(received)} of ${megabytes(total)}`
      : "Loading Python …";
  }

  starting() {
    this.progress.hidden = true;
    this.status.textContent = "Starting Python …";
  }

  running() {
    remember();
    const end = performance.now() + LIMIT_SECONDS * 1000;
    const tick = () => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      this.status.textContent = `Running, ${left} s left`;
    };
    tick();
    this.#countdown = setInterval(tick, 250);
  }
}

/** Whether Python was loaded here before, and is in the browser's cache. */
export function isKnown() {
  try {
    return localStorage.getItem(KNOWN) !== null;
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(KNOWN, "1");
  } catch {
    // The note about the size stays.
  }
}

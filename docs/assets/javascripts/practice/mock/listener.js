// Writes down what is said, where the browser can. Some browsers send the sound to their maker for that.
// @ts-check

/**
 * The part of the Web Speech interface that is used here.
 * @typedef {object} Recognition
 * @property {boolean} continuous
 * @property {boolean} interimResults
 * @property {string} lang
 * @property {(event: { resultIndex: number, results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void} onresult
 * @property {(event: { error: string }) => void} onerror
 * @property {() => void} onend
 * @property {() => void} start
 * @property {() => void} abort
 * @property {() => void} stop
 */

/** @returns {(new () => Recognition) | undefined} */
function recognition() {
  const scope = /** @type {any} */ (globalThis);
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition;
}

export const canListen = () => recognition() !== undefined;

const PROBLEMS = /** @type {Record<string, string>} */ ({
  "not-allowed": "The browser refuses to write down what you say. Type key words instead.",
  "service-not-allowed": "The browser refuses to write down what you say. Type key words instead.",
  network: "The browser’s service for writing down speech can’t be reached. Type key words instead.",
  "audio-capture": "No microphone was found for writing down what you say. Type key words instead.",
  "language-not-supported": "The browser can’t write down English. Type key words instead.",
});

export class Listener {
  /** @type {Recognition | null} */
  #active = null;
  #wanted = false;

  /**
   * @param {(text: string) => void} heard finished words
   * @param {(text: string) => void} hearing words that may still change
   * @param {(text: string) => void} failed
   */
  constructor(heard, hearing, failed) {
    this.heard = heard;
    this.hearing = hearing;
    this.failed = failed;
  }

  start() {
    const Made = recognition();
    if (!Made || this.#wanted) return;
    this.#wanted = true;
    const active = new Made();
    active.continuous = true;
    active.interimResults = true;
    active.lang = "en";
    active.onresult = ({ resultIndex, results }) => {
      let open = "";
      for (let index = resultIndex; index < results.length; index += 1) {
        const said = results[index][0].transcript.trim();
        if (results[index].isFinal) this.heard(said);
        else open = `${open} ${said}`.trim();
      }
      this.hearing(open);
    };
    active.onerror = ({ error }) => {
      // Silence is no problem, and our own stop is none.
      if (!(error in PROBLEMS)) return;
      this.#wanted = false;
      this.failed(PROBLEMS[error]);
    };
    // Browsers stop listening after a while; the answer may be longer.
    active.onend = () => {
      if (this.#wanted && this.#active === active) active.start();
    };
    this.#active = active;
    active.start();
  }

  stop() {
    this.#wanted = false;
    this.#active?.stop();
    this.#active = null;
    this.hearing("");
  }
}

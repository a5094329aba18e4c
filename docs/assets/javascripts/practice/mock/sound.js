// The sound of one answer: recorded and written down, where the reader has chosen that.
// @ts-check

import { Listener } from "./listener.js";
import { withAnswer } from "./session.js";

/** @typedef {import("./app.js").MockApp} MockApp */

export class AnswerSound {
  #app;
  #key;
  #name;
  #listener;

  /**
   * @param {MockApp} app
   * @param {{ block: number, part: number }} at
   * @param {{ heard: (text: string) => void, hearing: (text: string) => void, failed: (text: string) => void }} told
   */
  constructor(app, { block, part }, { heard, hearing, failed }) {
    this.#app = app;
    this.#key = `${block}.${part}`;
    this.#name = `question-${block + 1}${part ? `-follow-up-${part}` : ""}`;
    const noted = (/** @type {string} */ said) => {
      heard(said);
      if (app.session) app.hold(withAnswer(app.session, { heard: true }));
    };
    this.#listener = new Listener(noted, hearing, failed);
  }

  /** Begin, or go on after a pause. */
  start() {
    const { preferences, microphone } = this.#app;
    if (preferences.way !== "type" && preferences.listen) this.#listener.start();
    if (preferences.way !== "record" || !microphone.isOpen) return;
    if (microphone.isRecording) microphone.resume();
    else microphone.start();
  }

  pause() {
    this.#app.microphone.pause();
    this.#listener.stop();
  }

  /** End the recording, and keep what it says. */
  async keep() {
    const app = this.#app;
    this.#listener.stop();
    const recording = await app.microphone.stop(this.#name);
    if (!recording || !app.session) return;
    app.recordings.set(this.#key, recording);
    app.keep(withAnswer(app.session, { voice: recording.voice }));
  }
}

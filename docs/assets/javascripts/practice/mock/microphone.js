// Records answers: kept in the memory of the page, never stored, never sent.
// @ts-check

import { voiceOf } from "./speech.js";

/** @typedef {{ url: string, name: string, voice: import("./speech.js").Voice | null }} Recording */

const STEP_MS = 100;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** Says in one sentence why nothing can be recorded. */
export class MicrophoneError extends Error {}

export class Microphone {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {AnalyserNode | null} */
  #analyser = null;
  /** @type {MediaRecorder | null} */
  #recorder = null;
  /** @type {Blob[]} */
  #pieces = [];
  /** @type {number[]} */
  #levels = [];
  #timer = 0;
  #sampled = 0;
  /** Loudness now, from 0 to 1, for a meter. */
  level = 0;

  get isOpen() {
    return this.#stream !== null;
  }

  get isRecording() {
    return this.#recorder !== null;
  }

  /**
   * Ask for the microphone.
   * @throws {MicrophoneError}
   */
  async open() {
    if (this.#stream) return;
    if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined") {
      throw new MicrophoneError(
        "This browser records only on pages that come over https or from this machine, or not at all.",
      );
    }
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      throw new MicrophoneError(reason(error));
    }
    // The microphone may be unplugged or taken back in the middle.
    for (const track of this.#stream.getTracks()) track.onended = () => this.close();
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#context.createMediaStreamSource(this.#stream).connect(this.#analyser);
  }

  start() {
    if (!this.#stream || this.#recorder) return;
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.#recorder = new MediaRecorder(this.#stream, mimeType ? { mimeType } : {});
    this.#pieces = [];
    this.#levels = [];
    this.#recorder.ondataavailable = ({ data }) => data.size && this.#pieces.push(data);
    this.#recorder.start(1000);
    this.#listen();
  }

  pause() {
    if (this.#recorder?.state !== "recording") return;
    this.#recorder.pause();
    clearInterval(this.#timer);
  }

  resume() {
    if (this.#recorder?.state !== "paused") return;
    this.#recorder.resume();
    this.#listen();
  }

  #listen() {
    this.#context?.resume();
    this.#sampled = performance.now();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#sample(), STEP_MS);
  }

  #sample() {
    if (!this.#analyser) return;
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    this.level = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    // A hidden page is woken less often: the level stands for all the time since the last one.
    const now = performance.now();
    const steps = Math.max(1, Math.round((now - this.#sampled) / STEP_MS));
    for (let step = 0; step < steps; step += 1) this.#levels.push(this.level);
    this.#sampled = now;
  }

  /**
   * End the recording.
   * @param {string} name of the file, without its ending
   * @returns {Promise<Recording | null>} nothing if nothing was recorded
   */
  async stop(name) {
    const recorder = this.#recorder;
    if (!recorder) return null;
    clearInterval(this.#timer);
    this.level = 0;
    this.#recorder = null;
    if (recorder.state !== "inactive") {
      await new Promise((resolve) => {
        recorder.onstop = resolve;
        recorder.stop();
      });
    }
    const blob = new Blob(this.#pieces, { type: recorder.mimeType });
    if (!blob.size) return null;
    const ending = recorder.mimeType.includes("mp4")
      ? "m4a"
      : recorder.mimeType.includes("ogg")
        ? "ogg"
        : "webm";
    return {
      url: URL.createObjectURL(blob),
      name: `${name}.${ending}`,
      voice: voiceOf(this.#levels, STEP_MS / 1000),
    };
  }

  /** Give the microphone back, so that the browser's sign goes out. */
  close() {
    clearInterval(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#context?.close();
    this.#stream = null;
    this.#context = null;
    this.#analyser = null;
  }
}

/** @param {unknown} error */
function reason(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") {
    return "The microphone was refused. Allow it in the browser’s settings for this site, or go on without a recording.";
  }
  if (name === "NotFoundError" || name === "OverconstrainedError")
    return "No microphone was found. Go on without a recording.";
  if (name === "NotReadableError")
    return "The microphone is used by another program. Go on without a recording.";
  return "The microphone could not be opened. Go on without a recording.";
}

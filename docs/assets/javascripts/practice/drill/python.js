// Runs attempts in a worker that can be ended at any time; the interpreter is loaded when it is first needed.
// @ts-check

import { LoadingError, fetchParts } from "./files.js";

/**
 * @typedef {object} Evidence
 * @property {string} call
 * @property {[string, string][]} values
 * @property {string} expected
 * @property {string} got
 */

/**
 * @typedef {object} Failure
 * @property {string} test
 * @property {string} promise
 * @property {string} message
 * @property {number} line
 * @property {Evidence} evidence
 */

/**
 * @typedef {object} Sample rows of a query on the sample database
 * @property {string} [error]
 * @property {string[]} [columns]
 * @property {string[][]} [rows]
 * @property {boolean} [more]
 */

/**
 * What src/handbook/drills/in_page.py answers.
 * @typedef {object} Verdict
 * @property {string[]} passed
 * @property {Failure[]} failures
 * @property {number} dropped characters of output beyond the limit
 * @property {Sample | null} sample
 * @property {string[]} changes
 */

/** @typedef {{ attempt: string, tests: string, language: string, setup: string }} Request */

/**
 * @typedef {{ kind: "verdict", verdict: Verdict, seconds: number }
 *   | { kind: "stopped" | "timeout" | "broken" | "unloaded", message: string, seconds: number }} Outcome
 */

/**
 * @typedef {object} Listener
 * @property {(received: number, total: number) => void} [loading] bytes
 * @property {() => void} [starting] everything is loaded, Python starts
 * @property {() => void} [running]
 * @property {(name: string, promise: string) => void} [test] a test starts
 * @property {(text: string) => void} [printed]
 */

/** @typedef {{ worker: Worker, ready: Promise<void> }} Started */

/** A heap never shrinks: above this size the next run gets a new interpreter. */
const LARGE_HEAP = 512 * 1024 * 1024;
/** Small devices keep no second interpreter, in GiB as the browser tells. */
const SMALL_DEVICE = 4;

export const LIMIT_SECONDS = 30;

export class Python {
  /** @type {Promise<import("./files.js").Parts> | undefined} */
  #parts;
  /** @type {Started | undefined} */
  #next;
  /** @type {Started | undefined} */
  #spare;
  /** @type {((outcome: "stopped" | "timeout") => void) | undefined} */
  #end;
  #progress = [0, 0];

  /** @param {boolean} numpy whether attempts may use NumPy */
  constructor(numpy) {
    this.numpy = numpy;
    /** @type {(received: number, total: number) => void} */
    this.report = () => {};
  }

  /** Whether an interpreter stands ready. */
  get isLoaded() {
    return this.#next !== undefined;
  }

  /** @returns {Started} */
  #start(/** @type {import("./files.js").Parts} */ parts) {
    const address = URL.createObjectURL(new Blob([parts.script], { type: "text/javascript" }));
    const worker = new Worker(address);
    const ready = new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || "the worker does not start"));
      worker.onmessage = ({ data }) => {
        if (data.type === "ready") resolve(undefined);
        else if (data.type === "broken") reject(new Error(data.text));
      };
    }).finally(() => URL.revokeObjectURL(address));
    ready.catch(() => {});
    const { module, files, lock, sources } = parts;
    worker.postMessage({ type: "start", module, files, lock, sources, numpy: this.numpy });
    return { worker, ready };
  }

  /**
   * Load and start Python unless that has happened.
   * @param {Listener} [listener]
   */
  async prepare(listener = {}) {
    this.report = listener.loading ?? (() => {});
    this.report(this.#progress[0], this.#progress[1]);
    this.#parts ??= fetchParts(this.numpy, (...progress) => {
      this.#progress = progress;
      this.report(...progress);
    });
    let parts;
    try {
      parts = await this.#parts;
    } catch (error) {
      this.#parts = undefined;
      throw error;
    }
    listener.starting?.();
    this.#next ??= this.#spare ?? this.#start(parts);
    if (this.#next === this.#spare) this.#spare = undefined;
    const { ready } = this.#next;
    try {
      await ready;
    } catch (error) {
      this.recycle();
      throw error;
    }
    return /** @type {Started} */ (this.#next);
  }

  /** Start a second interpreter, so that the end of this one costs no wait. */
  async warm() {
    const memory = /** @type {any} */ (navigator).deviceMemory ?? SMALL_DEVICE;
    if (this.#spare || !this.#parts || memory < SMALL_DEVICE) return;
    this.#spare = this.#start(await this.#parts);
    this.#spare.ready.catch(() => {
      this.#spare = undefined;
    });
  }

  /** End this interpreter; the next run has a new one. */
  recycle() {
    this.#next?.worker.terminate();
    this.#next = undefined;
  }

  /** End everything. */
  close() {
    this.recycle();
    this.#spare?.worker.terminate();
    this.#spare = undefined;
  }

  /** End the run in progress. */
  stop() {
    this.#end?.("stopped");
  }

  /**
   * Run an attempt against its tests.
   * @param {Request} request
   * @param {Listener} [listener]
   * @param {number} [limit] seconds
   * @returns {Promise<Outcome>}
   */
  async run(request, listener = {}, limit = LIMIT_SECONDS) {
    let begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    /** @type {Promise<"stopped" | "timeout">} */
    const ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    try {
      const prepared = await Promise.race([this.prepare(listener), ended]);
      if (typeof prepared === "string") return { kind: "stopped", message: "", seconds: seconds() };
      listener.running?.();
      begun = performance.now();
      const outcome = await this.#judge(prepared.worker, request, listener, limit, ended);
      return { ...outcome, seconds: seconds() };
    } catch (error) {
      const failure = /** @type {Error} */ (error);
      const kind = failure instanceof LoadingError ? "unloaded" : "broken";
      return { kind, message: failure.message, seconds: seconds() };
    } finally {
      this.#end = undefined;
    }
  }

  /**
   * @param {Worker} worker
   * @param {Request} request
   * @param {Listener} listener
   * @param {number} limit
   * @param {Promise<"stopped" | "timeout">} ended
   * @returns {Promise<any>}
   */
  async #judge(worker, request, listener, limit, ended) {
    const timer = setTimeout(() => this.#end?.("timeout"), limit * 1000);
    let test = "";
    /** @type {Promise<{ type: string, text: string, heap: number }>} */
    const answered = new Promise((resolve) => {
      worker.onerror = (event) => resolve({ type: "broken", text: event.message, heap: 0 });
      worker.onmessage = ({ data }) => {
        if (data.type === "printed") listener.printed?.(data.text);
        else if (data.type === "test") {
          const [name, promise] = JSON.parse(data.text);
          test = promise;
          listener.test?.(name, promise);
        } else resolve(data);
      };
    });
    worker.postMessage({ type: "run", request: JSON.stringify(request) });
    const answer = await Promise.race([answered, ended]);
    clearTimeout(timer);
    if (typeof answer === "string" || answer.type !== "done") {
      this.recycle();
      if (typeof answer === "string") return { kind: answer, message: test };
      return { kind: "broken", message: answer.text };
    }
    /** @type {Verdict} */
    const verdict = JSON.parse(answer.text);
    if (verdict.changes.length || answer.heap > LARGE_HEAP) this.recycle();
    return { kind: "verdict", verdict };
  }
}

// Talks with the service worker.
// @ts-check

/**
 * What src/handbook/serviceworker/worker/keeper.mjs tells.
 * @typedef {object} GroupStatus
 * @property {number} files
 * @property {number} bytes
 * @property {number} kept
 * @property {number} keptBytes
 */

/**
 * @typedef {object} Status
 * @property {string} version
 * @property {{ keep: "usual" | "all", practice: boolean, runtime: boolean, saver: boolean, full: boolean }} state
 * @property {Record<"shell" | "practice" | "rest" | "runtime", GroupStatus>} groups
 * @property {string[]} pages
 */

/** @typedef {{ stored: number, failed: { path: string, reason: string }[], full: boolean }} Outcome */

/**
 * Ask a worker.
 * @param {ServiceWorker} worker
 * @param {{ type: string, [field: string]: unknown }} message
 * @param {number} [patience] milliseconds
 * @returns {Promise<any>}
 */
export function ask(worker, message, patience = 120_000) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => reject(new Error("the worker doesn’t answer")), patience);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      port1.close();
      if (data.error) reject(new Error(data.error));
      else resolve(data.value);
    };
    worker.postMessage(message, [port2]);
  });
}

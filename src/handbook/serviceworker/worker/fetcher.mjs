// Fetches files for keeping. What the server sends is kept only if it is what the version's list says, so that
// no error, no half a file and no mix of two versions is ever kept.
// @ts-check

import { digestOf } from "./files.mjs";
import { StorageFull } from "./store.mjs";

/** @typedef {import("./files.mjs").SiteFile} SiteFile */
/** @typedef {{ path: string, reason: string }} Failure */
/** @typedef {{ stored: number, failed: Failure[], full: boolean }} Outcome */

const AT_ONCE = 6;
const NOT_KEPT = ["content-encoding", "content-length", "transfer-encoding", "vary", "set-cookie"];

export class Fetcher {
  /**
   * @param {import("./files.mjs").SiteFiles} files
   * @param {import("./store.mjs").Store} store
   * @param {(request: Request) => Promise<Response>} fetch
   */
  constructor(files, store, fetch) {
    this.files = files;
    this.store = store;
    this.fetch = fetch;
    /** @type {Map<string, Promise<void>>} By path: what two tabs ask for is fetched once. */
    this.underway = new Map();
  }

  /**
   * Fetch and keep files that are not kept.
   * @param {readonly SiteFile[]} files
   * @param {{ network?: boolean }} [options] without the network, only what the browser happens to have
   * @returns {Promise<Outcome>}
   */
  async keepAll(files, options = {}) {
    /** @type {Outcome} */
    const outcome = { stored: 0, failed: [], full: false };
    const waiting = [...files];
    const work = async () => {
      for (let file = waiting.shift(); file && !outcome.full; file = waiting.shift()) {
        try {
          await this.keep(file, options);
          outcome.stored += 1;
        } catch (error) {
          if (error instanceof StorageFull) outcome.full = true;
          else outcome.failed.push({ path: file.path, reason: /** @type {Error} */ (error).message });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return outcome;
  }

  /**
   * @param {SiteFile} file
   * @param {{ network?: boolean }} options
   */
  keep(file, options) {
    const key = `${file.path}?${options.network}`;
    let underway = this.underway.get(key);
    if (!underway) {
      underway = this.load(file, options).finally(() => this.underway.delete(key));
      this.underway.set(key, underway);
    }
    return underway;
  }

  /**
   * @param {SiteFile} file
   * @param {{ network?: boolean }} options
   */
  async load(file, { network = true }) {
    // The browser's own cache first, since what is in it was checked by nobody but is checked here.
    /** @type {RequestCache[]} */
    const modes = network ? ["default", "reload"] : ["only-if-cached"];
    for (const cache of modes) {
      const request = new Request(this.files.address(file.path), { cache, mode: "same-origin" });
      const response = await this.fetch(request).catch(() => undefined);
      if (!response) throw new Error("there is no connection");
      if (response.status !== 200) throw new Error(`the site answers ${response.status}`);
      if (await this.accept(file, response)) return;
    }
    throw new Error("the site has another version of it");
  }

  /**
   * Keep a response if it is what the list says.
   * @param {SiteFile} file
   * @param {Response} response
   * @throws {StorageFull}
   */
  async accept(file, response) {
    const content = await response.arrayBuffer();
    if ((await digestOf(content)) !== file.digest) return false;
    const headers = new Headers(response.headers);
    for (const name of NOT_KEPT) headers.delete(name);
    await this.store.put(file, new Response(content, { headers }));
    return true;
  }
}

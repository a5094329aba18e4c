// Answers what pages ask for: from the device what is kept, else from the network.
// @ts-check

import { SiteFiles } from "./files.mjs";
import { plainPage } from "./plain-page.mjs";

/** @typedef {import("./files.mjs").SiteFile} SiteFile */

/** The page that says what is on the device, see docs/practice/offline.md. */
export const OFFLINE_PAGE = "practice/offline/";

/**
 * @typedef {object} Asked
 * @property {Request} request
 * @property {string} clientId of the tab or worker that asks; empty for a navigation
 * @property {(work: Promise<unknown>) => void} waitUntil
 */

export class Answers {
  /**
   * @param {SiteFiles} files
   * @param {import("./store.mjs").Store} store
   * @param {import("./fetcher.mjs").Fetcher} fetcher
   * @param {{ onOther: () => void }} hooks `onOther` is called when the site has another version of a file
   */
  constructor(files, store, fetcher, { onOther }) {
    this.files = files;
    this.store = store;
    this.fetcher = fetcher;
    this.onOther = onOther;
    this.off = false;
    /** @type {Promise<Map<string, SiteFiles>> | undefined} */
    this.old = undefined;
  }

  /**
   * @param {Asked} asked
   * @returns {Promise<Response> | undefined} nothing where the browser is to do what it always does
   */
  answer(asked) {
    const { request } = asked;
    if (this.off || request.method !== "GET" || request.headers.has("range")) return undefined;
    const path = this.files.pathOf(request.url);
    if (path === undefined || path.startsWith("downloads/")) return undefined;
    if (this.files.byPath.has(path)) return this.file(asked, path);
    return request.mode === "navigate" ? this.unknownPage(request, path) : undefined;
  }

  /** @param {Asked} asked @param {string} path */
  async file({ request, clientId, waitUntil }, path) {
    const now = /** @type {SiteFile} */ (this.files.byPath.get(path));
    const old = clientId ? (await this.oldTabs()).get(clientId) : undefined;
    const file = old?.byPath.get(path) ?? now;
    const kept = await this.store.match(file);
    if (kept) return kept;
    let response;
    try {
      response = await this.fetcher.fetch(request);
    } catch {
      const other = await this.store.matchOther(file);
      return other ?? (request.mode === "navigate" ? this.missing(path) : Response.error());
    }
    if (response.status === 200 && response.type === "basic") waitUntil(this.keep(file, response.clone()));
    return response;
  }

  /**
   * A page that is not in the list: one that was added since, one without the closing slash, or none.
   * @param {Request} request
   * @param {string} path
   */
  async unknownPage(request, path) {
    try {
      return await this.fetcher.fetch(request);
    } catch {
      if (!this.files.byPath.has(`${path}/`)) return this.missing(path);
      return Response.redirect(this.files.address(`${path}/`) + new URL(request.url).search);
    }
  }

  /** @param {string} path */
  async missing(path) {
    const page = this.files.byPath.get(OFFLINE_PAGE);
    if (
      page &&
      path !== OFFLINE_PAGE &&
      ((await this.store.match(page)) ?? (await this.store.matchOther(page)))
    ) {
      return Response.redirect(`${this.files.address(OFFLINE_PAGE)}?missing=${encodeURIComponent(path)}`);
    }
    const kept = await this.store.kept();
    const pages = kept.map((each) => each.path).filter((each) => each === "" || each.endsWith("/"));
    return plainPage(pages, this.files);
  }

  /** @param {SiteFile} file @param {Response} response */
  async keep(file, response) {
    const { version, full } = await this.store.state();
    // The reader has switched this off, and the worker lives on in the tabs that it had.
    if (!version) return;
    try {
      if (!(await this.fetcher.accept(file, response))) this.onOther();
      else if (full) await this.store.change({ full: false });
    } catch {
      await this.store.change({ full: true });
    }
  }

  /** The versions of tabs that were loaded before this version took over, by client. */
  oldTabs() {
    this.old ??= this.readOldTabs().catch(() => new Map());
    return this.old;
  }

  async readOldTabs() {
    const { old } = await this.store.state();
    /** @type {Map<string, SiteFiles>} */
    const byVersion = new Map();
    for (const version of new Set(Object.values(old))) {
      const list = await this.store.list(version);
      if (list) byVersion.set(version, new SiteFiles(list, this.files.scope.href));
    }
    /** @type {Map<string, SiteFiles>} */
    const tabs = new Map();
    for (const [client, version] of Object.entries(old)) {
      const files = byVersion.get(version);
      if (files) tabs.set(client, files);
    }
    return tabs;
  }
}

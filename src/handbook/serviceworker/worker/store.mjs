// What is kept on the device. Files are kept by path and digest, so that versions share what did not change:
// a new version fetches what is new to it and copies nothing.
// @ts-check

/** @typedef {import("./files.mjs").SiteFile} SiteFile */
/** @typedef {import("./files.mjs").SiteFiles} SiteFiles */
/** @typedef {import("./files.mjs").FileList} FileList */

/**
 * What the reader wants and what the worker must know when it starts again.
 * @typedef {object} State
 * @property {"usual" | "all"} keep the shell and what is visited, or the whole handbook
 * @property {boolean} practice whether a practice page was opened: its data is then kept, too
 * @property {boolean} runtime whether Python is to be kept, too
 * @property {boolean} saver whether the browser asked to save data when a page was last shown
 * @property {boolean} full whether the browser refused to store a file, and none was stored since
 * @property {string} version that was active last; empty before the first
 * @property {Record<string, string>} old version that each tab was loaded with, by client, where it is another
 */

/** @type {Readonly<State>} */
const NEW = {
  keep: "usual",
  practice: false,
  runtime: false,
  saver: false,
  full: false,
  version: "",
  old: {},
};

/** Thrown when the browser refuses to store a file. */
export class StorageFull extends Error {}

/** A file as it is kept. @typedef {{ path: string, digest: string, request: Request, runtime: boolean }} Kept */

export class Store {
  /**
   * @param {CacheStorage} caches
   * @param {string} scope address of the site's first page; several sites may share an origin
   */
  constructor(caches, scope) {
    this.caches = caches;
    this.scope = scope;
    const { pathname } = new URL(scope);
    this.names = {
      files: `handbook-files ${pathname}`,
      runtime: `handbook-runtime ${pathname}`,
      state: `handbook-state ${pathname}`,
    };
    /** @type {Map<string, Promise<Cache>>} */
    this.opened = new Map();
    /** @type {Promise<unknown>} Changes of the state wait for one another. */
    this.changing = Promise.resolve();
  }

  /** @param {keyof Store["names"]} which */
  open(which) {
    const name = this.names[which];
    let cache = this.opened.get(name);
    if (!cache) {
      cache = this.caches.open(name);
      cache.catch(() => this.opened.delete(name));
      this.opened.set(name, cache);
    }
    return cache;
  }

  /** @param {string} path @param {string} digest */
  key(path, digest) {
    return `${new URL(path || ".", this.scope).href}?${digest}`;
  }

  /** @param {SiteFile} file */
  async match({ path, digest, group }) {
    const cache = await this.open(group === "runtime" ? "runtime" : "files");
    return cache.match(this.key(path, digest));
  }

  /**
   * A file as another version had it, for readers without a connection. Never of a run-time, whose files fit
   * only one another.
   * @param {SiteFile} file
   */
  async matchOther({ path, group }) {
    if (group === "runtime") return undefined;
    return (await this.open("files")).match(new URL(path || ".", this.scope).href, { ignoreSearch: true });
  }

  /**
   * @param {SiteFile} file
   * @param {Response} response
   * @throws {StorageFull}
   */
  async put({ path, digest, group }, response) {
    const cache = await this.open(group === "runtime" ? "runtime" : "files");
    try {
      await cache.put(this.key(path, digest), response);
    } catch (error) {
      throw new StorageFull(String(error));
    }
  }

  /** @returns {Promise<Kept[]>} */
  async kept() {
    const lists = await Promise.all(
      /** @type {const} */ (["files", "runtime"]).map(async (which) => {
        const requests = await (await this.open(which)).keys();
        return requests.map((request) => {
          const { href, search } = new URL(request.url);
          const path = href.slice(this.scope.length, href.length - search.length);
          return { path, digest: search.slice(1), request, runtime: which === "runtime" };
        });
      }),
    );
    return lists.flat();
  }

  /** @param {readonly Kept[]} entries */
  async remove(entries) {
    const [files, runtime] = await Promise.all([this.open("files"), this.open("runtime")]);
    for (const { request, runtime: apart } of entries) await (apart ? runtime : files).delete(request);
  }

  /** @returns {Promise<State>} */
  async state() {
    return { ...NEW, ...(await this.read("state")) };
  }

  /** @param {Partial<State>} changes */
  change(changes) {
    const changed = this.changing.then(async () => {
      const state = { ...(await this.state()), ...changes };
      await this.write("state", state);
      return state;
    });
    this.changing = changed.catch(() => undefined);
    return changed;
  }

  /** @param {string} version @returns {Promise<FileList | undefined>} */
  list(version) {
    return this.read(`list-${version}`);
  }

  /** @param {FileList} list */
  saveList(list) {
    return this.write(`list-${list.version}`, list);
  }

  /** The versions whose lists are known. */
  async versions() {
    const requests = await (await this.open("state")).keys();
    return requests.flatMap(({ url }) => /\?list-(.+)$/.exec(url)?.[1] ?? []);
  }

  /** @param {string} version */
  async forgetList(version) {
    await (await this.open("state")).delete(`${this.scope}?list-${version}`);
  }

  /** @param {string} name @returns {Promise<any>} */
  async read(name) {
    const response = await (await this.open("state")).match(`${this.scope}?${name}`);
    return response?.json();
  }

  /** @param {string} name @param {unknown} value */
  async write(name, value) {
    const body = new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
    try {
      await (await this.open("state")).put(`${this.scope}?${name}`, body);
    } catch {
      // Without space for it the worker starts anew next time, and everything is fetched as it is needed.
    }
  }

  /** Delete everything. */
  async clear() {
    this.opened.clear();
    await Promise.all(Object.values(this.names).map((name) => this.caches.delete(name)));
  }
}

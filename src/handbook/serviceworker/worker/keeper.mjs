// What is kept: decides it, fetches it, takes it over into a new version and clears away what nobody needs.
// @ts-check

/** @typedef {import("./files.mjs").Group} Group */
/** @typedef {import("./files.mjs").SiteFile} SiteFile */
/** @typedef {import("./store.mjs").State} State */
/** @typedef {import("./store.mjs").Kept} Kept */
/** @typedef {import("./fetcher.mjs").Outcome} Outcome */

/**
 * What the worker needs of the browser besides caches and the network.
 * @typedef {object} Surroundings
 * @property {() => Promise<readonly { id: string }[]>} clients all tabs and workers of the site
 * @property {() => boolean} isUpdating whether another version is being installed or waits
 * @property {() => boolean} savesData
 */

/**
 * @typedef {object} Status
 * @property {string} version
 * @property {State} state
 * @property {Record<Group, { files: number, bytes: number, kept: number, keptBytes: number }>} groups
 * @property {string[]} pages paths of the pages that can be opened without a connection
 */

/**
 * The groups that a reader has chosen to keep, with or without knowing.
 * @param {State} state
 * @returns {Group[]}
 */
export function groupsOf({ keep, practice, runtime }) {
  const all = keep === "all";
  return [
    "shell",
    ...(practice || all ? [/** @type {const} */ ("practice")] : []),
    ...(all ? [/** @type {const} */ ("rest")] : []),
    ...(runtime ? [/** @type {const} */ ("runtime")] : []),
  ];
}

export class Keeper {
  /**
   * @param {import("./files.mjs").SiteFiles} files
   * @param {import("./store.mjs").Store} store
   * @param {import("./fetcher.mjs").Fetcher} fetcher
   * @param {Surroundings} surroundings
   */
  constructor(files, store, fetcher, surroundings) {
    this.files = files;
    this.store = store;
    this.fetcher = fetcher;
    this.surroundings = surroundings;
  }

  /**
   * Prepare this version beside the one that is in use: fetch anew what was kept and has changed.
   * @throws {Error} when a file cannot be had: the version before stays in use, and the browser tries again
   */
  async install() {
    await this.store.saveList(this.files.list);
    const state = await this.store.state();
    if (!state.version || state.saver || this.surroundings.savesData()) return;
    const kept = await this.store.kept();
    const paths = new Set(kept.filter(({ runtime }) => !runtime).map(({ path }) => path));
    const groups = groupsOf(state);
    const wanted = [...this.files.byPath.values()].filter(
      ({ path, group }) => groups.includes(group) || (paths.has(path) && group !== "runtime"),
    );
    const { failed, full } = await this.fetcher.keepAll(missing(wanted, kept));
    if (failed.length) throw new Error(`${failed[0].path || "index.html"}: ${failed[0].reason}`);
    // Full storage is no reason to hold a version back: what is not on the device comes from the network.
    if (full) await this.store.change({ full: true });
  }

  /** Take over: tabs that are open were loaded with the version before, and go on with it. */
  async activate() {
    const { version, old } = await this.store.state();
    /** @type {Record<string, string>} */
    const tabs = {};
    if (version) {
      for (const { id } of await this.surroundings.clients()) {
        const loadedWith = old[id] ?? version;
        if (loadedWith !== this.files.version) tabs[id] = loadedWith;
      }
    }
    await this.store.change({ version: this.files.version, old: tabs });
  }

  /**
   * A page was shown: keep what it consists of, then the usual.
   * @param {{ saver: boolean, practice: boolean, resources: readonly string[] }} page `resources` are the
   *   addresses that it loaded before there was a worker
   * @returns {Promise<Outcome | undefined>}
   */
  async shown({ saver, practice, resources }) {
    let state = await this.store.state();
    if (state.saver !== saver || (practice && !state.practice && !saver)) {
      state = await this.store.change({ saver, practice: state.practice || (practice && !saver) });
    }
    await this.tidy();
    const kept = await this.store.kept();
    const seen = [...new Set(resources.flatMap((address) => this.files.at(address) ?? []))];
    if (seen.length) await this.fetcher.keepAll(missing(seen, kept), { network: !saver });
    if (saver) return undefined;
    return this.fetch(this.files.of(groupsOf(state)));
  }

  /**
   * Fetch those files that are not kept.
   * @param {readonly SiteFile[]} files
   */
  async fetch(files) {
    const wanted = missing(files, await this.store.kept());
    if (!wanted.length) return { stored: 0, failed: [], full: false };
    const outcome = await this.fetcher.keepAll(wanted);
    const state = await this.store.state();
    if (state.full !== outcome.full) await this.store.change({ full: outcome.full });
    return outcome;
  }

  /**
   * What is still to be fetched for these groups.
   * @param {readonly Group[]} groups
   */
  async plan(groups) {
    return missing(this.files.of(groups), await this.store.kept()).map(({ path, bytes }) => ({
      path,
      bytes,
    }));
  }

  /** @param {readonly string[]} paths */
  async fetchPaths(paths) {
    return this.fetch(paths.flatMap((path) => this.files.byPath.get(path) ?? []));
  }

  /** Go back to the usual: what the reader had kept is removed, and so are the pages visited. */
  async removeChosen() {
    const state = await this.store.change({ keep: "usual", runtime: false, full: false });
    const groups = groupsOf(state);
    const kept = await this.store.kept();
    await this.store.remove(
      kept.filter(({ path }) => !groups.includes(this.files.byPath.get(path)?.group ?? "rest")),
    );
  }

  /** @returns {Promise<Status>} */
  async status() {
    const [state, kept] = await Promise.all([this.store.state(), this.store.kept()]);
    const isKept = keptTest(kept);
    const paths = new Set(kept.map(({ path }) => path));
    const groups = /** @type {Status["groups"]} */ ({});
    for (const group of /** @type {const} */ (["shell", "practice", "rest", "runtime"])) {
      groups[group] = { files: 0, bytes: 0, kept: 0, keptBytes: 0 };
    }
    const pages = [];
    for (const file of this.files.byPath.values()) {
      const sums = groups[file.group];
      sums.files += 1;
      sums.bytes += file.bytes;
      if (isKept(file)) {
        sums.kept += 1;
        sums.keptBytes += file.bytes;
      }
      if ((file.path === "" || file.path.endsWith("/")) && paths.has(file.path)) pages.push(file.path);
    }
    return { version: this.files.version, state, groups, pages };
  }

  /**
   * Remove what no version that is in use has. A file that this version has in another form, not fetched yet,
   * stays as it was, for readers without a connection.
   */
  async tidy() {
    // In this order: a version that begins to install meanwhile has its list before its files.
    const kept = await this.store.kept();
    const versions = await this.store.versions();
    const isUpdating = this.surroundings.isUpdating();
    const state = await this.store.state();
    if (isUpdating || (versions.length === 1 && versions[0] === this.files.version)) return;
    const alive = new Set((await this.surroundings.clients()).map(({ id }) => id));
    const old = Object.fromEntries(Object.entries(state.old).filter(([id]) => alive.has(id)));
    const needed = new Set([this.files.version, ...Object.values(old)]);
    const lists = await Promise.all([...needed].map((version) => this.store.list(version)));
    const digests = new Set(
      lists.flatMap((list) =>
        Object.values(list?.groups ?? {}).flatMap((rows) =>
          rows.map(([path, digest]) => `${path}?${digest}`),
        ),
      ),
    );
    const isKept = keptTest(kept);
    await this.store.remove(
      kept.filter(({ path, digest, runtime }) => {
        if (digests.has(`${path}?${digest}`)) return false;
        const now = this.files.byPath.get(path);
        return runtime || !now || isKept(now);
      }),
    );
    for (const version of versions) if (!needed.has(version)) await this.store.forgetList(version);
    await this.store.change({ old });
  }
}

/** @param {readonly Kept[]} kept */
function keptTest(kept) {
  const keys = new Set(kept.map(({ path, digest }) => `${path}?${digest}`));
  return /** @param {SiteFile} file */ ({ path, digest }) => keys.has(`${path}?${digest}`);
}

/**
 * @param {readonly SiteFile[]} files
 * @param {readonly Kept[]} kept
 */
function missing(files, kept) {
  const isKept = keptTest(kept);
  return files.filter((file) => !isKept(file));
}

// The files of one version of the site: where they are, and what each must contain.
// @ts-check

/** @typedef {"shell" | "practice" | "rest" | "runtime"} Group see listing.py */

/**
 * @typedef {object} FileList
 * @property {string} version
 * @property {Record<Group, [path: string, digest: string, bytes: number][]>} groups
 */

/** @typedef {{ path: string, digest: string, bytes: number, group: Group }} SiteFile */

export class SiteFiles {
  /**
   * @param {FileList} list
   * @param {string} scope address of the site's first page
   */
  constructor(list, scope) {
    this.list = list;
    this.version = list.version;
    this.scope = new URL(scope);
    /** @type {Map<string, SiteFile>} */
    this.byPath = new Map();
    for (const [group, rows] of Object.entries(list.groups)) {
      for (const [path, digest, bytes] of rows) {
        this.byPath.set(path, { path, digest, bytes, group: /** @type {Group} */ (group) });
      }
    }
  }

  /**
   * The path of an address below the site, without its query and fragment; undefined outside of the site.
   * @param {string} address
   */
  pathOf(address) {
    const { origin, pathname } = new URL(address, this.scope);
    if (origin !== this.scope.origin || !pathname.startsWith(this.scope.pathname)) return undefined;
    const path = pathname.slice(this.scope.pathname.length);
    return path === "index.html" || path.endsWith("/index.html") ? path.slice(0, -"index.html".length) : path;
  }

  /**
   * The file at an address; a query does not matter.
   * @param {string} address
   */
  at(address) {
    const path = this.pathOf(address);
    return path === undefined ? undefined : this.byPath.get(path);
  }

  /** @param {string} path */
  address(path) {
    return new URL(path || ".", this.scope).href;
  }

  /**
   * @param {readonly Group[]} groups
   * @returns {SiteFile[]}
   */
  of(groups) {
    return [...this.byPath.values()].filter(({ group }) => groups.includes(group));
  }
}

/**
 * The digest by which the list knows a content; src/handbook/serviceworker/digests.py does the same.
 * @param {ArrayBuffer} content
 */
export async function digestOf(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content)).subarray(0, 8);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

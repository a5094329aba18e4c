// A browser's caches and a site's server, as the parts of the worker see them.
import { createHash } from "node:crypto";
import { Answers } from "../../../src/handbook/serviceworker/worker/answers.mjs";
import { Fetcher } from "../../../src/handbook/serviceworker/worker/fetcher.mjs";
import { SiteFiles } from "../../../src/handbook/serviceworker/worker/files.mjs";
import { Keeper } from "../../../src/handbook/serviceworker/worker/keeper.mjs";
import { Store } from "../../../src/handbook/serviceworker/worker/store.mjs";

export const SCOPE = "https://site.example/handbook/";

const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

class FakeCache {
  constructor(device) {
    this.device = device;
    this.entries = new Map();
  }

  async match(key, { ignoreSearch = false } = {}) {
    for (const [url, response] of this.entries) {
      if (url === key || (ignoreSearch && url.split("?")[0] === key.split("?")[0])) return response.clone();
    }
    return undefined;
  }

  async put(key, response) {
    if (this.device.isFull && !key.includes("?state") && !key.includes("?list-")) {
      throw new DOMException("Quota exceeded.", "QuotaExceededError");
    }
    this.entries.set(key, response);
  }

  async keys() {
    return [...this.entries.keys()].map((url) => ({ url }));
  }

  async delete(key) {
    return this.entries.delete(key.url ?? key);
  }
}

/** What one browser has of the site: its caches outlive versions of the worker. */
export class Device {
  constructor() {
    this.isFull = false;
    this.all = new Map();
    this.caches = {
      open: async (name) => {
        if (!this.all.has(name)) this.all.set(name, new FakeCache(this));
        return this.all.get(name);
      },
      delete: async (name) => this.all.delete(name),
    };
    this.tabs = [];
    this.isUpdating = false;
    this.savesData = false;
  }

  /** Paths with content, of everything kept. */
  async kept() {
    const found = {};
    for (const [name, cache] of this.all) {
      if (name.startsWith("handbook-state")) continue;
      for (const [url, response] of cache.entries) {
        const path = url.slice(SCOPE.length).split("?")[0];
        found[path] = [...(found[path] ?? []), await response.clone().text()];
      }
    }
    return found;
  }
}

/** A server: what it has, what fails, and what it was asked for. */
export class Server {
  constructor() {
    this.files = {};
    this.broken = new Set();
    this.isDown = false;
    this.asked = [];
  }

  fetch = async (request) => {
    const path = new URL(request.url).pathname.replace("/handbook/", "");
    this.asked.push(`${request.cache === "only-if-cached" ? "cache:" : ""}${path}`);
    if (this.isDown || request.cache === "only-if-cached") throw new TypeError("Failed to fetch");
    if (this.broken.has(path)) return this.response("an error", 500);
    return path in this.files ? this.response(this.files[path], 200) : this.response("no such page", 404);
  };

  response(text, status) {
    const headers = { "content-type": "text/html", vary: "*", "content-encoding": "gzip" };
    const response = new Response(text, { status, headers });
    Object.defineProperty(response, "type", { value: "basic" });
    const clone = response.clone.bind(response);
    response.clone = () => clone();
    return response;
  }
}

/** One version of the worker on a device, with the list of what the server has now. */
export function version(device, server, groups, name = "v1") {
  const rows = (paths) =>
    paths.map((path) => [path, digest(server.files[path]), Buffer.byteLength(server.files[path])]);
  const list = {
    version: name,
    groups: {
      shell: rows(groups.shell ?? []),
      practice: rows(groups.practice ?? []),
      rest: rows(groups.rest ?? []),
      runtime: rows(groups.runtime ?? []),
    },
  };
  const files = new SiteFiles(list, SCOPE);
  const store = new Store(device.caches, SCOPE);
  const fetcher = new Fetcher(files, store, server.fetch);
  const keeper = new Keeper(files, store, fetcher, {
    clients: async () => device.tabs.map((id) => ({ id })),
    isUpdating: () => device.isUpdating,
    savesData: () => device.savesData,
  });
  const others = [];
  const answers = new Answers(files, store, fetcher, { onOther: () => others.push(name) });

  /** What a tab gets, with everything done that is done afterwards. */
  async function get(path, { mode = "no-cors", clientId = "tab", method = "GET", headers = {} } = {}) {
    const work = [];
    const request = { url: SCOPE + path, method, mode, headers: new Headers(headers), cache: "default" };
    const answer = answers.answer({ request, clientId, waitUntil: (promise) => work.push(promise) });
    const response = await answer;
    await Promise.all(work);
    return response;
  }

  /** Become the version in use, as the browser does it. */
  async function start() {
    await keeper.install();
    await keeper.activate();
  }

  return { files, store, fetcher, keeper, answers, get, start, others };
}

export const PAGE = { saver: false, practice: false, resources: [] };

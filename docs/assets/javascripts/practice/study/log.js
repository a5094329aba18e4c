// The study log in the browser's database: added to by several tabs, never altered, kept in memory where
// the browser refuses to store it.
// @ts-check

import { completion, DAMAGED, EVENTS, isNamed, openDatabase, result } from "./database.js";
import { isSound, newId, newOrigin, seal } from "./event.js";

/** @typedef {import("./event.js").StudyEvent} StudyEvent */
/** @typedef {import("./event.js").Kind} Kind */

/**
 * How safe new events are.
 *
 * - `saved`: in the database
 * - `memory`: the browser offers no database; they are gone when the page is closed
 * - `full`: the database took no more; they wait in memory
 * - `outdated`: another tab has a newer version of the handbook; this one must be reloaded
 * - `lost`: the database was closed or deleted below this page
 * @typedef {"saved" | "memory" | "full" | "outdated" | "lost"} Safety
 */

const NAME = "handbook-study";

export class StudyLog {
  /** @type {IDBDatabase | null} */
  #database = null;
  /** @type {StudyEvent[]} Events that the database doesn't hold. */
  #pending = [];
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {BroadcastChannel | null} */
  #channel = null;
  #origin = newOrigin();
  /** @type {() => Promise<IDBDatabase>} */
  #connect;
  /** @type {Safety} */
  safety = "memory";

  /**
   * Use {@link StudyLog.open}.
   * @param {() => Promise<IDBDatabase>} connect
   */
  constructor(connect) {
    this.#connect = connect;
  }

  /**
   * Open the log; it always opens, if only in memory.
   * @param {{ name?: string, factory?: IDBFactory, timeout?: number }} [options]
   * @returns {Promise<StudyLog>}
   */
  static async open({ name = NAME, factory = globalThis.indexedDB, timeout = 5000 } = {}) {
    const log = new StudyLog(() => openDatabase(factory, name, timeout));
    if (typeof BroadcastChannel !== "undefined") {
      log.#channel = new BroadcastChannel(name);
      log.#channel.onmessage = () => log.#tell();
    }
    await log.#open();
    return log;
  }

  async #open() {
    let database;
    try {
      database = await this.#connect();
    } catch (error) {
      this.safety = isNamed(error, "VersionError") ? "outdated" : "memory";
      return;
    }
    this.#database = database;
    this.safety = "saved";
    // Another tab brings a newer version, or the reader deletes the site's data.
    database.onversionchange = (event) => {
      database.close();
      this.#leave(event.newVersion === null ? "lost" : "outdated");
    };
    database.onclose = () => this.#leave("lost");
  }

  /** @param {Safety} safety */
  #leave(safety) {
    this.#database = null;
    this.safety = safety;
    this.#tell();
  }

  /** Events that are only in memory. */
  get unsaved() {
    return this.#pending.length;
  }

  /**
   * Be told when the log has changed, here or in another tab, and when its safety has.
   * @param {() => void} listener
   * @returns {() => void} ends it
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }

  /**
   * Add events that happen now.
   * @param {{ kind: Kind, data: Record<string, unknown> }[]} happenings
   * @param {number} [now] milliseconds since 1970
   * @returns {Promise<StudyEvent[]>} the events; see `safety` for whether they are stored
   */
  async add(happenings, now = Date.now()) {
    // What cannot be stored at all must fail here, not look like a full disk.
    const events = happenings.map(({ kind, data }) =>
      seal({ id: newId(now, this.#origin), t: now, kind, data: structuredClone(data) }),
    );
    await this.merge(events);
    return events;
  }

  /**
   * Add events as they are, such as those of a backup; ones that are there already stay as they are.
   * @param {StudyEvent[]} events
   */
  async merge(events) {
    this.#pending.push(...events);
    await this.#store();
    this.#channel?.postMessage(events.length);
    this.#tell();
  }

  /** Try again to store what waits in memory, in a new database if the old one is gone. */
  async retry() {
    if (!this.#database) await this.#open();
    await this.#store();
    this.#tell();
  }

  async #store() {
    const database = this.#database;
    if (!database) return;
    const events = [...this.#pending];
    try {
      const transaction = database.transaction(EVENTS, "readwrite", { durability: "strict" });
      const finished = completion(transaction);
      const store = transaction.objectStore(EVENTS);
      for (const event of events) store.put(event);
      await finished;
    } catch (error) {
      // A row that was not stored stays in memory and is tried again with the next one.
      if (isNamed(error, "InvalidStateError")) this.#leave("lost");
      else this.safety = "full";
      return;
    }
    const stored = new Set(events);
    this.#pending = this.#pending.filter((event) => !stored.has(event));
    this.safety = "saved";
  }

  /**
   * Read everything; damaged rows are set aside, not deleted.
   * @returns {Promise<{ events: StudyEvent[], damaged: number }>}
   */
  async read() {
    /** @type {unknown[]} */
    let rows = [];
    let damaged = 0;
    if (this.#database) {
      try {
        const transaction = this.#database.transaction([EVENTS, DAMAGED]);
        const [found, aside] = await Promise.all([
          result(transaction.objectStore(EVENTS).getAll()),
          result(transaction.objectStore(DAMAGED).count()),
        ]);
        rows = found;
        damaged = aside;
      } catch {
        this.#leave("lost");
      }
    }
    /** @type {Map<string, StudyEvent>} */
    const events = new Map();
    /** @type {unknown[]} */
    const bad = [];
    for (const row of rows) {
      if (isSound(row)) events.set(row.id, row);
      else bad.push(row);
    }
    if (bad.length) await this.#setAside(bad);
    for (const event of this.#pending) events.set(event.id, event);
    return { events: [...events.values()], damaged: damaged + bad.length };
  }

  /** @param {unknown[]} rows */
  async #setAside(rows) {
    if (!this.#database) return;
    const transaction = this.#database.transaction([EVENTS, DAMAGED], "readwrite");
    const finished = completion(transaction);
    for (const row of rows) {
      transaction.objectStore(DAMAGED).add(row);
      transaction.objectStore(EVENTS).delete(/** @type {{ id: string }} */ (row).id);
    }
    await finished;
  }

  /** Delete everything that the reader has ever done here. */
  async erase() {
    this.#pending = [];
    if (this.#database) {
      const transaction = this.#database.transaction([EVENTS, DAMAGED], "readwrite");
      const finished = completion(transaction);
      transaction.objectStore(EVENTS).clear();
      transaction.objectStore(DAMAGED).clear();
      await finished;
    }
    this.#channel?.postMessage(0);
    this.#tell();
  }

  /** Close the log, for tests. */
  close() {
    this.#channel?.close();
    this.#database?.close();
    this.#database = null;
  }
}

// Keeps an unfinished session in the browser, and tells a tab when another one goes on with it.
// @ts-check

const PREFIX = "handbook-practice:";

/** @template Session */
export class Kept {
  #key;
  #read;
  #tab = Math.random().toString(36).slice(2);
  /** Whether the browser stored what was saved last. */
  works = true;
  /** Whether this tab was the last to go on with the session. */
  mine = false;

  /**
   * @param {string} name such as `mock-session`
   * @param {(text: string | null) => Session | null} read
   * @param {() => void} taken called when another tab goes on with the session
   */
  constructor(name, read, taken) {
    this.#key = PREFIX + name;
    this.#read = read;
    addEventListener("storage", ({ key, newValue }) => {
      if (key !== this.#key || !newValue) return;
      if (!this.mine || this.#unpacked(newValue).tab === this.#tab) return;
      this.mine = false;
      taken();
    });
  }

  /** @param {string | null} text */
  #unpacked(text) {
    try {
      const value = JSON.parse(text ?? "null");
      return { tab: String(value?.tab ?? ""), session: JSON.stringify(value?.session ?? null) };
    } catch {
      return { tab: "", session: null };
    }
  }

  /** @returns {Session | null} what was left unfinished */
  load() {
    try {
      return this.#read(this.#unpacked(localStorage.getItem(this.#key)).session);
    } catch {
      this.works = false;
      return null;
    }
  }

  /** @param {Session} session */
  save(session) {
    this.mine = true;
    try {
      localStorage.setItem(this.#key, JSON.stringify({ tab: this.#tab, session }));
      this.works = true;
    } catch {
      this.works = false;
    }
  }

  clear() {
    this.mine = false;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was stored, then.
    }
  }
}

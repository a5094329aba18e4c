// Makes up for what browsers refuse to a page opened from a disk; runs before any other script.
// @ts-check
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** Holds the worker's code and the documents; see src/handbook/offline/search.py. */
  const searchAddress = new URL("../../search/search.js", script.src).href;

  // The theme reads its settings at every page and stops where it may not: then they last for one page.
  try {
    localStorage.getItem("");
  } catch {
    for (const name of ["localStorage", "sessionStorage"]) {
      /** @type {Map<string, string>} */
      const items = new Map();
      const value = {
        /** @param {string} key */
        getItem: (key) => items.get(String(key)) ?? null,
        /** @param {string} key @param {unknown} text */
        setItem: (key, text) => void items.set(String(key), String(text)),
        /** @param {string} key */
        removeItem: (key) => void items.delete(String(key)),
        clear: () => items.clear(),
      };
      Object.defineProperty(window, name, { value });
    }
  }

  /** @returns {Promise<{ code: string, documents: unknown[] }>} */
  const loadSearch = () =>
    new Promise((resolve, reject) => {
      /** @param {string} code @param {unknown[]} documents */
      const receive = (code, documents) => resolve({ code, documents });
      // The file calls this: a script may be loaded from a disk, data may not.
      Object.assign(window, { handbookSearch: receive });
      const element = document.createElement("script");
      element.addEventListener("error", () => reject(new Error(`${searchAddress} is missing`)));
      element.src = searchAddress;
      document.head.append(element);
    });

  /** The theme's search worker from a blob, since no browser starts one from a file. */
  class SearchWorker extends EventTarget {
    /** @type {Promise<{ worker: Worker, documents: unknown[] }> | undefined} */
    #started;

    async #start() {
      const { code, documents } = await loadSearch();
      const worker = new TheirWorker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
      worker.addEventListener("message", ({ data }) => {
        this.dispatchEvent(new MessageEvent("message", { data }));
      });
      return { worker, documents };
    }

    /** The first message comes when the search is opened. */
    async postMessage(/** @type {any} */ message) {
      this.#started ??= this.#start();
      const { worker, documents } = await this.#started;
      if (message.data?.docs) message = { ...message, data: { ...message.data, docs: documents } };
      worker.postMessage(message);
    }

    terminate() {
      this.#started?.then(({ worker }) => worker.terminate());
    }
  }

  const TheirWorker = window.Worker;
  window.Worker = new Proxy(TheirWorker, {
    construct(target, parameters, newTarget) {
      // The address may also be that of search-worker.js with the theme's worker as its fragment.
      if (/\/workers\/search\.[^/]*js$/.test(String(parameters[0]))) return new SearchWorker();
      return Reflect.construct(target, parameters, newTarget);
    },
  });
})();

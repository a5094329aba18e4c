/*
 * Load the search only when somebody is about to search.
 *
 * The theme starts its search worker and fetches the whole index as soon as a page is shown: most of what a
 * first visit would transfer. This script runs before the theme's and holds both back until the search box is
 * focused or touched, the address asks for a search, or the page is idle on a fast connection. The worker is then
 * run by search-worker.js, which spares it work. Two addresses are relied upon (…/workers/search.….js and
 * …/search/search_index.json) and the numbers of two messages; if a later theme uses others, the search works as
 * it did before.
 */
(() => {
  "use strict";

  /** @param {unknown} url */
  const isIndex = (url) => /\/search\/search_index\.json(\?|$)/.test(String(url));
  /** @param {unknown} url */
  const isSearchWorker = (url) => /\/workers\/search\.[^/]*js(\?|$)/.test(String(url));

  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const HELPER = new URL("search-worker.js", own.src);

  /** @type {(() => void)[]} */
  let waiting = [];
  let wanted = false;

  /** @param {() => void} start */
  const whenWanted = (start) => (wanted ? start() : waiting.push(start));

  const load = () => {
    wanted = true;
    const starts = waiting;
    waiting = [];
    for (const start of starts) start();
  };

  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const indexRequests = new WeakSet();

  XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...parameters) {
    if (isIndex(parameters[1])) indexRequests.add(this);
    return open.apply(this, /** @type {any} */ (parameters));
  };

  XMLHttpRequest.prototype.send = function (body) {
    if (!indexRequests.has(this)) return send.call(this, body);
    whenWanted(() => send.call(this, body));
  };

  const QUERY = 2;
  const RESULT = 3;

  /**
   * Takes messages at once and hands them to the real worker when there is one. Of the queries that come while
   * one is being answered only the last is kept, so that fast typing does not make a queue.
   */
  class LateWorker extends EventTarget {
    /** @param {() => Worker} create */
    constructor(create) {
      super();
      /** @type {Worker | undefined} */
      this.worker = undefined;
      this.busy = false;
      /** @type {unknown} */
      this.next = undefined;
      whenWanted(() => {
        this.worker = create();
        this.worker.addEventListener("message", (event) => {
          if (event.data?.type === RESULT) {
            const { next } = this;
            this.next = undefined;
            this.busy = next !== undefined;
            if (this.busy) return this.worker?.postMessage(next);
          }
          this.dispatchEvent(new MessageEvent("message", { data: event.data }));
        });
        this.worker.addEventListener("error", (event) => {
          this.dispatchEvent(new ErrorEvent("error", { message: event.message }));
        });
      });
    }

    /** @param {any} message */
    postMessage(message) {
      whenWanted(() => {
        if (message?.type === QUERY) {
          if (this.busy) {
            this.next = message;
            return;
          }
          this.busy = true;
        }
        this.worker?.postMessage(message);
      });
    }

    terminate() {
      this.worker?.terminate();
    }
  }

  window.Worker = new Proxy(window.Worker, {
    construct(target, parameters, newTarget) {
      if (!isSearchWorker(parameters[0])) return Reflect.construct(target, parameters, newTarget);
      const address = new URL(HELPER);
      address.hash = String(new URL(parameters[0], document.baseURI));
      return new LateWorker(() => Reflect.construct(target, [address, ...parameters.slice(1)], newTarget));
    },
  });

  /** @param {Event} event */
  const aboutToSearch = (event) => {
    const element = event.target;
    if (
      element instanceof Element &&
      element.closest("[data-md-component=search], [for=__search], #__search")
    ) {
      load();
    }
  };
  for (const name of ["focusin", "pointerdown", "change"]) {
    document.addEventListener(name, aboutToSearch, { capture: true, passive: true });
  }

  // The theme waits until the key is released, which takes a typist as long as the search itself.
  document.addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.matches("[data-md-component=search-query]")) {
      target.dispatchEvent(new Event("keyup"));
    }
  });

  if (new URLSearchParams(location.search).has("q")) load();

  // Only Chromium tells; where nothing is known of the connection, nothing is fetched in advance.
  const connection = /** @type {any} */ (navigator).connection;
  const isFast = connection && !connection.saveData && connection.downlink >= 5 && connection.rtt <= 100;
  if (isFast && "requestIdleCallback" in window) {
    addEventListener("load", () => requestIdleCallback(load), { once: true });
  }
})();

/*
 * Load the search only when somebody is about to search.
 *
 * The theme starts its search worker and fetches the whole index as soon as a page is shown: most of what a
 * first visit would transfer. This script runs before the theme's and holds both back until the search box is
 * focused or touched, the address asks for a search, or the page is idle on a fast connection. It relies on
 * two addresses only (…/workers/search.….js and …/search/search_index.json); if a later theme uses others,
 * the search works as it did before.
 */
(() => {
  "use strict";

  const isIndex = (url) => /\/search\/search_index\.json(\?|$)/.test(String(url));
  const isSearchWorker = (url) => /\/workers\/search\.[^/]*js(\?|$)/.test(String(url));

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

  /** Takes messages at once and hands them to the real worker when there is one. */
  class LateWorker extends EventTarget {
    /** @param {() => Worker} create */
    constructor(create) {
      super();
      /** @type {Worker | undefined} */
      this.worker = undefined;
      whenWanted(() => {
        this.worker = create();
        this.worker.addEventListener("message", (event) => {
          this.dispatchEvent(new MessageEvent("message", { data: event.data }));
        });
        this.worker.addEventListener("error", (event) => {
          this.dispatchEvent(new ErrorEvent("error", { message: event.message }));
        });
      });
    }

    /** @param {unknown} message */
    postMessage(message) {
      whenWanted(() => this.worker?.postMessage(message));
    }

    terminate() {
      this.worker?.terminate();
    }
  }

  window.Worker = new Proxy(window.Worker, {
    construct(target, parameters, newTarget) {
      const create = () => Reflect.construct(target, parameters, newTarget);
      return isSearchWorker(parameters[0]) ? new LateWorker(create) : create();
    },
  });

  /** @param {Event} event */
  const aboutToSearch = (event) => {
    const element = event.target;
    if (element instanceof Element && element.closest("[data-md-component=search], [for=__search], #__search")) {
      load();
    }
  };
  for (const name of ["focusin", "pointerdown", "change"]) {
    document.addEventListener(name, aboutToSearch, { capture: true, passive: true });
  }

  if (new URLSearchParams(location.search).has("q")) load();

  // Only Chromium tells; where nothing is known of the connection, nothing is fetched in advance.
  const connection = /** @type {any} */ (navigator).connection;
  const isFast = connection && !connection.saveData && connection.downlink >= 5 && connection.rtt <= 100;
  if (isFast && "requestIdleCallback" in window) {
    addEventListener("load", () => requestIdleCallback(load), { once: true });
  }
})();

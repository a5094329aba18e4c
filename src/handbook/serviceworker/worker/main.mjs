// The service worker: hands the browser's events to the parts that do the work.
// @ts-check

import { Answers } from "./answers.mjs";
import { Fetcher } from "./fetcher.mjs";
import { SiteFiles } from "./files.mjs";
import { Keeper } from "./keeper.mjs";
import { Store } from "./store.mjs";

const worker = /** @type {ServiceWorkerGlobalScope & { handbookFiles: import("./files.mjs").FileList }} */ (
  /** @type {unknown} */ (self)
);
const { registration } = worker;
const files = new SiteFiles(worker.handbookFiles, registration.scope);
const store = new Store(worker.caches, registration.scope);
const fetcher = new Fetcher(files, store, (request) => worker.fetch(request));
const keeper = new Keeper(files, store, fetcher, {
  clients: () => worker.clients.matchAll({ includeUncontrolled: true, type: "all" }),
  isUpdating: () => Boolean(registration.installing ?? registration.waiting),
  savesData: () => Boolean(/** @type {any} */ (worker.navigator).connection?.saveData),
});
const answers = new Answers(files, store, fetcher, {
  onOther: () => registration.update().catch(() => undefined),
});

worker.addEventListener("install", (event) => event.waitUntil(keeper.install()));

worker.addEventListener("activate", (event) => {
  event.waitUntil(keeper.activate().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request, clientId } = event;
  const isPage = request.mode === "navigate";
  const answer = answers.answer({
    request,
    clientId: isPage ? "" : clientId,
    waitUntil: (work) => event.waitUntil(work),
  });
  if (answer) event.respondWith(answer);
});

/** @type {Record<string, (message: any) => unknown>} */
const requests = {
  version: () => files.version,
  takeOver: () => worker.skipWaiting(),
  shown: (page) => keeper.shown(page),
  status: () => keeper.status(),
  choose: ({ keep, runtime }) => store.change({ keep, runtime }),
  plan: ({ groups }) => keeper.plan(groups),
  fetch: ({ paths }) => keeper.fetchPaths(paths),
  remove: () => keeper.removeChosen(),
  async off() {
    answers.off = true;
    await registration.unregister();
    await store.clear();
  },
};

worker.addEventListener("message", (event) => {
  const act = requests[event.data?.type];
  if (!act) return;
  const done = Promise.resolve()
    .then(() => act(event.data))
    .then(
      (value) => event.ports[0]?.postMessage({ value: value ?? null }),
      (error) => event.ports[0]?.postMessage({ error: String(error) }),
    );
  event.waitUntil(done);
});

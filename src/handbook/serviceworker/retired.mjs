// In the place of the worker under the development server: removes the worker of a site that was served at the
// same address before, which would go on showing that site.
// @ts-check

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function retire() {
  await worker.registration.unregister();
  for (const name of await worker.caches.keys()) {
    if (name.startsWith("handbook-")) await worker.caches.delete(name);
  }
  for (const tab of await worker.clients.matchAll({ type: "window" })) await tab.navigate(tab.url);
}

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(retire()));

// In the place of the worker under the development server: removes the worker of a site that was served at the
// same address before, which would go on showing that site.
// @ts-check

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function retire() {
  for (const name of await worker.caches.keys()) {
    if (name.startsWith("handbook-")) await worker.caches.delete(name);
  }
  await worker.registration.unregister();
  const tabs = await worker.clients.matchAll({ type: "window" });
  // Not awaited: a navigation waits in turn for the end of the activation.
  for (const tab of tabs) tab.navigate(tab.url).catch(() => undefined);
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
// Chromium can leave it waiting even so. The pages of the site before ask a worker that waits for its version.
worker.addEventListener("message", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(retire()));

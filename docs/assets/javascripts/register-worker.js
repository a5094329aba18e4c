// Starts the service worker of a published site once the page is there, and tells of new versions.
// The site is one if its pages name a manifest: a development server and the copy for a disk have none.
// @ts-check

/** The reader's own switch, see practice/offline/switch.js. */
const SWITCH = "handbook-offline";

/**
 * Whether a worker may run for pages of this address. 127.0.0.1 stays without, for whoever works on the site.
 * @param {{ protocol: string, hostname: string }} page
 */
export function isFit({ protocol, hostname }) {
  return protocol === "https:" || (protocol === "http:" && /(^|\.)localhost$/.test(hostname));
}

/**
 * Whether the browser asks to save data, or the connection is one that is paid or slow.
 * @param {{ saveData?: boolean, type?: string, effectiveType?: string } | undefined} connection
 */
export function savesData(connection) {
  if (!connection) return false;
  const { saveData, type, effectiveType = "" } = connection;
  return Boolean(saveData) || type === "cellular" || /2g$/.test(effectiveType);
}

function isSwitchedOff() {
  try {
    return localStorage.getItem(SWITCH) === "off";
  } catch {
    return false;
  }
}

/** @param {string} manifest address */
async function start(manifest) {
  const { serviceWorker } = navigator;
  const isControlled = Boolean(serviceWorker.controller);
  const registration = await serviceWorker.register(new URL("sw.js", manifest), { updateViaCache: "none" });
  const offer = async () => (await import("./practice/offline/banner.js")).offerReload(registration);
  if (registration.waiting) offer();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && registration.active) offer();
    });
  });
  // Browsers look for a new version now and then; a reader who comes back is to have it at once.
  if (isControlled) registration.update().catch(() => undefined);
  const { active } = await serviceWorker.ready;
  const loaded = isControlled ? [] : performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({
    type: "shown",
    saver: savesData(/** @type {any} */ (navigator).connection),
    practice: Boolean(document.querySelector("[data-app]:not([data-app=offline])")),
    resources: isControlled ? [] : [location.href, ...loaded],
  });
}

if (typeof document !== "undefined" && "serviceWorker" in navigator && isFit(location)) {
  const manifest = document.querySelector("link[rel=manifest]");
  if (manifest instanceof HTMLLinkElement && !isSwitchedOff()) {
    const begin = () => start(manifest.href).catch((error) => console.info(`Offline reading: ${error}`));
    if (document.readyState === "complete") begin();
    else addEventListener("load", () => setTimeout(begin));
  }
}

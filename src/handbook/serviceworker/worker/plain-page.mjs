// What a reader without a connection gets where not even the offline page is on the device.
// @ts-check

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** @param {string} path */
function nameOf(path) {
  const last = decodeURI(path).split("/").at(-2) ?? "";
  const words = last.replaceAll("-", " ");
  return words ? words[0].toUpperCase() + words.slice(1) : "First page";
}

/**
 * @param {readonly string[]} pages paths of pages that are on the device
 * @param {import("./files.mjs").SiteFiles} files
 */
export function plainPage(pages, files) {
  const links = [...new Set(pages)]
    .sort()
    .map((path) => `<li><a href="${escaped(files.address(path))}">${escaped(nameOf(path))}</a></li>`);
  const list = links.length
    ? `<p>These pages are:</p><ul>${links.join("")}</ul>`
    : "<p>No page is, so far: pages that you open while you are connected stay.</p>";
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Not on this device</title>
<style>:root{color-scheme:light dark}body{max-width:38rem;margin:15vh auto 4rem;padding:0 1rem;font:1.1rem/1.5 system-ui}li{margin:.4rem 0}</style>
</head><body><main><h1>This page isn’t on this device</h1>
<p>There is no connection, and the page wasn’t kept. Reload it when you are connected again.</p>${list}</main></body></html>`;
  return new Response(html, {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}

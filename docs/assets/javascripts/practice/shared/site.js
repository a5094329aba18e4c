// Where the site begins, so that modules find its files in a sub-path, too.
// @ts-check

/**
 * The address of the site's first page, ending in a slash.
 * @param {string} page address of the page
 * @param {string | null | undefined} config text of the theme's configuration, which holds the way back
 */
export function baseOf(page, config) {
  let base = ".";
  try {
    const found = JSON.parse(config ?? "").base;
    if (typeof found === "string" && found) base = found;
  } catch {
    // A page without the theme's configuration is taken to stand at the top.
  }
  return new URL(`${base.replace(/\/+$/, "")}/`, page).href;
}

/** @type {string | undefined} */
let known;

/**
 * The address of something on this site.
 * @param {string} path from the site's first page, such as `questions/evaluation/#q-auc`
 */
export function siteUrl(path) {
  known ??= baseOf(location.href, document.getElementById("__config")?.textContent);
  return new URL(path, known).href;
}

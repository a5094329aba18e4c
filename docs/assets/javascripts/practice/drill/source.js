// Reads a drill from its page, which holds everything as text for readers without scripts.
// @ts-check

/**
 * @typedef {object} Drill
 * @property {string} slug `<topic>/<name>`
 * @property {"python" | "sql"} language
 * @property {string} starter
 * @property {string} solution
 * @property {string} tests
 * @property {string} setup for SQL, what creates the sample database
 */

/**
 * The slug in the address of a drill's page.
 * @param {string} path
 */
export function slugOf(path) {
  const found = /\/practice\/drills\/(.+?)\/?(?:index\.html)?$/.exec(path);
  return found ? decodeURIComponent(found[1]) : "";
}

/**
 * @param {ParentNode} root
 * @param {string} part class of its block
 */
export function blockOf(root, part) {
  return /** @type {HTMLElement | null} */ (root.querySelector(`.highlight.drill-${part}`));
}

/**
 * @param {ParentNode} root
 * @param {string} part
 */
function textOf(root, part) {
  return blockOf(root, part)?.querySelector("code")?.textContent ?? "";
}

/**
 * @param {ParentNode} root
 * @param {string} path of the page's address
 * @returns {Drill | undefined} nothing on a page that holds no drill
 */
export function readDrill(root, path) {
  const block = blockOf(root, "starter");
  const slug = slugOf(path);
  if (!block || !slug) return undefined;
  return {
    slug,
    language: block.classList.contains("language-sql") ? "sql" : "python",
    starter: textOf(root, "starter"),
    solution: textOf(root, "solution"),
    tests: textOf(root, "tests"),
    setup: textOf(root, "setup"),
  };
}

// Links to chapters, with their titles once the handbook's outline is there.
// @ts-check

import { loadOutline } from "../plan/outline.js";
import { el } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";

/** @type {Promise<Map<string, string>> | undefined} Titles by page, loaded for the first link. */
let titles;

/** @param {string} chapter page without `.md` */
export function chapterLink(chapter) {
  const link = el("a", { href: siteUrl(`${chapter}/`), text: spelled(chapter) });
  titles ??= loadOutline(siteUrl("practice/outline.json")).then(
    ({ pages }) => new Map(pages.map(({ name, title }) => [name, title])),
    () => new Map(),
  );
  titles.then((found) => {
    link.textContent = found.get(chapter) ?? link.textContent;
  });
  return link;
}

/** What the address says of the title. @param {string} chapter */
function spelled(chapter) {
  const words = (chapter.split("/").pop() ?? chapter).replace(/-/g, " ");
  return words[0].toUpperCase() + words.slice(1);
}

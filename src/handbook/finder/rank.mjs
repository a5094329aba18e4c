// Ranks questions in node with the page's own modules: standard input is a JSON object with the repository's
// root, the index, the queries and changed settings; standard output is a list of ids for each query, and the
// milliseconds that each took.
// @ts-check
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { root, index, queries, settings } = JSON.parse(await text(process.stdin));
const folder = `${root}/docs/assets/javascripts/practice/find`;
/** @type {any} */
const { createFinder, SETTINGS } = await import(pathToFileURL(`${folder}/rank.js`).href);

const { stems = true, ...changed } = settings;
if (!stems) changed.stem = (/** @type {string} */ word) => word;
const began = performance.now();
const { find } = createFinder(index, { ...SETTINGS, ...changed });
const ready = performance.now() - began;

/** @type {string[][]} */
const found = [];
/** @type {number[]} */
const milliseconds = [];
for (const query of queries) {
  const start = performance.now();
  const { groups } = find(query);
  milliseconds.push(performance.now() - start);
  found.push(groups.questions.map((/** @type {any} */ hit) => index.shown.questions.id[hit.place]));
}
process.stdout.write(JSON.stringify({ found, milliseconds, ready }));

// Ranks questions in node with the page's own modules: standard input is a JSON object with the repository's
// root, the index, the queries and changed settings; standard output is a list of ids for each query, and the
// milliseconds of the processor that each took, which other work on the machine does not lengthen.
// @ts-check
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { root, index, queries, settings } = JSON.parse(await text(process.stdin));
const folder = `${root}/docs/assets/javascripts/practice/find`;
/** @type {any} */
const { createFinder, SETTINGS } = await import(pathToFileURL(`${folder}/rank.js`).href);

const { stems = true, ...changed } = settings;
if (!stems) changed.stem = (/** @type {string} */ word) => word;
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const began = spent();
const { find } = createFinder(index, { ...SETTINGS, ...changed });
const ready = spent() - began;

/** @type {string[][]} */
const found = [];
/** @type {number[]} */
const milliseconds = [];
for (const query of queries) {
  const start = spent();
  const { groups } = find(query);
  milliseconds.push(spent() - start);
  found.push(groups.questions.map((/** @type {any} */ hit) => index.shown.questions.id[hit.place]));
}
process.stdout.write(JSON.stringify({ found, milliseconds, ready }));

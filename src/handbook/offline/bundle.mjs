// Joins ES modules into classic scripts for handbook.offline.modules: standard input is a JSON object with the
// folder of the site and, by path of each script to make, the modules it starts; standard output is a JSON
// object with the text of each script or with the errors.
// @ts-check
import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";

/** @type {{ site: string, scripts: Record<string, string[]> }} */
const { site, scripts } = JSON.parse(await text(process.stdin));

/** @param {string} path */
const posix = (path) => path.split(sep).join("/");

/**
 * A classic script does not know import.meta: the address of each module is told from that of the script.
 * @param {string} script
 * @returns {import("esbuild").Plugin}
 */
const moduleAddresses = (script) => ({
  name: "module-addresses",
  setup(bundler) {
    bundler.onLoad({ filter: /\.m?js$/ }, async ({ path }) => {
      const code = await readFile(path, "utf8");
      const address = JSON.stringify(encodeURI(posix(relative(dirname(script), path))));
      return { contents: code.replaceAll("import.meta.url", `new URL(${address}, scriptAddress).href`) };
    });
  },
});

/**
 * @param {string} name
 * @param {string[]} entries
 */
async function bundled(name, entries) {
  const script = join(site, name);
  const result = await build({
    absWorkingDir: site,
    banner: { js: '"use strict";{const scriptAddress=document.currentScript.src;' },
    footer: { js: "}" },
    bundle: true,
    charset: "utf8",
    // Libraries that run in node, too, ask for its modules where they find themselves there.
    external: ["node:*"],
    format: "iife",
    legalComments: "inline",
    logLevel: "silent",
    minify: true,
    plugins: [moduleAddresses(script)],
    stdin: {
      contents: entries.map((entry) => `import ${JSON.stringify(`./${entry}`)};`).join("\n"),
      resolveDir: site,
    },
    target: "es2022",
    write: false,
  });
  return result.outputFiles[0].text;
}

/** @type {{ scripts: Record<string, string>, errors: { path: string, line: number, text: string }[] }} */
const answer = { scripts: {}, errors: [] };
for (const [name, entries] of Object.entries(scripts)) {
  try {
    answer.scripts[name] = await bundled(name, entries);
  } catch (error) {
    const failed = /** @type {import("esbuild").BuildFailure} */ (error);
    if (!failed.errors) throw error;
    for (const { text, location } of failed.errors) {
      const path = location && location.file !== "<stdin>" ? posix(location.file) : entries[0];
      answer.errors.push({ path, line: location?.line ?? 0, text });
    }
  }
}
process.stdout.write(JSON.stringify(answer));

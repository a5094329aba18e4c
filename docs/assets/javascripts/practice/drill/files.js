// Fetches the parts of Python, with progress, from the site itself.
// @ts-check

/**
 * @typedef {object} Manifest
 * @property {Record<string, number>} files size in bytes by name
 * @property {string} numpy name of the wheel
 * @property {object} lock what Pyodide knows of packages
 */

/**
 * @typedef {object} Parts
 * @property {string} script Pyodide and the worker, as text of a classic script
 * @property {WebAssembly.Module} module
 * @property {Record<string, ArrayBuffer>} files
 * @property {object} lock
 * @property {Record<string, string>} sources Python modules by path
 */

const PYTHON = new URL("../../../vendor/pyodide/", import.meta.url);
const SOURCES = new URL("../../../practice/", import.meta.url);
const WORKER = new URL("./worker.js", import.meta.url);
const MODULES = ["handbook/drills/evidence.py", "handbook/drills/in_page.py", "handbook/drills/runner.py"];
const PACKAGES = ["handbook/__init__.py", "handbook/drills/__init__.py"];

/** Pyodide refuses classic workers, which it knows by this function; ours has no use for it. */
const PRELUDE = "globalThis.importScripts = undefined;\n";

/** What the reader can do something about. */
export class LoadingError extends Error {}

/**
 * @param {URL} address
 * @param {RequestCache} [cache]
 */
async function get(address, cache = "default") {
  let response;
  try {
    response = await fetch(address, { cache });
  } catch {
    throw new LoadingError(`${name(address)} could not be fetched`);
  }
  if (!response.ok)
    throw new LoadingError(`${name(address)} could not be fetched (status ${response.status})`);
  return response;
}

/** @param {URL} address */
function name(address) {
  return address.pathname.split("/").pop() ?? "";
}

/**
 * Fetch a file of known size.
 * @param {URL} address
 * @param {number} size
 * @param {(bytes: number) => void} count told of each piece
 * @param {RequestCache} [cache]
 * @returns {Promise<ArrayBuffer>}
 */
async function getSized(address, size, count, cache) {
  const response = await get(address, cache);
  const content = new Uint8Array(size);
  let place = 0;
  let fits = true;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    fits &&= place + piece.value.length <= size;
    if (fits) content.set(piece.value, place);
    place += piece.value.length;
    count(piece.value.length);
  }
  if (fits && place === size) return content.buffer;
  // What the browser kept belongs to another edition of the site.
  count(-place);
  if (cache !== "reload") return getSized(address, size, count, "reload");
  throw new LoadingError(`${name(address)} is damaged: ${place} bytes instead of ${size}`);
}

/**
 * Fetch everything that a worker needs.
 * @param {boolean} numpy whether NumPy is needed
 * @param {(received: number, total: number) => void} report in bytes, uncompressed
 * @returns {Promise<Parts>}
 */
export async function fetchParts(numpy, report) {
  /** @type {Manifest} */
  const manifest = await (await get(new URL("manifest.json", PYTHON), "no-cache")).json();
  const names = Object.keys(manifest.files).filter((file) => numpy || file !== manifest.numpy);
  const total = names.reduce((sum, file) => sum + manifest.files[file], 0);
  let received = 0;
  report(0, total);
  const count = (/** @type {number} */ bytes) => {
    received += bytes;
    report(received, total);
  };
  const [contents, texts, worker] = await Promise.all([
    Promise.all(names.map((file) => getSized(new URL(file, PYTHON), manifest.files[file], count))),
    Promise.all(MODULES.map(async (path) => (await get(new URL(path, SOURCES), "no-cache")).text())),
    get(WORKER, "no-cache").then((response) => response.text()),
  ]);
  const files = Object.fromEntries(names.map((file, index) => [file, contents[index]]));
  const { "pyodide.js": script, "pyodide.asm.wasm": wasm, ...rest } = files;
  return {
    script: `${PRELUDE}${new TextDecoder().decode(script)}\n;${worker}`,
    module: await WebAssembly.compile(wasm),
    files: rest,
    lock: manifest.lock,
    sources: Object.fromEntries([
      ...PACKAGES.map((path) => [path, ""]),
      ...MODULES.map((path, index) => [path, texts[index]]),
    ]),
  };
}

// Has Pyodide compile archives for itself, see handbook.practice_parts: standard input is a JSON object with the
// address of Pyodide's module, the source of handbook.byte_code and a list of archives.
// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

/** @type {{ pyodide: string, code: string, archives: { from: string, to: string, optimize: number }[] }} */
const { pyodide, code, archives } = JSON.parse(await text(process.stdin));

const { loadPyodide } = await import(pyodide);
// The order of sets is part of the byte code.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.runPython(code);
const compiled = python.globals.get("compiled");
for (const { from, to, optimize } of archives) {
  const result = compiled(python.toPy(new Uint8Array(await readFile(from))).tobytes(), optimize);
  await writeFile(to, result.toJs());
}

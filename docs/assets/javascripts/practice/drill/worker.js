// The worker in which the reader's code runs: joined with Pyodide into one classic script, see python.js.
// @ts-check

(() => {
  const worker = /** @type {any} */ (globalThis);

  /** More would press other pages out of a phone's memory. */
  const LARGEST_HEAP = 1024 * 1024 * 1024;
  const PAGE = 65536;

  /**
   * Let Python's memory grow up to a limit; beyond it an attempt gets a MemoryError.
   */
  function limitMemory() {
    const grow = WebAssembly.Memory.prototype.grow;
    WebAssembly.Memory.prototype.grow = function (pages) {
      if (this.buffer.byteLength + pages * PAGE > LARGEST_HEAP) throw new RangeError("no more memory");
      return grow.call(this, pages);
    };
  }

  /**
   * Hand Pyodide the files that the page has fetched whenever it asks for one.
   * @param {WebAssembly.Module} module the interpreter, compiled
   * @param {Record<string, ArrayBuffer>} files by name
   */
  function serve(module, files) {
    worker.WebAssembly.instantiateStreaming = async (
      /** @type {unknown} */ _,
      /** @type {WebAssembly.Imports} */ imports,
    ) => ({ module, instance: await WebAssembly.instantiate(module, imports) });
    worker.fetch = async (/** @type {any} */ address) => {
      const name = String(address.url ?? address)
        .split("/")
        .pop();
      return new Response(files[name ?? ""] ?? null);
    };
  }

  /** @type {any} */
  let pyodide;
  /** @type {(request: string) => string} */
  let run;

  /** @param {{ module: WebAssembly.Module, files: Record<string, ArrayBuffer>, lock: object, numpy: boolean, sources: Record<string, string> }} parts */
  async function start({ module, files, lock, numpy, sources }) {
    limitMemory();
    serve(module, files);
    const base = "https://pyodide.invalid/";
    pyodide = await worker.handbookPyodide.loadPyodide({
      indexURL: base,
      packageBaseUrl: base,
      lockFileContents: lock,
      createPyodideModule: worker.handbookPyodide.create,
      stdLibURL: `${base}python_stdlib.zip`,
    });
    if (numpy) await pyodide.loadPackage(["numpy"], { messageCallback() {} });
    for (const [path, text] of Object.entries(sources)) {
      const file = `/handbook/${path}`;
      pyodide.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
      pyodide.FS.writeFile(file, text);
    }
    pyodide.runPython(
      `import sys\nsys.path.insert(0, "/handbook")\n${numpy ? "import numpy.testing\n" : ""}` +
        "import sqlite3, time, tracemalloc, types\n" +
        "from handbook.drills.in_page import Interpreter, run\ninterpreter = Interpreter()",
    );
    const call = pyodide.globals.get("run");
    const interpreter = pyodide.globals.get("interpreter");
    const post = (/** @type {string} */ type, /** @type {string} */ text) =>
      worker.postMessage({ type, text });
    run = (request) => call(request, post, interpreter);
    worker.postMessage({ type: "ready" });
  }

  worker.onmessage = async (/** @type {MessageEvent} */ event) => {
    const { type, ...rest } = event.data;
    try {
      if (type === "start") await start(rest);
      else worker.postMessage({ type: "done", text: run(rest.request), heap: pyodide._module.HEAPU8.length });
    } catch (error) {
      const failure = /** @type {any} */ (error);
      worker.postMessage({
        type: "broken",
        text: `${failure?.name ?? "Error"}: ${failure?.message ?? failure}`,
      });
    }
  };
})();

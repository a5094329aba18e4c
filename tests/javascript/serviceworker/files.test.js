import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { digestOf, SiteFiles } from "../../../src/handbook/serviceworker/worker/files.mjs";
import { SCOPE } from "./device.js";

const list = {
  version: "v1",
  groups: { shell: [["", "a", 1]], practice: [], rest: [["a/b/", "b", 2]], runtime: [["x.wasm", "c", 3]] },
};
const files = new SiteFiles(list, SCOPE);

for (const [address, path] of [
  [SCOPE, ""],
  [`${SCOPE}index.html`, ""],
  [`${SCOPE}a/b/`, "a/b/"],
  [`${SCOPE}a/b/index.html?q=x#part`, "a/b/"],
  [`${SCOPE}a/b`, "a/b"],
  ["https://site.example/other/", undefined],
  ["https://site.example/handbooks/", undefined],
  ["https://elsewhere.example/handbook/", undefined],
  ["http://site.example/handbook/", undefined],
]) {
  test(`the path of ${address} is ${path}`, () => assert.equal(files.pathOf(address), path));
}

test("a file is found by its address, whatever the query", () => {
  assert.equal(files.at(`${SCOPE}a/b/?q=x`).digest, "b");
  assert.equal(files.at(`${SCOPE}a/`), undefined);
});

test("files are told by group", () => {
  assert.deepEqual(
    files.of(["shell", "runtime"]).map(({ path }) => path),
    ["", "x.wasm"],
  );
});

test("an address leads back to its path", () => {
  for (const path of ["", "a/b/", "x.wasm"]) assert.equal(files.pathOf(files.address(path)), path);
});

test("a digest is the beginning of SHA-256, as in the list that Python writes", async () => {
  const expected = createHash("sha256").update("text").digest("hex").slice(0, 16);
  assert.equal(await digestOf(new TextEncoder().encode("text").buffer), expected);
});

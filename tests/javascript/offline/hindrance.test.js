import assert from "node:assert/strict";
import { test } from "node:test";
import { hindrance } from "../../../docs/assets/javascripts/practice/offline/hindrance.js";
import { isFit, savesData } from "../../../docs/assets/javascripts/register-worker.js";

for (const [protocol, hostname, fits] of [
  ["https:", "handbook.example", true],
  ["http:", "localhost", true],
  ["http:", "site.localhost", true],
  ["http:", "127.0.0.1", false],
  ["http:", "handbook.example", false],
  ["http:", "notlocalhost", false],
  ["file:", "", false],
]) {
  test(`${protocol}//${hostname} ${fits ? "may" : "may not"} have a worker`, () =>
    assert.equal(isFit({ protocol, hostname }), fits));
}

for (const [connection, saves] of [
  [undefined, false],
  [{ saveData: true }, true],
  [{ type: "cellular", effectiveType: "4g" }, true],
  [{ type: "wifi", effectiveType: "4g" }, false],
  [{ effectiveType: "slow-2g" }, true],
  [{ effectiveType: "3g" }, false],
]) {
  test(`${JSON.stringify(connection)} ${saves ? "saves" : "does not save"} data`, () =>
    assert.equal(savesData(connection), saves));
}

const FIT = { protocol: "https:", hostname: "handbook.example", isBuilt: true, hasWorkers: true };

test("nothing is in the way on the published site", () => assert.equal(hindrance(FIT), ""));

for (const [change, words] of [
  [{ protocol: "file:", isBuilt: false }, "copy for a disk"],
  [{ isBuilt: false }, "preview"],
  [{ protocol: "http:" }, "https address only"],
  [{ hasWorkers: false }, "private windows"],
]) {
  test(`${JSON.stringify(change)} is explained`, () =>
    assert.match(hindrance({ ...FIT, ...change }), new RegExp(words)));
}

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Device, PAGE, Server, SCOPE, version } from "./device.js";

const GROUPS = { shell: ["", "practice/offline/"], rest: ["a/", "b/"], runtime: ["py.wasm"] };
let device;
let server;
let worker;

beforeEach(async () => {
  device = new Device();
  server = new Server();
  server.files = {
    "": "home",
    "practice/offline/": "offline",
    "a/": "page a",
    "b/": "page b",
    "py.wasm": "py",
  };
  worker = version(device, server, GROUPS);
  await worker.start();
  server.asked = [];
});

test("what was loaded once comes from the device", async () => {
  assert.equal(await (await worker.get("a/?q=x#part")).text(), "page a");
  server.isDown = true;
  const again = await worker.get("a/index.html");
  assert.equal(await again.text(), "page a");
  assert.equal(again.headers.get("content-type"), "text/html");
  assert.equal(again.headers.get("content-encoding"), null);
  assert.deepEqual(server.asked, ["a/"]);
});

test("a run-time is kept in a cache of its own", async () => {
  await worker.get("py.wasm");
  const caches = [...device.all].filter(([, cache]) => cache.entries.size).map(([name]) => name);
  assert.deepEqual(caches.sort(), ["handbook-runtime /handbook/", "handbook-state /handbook/"]);
});

for (const [name, path, options] of [
  ["another method", "a/", { method: "POST" }],
  ["a range", "py.wasm", { headers: { Range: "bytes=0-1" } }],
  ["a download", "downloads/book.pdf", { mode: "navigate" }],
  ["a file that is not listed", "sw.js", {}],
]) {
  test(`${name} is left to the browser`, async () => {
    assert.equal(await worker.get(path, options), undefined);
  });
}

test("an address beside the site is left to the browser", async () => {
  assert.equal(await worker.get("../other/"), undefined);
});

test("an error is passed on and not kept", async () => {
  server.broken.add("a/");
  assert.equal((await worker.get("a/", { mode: "navigate" })).status, 500);
  assert.deepEqual(await device.kept(), {});
  assert.deepEqual(worker.others, []);
});

test("a page of another version is passed on, not kept, and reported", async () => {
  server.files["a/"] = "page a, anew";
  assert.equal(await (await worker.get("a/")).text(), "page a, anew");
  assert.deepEqual(await device.kept(), {});
  assert.deepEqual(worker.others, ["v1"]);
});

test("full storage costs nothing but the copy, and is remembered until something is stored", async () => {
  device.isFull = true;
  assert.equal(await (await worker.get("a/")).text(), "page a");
  assert.equal((await worker.store.state()).full, true);
  device.isFull = false;
  await worker.get("b/");
  assert.equal((await worker.store.state()).full, false);
});

test("without a connection a page that is not there leads to the list of those that are", async () => {
  await worker.keeper.shown(PAGE);
  server.isDown = true;
  const answer = await worker.get("b/?q=x", { mode: "navigate" });
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.get("location"), `${SCOPE}practice/offline/?missing=b%2F`);
});

test("without even the offline page there is a plain one", async () => {
  await worker.get("a/");
  server.isDown = true;
  const answer = await worker.get("b/", { mode: "navigate" });
  const html = await answer.text();
  assert.equal(answer.status, 503);
  assert.match(html, /isn’t on this device/);
  assert.match(html, /<a href="https:\/\/site\.example\/handbook\/a\/">A<\/a>/);
  assert.match(answer.headers.get("content-security-policy"), /default-src 'none'/);
});

test("without a connection a missing picture is a network error", async () => {
  server.isDown = true;
  assert.equal((await worker.get("b/", { mode: "no-cors" })).type, "error");
});

test("without a connection an address without its slash leads to the page", async () => {
  server.isDown = true;
  const answer = await worker.get("a?q=x", { mode: "navigate" });
  assert.equal(answer.headers.get("location"), `${SCOPE}a/?q=x`);
});

test("a page that is unknown to this version comes from the network", async () => {
  server.files["new/"] = "new";
  assert.equal(await (await worker.get("new/", { mode: "navigate" })).text(), "new");
  assert.equal((await worker.get("none/", { mode: "navigate" })).status, 404);
});

test("a tab that was loaded with the version before gets what belongs to it", async () => {
  await worker.get("a/");
  device.tabs = ["old"];
  server.files["a/"] = "page a, anew";
  const next = version(device, server, GROUPS, "v2");
  await next.start();
  device.tabs = ["old", "new"];
  assert.equal(await (await next.get("a/", { clientId: "old" })).text(), "page a");
  assert.equal(await (await next.get("a/", { clientId: "new" })).text(), "page a, anew");
  assert.equal(await (await next.get("a/", { clientId: "", mode: "navigate" })).text(), "page a, anew");
});

test("a page that has changed and was not fetched is shown as it was when there is no connection", async () => {
  await worker.get("a/");
  server.files["a/"] = "page a, anew";
  device.savesData = true;
  const next = version(device, server, GROUPS, "v2");
  await next.start();
  await next.keeper.shown({ ...PAGE, saver: true });
  server.isDown = true;
  assert.equal(await (await next.get("a/", { mode: "navigate" })).text(), "page a");
});

test("once switched off it keeps nothing more", async () => {
  await worker.store.clear();
  assert.equal(await (await worker.get("a/")).text(), "page a");
  assert.deepEqual(await device.kept(), {});
});

test("a tab keeps its version through two new ones", async () => {
  await worker.get("a/");
  device.tabs = ["oldest"];
  server.files["a/"] = "page a, second";
  await version(device, server, GROUPS, "v2").start();
  server.files["a/"] = "page a, third";
  const last = version(device, server, GROUPS, "v3");
  await last.start();
  assert.equal(await (await last.get("a/", { clientId: "oldest" })).text(), "page a");
});

test("files of two versions of a run-time are never mixed", async () => {
  await worker.get("py.wasm");
  server.files["py.wasm"] = "py, anew";
  const next = version(device, server, GROUPS, "v2");
  await next.start();
  server.isDown = true;
  assert.equal((await next.get("py.wasm")).type, "error");
});

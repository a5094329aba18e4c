import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { groupsOf } from "../../../src/handbook/serviceworker/worker/keeper.mjs";
import { Device, PAGE, Server, SCOPE, version } from "./device.js";

const GROUPS = { shell: ["", "app.js"], practice: ["cards/"], rest: ["a/", "b/"], runtime: ["py.wasm"] };
let device;
let server;

beforeEach(() => {
  device = new Device();
  server = new Server();
  server.files = {
    "": "home",
    "app.js": "app",
    "cards/": "cards",
    "a/": "page a",
    "b/": "page b",
    "py.wasm": "py",
  };
});

async function started(name = "v1", groups = GROUPS) {
  const worker = version(device, server, groups, name);
  await worker.start();
  return worker;
}

const paths = async () => Object.keys(await device.kept()).sort();

for (const [state, groups] of [
  [{ keep: "usual" }, ["shell"]],
  [{ keep: "usual", practice: true }, ["shell", "practice"]],
  [{ keep: "all" }, ["shell", "practice", "rest"]],
  [{ keep: "all", runtime: true }, ["shell", "practice", "rest", "runtime"]],
]) {
  test(`${JSON.stringify(state)} keeps ${groups}`, () => assert.deepEqual(groupsOf(state), groups));
}

test("the first version fetches nothing before a page is shown", async () => {
  await started();
  assert.deepEqual(server.asked, []);
});

test("a page shown brings the shell and what it consists of", async () => {
  const worker = await started();
  const resources = [`${SCOPE}a/?q=x`, `${SCOPE}a/#part`, "https://elsewhere.example/x.js", `${SCOPE}sw.js`];
  await worker.keeper.shown({ ...PAGE, resources });
  assert.deepEqual(await paths(), ["", "a/", "app.js"]);
});

test("a practice page brings its data, then and later", async () => {
  const worker = await started();
  await worker.keeper.shown({ ...PAGE, practice: true });
  assert.deepEqual(await paths(), ["", "app.js", "cards/"]);
  assert.equal((await worker.keeper.shown(PAGE)).stored, 0);
  assert.equal((await worker.store.state()).practice, true);
});

test("where data is to be saved only the browser’s own cache is asked", async () => {
  const worker = await started();
  const resources = [`${SCOPE}a/`];
  await worker.keeper.shown({ saver: true, practice: true, resources });
  assert.deepEqual(server.asked, ["cache:a/"]);
  assert.deepEqual(await worker.store.state().then(({ saver, practice }) => [saver, practice]), [
    true,
    false,
  ]);
});

test("a file that cannot be had is said, and the others are kept", async () => {
  const worker = await started();
  server.broken.add("app.js");
  assert.deepEqual(await worker.keeper.shown(PAGE), {
    stored: 1,
    failed: [{ path: "app.js", reason: "the site answers 500" }],
    full: false,
  });
  server.broken.clear();
  assert.equal((await worker.keeper.shown(PAGE)).stored, 1);
});

test("full storage ends a fetch and is remembered", async () => {
  const worker = await started();
  device.isFull = true;
  const outcome = await worker.keeper.fetchPaths(["a/", "b/"]);
  assert.equal(outcome.full, true);
  assert.equal((await worker.keeper.status()).state.full, true);
});

test("a plan names what is missing, with its size", async () => {
  const worker = await started();
  await worker.keeper.fetchPaths(["a/", "unknown/"]);
  assert.deepEqual(await worker.keeper.plan(["rest"]), [{ path: "b/", bytes: 6 }]);
});

test("the whole handbook is kept until it is removed again", async () => {
  const worker = await started();
  await worker.store.change({ keep: "all", runtime: true });
  await worker.keeper.shown(PAGE);
  assert.equal((await paths()).length, 6);
  await worker.keeper.removeChosen();
  assert.deepEqual(await paths(), ["", "app.js"]);
  assert.equal((await worker.keeper.status()).groups.runtime.kept, 0);
});

test("the status counts files, bytes and pages", async () => {
  const worker = await started();
  await worker.keeper.fetchPaths(["", "a/", "py.wasm"]);
  const { groups, pages, version: name } = await worker.keeper.status();
  assert.deepEqual(groups.rest, { files: 2, bytes: 12, kept: 1, keptBytes: 6 });
  assert.deepEqual(groups.runtime, { files: 1, bytes: 2, kept: 1, keptBytes: 2 });
  assert.deepEqual(pages, ["", "a/"]);
  assert.equal(name, "v1");
});

test("a new version fetches what has changed of what was kept, and nothing else", async () => {
  const worker = await started();
  await worker.keeper.shown({ ...PAGE, resources: [`${SCOPE}a/`] });
  server.files = { ...server.files, "a/": "page a, anew", "b/": "page b, anew", "app.js": "app" };
  server.asked = [];
  await version(device, server, GROUPS, "v2").keeper.install();
  assert.deepEqual(server.asked, ["a/"]);
  assert.deepEqual((await device.kept())["a/"], ["page a", "page a, anew"]);
});

test("a file that is new to the shell comes with the version", async () => {
  const worker = await started();
  await worker.keeper.shown(PAGE);
  server.files["more.js"] = "more";
  server.asked = [];
  await version(device, server, { ...GROUPS, shell: ["", "app.js", "more.js"] }, "v2").keeper.install();
  assert.deepEqual(server.asked, ["more.js"]);
});

test("a version of which a file cannot be had is not installed, and what it has fetched is not lost", async () => {
  const worker = await started();
  await worker.keeper.shown({ ...PAGE, resources: [`${SCOPE}a/`] });
  server.files = { ...server.files, "a/": "page a, anew", "": "home, anew" };
  server.broken.add("a/");
  const next = version(device, server, GROUPS, "v2");
  await assert.rejects(next.keeper.install(), /a\/: the site answers 500/);
  assert.equal(await (await worker.get("a/")).text(), "page a");
  server.broken.clear();
  server.asked = [];
  await next.keeper.install();
  assert.deepEqual(server.asked, ["a/"]);
});

test("a deployment that is half done is not installed", async () => {
  const worker = await started();
  await worker.keeper.shown(PAGE);
  server.files[""] = "home, anew";
  const next = version(device, server, GROUPS, "v2");
  server.files[""] = "home";
  await assert.rejects(next.keeper.install(), /index.html: the site has another version of it/);
});

test("a new version is installed without its files where data is to be saved, or storage is full", async () => {
  const worker = await started();
  await worker.keeper.shown(PAGE);
  server.files[""] = "home, anew";
  server.asked = [];
  device.savesData = true;
  await version(device, server, GROUPS, "v2").keeper.install();
  assert.deepEqual(server.asked, []);
  device.savesData = false;
  await worker.store.change({ saver: true });
  await version(device, server, GROUPS, "v2").keeper.install();
  assert.deepEqual(server.asked, []);
  await worker.store.change({ saver: false });
  device.isFull = true;
  const next = version(device, server, GROUPS, "v3");
  await next.keeper.install();
  assert.equal((await next.store.state()).full, true);
});

test("what a removed version alone had is deleted when none of its tabs is left", async () => {
  const worker = await started();
  await worker.keeper.shown({ ...PAGE, resources: [`${SCOPE}a/`, `${SCOPE}b/`, `${SCOPE}py.wasm`] });
  device.tabs = ["old"];
  server.files = { ...server.files, "a/": "page a, anew", "py.wasm": "py, anew" };
  delete server.files["b/"];
  const groups = { ...GROUPS, rest: ["a/"] };
  const next = await started("v2", groups);
  await next.keeper.shown(PAGE);
  assert.deepEqual((await device.kept())["a/"], ["page a", "page a, anew"]);
  assert.deepEqual((await device.kept())["py.wasm"], ["py"]);
  device.tabs = ["new"];
  await next.keeper.shown(PAGE);
  const kept = await device.kept();
  assert.deepEqual(kept["a/"], ["page a, anew"]);
  assert.equal(kept["b/"], undefined);
  assert.equal(kept["py.wasm"], undefined);
  assert.deepEqual(await next.store.versions(), ["v2"]);
  assert.deepEqual((await next.store.state()).old, {});
});

test("nothing is deleted while another version installs or waits", async () => {
  const worker = await started();
  await worker.keeper.shown(PAGE);
  server.files[""] = "home, anew";
  await version(device, server, GROUPS, "v2").keeper.install();
  device.isUpdating = true;
  await worker.keeper.shown(PAGE);
  assert.deepEqual((await device.kept())[""], ["home", "home, anew"]);
});

test("what several tabs ask for at once is fetched once", async () => {
  const worker = await started();
  await Promise.all([worker.keeper.fetchPaths(["a/"]), worker.keeper.fetchPaths(["a/"])]);
  assert.deepEqual(server.asked, ["a/"]);
});

test("changes of the state at once are all kept", async () => {
  const { store } = await started();
  await Promise.all([
    store.change({ keep: "all" }),
    store.change({ practice: true }),
    store.change({ full: true }),
  ]);
  const { keep, practice, full } = await store.state();
  assert.deepEqual([keep, practice, full], ["all", true, true]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { StudyLog } from "../../../docs/assets/javascripts/practice/study/log.js";

const NAME = "test-study";
const grade = (card = "q", rating = 3) => ({ kind: "review", data: { card, rating } });
const ids = async (log) => (await log.read()).events.map((event) => event.id).sort();

/** Open a log that the test closes when it ends. */
async function open(context, factory, options = {}) {
  const log = await StudyLog.open({ name: NAME, factory, timeout: 200, ...options });
  context.after(() => log.close());
  return log;
}

/** Run a function on the raw events of the database. */
async function raw(factory, mode, work) {
  const database = await new Promise((resolve) => {
    const request = factory.open(NAME);
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction("events", mode);
  const finished = new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  work(transaction.objectStore("events"));
  await finished;
  database.close();
}

test("events are there again after the page was closed", async (context) => {
  const factory = new IDBFactory();
  const first = await open(context, factory);
  assert.equal(first.safety, "saved");
  const [event] = await first.add([grade()], 5000);
  first.close();
  const { events, damaged } = await (await open(context, factory)).read();
  assert.deepEqual([events, damaged], [[event], 0]);
  assert.deepEqual([event.t, event.data], [5000, { card: "q", rating: 3 }]);
});

test("two tabs add at once, and each hears of the other", async (context) => {
  const factory = new IDBFactory();
  const [one, two] = [await open(context, factory), await open(context, factory)];
  const heard = new Promise((resolve) => {
    two.listen(resolve);
  });
  await Promise.all([...Array(20).keys()].map((n) => (n % 2 ? one : two).add([grade(`q${n}`)])));
  await heard;
  assert.equal((await one.read()).events.length, 20);
  assert.deepEqual(await ids(one), await ids(two));
});

test("without a database events are kept in memory and that is said", async (context) => {
  const log = await open(context, undefined, { factory: null });
  await log.add([grade()]);
  assert.deepEqual([log.safety, log.unsaved, (await log.read()).events.length], ["memory", 1, 1]);
});

test("a database that never answers is given up", async (context) => {
  const log = await open(context, { open: () => ({}) });
  assert.equal(log.safety, "memory");
});

test("what a full database refuses waits in memory and is stored with the next event", async (context) => {
  const factory = new IDBFactory();
  const log = await open(context, factory);
  const put = IDBObjectStore.prototype.put;
  context.after(() => {
    IDBObjectStore.prototype.put = put;
  });
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  await log.add([grade("a")]);
  assert.deepEqual([log.safety, log.unsaved, (await log.read()).events.length], ["full", 1, 1]);
  IDBObjectStore.prototype.put = put;
  await log.add([grade("b")]);
  assert.deepEqual([log.safety, log.unsaved], ["saved", 0]);
  log.close();
  assert.equal((await (await open(context, factory)).read()).events.length, 2);
});

test("a batch is stored whole or not at all", async (context) => {
  const factory = new IDBFactory();
  const log = await open(context, factory);
  const put = IDBObjectStore.prototype.put;
  context.after(() => {
    IDBObjectStore.prototype.put = put;
  });
  let calls = 0;
  IDBObjectStore.prototype.put = function (...values) {
    calls += 1;
    const request = put.apply(this, values);
    if (calls === 2) this.transaction.abort();
    return request;
  };
  await log.add([grade("a"), grade("b")]);
  IDBObjectStore.prototype.put = put;
  assert.deepEqual([log.safety, log.unsaved], ["full", 2]);
  let stored = -1;
  await raw(factory, "readonly", (store) => {
    store.count().onsuccess = (event) => {
      stored = event.target.result;
    };
  });
  assert.equal(stored, 0);
});

test("damaged rows are set aside and the others read", async (context) => {
  const factory = new IDBFactory();
  const log = await open(context, factory);
  const [good, bad] = [...(await log.add([grade("a")])), ...(await log.add([grade("b")]))];
  await raw(factory, "readwrite", (store) => store.put({ ...bad, t: 1 }));
  assert.deepEqual(await log.read(), { events: [good], damaged: 1 });
  assert.deepEqual(await log.read(), { events: [good], damaged: 1 });
});

test("a tab whose database a newer version upgrades asks to be reloaded and keeps what it has", async (context) => {
  const factory = new IDBFactory();
  const old = await open(context, factory);
  let told = 0;
  old.listen(() => {
    told += 1;
  });
  await new Promise((resolve) => {
    const request = factory.open(NAME, 99);
    request.onsuccess = () => resolve(request.result.close());
  });
  assert.deepEqual([old.safety, told], ["outdated", 1]);
  await old.add([grade()]);
  assert.deepEqual([old.safety, old.unsaved], ["outdated", 1]);
  assert.equal((await open(context, factory)).safety, "outdated");
});

test("a database that is deleted below the page is made again on the next try", async (context) => {
  const factory = new IDBFactory();
  const log = await open(context, factory);
  await log.add([grade("a")]);
  await new Promise((resolve) => {
    factory.deleteDatabase(NAME).onsuccess = resolve;
  });
  assert.equal(log.safety, "lost");
  await log.add([grade("b")]);
  assert.equal(log.unsaved, 1);
  await log.retry();
  assert.deepEqual([log.safety, log.unsaved, (await log.read()).events.length], ["saved", 0, 1]);
});

test("what cannot be stored is an error of the program, not a full disk", async (context) => {
  const log = await open(context, new IDBFactory());
  const unstorable = { kind: "answer", data: { question: "q", node: () => {} } };
  await assert.rejects(log.add([unstorable]), { name: "DataCloneError" });
  assert.deepEqual([log.safety, log.unsaved], ["saved", 0]);
});

test("merging the same events twice changes nothing", async (context) => {
  const factory = new IDBFactory();
  const log = await open(context, factory);
  const events = await log.add([grade("a"), grade("b")]);
  await log.merge(events);
  assert.deepEqual(await ids(log), events.map((event) => event.id).sort());
});

test("erasing leaves nothing, not even what was set aside", async (context) => {
  const factory = new IDBFactory();
  const log = await open(context, factory);
  const [event] = await log.add([grade()]);
  await raw(factory, "readwrite", (store) => store.put({ ...event, t: 1 }));
  await log.read();
  await log.erase();
  assert.deepEqual(await log.read(), { events: [], damaged: 0 });
});

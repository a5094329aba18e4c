// The browser's database as promises: opening it, and waiting for what it does.
// @ts-check

const VERSION = 1;
export const EVENTS = "events";
export const DAMAGED = "damaged";

/**
 * @param {IDBFactory | undefined} factory
 * @param {string} name
 * @param {number} timeout milliseconds until a blocked database is given up
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase(factory, name, timeout) {
  return new Promise((resolve, reject) => {
    if (!factory) throw new Error("this browser has no database");
    const request = factory.open(name, VERSION);
    const timer = setTimeout(() => {
      // Should it answer after all, it must not stand in the way of other tabs.
      request.onsuccess = () => request.result.close();
      reject(new Error("the database doesn't answer"));
    }, timeout);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(EVENTS, { keyPath: "id" });
      request.result.createObjectStore(DAMAGED, { autoIncrement: true });
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
  });
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
export function completion(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}

/**
 * @param {unknown} error
 * @param {string} name
 */
export function isNamed(error, name) {
  return error instanceof DOMException && error.name === name;
}

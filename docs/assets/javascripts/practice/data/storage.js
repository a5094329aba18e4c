// What the browser says about the storage of this site, and what else of ours is in it.
// @ts-check

/** Databases and keys of the handbook begin with this. */
const OURS = "handbook-";

/** The log's own database; it is emptied, not deleted, so that other tabs can go on. */
const LOG = "handbook-study";

/**
 * @returns {Promise<{ persisted?: boolean, usage?: number, quota?: number }>} what the browser doesn't say is left out
 */
export async function storageFacts() {
  const { storage } = navigator;
  const [persisted, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => undefined),
    storage?.estimate?.().catch(() => undefined),
  ]);
  return { persisted, usage: estimate?.usage, quota: estimate?.quota };
}

/** Delete what other parts of the practice app keep beside the log: code of drills, recordings, sessions. */
export async function eraseElsewhere() {
  for (const storage of [() => localStorage, () => sessionStorage]) {
    try {
      const kept = storage();
      for (const key of Object.keys(kept)) if (key.startsWith(OURS)) kept.removeItem(key);
    } catch {
      // Where nothing may be stored, nothing is.
    }
  }
  try {
    for (const { name } of (await indexedDB.databases?.()) ?? []) {
      if (name?.startsWith(OURS) && name !== LOG) indexedDB.deleteDatabase(name);
    }
  } catch {
    // A browser without databases has none of ours.
  }
}

// The reader's code as a file: saved from the editor, and read into it.
// @ts-check

import { make } from "./dom.js";
import { megabytes } from "./words.js";

const LARGEST_FILE = 200_000;

/** @param {string} name @param {string} code */
export function saveCode(name, code) {
  const address = URL.createObjectURL(new Blob([code], { type: "text/plain" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/**
 * @param {File} file
 * @returns {Promise<{ code: string } | { problem: string }>}
 */
export async function readCode(file) {
  if (file.size > LARGEST_FILE)
    return { problem: `${file.name} is too large for an attempt (${megabytes(file.size)}).` };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return { code: text.replaceAll("\r\n", "\n") };
  } catch {
    return { problem: `${file.name} is not a text file in UTF-8.` };
  }
}

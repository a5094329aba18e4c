// Why pages can't be kept here, if so.
// @ts-check

import { isFit } from "../../register-worker.js";

/**
 * @param {{ protocol: string, hostname: string, isBuilt: boolean, hasWorkers: boolean }} place
 * @returns {string} a sentence or two; empty when nothing is in the way
 */
export function hindrance({ protocol, hostname, isBuilt, hasWorkers }) {
  if (protocol === "file:") {
    return "You are reading the copy for a disk: all its pages are on this device already.";
  }
  if (!isBuilt) {
    return "This is a preview of the handbook, in which nothing is kept. The published site keeps pages.";
  }
  if (!isFit({ protocol, hostname })) {
    return "Browsers keep pages of sites with an https address only. Under this address every page needs a connection.";
  }
  if (!hasWorkers) {
    return "This browser keeps no pages here. Some don’t in private windows: try an ordinary one. As an alternative there is a copy for a disk under Downloads.";
  }
  return "";
}

// Counts and dates as the page says them.
// @ts-check

/** @param {number} count */
export function entries(count) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? "entry" : "entries"}`;
}

/** @param {number | string} time */
export function dateText(time) {
  return new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

// Chance that can be repeated: the same seed gives the same draw in every browser.
// @ts-check

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * A generator of numbers from 0 (included) to 1 (excluded): mulberry32 on a hash of the seed.
 * @param {string} seed
 * @returns {() => number}
 */
export function seeded(seed) {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/**
 * A seed that can be said over the phone.
 * @param {() => number} [random]
 */
export function newSeed(random = Math.random) {
  return Array.from({ length: 5 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join("");
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {() => number} random
 * @returns {T[]} every order is as likely as every other
 */
export function shuffled(list, random) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/**
 * One of a list, each as likely as its weight says.
 * @template T
 * @param {readonly T[]} list
 * @param {(item: T) => number} weightOf
 * @param {() => number} random
 * @returns {T | undefined} nothing if the list is empty or nothing has a weight
 */
export function weightedPick(list, weightOf, random) {
  const weights = list.map((item) => Math.max(0, weightOf(item)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return undefined;
  let left = random() * total;
  const found = list.findIndex((_, index) => {
    left -= weights[index];
    return left < 0;
  });
  // Rounding may leave a crumb behind the last one.
  return found < 0 ? list[weights.findLastIndex((weight) => weight > 0)] : list[found];
}

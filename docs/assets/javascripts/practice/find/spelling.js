// What somebody may have meant by a word that the index does not have.
// @ts-check

/** Shorter words are near to too many others. */
const SHORTEST = 5;
const SHORTEST_PART = 3;

/**
 * Whether one letter added, left out, exchanged or swapped with its neighbour makes one word of the other.
 * @param {string} one
 * @param {string} other
 */
export function isNear(one, other) {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = one.length;
  let otherEnd = other.length;
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) {
    end -= 1;
    otherEnd -= 1;
  }
  const left = end - start;
  const otherLeft = otherEnd - start;
  if (left <= 1 && otherLeft <= 1) return true;
  return left === 2 && otherLeft === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
}

/**
 * The known stems that are a slip away from a word's stem.
 * @param {string} wanted
 * @param {Iterable<string>} stems
 */
export function nearStems(wanted, stems) {
  /** @type {string[]} */
  const found = [];
  if (wanted.length < SHORTEST || /\d/.test(wanted)) return found;
  for (const each of stems) if (each.length >= SHORTEST && isNear(wanted, each)) found.push(each);
  return found;
}

/**
 * Two known words that were written as one, such as "gpt2"; of several, those of most equal length.
 * @param {string} word
 * @param {(part: string) => boolean} isKnown
 * @returns {[string, string] | undefined}
 */
export function splitWord(word, isKnown) {
  const middle = word.length / 2;
  const places = Array.from({ length: Math.max(0, word.length - 1) }, (_, index) => index + 1).filter(
    (place) =>
      (place >= SHORTEST_PART && place <= word.length - SHORTEST_PART) ||
      /[a-z][0-9]|[0-9][a-z]/.test(word.slice(place - 1, place + 1)),
  );
  places.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle));
  for (const place of places) {
    const [first, second] = [word.slice(0, place), word.slice(place)];
    if (isKnown(first) && isKnown(second)) return [first, second];
  }
  return undefined;
}

/**
 * Where the words that begin like this one stand in the sorted vocabulary.
 * @param {string} beginning
 * @param {readonly string[]} vocabulary
 * @returns {number[]}
 */
export function beginningWith(beginning, vocabulary) {
  let low = 0;
  let high = vocabulary.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vocabulary[middle] < beginning) low = middle + 1;
    else high = middle;
  }
  /** @type {number[]} */
  const found = [];
  for (let place = low; vocabulary[place]?.startsWith(beginning); place += 1) found.push(place);
  return found;
}

// Compares two texts line by line.
// @ts-check

/**
 * A row of the comparison: numbers count from 1, a side that has no such line is null.
 * @typedef {{ left: Line | null, right: Line | null, same: boolean }} Row
 * @typedef {{ number: number, text: string }} Line
 */

/** @param {string} text */
function linesOf(text) {
  return text.replace(/\s+$/, "").split("\n");
}

/**
 * Lengths of the longest common subsequences of what follows each pair of places.
 * @param {string[]} left
 * @param {string[]} right
 */
function commonLengths(left, right) {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  return lengths;
}

/**
 * Put equal lines side by side and pair what differs between them.
 * @param {string} own
 * @param {string} reference
 * @returns {Row[]}
 */
export function compareLines(own, reference) {
  const left = linesOf(own);
  const right = linesOf(reference);
  // Spaces at the end of a line are no difference.
  const [leftKeys, rightKeys] = [left, right].map((lines) => lines.map((line) => line.trimEnd()));
  const lengths = commonLengths(leftKeys, rightKeys);
  const width = right.length + 1;
  /** @type {Row[]} */
  const rows = [];
  /** @type {Line[]} */
  let removed = [];
  /** @type {Line[]} */
  let added = [];
  const flush = () => {
    for (let k = 0; k < Math.max(removed.length, added.length); k += 1) {
      rows.push({ left: removed[k] ?? null, right: added[k] ?? null, same: false });
    }
    removed = [];
    added = [];
  };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && leftKeys[i] === rightKeys[j]) {
      flush();
      rows.push({
        left: { number: i + 1, text: left[i] },
        right: { number: j + 1, text: right[j] },
        same: true,
      });
      i += 1;
      j += 1;
    } else if (
      j >= right.length ||
      (i < left.length && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
    ) {
      removed.push({ number: i + 1, text: left[i] });
      i += 1;
    } else {
      added.push({ number: j + 1, text: right[j] });
      j += 1;
    }
  }
  flush();
  return rows;
}

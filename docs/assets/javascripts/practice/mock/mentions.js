// Which points of a rubric an answer may have touched. It only points the reader's eye, it never scores.
// @ts-check

const STOP = new Set(
  `about above after again all also and any are because been before being below between both but can could did
  does doing down during each few for from further had has have having her here hers him his how into its itself
  just more most must not now off once one only other our out over own same say says she should some such than
  that the their them then there these they this those through too two under until uses using very was were what
  when where which while who whom why will with would you your gives give name names state states without least
  candidate answer`.split(/\s+/),
);

/**
 * The stem of a word, cut so that "calibrated" meets "calibration". Rough, and enough for a hint.
 * @param {string} word
 */
function stem(word) {
  const cut = word.replace(/(?:isation|ization|ations?|ing|ised|ized|ises|izes|ise|ize|ed|es|s|ly)$/, "");
  const kept = cut.length >= 4 ? cut : word;
  return kept.length > 7 ? kept.slice(0, 7) : kept.replace(/e$/, "");
}

/**
 * The words of a text that carry its meaning, as stems.
 * @param {string} text plain text or Markdown
 * @returns {Set<string>}
 */
export function keywords(text) {
  const plain = text
    .toLowerCase()
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/[*_`$\\]/g, " ");
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 2 && !STOP.has(word)).map(stem));
}

/**
 * Whether an answer may have made a point: it has half of the point's words, and at least two of them.
 * @param {string} point
 * @param {string} answer
 */
export function mayMention(point, answer) {
  const wanted = keywords(point);
  if (!wanted.size) return false;
  const said = keywords(answer);
  const found = [...wanted].filter((word) => said.has(word)).length;
  return found >= Math.min(2, wanted.size) && found / wanted.size >= 0.5;
}

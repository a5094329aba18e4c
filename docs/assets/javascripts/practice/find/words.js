// Words of a text as the index has them (src/handbook/finder/words.py does the same), and their stems.
// @ts-check

/** @type {Record<string, string>} */
const SIGNS = {
  α: " alpha ",
  β: " beta ",
  γ: " gamma ",
  δ: " delta ",
  ε: " epsilon ",
  θ: " theta ",
  λ: " lambda ",
  μ: " mu ",
  π: " pi ",
  ρ: " rho ",
  σ: " sigma ",
  τ: " tau ",
  χ: " chi ",
  "√": " sqrt ",
};
const SIGN = new RegExp(Object.keys(SIGNS).join("|"), "gu");

/**
 * The words of a plain text, in small Latin letters and digits.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(SIGN, (sign) => SIGNS[sign])
    .replace(/(?<![a-z0-9])[a-z](?:\.[a-z])+\.?(?![a-z0-9])/g, (acronym) => acronym.replaceAll(".", ""))
    .replace(/(?<=[a-z])['’]s?(?![a-z])|(?<=[a-z])['’](?=[a-z])/g, "");
  return plain.match(/[a-z0-9]+/g) ?? [];
}

/**
 * Endings in order: of each step, what is found first is replaced, if enough of the word stays. `when` spares most
 * words the comparison; the whole vocabulary is stemmed when the page starts.
 * @type {{ when: (word: string) => boolean, endings: [RegExp, string][] }[]}
 */
const STEPS = [
  {
    // American and British spelling.
    when: (word) => word.includes("z") || word.includes("our"),
    endings: [
      [/iz(e|ed|er|ers|es|ing|ation|ations)$/, "is$1"],
      [/yz(e|ed|es|ing)$/, "ys$1"],
      [/our(s|al|ed|ing|able)?$/, "or$1"],
    ],
  },
  {
    when: (word) => word.endsWith("s"),
    endings: [
      [/ies$/, "y"],
      [/(ss|sh|ch|x|z)es$/, "$1"],
      [/([^aisu])s$/, "$1"],
    ],
  },
  {
    when: (word) => word.endsWith("g") || word.endsWith("d") || word.endsWith("y"),
    endings: [[/(ingly|edly|ing|ed|ly)$/, ""]],
  },
  {
    // What verb endings leave: "fitting", "labelled".
    when: (word) => word.at(-1) === word.at(-2),
    endings: [[/([bdfglmnprt])\1$/, "$1"]],
  },
  {
    // "rate" beside "rating", "study" beside "studies".
    when: (word) => word.endsWith("e") || word.endsWith("y"),
    endings: [
      [/e$/, ""],
      [/y$/, "i"],
    ],
  },
];
const SHORTEST = 3;

/**
 * What a word has in common with its other forms; not always a word itself.
 * @param {string} word from {@link words}
 */
export function stem(word) {
  if (word.length <= SHORTEST || /\d/.test(word)) return word;
  let result = word;
  for (const { when, endings } of STEPS) {
    if (!when(result)) continue;
    for (const [ending, replacement] of endings) {
      const shorter = result.replace(ending, replacement);
      if (shorter === result) continue;
      if (shorter.length >= SHORTEST) result = shorter;
      break;
    }
  }
  return result;
}

/**
 * Cut a text where its words begin and end, and say which of them are among those looked for.
 * @param {string} text
 * @param {ReadonlySet<string>} stems
 * @returns {{ text: string, hit: boolean }[]} pieces that make up the text
 */
export function pieces(text, stems) {
  /** @type {{ text: string, hit: boolean }[]} */
  const found = [];
  for (const piece of text.match(/[\p{L}\p{M}\p{N}'’√]+|[^\p{L}\p{M}\p{N}'’√]+/gu) ?? []) {
    const hit = words(piece).some((word) => stems.has(stem(word)));
    const last = found.at(-1);
    if (last && last.hit === hit) last.text += piece;
    else found.push({ text: piece, hit });
  }
  return found;
}

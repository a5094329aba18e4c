// Reads what somebody types: known words, abbreviations for other phrases, slips of the keyboard.
// @ts-check

import { beginningWith, nearStems, splitWord } from "./spelling.js";
import { words } from "./words.js";

/** @typedef {import("./rank.js").Term} Term */

/**
 * Reads what somebody types.
 * @param {import("./rank.js").Index} index
 * @param {typeof import("./rank.js").SETTINGS} settings
 */
export function createReader(index, settings) {
  const vocabulary = index.words.split(" ");
  const stop = new Set(index.stop.split(" "));
  /** @type {Map<string, number[]>} Places of the words in the vocabulary, by stem. */
  const places = new Map();
  for (const [place, word] of vocabulary.entries()) {
    const root = settings.stem(word);
    const known = places.get(root);
    if (known) known.push(place);
    else places.set(root, [place]);
  }
  const { phrases, longest } = phraseBook(index.synonyms, settings.stem);
  /** @param {string} word */
  const isKnown = (word) => !stop.has(word) && places.has(settings.stem(word));

  /**
   * @param {string} word
   * @param {boolean} last a word that is still being typed is the last one
   * @returns {{ terms: Term[], meant?: string }}
   */
  function guess(word, last) {
    if (last && settings.beginning && word.length > 1) {
      const stems = new Set(beginningWith(word, vocabulary).map((place) => settings.stem(vocabulary[place])));
      if (stems.size) return { terms: [{ weight: settings.beginning, stems: [...stems] }] };
    }
    const parts = settings.split ? splitWord(word, isKnown) : undefined;
    if (parts) {
      const terms = parts.map((part) => ({ weight: settings.split, stems: [settings.stem(part)] }));
      return { terms, meant: parts.join(" ") };
    }
    const stems = settings.slip ? nearStems(settings.stem(word), places.keys()) : [];
    if (!stems.length) return { terms: [] };
    const meant = vocabulary[mostCommon(stems.flatMap((each) => places.get(each) ?? []))];
    return { terms: [{ weight: settings.slip, stems }], meant };
  }

  /** @param {number[]} candidates places in the vocabulary */
  function mostCommon(candidates) {
    return candidates.reduce((one, other) =>
      index.postings[other].length > index.postings[one].length ? other : one,
    );
  }

  return {
    places,
    /** @param {string} query */
    read(query) {
      const given = words(query);
      const roots = given.map(settings.stem);
      /** @type {Map<string, Term>} */
      const terms = new Map();
      /** @param {Term} term */
      const add = (term) => {
        const key = term.stems.join(" ");
        if (term.weight > (terms.get(key)?.weight ?? 0)) terms.set(key, term);
      };
      /** @type {[string, string][]} */
      const slips = [];
      for (const [place, word] of given.entries()) {
        if (stop.has(word)) continue;
        if (places.has(roots[place])) {
          add({ weight: 1, stems: [roots[place]] });
          continue;
        }
        // An abbreviation that stands for another phrase is no slip.
        if (phrases.has(roots[place])) continue;
        const { terms: guessed, meant } = guess(word, place === given.length - 1 && /\S$/.test(query));
        guessed.forEach(add);
        if (meant) slips.push([word, meant]);
      }
      for (let first = 0; first < roots.length; first += 1) {
        for (let end = first + 1; end <= Math.min(first + longest, roots.length); end += 1) {
          for (const other of phrases.get(roots.slice(first, end).join(" ")) ?? []) {
            const stems = other.filter((each) => places.has(each));
            const weight = settings.synonym / stems.length;
            for (const each of stems) add({ weight, stems: [each] });
          }
        }
      }
      return { terms: [...terms.values()].filter(({ weight }) => weight > 0), slips };
    },
  };
}

/**
 * Each phrase with the others of its sets, all in stems.
 * @param {string[][]} sets
 * @param {(word: string) => string} root
 */
function phraseBook(sets, root) {
  /** @type {Map<string, string[][]>} */
  const phrases = new Map();
  let longest = 1;
  for (const set of sets) {
    const forms = set.map((phrase) => phrase.split(" ").map(root));
    for (const form of forms) {
      longest = Math.max(longest, form.length);
      const key = form.join(" ");
      const others = forms.filter((other) => other.join(" ") !== key);
      phrases.set(key, [...(phrases.get(key) ?? []), ...others]);
    }
  }
  return { phrases, longest };
}

/*
 * Run the theme's search worker, whose address is the fragment of this one's, and spare it what nobody reads.
 *
 * A common word is in hundreds of sections. The theme marks the word in all of them and hands all of them to
 * the page on every keystroke, which shows ten pages of them. Here only the best sections stay; of every other
 * page there is one entry without marks, so that the number, the order and the reach of the results are the same.
 * If a later theme keeps its index elsewhere, its worker runs as it is.
 */
// @ts-check
(() => {
  "use strict";

  /** Sections that are marked and shown with their text. */
  const SECTIONS = 60;

  /**
   * As lunr finds it.
   * @typedef {{ ref: string, score: number, matchData: { metadata: Record<string, object> } }} Result
   */

  /** @param {string} ref */
  const pageOf = (ref) => ref.split("#", 1)[0];

  /** @type {any} */
  const scope = globalThis;

  /**
   * What the theme multiplies the score of a result with: it prefers pages to sections and all words to some.
   * @param {string} ref
   * @param {string[]} terms found in it
   * @param {string[]} words that were asked for
   */
  function factorOf(ref, terms, words) {
    let matched = 0;
    let missing = 0;
    for (const word of words) {
      if (terms.some((term) => term.startsWith(word))) matched += 1;
      else if (scope.lunr.stopWordFilter(word)) missing += 1;
    }
    return 1 + (Number(!ref.includes("#")) + matched / (matched + missing || 1)) ** 2;
  }

  /**
   * @param {Result[]} results
   * @param {string} query in lunr's language
   * @returns {Result[]} the best ones, and an entry for every page that would else be missing
   */
  function shorten(results, query) {
    if (results.length <= SECTIONS) return results;
    const words = query
      .toLowerCase()
      .split(/\s+/)
      .map((word) => word.replace(/^[+-]|[*~^]\d*$/g, ""));
    const ranked = results
      .map((result) => {
        const terms = Object.keys(result.matchData.metadata);
        return { result, terms, value: result.score * factorOf(result.ref, terms, words) };
      })
      .sort((one, other) => other.value - one.value);
    const kept = ranked.slice(0, SECTIONS).map(({ result }) => result);
    const pages = new Set(kept.map(({ ref }) => pageOf(ref)));
    for (const { result, terms, value } of ranked.slice(SECTIONS)) {
      const ref = pageOf(result.ref);
      if (pages.has(ref)) continue;
      pages.add(ref);
      const metadata = Object.fromEntries(terms.map((term) => [term, {}]));
      kept.push({ ref, score: value / factorOf(ref, terms, words), matchData: { metadata } });
    }
    return kept;
  }

  /** A query that ends in a single letter: the beginning of a word that is being typed. */
  const BEGUN = /(^|\s)([^\s*:])\*$/u;

  /**
   * Find the words with this beginning in titles only: in texts nearly every section has one. The letter itself is
   * found everywhere.
   * @param {string} query in lunr's language
   */
  const narrow = (query) => query.replace(BEGUN, "$1$2 title:$2*");

  if (scope.importScripts && scope.location?.hash) scope.importScripts(scope.location.hash.slice(1));
  const index = scope.lunr?.Index?.prototype;
  if (index) {
    const { search, query: find } = index;
    let asked = "";
    index.search = function (/** @type {string} */ query) {
      asked = "";
      const results = shorten(search.call(this, narrow(query)), query);
      asked = query;
      return results;
    };
    // The theme asks once more, for a word to complete what is being typed: from its second letter on.
    index.query = function (/** @type {unknown} */ build) {
      return BEGUN.test(asked) ? [] : find.call(this, build);
    };
  }
})();

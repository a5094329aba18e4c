import { words } from "../../../docs/assets/javascripts/practice/find/words.js";

const FIELDS = ["title", "asked", "text"];

/** An index as src/handbook/finder/index.py writes it, of a few texts by field. */
export function indexOf(
  questions,
  { sections = [], terms = [], synonyms = [], stop = "", common = "" } = {},
) {
  const stopped = new Set(stop.split(" "));
  const documents = [...questions, ...sections, ...terms].map((texts) =>
    FIELDS.map((field) => words(texts[field] ?? "").filter((word) => !stopped.has(word))),
  );
  const vocabulary = [...new Set(documents.flat(2))].sort();
  const patterns = [];
  const postings = vocabulary.map((word) => {
    let last = 0;
    return documents.flatMap((fields, number) => {
      const counts = fields.map((field) => field.filter((each) => each === word).length);
      if (!counts.some(Boolean)) return [];
      let place = patterns.findIndex((each) => String(each) === String(counts));
      if (place < 0) place = patterns.push(counts) - 1;
      const row = [number - last, place];
      last = number;
      return row;
    });
  });
  return {
    version: 1,
    fields: FIELDS,
    stop,
    common,
    words: vocabulary.join(" "),
    patterns,
    postings,
    lengths: FIELDS.map((_, field) => documents.map((fields) => fields[field].length)),
    groups: { questions: questions.length, sections: sections.length, terms: terms.length },
    synonyms,
  };
}

// Replays logs of reviews with the scheduler of the cards, for test_fsrs_parity.py: standard input is a list of
// cards, each a list of [time, rating]; standard output the memory after each review.
import { text } from "node:stream/consumers";
import * as fsrs from "ts-fsrs";
import { createScheduling } from "../../../docs/assets/javascripts/practice/cards/scheduling.js";

const scheduling = createScheduling(fsrs);
const cards = JSON.parse(await text(process.stdin));
const answers = cards.map((reviews) => {
  let memory;
  return reviews.map(([t, rating]) => {
    memory = scheduling.next(memory, t, 0, rating);
    const { card, phase, due } = memory;
    return { phase, stability: card.stability, difficulty: card.difficulty, wait: due - t };
  });
});
process.stdout.write(JSON.stringify(answers));

// Replays logs of reviews with the scheduler of the cards, for test_fsrs_parity.py: standard input is a list of
// cards, each a list of [time, rating]; standard output the memory after each review.
import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import * as fsrs from "ts-fsrs";
import { createScheduling } from "../../../docs/assets/javascripts/practice/cards/scheduling.js";

const essence = ({ card: { stability, difficulty, state, learning_steps, due }, phase, last }) => [
  stability,
  difficulty,
  state,
  learning_steps,
  due.getTime(),
  phase,
  last,
];

const scheduling = createScheduling(fsrs);
const cards = JSON.parse(await text(process.stdin));
const answers = cards.map((reviews) => {
  let memory;
  const given = reviews.map(([t, rating]) => ({ t, zone: 0, rating }));
  return given.map(({ t, rating }, index) => {
    memory = scheduling.next(memory, t, 0, rating);
    // The fast way through the whole log must lead to the very same.
    assert.deepEqual(essence(scheduling.replay(given.slice(0, index + 1)).memory), essence(memory));
    const { card, phase, due } = memory;
    return { phase, stability: card.stability, difficulty: card.difficulty, wait: due - t };
  });
});
process.stdout.write(JSON.stringify(answers));

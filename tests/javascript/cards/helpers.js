// Logs as readers would have them.
import * as fsrs from "ts-fsrs";
import { Deck } from "../../../docs/assets/javascripts/practice/cards/deck.js";
import { createScheduling } from "../../../docs/assets/javascripts/practice/cards/scheduling.js";
import { seal } from "../../../docs/assets/javascripts/practice/study/event.js";

export const DAY = 86_400_000;
export const MINUTE = 60_000;
/** Noon of a Monday, UTC. */
export const NOON = Date.UTC(2026, 10, 16, 12);

let counter = 0;

/** An event of the log. */
export function event(kind, t, data) {
  counter += 1;
  return seal({ id: `e${String(counter).padStart(5, "0")}`, t, kind, data });
}

export const review = (card, t, rating = 3, more = {}) =>
  event("review", t, { card, rating, seconds: 30, zone: 0, ...more });
export const change = (card, t, what) => event("card", t, { card, change: what });
export const undo = (target, t) => event("undo", t, { event: target.id });

export const scheduling = (options) => createScheduling(fsrs, options);
export const deckOf = (...events) => new Deck(scheduling(), events);

/** A card that was learnt: good twice, so that it is away for two days. */
export const learnt = (card, t) => [review(card, t), review(card, t + 10 * MINUTE)];

export const question = (id, more = {}) => ({
  id,
  topic: "evaluation",
  level: "beginner",
  kind: "concept",
  rounds: ["screen"],
  roles: ["mle"],
  frequency: "high",
  ...more,
});

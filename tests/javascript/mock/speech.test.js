import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fillerWords,
  paceName,
  voiceOf,
  wordCount,
  wordsPerMinute,
} from "../../../docs/assets/javascripts/practice/mock/speech.js";

for (const [text, count] of [
  ["", 0],
  ["The lift was 2.1 %, don’t you see?", 7],
  ["one\n two -- three", 3],
  ["write-offs −11 %", 3],
]) {
  test(`“${text.slice(0, 12)}” has ${count} words`, () => assert.equal(wordCount(text), count));
}

test("filler words are counted where they fill", () => {
  const text = "Um, so, the model is, like, overfitted. I like trees. Uhhh you know, basically so good. Umm.";
  assert.deepEqual(fillerWords(text), [
    ["um", 2],
    ["basically", 1],
    ["like", 1],
    ["so", 1],
    ["uh", 1],
    ["you know", 1],
  ]);
  assert.deepEqual(fillerWords("The likelihood is right and the error is so small."), []);
});

test("a pace needs enough words", () => {
  assert.equal(wordsPerMinute(290, 120), 145);
  assert.equal(wordsPerMinute(19, 60), null);
  assert.equal(wordsPerMinute(100, 0), null);
  assert.deepEqual([null, 90, 145, 190].map(paceName), ["", "slow", "calm", "fast"]);
});

const speech = (...parts) =>
  parts.flatMap(([level, seconds]) => new Array(Math.round(seconds * 10)).fill(level));

test("the longest pause lies between words, not before or after them", () => {
  const levels = speech([0.002, 5], [0.2, 3], [0.002, 1], [0.15, 4], [0.003, 3.5], [0.2, 2], [0.002, 9]);
  assert.deepEqual(voiceOf(levels, 0.1), { seconds: 13.5, longest: 3.5, pauses: 1 });
});

test("a noisy room doesn't hide the pauses", () => {
  const levels = speech([0.03, 2], [0.25, 3], [0.03, 4], [0.25, 3], [0.03, 2]);
  assert.equal(voiceOf(levels, 0.1).longest, 4);
});

test("somebody who never stops has no pause, and silence no voice", () => {
  assert.deepEqual(voiceOf(speech([0.2, 6]), 0.1), { seconds: 6, longest: 0, pauses: 0 });
  assert.equal(voiceOf(speech([0.001, 6]), 0.1), null);
  assert.equal(voiceOf([], 0.1), null);
});

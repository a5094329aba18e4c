import assert from "node:assert/strict";
import { test } from "node:test";
import { dayName, MINUTE, spanText, studyDay } from "../../../docs/assets/javascripts/practice/cards/days.js";

const day = (text, zone) => studyDay(Date.parse(text), zone);

test("a day begins at four in the morning of the place", () => {
  const monday = day("2026-11-16T12:00:00Z", 0);
  assert.equal(day("2026-11-16T04:00:00Z", 0), monday);
  assert.equal(day("2026-11-17T03:59:00Z", 0), monday);
  assert.equal(day("2026-11-17T04:00:00Z", 0), monday + 1);
  assert.equal(day("2026-11-16T02:00:00Z", 120), monday, "two hours ahead");
  assert.equal(day("2026-11-17T11:59:00Z", -480), monday, "eight hours behind");
});

test("a day is named by its date", () => {
  assert.equal(dayName(day("2026-11-16T12:00:00Z", 0)), "16 Nov");
});

for (const [minutes, text] of [
  [0, "1 min"],
  [10, "10 min"],
  [60, "1 hour"],
  [300, "5 hours"],
  [24 * 60, "1 day"],
  [13 * 24 * 60, "13 days"],
  [14 * 24 * 60, "2 weeks"],
  [59 * 24 * 60, "8 weeks"],
  [61 * 24 * 60, "2 months"],
  [365 * 24 * 60, "1 year"],
  [550 * 24 * 60, "1.5 years"],
]) {
  test(`${minutes} minutes are ${text}`, () => assert.equal(spanText(minutes * MINUTE), text));
}

// An interview as the address of a page, so that a friend can take the same one.
// @ts-check

import { EXPERIENCE, givenInterview } from "./draw.js";

/** @typedef {import("../shared/bank.js").Bank} Bank */
/** @typedef {import("./draw.js").Choice} Choice */
/** @typedef {import("./draw.js").Block} Block */

/**
 * Write an interview as the query of an address. It names the questions, because the draw may depend on what
 * its reader was weak at, and on the bank of that day.
 * @param {Choice} choice
 * @param {string} seed
 * @param {readonly Pick<Block, "question" | "followUps" | "most">[]} blocks
 */
export function interviewQuery({ role, level, rounds, minutes }, seed, blocks) {
  const asked = blocks.map(({ question, followUps, most }) =>
    most ? `${question}:${followUps.slice(0, most).join("")}` : question,
  );
  const parts = {
    role,
    level,
    rounds: rounds.join("."),
    minutes: String(minutes),
    seed,
    ask: asked.join(","),
  };
  // Colons and commas are allowed in a query, and read better as they are.
  return Object.entries(parts)
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%3A/g, ":").replace(/%2C/g, ",")}`)
    .join("&");
}

/**
 * Read an interview from an address.
 * @param {string} query
 * @param {Bank} bank
 * @returns {{ choice: Choice, seed: string, draw: import("./draw.js").Draw, unknown: number } | null} nothing
 *   when the address names none; `unknown` questions are no longer in the bank
 */
export function readInterview(query, bank) {
  const given = new URLSearchParams(query);
  const wanted = (given.get("ask") ?? "").split(",").filter(Boolean).slice(0, 40);
  if (!wanted.length) return null;
  const level = given.get("level") ?? "";
  const minutes = Number(given.get("minutes"));
  /** @type {Choice} */
  const choice = {
    role: given.get("role") ?? "",
    level: level in EXPERIENCE ? /** @type {import("./draw.js").Experience} */ (level) : "mid",
    rounds: (given.get("rounds") ?? "").split(".").filter(Boolean),
    minutes: minutes >= 5 && minutes <= 180 ? minutes : 30,
  };
  const items = wanted.flatMap((each) => {
    const [id, order = ""] = each.split(":");
    const question = bank.byId.get(id);
    const followUps = [...new Set([...order].filter((digit) => "0123".includes(digit)).map(Number))];
    return question ? [{ question, followUps }] : [];
  });
  if (!items.length) return null;
  const seed = (given.get("seed") ?? "").replace(/[^\w-]/g, "").slice(0, 20);
  return { choice, seed, draw: givenInterview(items, choice), unknown: wanted.length - items.length };
}

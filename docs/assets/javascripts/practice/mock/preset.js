// An address may wish for an interview: the planner links to those that it plans.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { EXPERIENCE } from "./draw.js";

/**
 * What an address wishes for, such as `practice/mock/?role=mle&level=senior&round=design,behavioral&minutes=45`:
 *
 * - `role`: as in the bank, or `any`
 * - `level`: of the position: `junior`, `mid` or `senior`
 * - `round`: one or more as in the bank, with commas
 * - `minutes`: a whole number from 10 to 90
 *
 * What is absent, empty or unknown leaves the reader's usual choice; what is unknown is said, too.
 * @typedef {object} Preset
 * @property {{ role?: string, level?: string, rounds?: string[], minutes?: number }} changes
 * @property {string[]} refused for readers, such as “round sleep”
 */

const SHORTEST = 10;
const LONGEST = 90;
/** An unknown value is shown, but not all of what somebody may have put into a link. */
const MOST_SHOWN = 24;

/**
 * @param {string} query
 * @returns {Preset}
 */
export function readPreset(query) {
  const given = new URLSearchParams(query);
  /** @type {Preset} */
  const preset = { changes: {}, refused: [] };
  // A link that names its questions says everything by itself.
  if (given.get("ask")) return preset;
  const { changes, refused } = preset;
  /** @param {string} name */
  const value = (name) => (given.get(name) ?? "").trim().toLowerCase();
  /** @param {string} name @param {string} wrong */
  const refuse = (name, wrong) =>
    refused.push(`${name} ${wrong.length > MOST_SHOWN ? `${wrong.slice(0, MOST_SHOWN)}…` : wrong}`);

  const role = value("role");
  if (role === "any") changes.role = "";
  else if (Object.hasOwn(NAMES.role, role)) changes.role = role;
  else if (role) refuse("role", role);

  const level = value("level");
  if (Object.hasOwn(EXPERIENCE, level)) changes.level = level;
  else if (level) refuse("level", level);

  const named = value("round").split(/\s*,\s*/);
  const wanted = [...new Set(named)].filter(Boolean);
  const rounds = wanted.filter((round) => Object.hasOwn(NAMES.round, round));
  if (rounds.length) changes.rounds = rounds;
  for (const round of wanted) if (!rounds.includes(round)) refuse("round", round);

  const minutes = value("minutes");
  const count = Number(minutes);
  if (/^\d+$/.test(minutes) && count >= SHORTEST && count <= LONGEST) changes.minutes = count;
  else if (minutes) refuse("minutes", minutes);
  return preset;
}

/**
 * Say what the link has set, and what it wished in vain.
 * @param {Preset} preset
 * @returns {string} empty when there is nothing to say
 */
export function presetText({ changes, refused }) {
  const set = Object.keys(changes).length ? "This choice comes from the link that you followed." : "";
  if (!refused.length) return set;
  const list = refused.length === 1 ? refused[0] : `${refused.slice(0, -1).join(", ")} and ${refused.at(-1)}`;
  const vain = `It also asks for ${list}, which the mock interview doesn’t offer: your usual choice is used there.`;
  return set ? `${set} ${vain}` : vain.replace("It also asks", "The link that you followed asks");
}

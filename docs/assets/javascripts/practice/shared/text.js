// Numbers as readers see them.
// @ts-check

/**
 * A share as whole per cent, with a space that breaks no line, as in the handbook's text.
 * @param {number} share from 0 to 1
 */
export function percent(share) {
  return `${Math.round(share * 100)}\u00a0%`;
}

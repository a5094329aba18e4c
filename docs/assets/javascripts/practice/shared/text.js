// Numbers as readers see them.
// @ts-check

/**
 * A share as whole per cent, such as “53%”.
 * @param {number} share from 0 to 1
 */
export function percent(share) {
  return `${Math.round(share * 100)}%`;
}

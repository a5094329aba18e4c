// Reveals the hints of a drill one after another.
// @ts-check

/**
 * @param {HTMLDetailsElement[]} hints in order
 * @param {number} revealed how many the reader has seen before
 * @param {(revealed: number) => void} keep
 */
export function stepHints(hints, revealed, keep) {
  let seen = revealed;

  function show() {
    for (const [index, hint] of hints.entries()) hint.hidden = index > seen;
  }

  for (const [index, hint] of hints.entries()) {
    hint.open = index < seen;
    const summary = hint.querySelector("summary");
    if (summary) summary.textContent = `Hint ${index + 1} of ${hints.length}`;
    hint.addEventListener("toggle", () => {
      if (!hint.open || index < seen) return;
      seen = index + 1;
      show();
      keep(seen);
    });
  }
  show();
}

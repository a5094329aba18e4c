// Names what the theme makes in the browser and leaves without a name; see src/handbook/accessibility.py.
// @ts-check

/** @param {ParentNode} root */
function mend(root) {
  for (const bar of root.querySelectorAll("nav.md-code__nav:not([role])")) {
    // The copy button of each code block is no landmark.
    bar.setAttribute("role", "none");
  }
  for (const mark of root.querySelectorAll(".md-annotation__index:not([aria-label])")) {
    const id = mark.querySelector("[data-md-annotation-id]")?.getAttribute("data-md-annotation-id");
    mark.setAttribute("aria-label", `Annotation ${id ?? ""}`.trim());
    if (mark.localName !== "a") mark.setAttribute("role", "note");
  }
  for (const wrap of root.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
    // Content that scrolls sideways must be reachable by keyboard.
    if (wrap.scrollWidth > wrap.clientWidth) {
      wrap.setAttribute("tabindex", "0");
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", "Table");
    }
  }
}

let waiting = false;

function mendSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mend(document);
  });
}

new MutationObserver(mendSoon).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", mendSoon);
mendSoon();

// Changes the colour scheme; the first one is set by overrides/partials/javascripts/palette.html before the
// page is painted. The choice is kept where the theme keeps it and in its form.
// @ts-check

/** What the theme declares in the head of each page. @type {any} */
const theme = globalThis;

const KEY = "__palette";
const SYSTEM = "(prefers-color-scheme)";

/**
 * The scheme of an entry; one that follows the system has none of its own.
 * @param {{ media?: string, scheme?: string }} entry
 * @param {boolean} dark whether the system prefers dark
 */
export function schemeOf(entry, dark) {
  if (entry.scheme && entry.media !== SYSTEM) return entry.scheme;
  return dark ? "slate" : "default";
}

/** @param {HTMLFormElement} form */
function startPalette(form) {
  const inputs = [...form.querySelectorAll("input")];
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const bar = document.head.appendChild(document.createElement("meta"));
  bar.name = "theme-color";
  let current = Number(theme.__md_get(KEY)?.index ?? 0);
  if (!inputs[current]) current = 0;

  function colourBrowser() {
    bar.content = getComputedStyle(document.body).getPropertyValue("--hb-paper").trim();
  }

  function show() {
    const scheme = schemeOf(inputs[current].dataset, prefersDark.matches);
    if (document.body.dataset.mdColorScheme !== scheme) {
      // The theme's styles make the change at once, without the transitions of each part.
      document.body.dataset.mdColorSwitching = "";
      document.body.dataset.mdColorScheme = scheme;
      document.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light";
      setTimeout(() => delete document.body.dataset.mdColorSwitching);
    }
    for (const [index, label] of form.querySelectorAll("label").entries()) label.hidden = index !== current;
    colourBrowser();
    return scheme;
  }

  /** @param {number} index */
  function choose(index) {
    current = index;
    const { media } = inputs[index].dataset;
    theme.__md_set(KEY, { index, color: { media, scheme: show(), primary: "custom", accent: "custom" } });
  }

  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) choose(inputs.indexOf(event.target));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const next = inputs[(current + 1) % inputs.length];
    next.click();
    next.focus();
  });
  prefersDark.addEventListener("change", show);
  // Reading a colour has the styles computed: later they are computed anyway.
  addEventListener("load", () => setTimeout(colourBrowser), { once: true });
}

if (typeof document !== "undefined") {
  const form = document.querySelector("form.palette");
  if (form instanceof HTMLFormElement) startPalette(form);
}

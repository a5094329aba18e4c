// Small helpers for pages that are made in the browser: elements, announcements, dialogs and keys.
// @ts-check

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * Properties of an element: `class`, `text`, `on` (listeners by event), `data` (data attributes by name);
 * everything else is an attribute. `true` sets an empty attribute; `false`, `null` and `undefined` set none.
 * @typedef {{
 *   class?: string,
 *   text?: string | number,
 *   on?: Record<string, (event: any) => unknown>,
 *   data?: Record<string, string | number>,
 *   [attribute: string]: unknown,
 * }} Properties
 */

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  fill(element, properties, children);
  return element;
}

/**
 * Make an element of an SVG picture.
 * @param {string} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, properties = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, properties, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Properties} properties
 * @param {Child[]} children
 */
function fill(element, { class: classes, text, on, data, ...attributes }, children) {
  if (classes) element.setAttribute("class", classes);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, value] of Object.entries(data ?? {})) element.setAttribute(`data-${name}`, String(value));
  for (const [name, listener] of Object.entries(on ?? {})) element.addEventListener(name, listener);
  if (text !== undefined) element.textContent = String(text);
  for (const child of children) {
    if (child === false || child === null || child === undefined) continue;
    element.append(typeof child === "number" ? String(child) : child);
  }
}

/**
 * A button; `key` is shown in it as a hint (pass the same key to {@link listenKeys}).
 * @param {string} label
 * @param {() => unknown} act
 * @param {Properties & { key?: string }} [properties]
 */
export function button(label, act, { key, class: classes = "", ...properties } = {}) {
  return el(
    "button",
    { type: "button", class: `app-button ${classes}`.trim(), on: { click: act }, ...properties },
    el("span", { text: label }),
    key ? keyHint(key) : null,
  );
}

const KEY_NAMES = /** @type {Record<string, string>} */ ({ " ": "Space", Escape: "Esc" });

/** What stands on a key. @param {string} key as `KeyboardEvent.key` names it */
function keyName(key) {
  return KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/**
 * The hint of a key, which screen readers hear with the list of keys instead.
 * @param {string} key
 */
export function keyHint(key) {
  return el("kbd", { class: "app-key", "aria-hidden": "true", text: keyName(key) });
}

/**
 * A list to choose from, with its label.
 * @param {string} label
 * @param {readonly (readonly [value: string, name: string])[]} options
 * @param {string} value
 * @param {(value: string) => unknown} change
 */
export function choice(label, options, value, change) {
  const list = el(
    "select",
    {},
    ...options.map(([each, name]) => el("option", { value: each, text: name, selected: each === value })),
  );
  list.addEventListener("change", () => change(list.value));
  return el("label", { class: "app-field" }, el("span", { text: label }), list);
}

/** @type {HTMLElement | undefined} */
let region;

/**
 * Have a screen reader say something without moving the focus.
 * @param {string} text
 */
export function announce(text) {
  if (!region) {
    region = el("div", { class: "app-announcement", role: "status", "aria-live": "polite" });
    document.body.append(region);
  }
  // The same sentence twice would be no change, and not be said.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/**
 * Move the focus to something that keys do not reach, such as a heading of a new view.
 * @param {HTMLElement | null | undefined} element
 */
export function focusOn(element) {
  if (!element) return;
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]"))
    element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/**
 * Show a dialog over the page; the focus returns to where it was.
 * @param {string} title
 * @param {readonly Child[]} content
 * @param {{ class?: string, close?: string, actions?: readonly Child[] }} [options] `close` is the label of the
 *   closing button, `actions` are buttons before it
 * @returns {HTMLDialogElement} its `returnValue` is what a form in it said; listen to `close`
 */
export function openDialog(title, content, { class: classes = "", close = "Close", actions = [] } = {}) {
  const before = document.activeElement;
  const heading = el("h2", { id: "app-dialog-title", class: "app-dialog__title", text: title });
  const dialog = el(
    "dialog",
    { class: `app-dialog md-typeset ${classes}`.trim(), "aria-labelledby": heading.id },
    heading,
    ...content,
    el(
      "form",
      { method: "dialog", class: "app-dialog__foot" },
      ...actions,
      el("button", { class: "app-button" }, close),
    ),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  // A click on the shade around the dialog closes it.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * @typedef {object} Key
 * @property {readonly string[]} keys as `KeyboardEvent.key` names them; one letter fits in both cases
 * @property {string} does what it does, for the list of keys
 * @property {() => unknown} act called unless `when` says no
 * @property {() => boolean} [when] whether it does something now
 * @property {string} [shown] how the key is written in the list; the first of `keys` otherwise
 * @property {boolean} [typing] whether it works with Control or Command while one types
 */

/**
 * What a key press does, if anything.
 * @param {{ key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean }} event
 * @param {"text" | "control" | "page"} place where the focus is: in a text field, on a button, list or link, or elsewhere
 * @param {readonly Key[]} keys
 * @returns {Key | undefined}
 */
export function keyFor({ key, ctrlKey = false, metaKey = false, altKey = false }, place, keys) {
  const command = ctrlKey || metaKey;
  if (altKey) return undefined;
  // A focused button, link or list keeps the keys that belong to it.
  if (place === "control" && !command && [" ", "Enter", "ArrowUp", "ArrowDown"].includes(key))
    return undefined;
  const pressed = key.length === 1 ? key.toLowerCase() : key;
  return keys.find(
    (each) =>
      each.keys.includes(pressed) &&
      (place === "text" ? command && each.typing === true : !command) &&
      (each.when?.() ?? true),
  );
}

/** @param {EventTarget | null} target */
function placeOf(target) {
  if (!(target instanceof HTMLElement)) return "page";
  if (
    target.isContentEditable ||
    target.matches("textarea:not([readonly]), input:not([type=checkbox], [type=radio], [type=button])")
  ) {
    return "text";
  }
  return target.closest("a[href], button, summary, select, input") ? "control" : "page";
}

/**
 * Listen to keys until the returned function is called. `?` shows what they do.
 *
 * They are taken before the theme sees them, because its search opens on f and s.
 * @param {readonly Key[]} keys
 * @param {() => boolean} [active] whether the keys mean something now
 * @returns {() => void}
 */
export function listenKeys(keys, active = () => true) {
  const all = [...keys, { keys: ["?"], does: "show the keys", act: () => showKeys(keys) }];
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    if (event.defaultPrevented || event.isComposing || !active()) return;
    if (document.querySelector("dialog[open]")) return;
    const search = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
    if (search?.checked) return;
    const key = keyFor(event, placeOf(event.target), all);
    if (!key) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) key.act();
  };
  addEventListener("keydown", press, true);
  return () => removeEventListener("keydown", press, true);
}

/**
 * Show what the keys do.
 * @param {readonly Key[]} keys
 */
export function showKeys(keys) {
  const rows = keys.map(({ keys: names, does, shown }) =>
    el(
      "div",
      { class: "app-keys__row" },
      el("dt", {}, ...(shown ? [shown] : names.map(keyName)).map((name) => el("kbd", { text: name }))),
      el("dd", { text: does }),
    ),
  );
  openDialog("Keys", [el("dl", { class: "app-keys" }, ...rows)]);
}

/**
 * Hide all but the work while a session runs, and keep the banner of a new version away.
 * @param {HTMLElement} stage where the session is shown
 * @param {boolean} on
 */
export function concentrate(stage, on) {
  document.documentElement.classList.toggle("app-focus", on);
  stage.toggleAttribute("data-no-interruption", on);
}

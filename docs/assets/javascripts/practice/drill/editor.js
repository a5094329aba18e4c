// The editor of an attempt: CodeMirror in a shadow tree, where the page's security policy lets it bring its styles.
// @ts-check

// @ts-expect-error made when the site is built, see src/handbook/practice_parts.py
import * as codemirror from "../../../vendor/codemirror/codemirror.js";

const {
  closeBrackets,
  closeBracketsKeymap,
  Decoration,
  defaultKeymap,
  drawSelection,
  EditorState,
  EditorView,
  HighlightStyle,
  highlightActiveLine,
  highlightActiveLineGutter,
  history,
  historyKeymap,
  bracketMatching,
  indentOnInput,
  indentUnit,
  indentWithTab,
  keymap,
  lineNumbers,
  python,
  SQLite,
  sql,
  StateEffect,
  StateField,
  syntaxHighlighting,
  tags,
} = /** @type {any} */ (codemirror);

const HELP =
  "Tab indents. To leave the editor press Escape, then Tab. Control or Command and Enter runs the tests.";

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.self],
    color: "var(--md-code-hl-keyword-color)",
  },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--md-code-hl-string-color)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--md-code-hl-number-color)" },
  { tag: tags.comment, color: "var(--md-code-hl-comment-color)" },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className), tags.meta],
    color: "var(--md-code-hl-function-color)",
  },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: "var(--md-code-hl-operator-color)" },
  { tag: tags.typeName, color: "var(--md-code-hl-keyword-color)" },
]);

const theme = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--hb-ink)",
    backgroundColor: "var(--hb-paper)",
    fontSize: "var(--drill-code-size)",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--hb-mono)",
    fontFeatureSettings: '"calt" 0, "liga" 0',
    lineHeight: "1.55",
    scrollbarWidth: "thin",
  },
  ".cm-content": { padding: "0.6rem 0", caretColor: "var(--hb-ink)" },
  ".cm-line": { padding: "0 0.8rem 0 0.5rem" },
  ".cm-gutters": { color: "var(--hb-muted)", backgroundColor: "var(--hb-paper)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.2em", padding: "0 0.3rem 0 0.5rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--hb-surface)" },
  ".cm-activeLineGutter": { color: "var(--hb-ink)", backgroundColor: "transparent" },
  ".cm-cursor": { borderLeftColor: "var(--hb-ink)", borderLeftWidth: "2px" },
  "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--drill-selection)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--hb-mark)", outline: "none" },
  ".cm-line.cm-failed": {
    backgroundColor: "var(--hb-accent-wash)",
    boxShadow: "inset 3px 0 var(--hb-accent)",
  },
});

/** @type {any} */
const markLine = StateEffect.define();

/** The line in which an exception arose, until the code changes there. */
const failedLine = StateField.define({
  create: () => Decoration.none,
  update(/** @type {any} */ marks, /** @type {any} */ transaction) {
    let kept = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(markLine)) continue;
      const { doc } = transaction.state;
      kept =
        effect.value > 0 && effect.value <= doc.lines
          ? Decoration.set([Decoration.line({ class: "cm-failed" }).range(doc.line(effect.value).from)])
          : Decoration.none;
    }
    return kept;
  },
  provide: (/** @type {any} */ field) => EditorView.decorations.from(field),
});

/**
 * @typedef {object} Editor
 * @property {() => string} read
 * @property {(code: string) => void} write replaces all code; can be undone
 * @property {() => void} focus
 * @property {(line: number) => void} mark marks a line, 0 for none
 * @property {(line: number) => void} go puts the cursor into a line
 */

/** @param {() => void} action of a key, which is then used up */
function done(action) {
  action();
  return true;
}

/**
 * @param {HTMLElement} place
 * @param {{ code: string, language: "python" | "sql", label: string, changed: () => void, run: () => void, keep: () => void }} options
 * @returns {Editor}
 */
export function makeEditor(place, { code, language, label, changed, run, keep }) {
  const root = place.attachShadow({ mode: "open" });
  const help = document.createElement("p");
  help.id = "help";
  help.hidden = true;
  help.textContent = HELP;
  const frame = document.createElement("div");
  frame.style.height = "100%";
  root.append(frame, help);
  const view = new EditorView({
    root,
    parent: frame,
    state: EditorState.create({
      doc: code,
      extensions: [
        keymap.of([
          { key: "Mod-Enter", run: () => done(run) },
          { key: "Mod-s", run: () => done(keep) },
        ]),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of(language === "sql" ? "  " : "    "),
        bracketMatching(),
        closeBrackets(),
        failedLine,
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        language === "sql" ? sql({ dialect: SQLite, upperCaseKeywords: true }) : python(),
        syntaxHighlighting(colours),
        theme,
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-describedby": "help",
          tabindex: "0",
          spellcheck: "false",
          autocapitalize: "off",
        }),
        EditorView.updateListener.of((/** @type {any} */ update) => {
          if (update.docChanged) changed();
        }),
      ],
    }),
  });
  const lineOf = (/** @type {number} */ line) =>
    view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  return {
    read: () => view.state.doc.toString(),
    write: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    focus: () => view.focus(),
    mark: (line) => view.dispatch({ effects: markLine.of(line) }),
    go(line) {
      view.dispatch({
        selection: { anchor: lineOf(line).from },
        effects: EditorView.scrollIntoView(lineOf(line).from),
      });
      view.focus();
    },
  };
}

"""Replace comment directives and handbook links by Markdown that any engine understands."""

import difflib
import re
import textwrap
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from handbook.diagrams import check
from handbook.markdown.context import Context
from handbook.markdown.escape import escape
from handbook.markdown.fences import Block, split_fences
from handbook.problems import Problem, ProblemsError

_TOKEN = re.compile(
    r"""
    (?=[\\`<\]h])  # Nothing else begins a token, and most characters are dismissed by this alone.
    (?:
      (?P<escape>\\[\\`\[])
    | (?P<code>(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    | <!--(?P<comment>.*?)-->
    | \]\((?P<scheme>glossary|question):(?P<key>[^)\n]*)\)
    | (?:\]:[ \t]*|href=["'])(?P<other>glossary|question):[^\s"'>]*
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_DIRECTIVE = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*:(?P<argument>.*)\Z", re.DOTALL)
_NO_COLON = re.compile(
    r"\s*(?P<name>questions|figure|number|count|downloads|plan)\s*(?P<argument>|all|\S+/\S+#.*)\s*\Z",
    re.DOTALL,
)
_NAMES = ("questions", "figure", "number", "count", "downloads", "plan")
_ABBREVIATIONS = {"fig": "figure", "num": "number", "value": "number", "quiz": "questions", "plans": "plan"}


@dataclass(frozen=True)
class Expansion:
    """A page after expansion and all its problems; what could not be expanded is left as it was."""

    text: str
    problems: tuple[Problem, ...]


class _FaultError(Exception):
    """Says what is wrong with one token; its place is added by whoever walks over the page."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def expand(text: str, context: Context, page: str = "", offset: int = 0) -> Expansion:
    """Replace the directives and links of a page outside of its code.

    Args:
        text: Markdown without front matter.
        context: What the names resolve to.
        page: Path of the page from the repository root, such as ``docs/foundations/generalisation.md``.
        offset: Number of lines of the file that stand before `text`, see `line_offset`.

    Returns:
        The page and all its problems, with lines of the file.
    """
    problems: list[Problem] = []
    pieces: list[str] = []
    for block in split_fences(text):
        first = offset + block.line + 1
        if block.info is None:
            expanded, faults = _expand_block(block.text, context, page)
            pieces.append(expanded)
            problems += [Problem(page, first + line, fault.message, fault.hint) for line, fault in faults]
        else:
            pieces.append(block.text)
            problems += _check_fence(block, page, first)
    return Expansion("".join(pieces), tuple(sorted(set(problems))))


def line_offset(source: str, body: str) -> int:
    """Count the lines of a file that stand before its body, so that problems carry the file's lines.

    Args:
        source: The whole file.
        body: The end of the file that is left when front matter and blank lines are taken off.
    """
    start = source.rfind(body.rstrip()) if body.strip() else 0
    return source.count("\n", 0, max(start, 0))


def _check_fence(block: Block, page: str, line: int) -> list[Problem]:
    if not block.closed:
        return [Problem(page, line, "code fence is never closed", "repeat its opening mark below it")]
    if block.language == "diagram":
        return check(block.body, page, line)
    return []


def _expand_block(text: str, context: Context, page: str) -> tuple[str, list[tuple[int, _FaultError]]]:
    """Expand text that holds no fence; lines of faults count from 0 within it."""
    faults: list[tuple[int, _FaultError]] = []

    def expand_token(match: re.Match[str]) -> str:
        try:
            return _expand_token(match, context, page)
        except _FaultError as fault:
            faults.append((text.count("\n", 0, match.start()), fault))
        except (LookupError, ValueError) as error:
            message = str(error.args[0]) if error.args else type(error).__name__
            faults.append((text.count("\n", 0, match.start()), _FaultError(message)))
        except ProblemsError as error:
            line = text.count("\n", 0, match.start())
            faults.extend((line, _FaultError(problem.message, problem.hint)) for problem in error.problems)
        return match[0]

    return _TOKEN.sub(expand_token, text), faults


def _expand_token(match: re.Match[str], context: Context, page: str) -> str:
    if match["comment"] is not None:
        return _expand_comment(match, context, page)
    if match["scheme"] == "glossary":
        return _glossary_link(match["key"].strip(), context)
    if match["scheme"] == "question":
        return _question_link(match["key"].strip(), context)
    if match["other"]:
        raise _FaultError(
            f"a {match['other']}: link works only inline", f"write it as [text]({match['other']}:key)"
        )
    return match[0]


def _glossary_link(key: str, context: Context) -> str:
    if key not in context.terms:
        raise _FaultError(
            f"unknown glossary key {key!r}", _nearest(key, context.terms, "docs/reference/glossary.yml")
        )
    return f'](/reference/glossary.md#{key} "{_title(context.terms[key])}"){{ .term }}'


def _question_link(key: str, context: Context) -> str:
    if key not in context.topics:
        raise _FaultError(f"unknown question {key!r}", _nearest(key, context.topics, "questions/ids.txt"))
    return f"](/questions/{context.topics[key]}.md#q-{key})"


def _title(text: str) -> str:
    """Escape plain text for a link title, where parentheses count too."""
    return escape(text).replace("(", "&#40;").replace(")", "&#41;")


def _expand_comment(match: re.Match[str], context: Context, page: str) -> str:
    comment = match["comment"]
    directive = _DIRECTIVE.match(comment)
    if directive is None:
        bare = _NO_COLON.match(comment)
        if bare:
            raise _FaultError(f"directive {bare['name']} has no colon", f"write <!-- {bare['name']}: … -->")
        return match[0]
    name, argument = directive["name"], " ".join(directive["argument"].split())
    if name not in _NAMES:
        meant = _meant(name)
        if meant:
            raise _FaultError(f"unknown directive {name!r}", f"did you mean {meant}?")
        return match[0]
    if not argument:
        raise _FaultError(f"directive {name} is empty", "see docs/contributing/formats.md")
    if name == "number":
        return _number(argument, context)
    if name == "count":
        return _count(argument, context)
    indent = _alone(match, name)
    if name == "downloads":
        return textwrap.indent(context.downloads, indent).removeprefix(indent)
    if name == "plan":
        return textwrap.indent(context.plan(argument), indent).removeprefix(indent)
    make: Callable[[str, Context, str], str] = _questions if name == "questions" else _figure
    return textwrap.indent(make(argument, context, page), indent).removeprefix(indent)


def _meant(name: str) -> str:
    """Name the directive that a misspelt one stands for, empty when the comment is an ordinary one."""
    lowered = name.lower()
    if lowered in _ABBREVIATIONS:
        return _ABBREVIATIONS[lowered]
    return next(iter(difflib.get_close_matches(lowered, _NAMES, n=1, cutoff=0.7)), "")


def _alone(match: re.Match[str], name: str) -> str:
    """Return the indentation of a directive that must be alone on its line."""
    before = match.string[: match.start()].rpartition("\n")[2]
    after = match.string[match.end() :].partition("\n")[0]
    if before.strip() or after.strip():
        raise _FaultError(f"directive {name} must be alone on its line")
    return before


def _questions(argument: str, context: Context, page: str) -> str:
    ids = _question_ids(argument, context, page)
    make = context.short_cards if argument == "all" else context.cards
    alone = replace(context, cards=_no_nesting, short_cards=_no_nesting)
    expansion = expand(make(ids), alone, page)
    if expansion.problems:
        raise ProblemsError(
            replace(problem, message=f"in the cards shown here: {problem.message}")
            for problem in expansion.problems
        )
    return expansion.text.strip("\n")


def _no_nesting(ids: Sequence[str]) -> str:
    raise ValueError(f"a question cannot show other questions ({', '.join(ids)})")


def _question_ids(argument: str, context: Context, page: str) -> Sequence[str]:
    if argument == "all":
        chapter = page.removeprefix("docs/").removesuffix(".md")
        if not context.chapters.get(chapter):
            raise _FaultError(
                f"no question has the chapter {chapter!r}", "set chapter in a question, or name ids here"
            )
        return context.chapters[chapter]
    ids = [part.strip() for part in argument.split(",")]
    unknown = [one for one in ids if one not in context.topics]
    if unknown:
        raise ProblemsError(
            Problem(
                page,
                0,
                f"unknown question {one!r}",
                _nearest(one, [*context.topics, "all"], "questions/ids.txt"),
            )
            for one in unknown
        )
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise _FaultError(f"question named twice: {', '.join(twice)}")
    return ids


def _figure(argument: str, context: Context, page: str) -> str:
    if argument not in context.figures:
        if argument in context.numbers:
            raise _FaultError(f"{argument} is a number, not a figure", "write <!-- number: … -->")
        raise _FaultError(f"unknown figure {argument!r}", _nearest_result(argument, context.figures))
    return context.figure(argument).strip("\n")


def _number(argument: str, context: Context) -> str:
    ref, _, spec = argument.partition(" ")
    if ref not in context.numbers:
        if ref in context.figures:
            raise _FaultError(f"{ref} is a figure, not a number", "write <!-- figure: … -->")
        raise _FaultError(f"unknown number {ref!r}", _nearest_result(ref, context.numbers))
    try:
        return context.number(ref, spec)
    except (ValueError, TypeError) as error:
        raise _FaultError(f"format {spec!r} does not fit {ref}", str(error)) from error


def _count(argument: str, context: Context) -> str:
    if argument not in context.counts:
        raise _FaultError(
            f"nothing is counted as {argument!r}", f"one of {', '.join(sorted(context.counts))}"
        )
    return str(context.counts[argument])


def _nearest_result(ref: str, known: Collection[str]) -> str:
    """Hint at a result of the same notebook, or at a notebook with nearly this name."""
    notebook, separator, name = ref.partition("#")
    if not separator:
        return "write <topic>/<notebook>#<name>"
    names = [one.partition("#")[2] for one in known if one.startswith(f"{notebook}#")]
    if names:
        close = difflib.get_close_matches(name, sorted(names), n=1)
        return f"did you mean {notebook}#{close[0]}?" if close else f"it has {', '.join(sorted(names))}"
    notebooks = sorted({one.partition("#")[0] for one in known})
    close = difflib.get_close_matches(notebook, notebooks, n=1, cutoff=0.75)
    mistyped = f"did you mean {close[0]}#{name}?" if close else ""
    return mistyped or f"no results of notebook {notebook}: does it exist, and has it run?"


def _nearest(name: str, known: Collection[str], otherwise: str) -> str:
    """Hint at the nearest known name, or at where the names stand."""
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else otherwise

"""The Python-Markdown side of `expand`: one preprocessor, so that every engine gives the same HTML."""

from collections.abc import Callable

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from handbook.markdown.context import Context
from handbook.markdown.directives import expand
from handbook.problems import Problem, ProblemsError

# Snippets are inserted at 32 and fences are taken out at 25: cards may hold snippets, and directives
# are expanded while their comments are still text.
PRIORITY = 34


class HandbookExtension(Extension):
    """Expand directives and handbook links; what is wrong is handed to `report`.

    Attributes:
        page: Path of the page being converted, relative to the repository root; set it before each conversion
            where the page is known. Without it `questions: all` finds nothing and problems name no file.
        offset: Lines of the file before the text that is converted.
    """

    def __init__(
        self, context: Callable[[], Context], report: Callable[[Problem], None] | None = None
    ) -> None:
        """Keep where names come from and where problems go.

        Args:
            context: Called once a page, so that a changed bank is seen without a new extension.
            report: Called with each problem; without it a page with problems raises ProblemsError.
        """
        super().__init__()
        self.context = context
        self.report = report
        self.page = ""
        self.offset = 0

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the preprocessor."""
        md.registerExtension(self)
        md.preprocessors.register(_ExpandPreprocessor(md, self), "handbook", PRIORITY)


class _ExpandPreprocessor(Preprocessor):
    def __init__(self, md: Markdown, extension: HandbookExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Expand the page and report its problems."""
        extension = self.extension
        text = "\n".join(line.rstrip("\r") for line in lines)
        expansion = expand(text, extension.context(), extension.page, extension.offset)
        if expansion.problems and extension.report is None:
            raise ProblemsError(expansion.problems)
        for problem in expansion.problems:
            assert extension.report is not None
            extension.report(problem)
        return expansion.text.split("\n")

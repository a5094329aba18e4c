"""Bundle the scheduler of the cards (npm ts-fsrs) into the one module that their page imports."""

from pathlib import Path

from handbook.bundling import bundle
from handbook.generated import GeneratedFile

URI = "assets/vendor/ts-fsrs.js"
_USED = 'export { createEmptyCard, fsrs, Rating, State } from "ts-fsrs";'


def assets(root: Path) -> list[GeneratedFile]:
    """Return the scheduler's module under ``assets/vendor``; it is bundled again when it has changed.

    Raises:
        ProblemsError: The browser parts are not installed, or esbuild fails.
    """
    options = ("--format=esm", "--legal-comments=none")
    return [GeneratedFile(URI, bundle(root, "ts-fsrs", _USED, options))]

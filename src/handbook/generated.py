"""A page or asset that is made from other sources and handed to the site as if it stood under docs/."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GeneratedFile:
    """A file of the site that nobody wrote under docs/.

    Attributes:
        uri: Path it would have under docs/, such as ``notebooks/evaluation/roc.md``.
        content: Markdown text for a page, bytes for an asset.
        source: Repository path of the file it was made from, for the edit link; empty when there is none.
    """

    uri: str
    content: str | bytes
    source: str = ""

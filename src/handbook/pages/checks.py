"""What a page's front matter may refer to."""

from collections.abc import Collection, Iterable

from handbook.bank.checks import suggest
from handbook.pages.model import PageSource
from handbook.problems import Problem


def check_pages(
    pages: Iterable[PageSource],
    *,
    topics: Collection[str],
    notebooks: Collection[str],
    drills: Collection[str],
) -> list[Problem]:
    """Report unknown topics, notebooks and drills in front matter."""
    problems = []
    for page in pages:
        for key, known in (("notebooks", notebooks), ("drills", drills)):
            problems += [
                page.document.problem(key, f"unknown {key[:-1]} `{name}`", suggest(name, known))
                for name in page.meta.get(key, ())
                if name not in known
            ]
        topic = page.meta.get("topic")
        if topic is not None and topic not in topics:
            hint = suggest(topic, topics) or "topics are the keys of questions/topics.yml"
            problems.append(page.document.problem("topic", f"unknown topic `{topic}`", hint))
    return problems

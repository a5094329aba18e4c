"""The page that lists all notebooks."""

from collections.abc import Mapping

from handbook.generated import GeneratedFile


def notebook_index(titles: Mapping[str, str], topics: Mapping[str, str]) -> GeneratedFile:
    """Return the list of notebooks by topic.

    Args:
        titles: Title of each notebook by ``<topic>/<slug>``.
        topics: Title of each topic by slug, in reading order.
    """
    rows = [
        "---",
        "title: Notebooks",
        "description: The experiments behind the chapters, executed in every build, with code and figures.",
        "kind: list",
        "hide: [toc]",
        "---",
        "",
        "# Notebooks",
        "",
        "The experiments behind the chapters. Each was executed in this build; its figures and numbers are "
        "the ones that chapters show. Download it with its outputs, or run the script in a clone.",
        "",
    ]
    for slug, topic in topics.items():
        names = sorted(name for name in titles if name.startswith(f"{slug}/"))
        if names:
            rows += [f"## {topic}", "", *(f"- [{titles[name]}]({name}.md)" for name in names), ""]
    return GeneratedFile("notebooks/index.md", "\n".join(rows))

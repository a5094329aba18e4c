from pathlib import Path

from handbook.content import Content, ContentLoader
from handbook.pages.model import PageSource
from handbook.sources import split_front_matter

ROOT = Path(__file__).parents[2]
PAGE = """---
title: Demonstration
---

# Demonstration

<!-- figure: evaluation/no-such-notebook#plot -->

```diagram
title: A diagram
alt: Two boxes.
caption: One leads nowhere.
nodes:
  a: [[0, 0], First]
edges:
  - a -> b
```
"""


def test_what_a_build_would_find_in_a_page_is_found_without_one() -> None:
    shared = ContentLoader(ROOT).load()[0].shared
    page = PageSource("demo.md", split_front_matter(PAGE, "docs/demo.md"))
    problems = Content({page.uri: page}, shared).page_problems()
    assert [problem.line for problem in problems] == [7, 16]
    assert "no-such-notebook" in problems[0].message
    assert "unknown node 'b'" in problems[1].message

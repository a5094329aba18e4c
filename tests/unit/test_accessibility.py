import pytest

from handbook.accessibility import polish


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<div class="md-search" data-md-component="search" role="dialog">',
            '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">',
        ),
        (
            '<label class="task-list-control"><input type="checkbox" disabled checked/>',
            '<label class="task-list-control"><input type="checkbox" aria-label="Task" disabled checked/>',
        ),
        ('<td style="text-align: right;">1</td>', '<td class="align-right">1</td>'),
        ('<th scope="col" style="text-align: center">a', '<th scope="col" class="align-center">a'),
        ('<td class="wide" style="text-align: left;">', '<td class="wide align-left">'),
        ('<td style="color: red">', '<td style="color: red">'),
        ("<thead><tr><th></th><th>a</th></tr></thead>", "<thead><tr><td></td><th>a</th></tr></thead>"),
        ('<th style="text-align: right;"></th>', '<td class="align-right"></td>'),
        (
            '<summary><h2>Why?<a class="headerlink" href="#q">&para;</a></h2></summary>',
            "<summary><h2>Why?</h2></summary>",
        ),
        (
            '<h2>a<a class="headerlink" href="#a">¶</a></h2>',
            '<h2>a<a class="headerlink" href="#a">¶</a></h2>',
        ),
        ('<a href="https://a.org/x">x</a>', '<a href="https://a.org/x" rel="noopener">x</a>'),
        ('<a class="b" href="http://a.org">x</a>', '<a class="b" href="http://a.org" rel="noopener">x</a>'),
        ('<a href="https://a.org" rel="edit">x</a>', '<a href="https://a.org" rel="edit">x</a>'),
        ('<a rel="me" href="https://a.org">x</a>', '<a rel="me" href="https://a.org">x</a>'),
        ('<a href="../x/">x</a>', '<a href="../x/">x</a>'),
        (
            '<a href="https://a.org" rel="noopener" class="md-source" data-md-component="source">',
            '<a href="https://a.org" rel="noopener" class="md-source">',
        ),
    ],
)
def test_pages_are_polished_and_a_second_time_changes_nothing(before: str, after: str) -> None:
    assert polish(before) == after
    assert polish(after) == after

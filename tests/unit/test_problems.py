from handbook.problems import Problem, ProblemsError


def test_a_problem_is_one_line_with_place_and_hint() -> None:
    assert (
        str(Problem("docs/a.md", 7, "no alt text", "describe it")) == "docs/a.md:7: no alt text (describe it)"
    )


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert str(Problem("docs/a.md", 0, "is empty")) == "docs/a.md: is empty"


def test_problems_are_reported_together_sorted_and_once() -> None:
    first, second = Problem("a.md", 1, "one"), Problem("b.md", 1, "two")
    error = ProblemsError([second, first, second])
    assert error.problems == [first, second]
    assert str(error) == "a.md:1: one\nb.md:1: two"

import pytest

from handbook.drills.evidence import Evidence, show
from handbook.drills.runner import run_tests


def evidence_of(attempt: str, body: str) -> Evidence:
    tests = f'def test_it():\n    """It holds."""\n{body}'
    (failure,) = run_tests(attempt, tests).failures
    return failure.evidence


@pytest.mark.parametrize(
    ("body", "call", "expected", "got"),
    [
        ("    assert f(2) == 5\n", "f(2)", "5", "3"),
        ("    assert f(2) == 5, 'too small'\n", "f(2)", "5", "3"),
        ("    found = f(2)\n    assert found < 3\n", "f(2)", "< 3", "3"),
        ("    assert abs(f(2) - 5) < 1e-9\n", "f(2)", "5, to within 1e-09", "3"),
        ("    assert f(2) in (7, 8)\n", "f(2)", "in (7, 8)", "3"),
        ("    assert f(2) > 3 and True\n", "f(2)", "", ""),
        ("    assert not f(2)\n", "f(2)", "", ""),
        ("    for x in range(4):\n        assert f(x) != 3\n", "f(x)", "!= 3", "3"),
        ("    f(1)\n    raise AssertionError('no')\n", "f(1)", "", ""),
        ("    assert 1 == 2\n    f(1)\n", "", "2", "1"),
    ],
)
def test_a_failed_test_tells_call_expectation_and_result(
    body: str, call: str, expected: str, got: str
) -> None:
    evidence = evidence_of("def f(x):\n    return x + 1\n", body)
    assert (evidence.call, evidence.expected, evidence.got) == (call, expected, got)


def test_the_variables_of_the_call_are_shown_as_they_were_at_the_end() -> None:
    body = "    for n in (1, 2, 3):\n        rows = [n] * n\n        assert f(rows, n) < 3\n"
    assert evidence_of("def f(rows, n):\n    return n\n", body).values == (("rows", "[3, 3, 3]"), ("n", "3"))


def test_a_call_in_a_helper_of_the_tests_is_found() -> None:
    helper = "    def check(x):\n        assert f(x) == 0\n    check(4)\n"
    evidence = evidence_of("def f(x):\n    return x\n", helper)
    assert (evidence.call, evidence.values) == ("f(x)", (("x", "4"),))


def test_arrays_are_read_from_the_message_of_numpy() -> None:
    body = "    import numpy as np\n    np.testing.assert_allclose(f(), [1.0, 2.0])\n"
    evidence = evidence_of("import numpy as np\ndef f():\n    return np.array([1.0, 3.0])\n", body)
    assert (evidence.expected, evidence.got) == ("array([1., 2.])", "array([1., 3.])")


def test_an_exception_has_a_call_and_no_expectation() -> None:
    evidence = evidence_of("def f(x):\n    return 1 / x\n", "    assert f(0) == 1\n")
    assert evidence == Evidence("f(0)", (), "", "")


def test_rewritten_comparisons_evaluate_each_side_once_and_keep_their_meaning() -> None:
    tests = (
        "calls = []\n"
        "def once(x):\n    calls.append(x)\n    return x\n"
        "def test_once():\n"
        "    assert once(1) < once(2)\n"
        "    assert abs(once(3) - once(4)) <= 1\n"
        "    assert calls == [1, 2, 3, 4]\n"
        "    assert 1 < 2 < 3\n"
        "    assert None is None\n"
    )
    assert run_tests("", tests).accepted


def test_large_arrays_are_described_and_long_values_cut() -> None:
    import numpy as np

    assert show(np.arange(3)) == "array([0, 1, 2])"
    assert show(np.zeros((30, 4))) == "array of float64, shape (30, 4), that begins 0, 0, 0, 0"
    assert show((np.float64(0.5), 1)) == "(0.5, 1)"
    assert len(show("x" * 10_000)) <= 400

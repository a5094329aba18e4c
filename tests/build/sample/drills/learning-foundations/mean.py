# ---
# title: Mean of a list
# level: beginner
# minutes: 5
# frequency: low
# chapter: foundations/mean
# questions: [mean-definition]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `mean(values)`, the mean of a non-empty list.

# %% starter
def mean(values: list[float]) -> float:
    raise NotImplementedError


# %% hint
# Sum.

# %% hint
# Count.

# %% hint
# Divide.


# %% solution
def mean(values: list[float]) -> float:
    return sum(values) / len(values)


# %% complexity
# $O(n)$ time, $O(1)$ memory.

# %% follow-ups
# - **Rounding?** `math.fsum` adds without loss.


# %% tests
def test_mean() -> None:
    """The mean of 1 and 2 is 1.5."""
    assert mean([1.0, 2.0]) == 1.5


def test_one_value() -> None:
    """The mean of one value is that value."""
    assert mean([3.0]) == 3.0


# %% mutant: rounds down
def mean(values: list[float]) -> float:
    return sum(values) // len(values)


# %% mutant: divides by one less
def mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values) - 1)

# ---
# title: One round of AdaBoost
# level: beginner
# minutes: 12
# frequency: med
# chapter: algorithms/boosting-and-ensembles
# questions: [adaboost-round-by-hand]
# reviewed: 2026-11-30
# ---

# %% statement
# Write `adaboost_round(y, h, w)`: what AdaBoost does after a weak learner has predicted.
#
# - `y` and `h` hold labels and predictions, −1 or +1, shape `(n,)`; `w` holds positive weights of the same
#   shape that sum to 1.
# - The weighted error ε is the weight of the wrong rows. The vote is α = ½·ln((1 − ε)/ε); it is negative for
#   ε > ½, which is fine. The next weights are proportional to w·exp(−α·y·h) and sum to 1.
# - Return `(alpha, new_weights)`: a Python float and an array of shape `(n,)`.
# - Raise `ValueError` if no row or every row is wrong: the vote would be infinite.
# - Do not change the arrays you are given.

# %% starter
import numpy as np


def adaboost_round(y: np.ndarray, h: np.ndarray, w: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the learner's vote and the weights of the next round."""
    raise NotImplementedError


# %% hint
# `h != y` marks the wrong rows. Their *weights* add up to ε, which is not the share of wrong rows unless all
# weights are equal.

# %% hint
# y·h is +1 on right rows and −1 on wrong ones, so that exp(−α·y·h) lowers the former and raises the latter.

# %% hint
# Divide by the sum at the end. Check yourself: the wrong rows then hold exactly half of the weight.

# %% solution
import numpy as np


def adaboost_round(y: np.ndarray, h: np.ndarray, w: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the learner's vote and the weights of the next round."""
    wrong = h != y
    if not wrong.any() or wrong.all():
        raise ValueError("the vote is infinite")
    error = w[wrong].sum()
    alpha = 0.5 * np.log((1 - error) / error)
    new = w * np.exp(-alpha * y * h)
    return float(alpha), new / new.sum()


# %% complexity
# O(n) time and memory. A round's cost is the weak learner: O(p·n) for a stump on sorted columns.

# %% follow-ups
# - **What is the sum before you divide?** 2·√(ε(1 − ε)). Multiplied over the rounds it is the mean
#   exponential loss on the training rows, a bound on the training error.
# - **Why not fit the same stump again?** Under the new weights its error is exactly ½.
# - **What do flipped labels do?** Learners that get the rule right get them wrong and raise their weight,
#   without a ceiling: AdaBoost spends learners on them. Log loss caps a row's pull at 1.

# %% tests
import numpy as np


def test_three_of_ten_wrong() -> None:
    """With equal weights and three wrong rows: vote 0.4236, weights 1/6 and 1/14."""
    y = np.ones(10)
    h = np.array([-1.0, -1, -1, 1, 1, 1, 1, 1, 1, 1])
    alpha, new = adaboost_round(y, h, np.full(10, 0.1))
    np.testing.assert_allclose(alpha, 0.5 * np.log(7 / 3), rtol=1e-12)
    np.testing.assert_allclose(new, [1 / 6] * 3 + [1 / 14] * 7, rtol=1e-12)


def test_wrong_rows_hold_half_of_the_weight() -> None:
    """On 100 random problems the weights sum to 1 and those of the wrong rows to 1/2."""
    rng = np.random.default_rng(0)
    for _ in range(100):
        n = int(rng.integers(3, 40))
        y = rng.choice([-1.0, 1.0], n)
        h = y.copy()
        flip = rng.permutation(n)[: int(rng.integers(1, n))]
        h[flip] *= -1
        w = rng.dirichlet(np.ones(n)) * 0.9 + 0.1 / n
        alpha, new = adaboost_round(y, h, w)
        error = w[h != y].sum()
        np.testing.assert_allclose(new.sum(), 1, rtol=1e-10)
        np.testing.assert_allclose(new[h != y].sum(), 0.5, rtol=1e-9)
        np.testing.assert_allclose(np.exp(2 * alpha), (1 - error) / error, rtol=1e-9)


def test_proportions_within_a_group_stay() -> None:
    """Two wrong rows keep the ratio of their weights, and so do two right ones."""
    y, h = np.array([1.0, -1, 1, -1]), np.array([-1.0, 1, 1, -1])
    _, new = adaboost_round(y, h, np.array([0.1, 0.2, 0.3, 0.4]))
    np.testing.assert_allclose(new, [1 / 6, 1 / 3, 3 / 14, 4 / 14], rtol=1e-12)


def test_worse_than_chance_votes_against_itself() -> None:
    """An error of 0.8 gives the vote −ln 2, and the right rows gain weight."""
    y, h = np.ones(5), np.array([1.0, -1, -1, -1, -1])
    alpha, new = adaboost_round(y, h, np.full(5, 0.2))
    np.testing.assert_allclose(alpha, -np.log(2), rtol=1e-12)
    np.testing.assert_allclose(new[0], 0.5, rtol=1e-12)


def test_perfect_and_perfectly_wrong_raise() -> None:
    """With no wrong row, or only wrong rows, ValueError."""
    y = np.array([1.0, -1, 1])
    for h in (y, -y):
        try:
            adaboost_round(y, h, np.full(3, 1 / 3))
        except ValueError:
            continue
        raise AssertionError("no ValueError although the vote is infinite")


def test_types_and_inputs() -> None:
    """The vote is a Python float, and the inputs stay as they were."""
    y, h, w = np.array([1.0, -1, 1]), np.array([1.0, 1, 1]), np.array([0.5, 0.25, 0.25])
    alpha, new = adaboost_round(y, h, w)
    assert type(alpha) is float
    assert new.shape == (3,)
    assert y.tolist() == [1, -1, 1]
    assert h.tolist() == [1, 1, 1]
    assert w.tolist() == [0.5, 0.25, 0.25]


# %% mutant: counts wrong rows and ignores the weights
import numpy as np


def adaboost_round(y, h, w):
    wrong = h != y
    if not wrong.any() or wrong.all():
        raise ValueError("the vote is infinite")
    error = wrong.mean()
    alpha = 0.5 * np.log((1 - error) / error)
    new = w * np.exp(-alpha * y * h)
    return float(alpha), new / new.sum()


# %% mutant: leaves out the half
import numpy as np


def adaboost_round(y, h, w):
    wrong = h != y
    if not wrong.any() or wrong.all():
        raise ValueError("the vote is infinite")
    error = w[wrong].sum()
    alpha = np.log((1 - error) / error)
    new = w * np.exp(-alpha * y * h)
    return float(alpha), new / new.sum()


# %% mutant: raises the weight of right rows
import numpy as np


def adaboost_round(y, h, w):
    wrong = h != y
    if not wrong.any() or wrong.all():
        raise ValueError("the vote is infinite")
    error = w[wrong].sum()
    alpha = 0.5 * np.log((1 - error) / error)
    new = w * np.exp(alpha * y * h)
    return float(alpha), new / new.sum()


# %% mutant: does not normalise
import numpy as np


def adaboost_round(y, h, w):
    wrong = h != y
    if not wrong.any() or wrong.all():
        raise ValueError("the vote is infinite")
    error = w[wrong].sum()
    alpha = 0.5 * np.log((1 - error) / error)
    return float(alpha), w * np.exp(-alpha * y * h)


# %% mutant: starts again from equal weights
import numpy as np


def adaboost_round(y, h, w):
    wrong = h != y
    if not wrong.any() or wrong.all():
        raise ValueError("the vote is infinite")
    error = w[wrong].sum()
    alpha = 0.5 * np.log((1 - error) / error)
    new = np.exp(-alpha * y * h)
    return float(alpha), new / new.sum()


# %% mutant: clips the error away from 0 and 1
import numpy as np


def adaboost_round(y, h, w):
    error = np.clip(w[h != y].sum(), 1e-12, 1 - 1e-12)
    alpha = 0.5 * np.log((1 - error) / error)
    new = w * np.exp(-alpha * y * h)
    return float(alpha), new / new.sum()


# %% mutant: gives learners worse than chance no vote
import numpy as np


def adaboost_round(y, h, w):
    wrong = h != y
    if not wrong.any() or wrong.all():
        raise ValueError("the vote is infinite")
    error = w[wrong].sum()
    alpha = max(0.0, 0.5 * np.log((1 - error) / error))
    new = w * np.exp(-alpha * y * h)
    return float(alpha), new / new.sum()

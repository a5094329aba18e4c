# ---
# title: Undo sampling in predicted probabilities
# level: intermediate
# minutes: 15
# frequency: high
# chapter: data/imbalance-and-leakage
# questions: [negatives-per-positive, smote-probabilities-formula]
# reviewed: 2026-11-30
# ---

# %% statement
# A model was trained on a sample in which a row of class `k` was kept with probability `kept[k]`,
# whatever its features. Write two functions.
#
# - `undo_sampling(p, kept)` returns the class probabilities of the real world, shape `(n, n_classes)`.
#   `p` holds the model's probabilities, shape `(n, n_classes)`, each row summing to 1; `kept` is positive,
#   shape `(n_classes,)`. Only ratios of `kept` matter: class weights such as `[1, 50]` are valid input too.
#   Zeros in `p` stay zeros, a row that is certain stays certain, and `n` may be 0.
# - `cut_on_sample(t, kept_negative)` is for two classes of which all positives were kept. It returns, as a
#   `float`, the cut on the *uncorrected* positive probability that selects the same rows as the cut `t`,
#   `0 < t < 1`, on the corrected one.
#
# Do not change the arrays you are given. Tolerance 1e-9.

# %% starter
import numpy as np


def undo_sampling(p: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Return corrected probabilities, shape (n, n_classes)."""
    raise NotImplementedError


def cut_on_sample(t: float, kept_negative: float) -> float:
    """Return the cut on the uncorrected probability that equals the cut t on the corrected one."""
    raise NotImplementedError


# %% hint
# Write Bayes' rule for the sample: p_sample(k | x) is proportional to kept[k] · prior[k] · density_k(x).
# What is p(k | x) proportional to?

# %% hint
# Divide each column by its kept rate. The rows no longer sum to 1.

# %% hint
# `q = p / kept; q / q.sum(axis=1, keepdims=True)`. For the cut, work on odds: keeping a share b of the
# negatives multiplied the odds by 1/b, so the odds t/(1 - t) become t/(1 - t)/b; turn them into a
# probability.

# %% solution
import numpy as np


def undo_sampling(p: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Return corrected probabilities, shape (n, n_classes)."""
    q = p / kept
    return q / q.sum(axis=1, keepdims=True)


def cut_on_sample(t: float, kept_negative: float) -> float:
    """Return the cut on the uncorrected probability that equals the cut t on the corrected one."""
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% complexity
# O(n · n_classes) time and memory; the cut is O(1). Since the correction of two classes is monotone, one
# number can be moved instead of n predictions.

# %% follow-ups
# - **Why does ROC-AUC not change for two classes, and can the predicted class change for three?** With two
#   classes the map is strictly increasing. With three, columns are divided by different numbers, so the
#   largest one may be another.
# - **The kept rate depended on the country, a feature of the model. What changes?** `kept` becomes a matrix,
#   one row for each prediction: within a country sampling did not look at anything else.
# - **When does the formula fail?** When keeping depended on features that the model does not see, when rows
#   were synthesised, or when the model is itself off in the sample.

# %% tests
import numpy as np


def _world(seed: int, n: int = 40, k: int = 4):
    """Posteriors of normal classes in the world and in a sample: the answer is known exactly."""
    rng = np.random.default_rng(seed)
    x, means = rng.normal(size=(n, 1)) * 2, rng.normal(size=k) * 1.5
    prior, kept = rng.dirichlet(np.ones(k)), rng.uniform(0.01, 1, k)
    density = np.exp(-((x - means) ** 2) / 2)
    world, sample = density * prior, density * prior * kept
    return sample / sample.sum(axis=1, keepdims=True), kept, world / world.sum(axis=1, keepdims=True)


def test_recovers_the_posterior_of_the_world() -> None:
    """With known densities, priors and kept rates the corrected probabilities are known exactly."""
    for seed in range(6):
        sample, kept, world = _world(seed, k=2 + seed % 4)
        np.testing.assert_allclose(undo_sampling(sample, kept), world, atol=1e-9)


def test_fifty_per_cent_becomes_two() -> None:
    """With 2% of negatives kept a stated 50% is 1.96%, and a stated 90% is 15.25%."""
    p = np.array([[0.5, 0.5], [0.1, 0.9]])
    found = undo_sampling(p, np.array([0.02, 1.0]))
    np.testing.assert_allclose(found[:, 1], [0.02 / 1.02, 0.18 / 1.18], atol=1e-9)


def test_rows_sum_to_one() -> None:
    """Each corrected row is a distribution, for 1 to 50 rows and 2 to 6 classes."""
    rng = np.random.default_rng(7)
    for n, k in ((1, 2), (3, 3), (50, 6)):
        found = undo_sampling(rng.dirichlet(np.ones(k), n), rng.uniform(0.001, 1, k))
        np.testing.assert_allclose(found.sum(axis=1), np.ones(n), atol=1e-9)


def test_only_ratios_of_kept_matter() -> None:
    """Multiplying all kept rates by 1,000 changes nothing: class weights are valid input."""
    sample, kept, world = _world(11)
    np.testing.assert_allclose(undo_sampling(sample, 1_000 * kept), world, atol=1e-9)


def test_equal_rates_change_nothing() -> None:
    """If all classes were kept at the same rate the model was right already."""
    p = np.random.default_rng(3).dirichlet(np.ones(3), 20)
    np.testing.assert_allclose(undo_sampling(p, np.full(3, 0.05)), p, atol=1e-9)


def test_certain_rows_stay_certain() -> None:
    """A probability of 0 or 1 is not moved by any finite rate."""
    p = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.5, 0.5]])
    found = undo_sampling(p, np.array([0.001, 1.0, 0.5]))
    np.testing.assert_allclose(found, [[0, 1, 0], [1, 0, 0], [0, 1 / 3, 2 / 3]], atol=1e-9)


def test_no_rows() -> None:
    """An empty batch gives an empty answer of the same shape."""
    assert undo_sampling(np.zeros((0, 3)), np.ones(3)).shape == (0, 3)


def test_inputs_are_left_alone() -> None:
    """The arrays that were passed in must not change."""
    p, kept = np.array([[0.25, 0.75]]), np.array([0.1, 1.0])
    undo_sampling(p, kept)
    assert p.tolist() == [[0.25, 0.75]]
    assert kept.tolist() == [0.1, 1.0]


def test_the_cut_selects_the_same_rows() -> None:
    """Cutting the uncorrected probability at the moved cut selects what the corrected one selects at t."""
    rng = np.random.default_rng(5)
    for b in (0.001, 0.02, 0.5, 1.0):
        for t in (0.001, 0.024, 0.5, 0.9):
            cut = cut_on_sample(t, b)
            assert 0 < cut < 1
            odds = cut / (1 - cut)
            assert abs(odds * b / (t / (1 - t)) - 1) < 1e-6
            p = rng.random(300)
            p = p[np.abs(p - cut) > 1e-6]
            # Bayes by hand: of a world of positives and negatives a share b of the negatives is kept.
            corrected = p / (p + (1 - p) / b)
            np.testing.assert_array_equal(p >= cut, corrected >= t)


def test_the_cut_is_a_plain_float() -> None:
    """5/205 with 2% of negatives kept is a cut of 5/9."""
    cut = cut_on_sample(5 / 205, 0.02)
    assert type(cut) is float
    assert abs(cut - 5 / 9) < 1e-9


# %% mutant: multiplies by the kept rate
import numpy as np


def undo_sampling(p, kept):
    q = p * kept
    return q / q.sum(axis=1, keepdims=True)


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% mutant: ignores the kept rates
import numpy as np


def undo_sampling(p, kept):
    return p / p.sum(axis=1, keepdims=True)


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% mutant: multiplies the probability instead of the odds
import numpy as np


def undo_sampling(p, kept):
    q = p.copy()
    q[:, 1:] = p[:, 1:] * (kept[0] / kept[1:])
    q[:, 0] = 1.0 - q[:, 1:].sum(axis=1)
    return q


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% mutant: forgets to make the rows sum to one
import numpy as np


def undo_sampling(p, kept):
    return p / kept * kept.max()


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% mutant: normalises over rows instead of classes
import numpy as np


def undo_sampling(p, kept):
    q = p / kept
    return q / q.sum(axis=0, keepdims=True)


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% mutant: takes logarithms after clipping at one in a thousand
import numpy as np


def undo_sampling(p, kept):
    z = np.log(np.clip(p, 1e-3, 1.0)) - np.log(kept)
    q = np.exp(z - z.max(axis=1, keepdims=True)) if len(p) else z
    return q / q.sum(axis=1, keepdims=True)


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% mutant: divides the caller's array in place
import numpy as np


def undo_sampling(p, kept):
    p /= kept
    p /= p.sum(axis=1, keepdims=True)
    return p


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) / kept_negative
    return float(odds / (1.0 + odds))


# %% mutant: moves the cut on the probability scale
import numpy as np


def undo_sampling(p, kept):
    q = p / kept
    return q / q.sum(axis=1, keepdims=True)


def cut_on_sample(t, kept_negative):
    return float(min(t / kept_negative, 1.0))


# %% mutant: moves the cut in the wrong direction
import numpy as np


def undo_sampling(p, kept):
    q = p / kept
    return q / q.sum(axis=1, keepdims=True)


def cut_on_sample(t, kept_negative):
    odds = t / (1.0 - t) * kept_negative
    return float(odds / (1.0 + odds))

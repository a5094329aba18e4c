# ---
# title: Early stopping over k folds
# level: intermediate
# minutes: 20
# frequency: med
# chapter: foundations/generalisation
# questions: [early-stopping-as-ridge, wide-data-200-rows]
# reviewed: 2026-11-20
# ---

# %% statement
# Choose the number of gradient steps of a linear regression by cross-validation, without leaking.
#
# Write `early_stopping_curve(X, y, fold, learning_rate, max_steps)`. For each fold, take its rows as
# validation rows
# and train on all others: standardise the columns (mean, population standard deviation) and centre the
# target *with the training rows'
# values*, start at `w = 0` and take `max_steps` gradient steps on $\frac{1}{2m}\lVert y - Xw\rVert^2$, with
# $m$ training rows.
#
# **Contract.** `X` has shape `(n, p)` without constant columns, `y` shape `(n,)`, `fold` shape `(n,)` with
# any integers as labels; folds may
# differ in size. Return `(best_step, curve)`: `curve[t]` for `t = 0 … max_steps` is the squared error after
# `t` steps, averaged over all
# `n` rows, each predicted by the model that did not see it; `best_step` is the first `t` with the smallest
# value. Errors are in the units of `y`.

# %% starter
import numpy as np


def early_stopping_curve(
    X: np.ndarray, y: np.ndarray, fold: np.ndarray, learning_rate: float, max_steps: int
) -> tuple[int, np.ndarray]:
    """Return the best number of steps and the validation curve, shape (max_steps + 1,)."""
    raise NotImplementedError


# %% hint
# For each value of `np.unique(fold)` build two masks. Everything that is *fitted* (mean, standard
# deviation, target mean,
# weights) uses the training mask only.

# %% hint
# Record the error before the first step, too: `w = 0` predicts the training mean and is a candidate. Add up
# squared errors of rows, not means of folds.

# %% hint
# Inside a fold: `for t in range(max_steps + 1): curve[t] += ((y_va - X_va @ w) ** 2).sum(); w = w +
# learning_rate * X_tr.T @ (y_tr - X_tr @ w) / m`.
# At the end divide by `n` and take `argmin` of the summed curve.

# %% solution
import numpy as np


def early_stopping_curve(
    X: np.ndarray, y: np.ndarray, fold: np.ndarray, learning_rate: float, max_steps: int
) -> tuple[int, np.ndarray]:
    curve = np.zeros(max_steps + 1)
    for k in np.unique(fold):
        held = fold == k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        X_train, y_train = (X[~held] - mean) / scale, y[~held] - target
        X_valid, y_valid = (X[held] - mean) / scale, y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((y_valid - X_valid @ w) ** 2).sum()
            w = w + learning_rate * X_train.T @ (y_train - X_train @ w) / len(y_train)
    curve /= len(y)
    return int(curve.argmin()), curve


# %% complexity
# O(k·max_steps·np) time for k folds, O(np) memory. With one SVD per fold, $1 - (1 - \eta d^2/m)^t$ gives
# every step in
# closed form for least squares; the loop is what you need for any other model.

# %% follow-ups
# - **Which model do you ship?** Refit on all rows for `best_step` steps. There are more rows and steps
# count relative to the mean loss, so the number carries over; with a summed loss you would have to rescale.
# - **Is `curve[best_step]` the expected test error?** Slightly optimistic, since the step was chosen on it.
# Use nested folds or a test set.
# - **Why not average the best steps of the folds?** Single folds are noisy and their curves flat near the
# minimum; the average of minimisers is not the minimiser of the average.
# - **What changes for time series or repeated users?** Only `fold`: blocks of time trained on the past, or
# all rows of one user in the same fold.

# %% tests
import numpy as np


def _data(seed, n=60, p=12):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) * rng.uniform(0.5, 20.0, p) + rng.uniform(-50, 50, p)
    y = 30.0 + X[:, 0] / X[:, 0].std() + 2.0 * rng.normal(size=n)
    return X, y


def _reference(X, y, fold, rate, steps):
    """Closed form per step, from the eigenvectors of the training covariance."""
    curve = np.zeros(steps + 1)
    for k in set(fold.tolist()):
        tr, va = fold != k, fold == k
        mu, sd, c = X[tr].mean(0), X[tr].std(0), y[tr].mean()
        A, B = (X[tr] - mu) / sd, (X[va] - mu) / sd
        values, vectors = np.linalg.eigh(A.T @ A / tr.sum())
        target = vectors.T @ (A.T @ (y[tr] - c)) / tr.sum()
        for t in range(steps + 1):
            gain = np.where(
                values > 1e-12, (1 - (1 - rate * values) ** t) / np.maximum(values, 1e-12), rate * t
            )
            curve[t] += ((y[va] - c - B @ (vectors @ (gain * target))) ** 2).sum()
    return curve / len(y)


def test_matches_the_closed_form() -> None:
    """Every point of the curve, folds of equal size."""
    X, y = _data(0)
    fold = np.arange(60) % 5
    best, curve = early_stopping_curve(X, y, fold, 0.05, 80)
    expected = _reference(X, y, fold, 0.05, 80)
    np.testing.assert_allclose(curve, expected, rtol=1e-8)
    assert best == int(expected.argmin())


def test_unequal_folds_weigh_rows_not_folds() -> None:
    """One fold of 40 rows and two of 10: every row counts once."""
    X, y = _data(1)
    fold = np.repeat([-1, 7, 9], [40, 10, 10])
    _, curve = early_stopping_curve(X, y, fold, 0.05, 40)
    np.testing.assert_allclose(curve, _reference(X, y, fold, 0.05, 40), rtol=1e-8)


def test_step_zero_predicts_the_training_mean() -> None:
    """curve[0] is the error of each row against the mean of the other folds."""
    X, y = _data(2)
    fold = np.arange(60) % 4
    _, curve = early_stopping_curve(X, y, fold, 0.1, 3)
    means = np.array([y[fold != k].mean() for k in fold])
    np.testing.assert_allclose(curve[0], ((y - means) ** 2).mean(), rtol=1e-10)
    assert curve.shape == (4,)


def test_pure_noise_stops_at_once() -> None:
    """If the features say nothing, the best number of steps is zero or nearly so."""
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(40, 30)), rng.normal(size=40) + 5.0
    best, curve = early_stopping_curve(X, y, np.arange(40) % 5, 0.1, 200)
    assert best <= 5
    assert curve[-1] > curve[best]


def test_a_late_minimum_is_found() -> None:
    """The curve first rises for a dozen steps, as 40 copies of a misleading column are learnt fastest."""
    rng = np.random.default_rng(5)
    fold = np.arange(80) % 2
    misleading, useful = rng.normal(size=80), rng.normal(size=80)
    X = np.column_stack([misleading[:, None] + 0.01 * rng.normal(size=(80, 40)), useful])
    y = np.where(fold == 0, 0.8, -0.8) * misleading + 3.0 * useful
    best, curve = early_stopping_curve(X, y, fold, 0.01, 300)
    assert np.all(curve[1:8] > curve[0]), "the data of this test should mislead at first"
    assert best == int(np.argmin(_reference(X, y, fold, 0.01, 300)))


def test_first_of_equal_minima_and_plain_int() -> None:
    """With learning rate 0 the curve is flat, and the answer is step 0 as an int."""
    X, y = _data(4)
    best, curve = early_stopping_curve(X, y, np.arange(60) % 3, 0.0, 10)
    assert best == 0 and isinstance(best, int)
    np.testing.assert_allclose(curve, curve[0])


# %% mutant: standardises with all rows
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    curve = np.zeros(max_steps + 1)
    for k in np.unique(fold):
        held = fold == k
        target = y[~held].mean()
        A, a, B, b = X[~held], y[~held] - target, X[held], y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((b - B @ w) ** 2).sum()
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
    curve /= len(y)
    return int(curve.argmin()), curve


# %% mutant: centres the target with all rows
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve, target = np.zeros(max_steps + 1), y.mean()
    for k in np.unique(fold):
        held = fold == k
        mean, scale = X[~held].mean(axis=0), X[~held].std(axis=0)
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((b - B @ w) ** 2).sum()
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
    curve /= len(y)
    return int(curve.argmin()), curve


# %% mutant: averages the means of unequal folds
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curves = []
    for k in np.unique(fold):
        held = fold == k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w, curve = np.zeros(X.shape[1]), []
        for _ in range(max_steps + 1):
            curve.append(((b - B @ w) ** 2).mean())
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
        curves.append(curve)
    curve = np.mean(curves, axis=0)
    return int(curve.argmin()), curve


# %% mutant: records after the step, so that step zero is missing
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve = np.zeros(max_steps + 1)
    for k in np.unique(fold):
        held = fold == k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
            curve[t] += ((b - B @ w) ** 2).sum()
    curve /= len(y)
    return int(curve.argmin()), curve


# %% mutant: trains on the held-out fold and validates on the rest
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve, rows = np.zeros(max_steps + 1), 0
    for k in np.unique(fold):
        held = fold != k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((b - B @ w) ** 2).sum()
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
        rows += held.sum()
    curve /= rows
    return int(curve.argmin()), curve


# %% mutant: sums the gradient over rows instead of averaging
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve = np.zeros(max_steps + 1)
    for k in np.unique(fold):
        held = fold == k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((b - B @ w) ** 2).sum()
            w = w + learning_rate * A.T @ (a - A @ w)
    curve /= len(y)
    return int(curve.argmin()), curve


# %% mutant: returns the mean of the folds' best steps
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve, best = np.zeros(max_steps + 1), []
    for k in np.unique(fold):
        held = fold == k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w, errors = np.zeros(X.shape[1]), []
        for _ in range(max_steps + 1):
            errors.append(((b - B @ w) ** 2).sum())
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
        curve += errors
        best.append(int(np.argmin(errors)))
    return round(float(np.mean(best))), curve / len(y)


# %% mutant: stops looking five steps after the last improvement
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve = np.zeros(max_steps + 1)
    for k in np.unique(fold):
        held = fold == k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((b - B @ w) ** 2).sum()
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
    curve /= len(y)
    best = 0
    for t in range(max_steps + 1):
        if curve[t] < curve[best]:
            best = t
        elif t - best >= 5:
            break
    return best, curve


# %% mutant: takes fold labels to be 0, 1, 2, …
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve = np.zeros(max_steps + 1)
    for k in range(fold.max() + 1):
        held = fold == k
        mean, scale, target = X[~held].mean(axis=0), X[~held].std(axis=0), y[~held].mean()
        A, a = (X[~held] - mean) / scale, y[~held] - target
        B, b = (X[held] - mean) / scale, y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((b - B @ w) ** 2).sum()
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
    curve /= len(y)
    return int(curve.argmin()), curve


# %% mutant: standardises the validation rows with their own mean and deviation
import numpy as np


def early_stopping_curve(X, y, fold, learning_rate, max_steps):
    curve = np.zeros(max_steps + 1)
    for k in np.unique(fold):
        held = fold == k
        target = y[~held].mean()
        A, a = (X[~held] - X[~held].mean(axis=0)) / X[~held].std(axis=0), y[~held] - target
        B, b = (X[held] - X[held].mean(axis=0)) / X[held].std(axis=0), y[held] - target
        w = np.zeros(X.shape[1])
        for t in range(max_steps + 1):
            curve[t] += ((b - B @ w) ** 2).sum()
            w = w + learning_rate * A.T @ (a - A @ w) / len(a)
    curve /= len(y)
    return int(curve.argmin()), curve

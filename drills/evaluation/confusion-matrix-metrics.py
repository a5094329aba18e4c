# ---
# title: Precision, recall and F-beta from raw labels
# level: beginner
# minutes: 12
# frequency: high
# chapter: evaluation/classification-metrics
# questions: [precision-or-recall-first, f1-wrong-metric]
# reviewed: 2026-11-20
# ---

# %% statement
# Without a machine-learning library, write `binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0)`.
#
# - `y_true` and `y_pred` are integer arrays of 0 and 1, shape `(n,)`, with `n >= 1`.
# - Return a dictionary with the keys `tp`, `fp`, `fn`, `tn` (Python `int`) and `precision`, `recall`,
#   `f_beta` (Python `float`).
# - $F_\beta = (1+\beta^2)\,PR/(\beta^2 P + R)$, where $\beta > 1$ gives recall more weight.
# - A ratio whose denominator is zero is `zero_division`. For $F_\beta$ that is the case only when there
#   is no positive label *and* no positive prediction; if nothing was found although there was something
#   to find (or something was claimed), $F_\beta$ is 0, whatever `zero_division` says.
# - Arrays of different shapes raise `ValueError`.

# %% starter
import numpy as np


def binary_metrics(
    y_true: np.ndarray, y_pred: np.ndarray, beta: float = 1.0, zero_division: float = 0.0
) -> dict[str, float]:
    """Return the four counts, precision, recall and F-beta of 0/1 predictions."""
    raise NotImplementedError


# %% hint
# Each of the four counts is the sum of a Boolean array such as `(y_true == 1) & (y_pred == 0)`.

# %% hint
# Multiply numerator and denominator of F-beta out until only counts are left. Which counts remain? The
# form in counts has no division inside a division, so that only one denominator can be zero.

# %% hint
# F-beta is `(1 + b2) * tp` over `(1 + b2) * tp + b2 * fn + fp` with `b2 = beta * beta`. That denominator
# is zero exactly in the case the contract names.

# %% solution
import numpy as np


def binary_metrics(
    y_true: np.ndarray, y_pred: np.ndarray, beta: float = 1.0, zero_division: float = 0.0
) -> dict[str, float]:
    """Return the four counts, precision, recall and F-beta of 0/1 predictions."""
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true and y_pred differ in shape")
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))

    def ratio(numerator: float, denominator: float) -> float:
        return float(numerator / denominator) if denominator else float(zero_division)

    b2 = beta * beta
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f_beta": ratio((1 + b2) * tp, (1 + b2) * tp + b2 * fn + fp),
    }


# %% complexity
# O(n) time for a handful of passes over the arrays, O(n) memory for one temporary mask; a single
# `np.bincount(2 * y_true + y_pred)` does it in one pass.

# %% follow-ups
# - **Why is F1 a harmonic and not an arithmetic mean?** The harmonic mean is close to the smaller of the
#   two, so that answering "positive" for everything, with recall 1 and precision equal to a prevalence of
#   1%, scores about 0.02 and not 0.505.
# - **What should `zero_division` be?** Whatever the report's reader would conclude: 0 is the cautious
#   choice, but in an average over classes it punishes a model for a class that does not occur; some
#   libraries offer `nan`, which leaves the class out.
# - **Which count never enters?** True negatives, which is why F1 can compare models on one data set but
#   not across prevalences.

# %% tests
import numpy as np


def _case(tp: int, fp: int, fn: int, tn: int) -> tuple[np.ndarray, np.ndarray]:
    y_true = np.repeat([1, 0, 1, 0], [tp, fp, fn, tn])
    y_pred = np.repeat([1, 1, 0, 0], [tp, fp, fn, tn])
    order = np.random.default_rng(tp + fp).permutation(len(y_true))
    return y_true[order], y_pred[order]


def test_counts_land_in_the_right_cells() -> None:
    """The four counts must be 3, 5, 7 and 11, with true and predicted not exchanged."""
    found = binary_metrics(*_case(3, 5, 7, 11))
    assert (found["tp"], found["fp"], found["fn"], found["tn"]) == (3, 5, 7, 11)


def test_precision_divides_by_predictions_and_recall_by_positives() -> None:
    """With 3 hits, 5 false alarms and 7 misses precision is 3/8 and recall 3/10."""
    found = binary_metrics(*_case(3, 5, 7, 11))
    assert abs(found["precision"] - 3 / 8) < 1e-12
    assert abs(found["recall"] - 3 / 10) < 1e-12


def test_f_beta_matches_its_definition() -> None:
    """F-beta must equal (1 + β²)PR/(β²P + R) on random predictions, for β of 0.5, 1 and 2."""
    rng = np.random.default_rng(0)
    for beta in (0.5, 1.0, 2.0):
        y_true = rng.integers(0, 2, 200)
        y_pred = np.where(rng.random(200) < 0.7, y_true, 1)
        found = binary_metrics(y_true, y_pred, beta=beta)
        p, r = found["precision"], found["recall"]
        assert abs(found["f_beta"] - (1 + beta**2) * p * r / (beta**2 * p + r)) < 1e-12


def test_beta_above_one_leans_towards_recall() -> None:
    """With recall above precision, F2 must be larger than F1 and F0.5 smaller."""
    case = _case(9, 21, 1, 50)
    half, one, two = (binary_metrics(*case, beta=beta)["f_beta"] for beta in (0.5, 1.0, 2.0))
    assert half < one < two


def test_no_prediction_at_all() -> None:
    """Nothing predicted: precision follows zero_division, recall and F-beta are 0."""
    found = binary_metrics(*_case(0, 0, 4, 6), zero_division=1.0)
    assert found["precision"] == 1.0
    assert found["recall"] == 0.0
    assert found["f_beta"] == 0.0


def test_everything_wrong() -> None:
    """Only false alarms and misses: all three ratios are 0, whatever zero_division says."""
    found = binary_metrics(*_case(0, 3, 2, 5), zero_division=1.0)
    assert found["precision"] == found["recall"] == found["f_beta"] == 0.0


def test_no_positive_label() -> None:
    """No positive label but one false alarm: recall follows zero_division, F-beta is 0."""
    found = binary_metrics(*_case(0, 1, 0, 9), zero_division=1.0)
    assert found["recall"] == 1.0
    assert found["precision"] == 0.0
    assert found["f_beta"] == 0.0


def test_nothing_to_find_and_nothing_claimed() -> None:
    """No positive label and no positive prediction: all three ratios follow zero_division."""
    for convention in (0.0, 1.0):
        found = binary_metrics(*_case(0, 0, 0, 5), zero_division=convention)
        assert found["precision"] == found["recall"] == found["f_beta"] == convention


def test_types_are_plain_python() -> None:
    """Counts must be int and ratios float, so that the result can be written as JSON."""
    found = binary_metrics(*_case(1, 2, 3, 4))
    for key in ("tp", "fp", "fn", "tn"):
        assert type(found[key]) is int, key
    for key in ("precision", "recall", "f_beta"):
        assert type(found[key]) is float, key


def test_shapes_must_agree() -> None:
    """Arrays of different shapes must raise ValueError, also where NumPy would broadcast them."""
    for shape in ((5,), (1,), (4, 1), (2, 2)):
        try:
            binary_metrics(np.zeros(4, dtype=int), np.zeros(shape, dtype=int))
        except ValueError:
            continue
        raise AssertionError("no ValueError for shapes (4,) and " + str(shape))


def test_small_integer_types_do_not_overflow() -> None:
    """Labels of type uint8 and int8 must give counts beyond 255."""
    for kind in (np.uint8, np.int8):
        y_true, y_pred = (a.astype(kind) for a in _case(300, 400, 500, 600))
        found = binary_metrics(y_true, y_pred)
        assert (found["tp"], found["fp"], found["fn"], found["tn"]) == (300, 400, 500, 600)


def test_defaults() -> None:
    """Without further arguments beta is 1 and an empty ratio is 0; nan is a convention like any other."""
    assert abs(binary_metrics(*_case(3, 5, 7, 11))["f_beta"] - 6 / 18) < 1e-12
    assert binary_metrics(*_case(0, 0, 0, 5))["recall"] == 0.0
    assert np.isnan(binary_metrics(*_case(0, 0, 0, 5), zero_division=float("nan"))["f_beta"])


# %% mutant: exchanges precision and recall
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape")
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))

    def ratio(a, b):
        return float(a / b) if b else float(zero_division)

    b2 = beta * beta
    f = ratio((1 + b2) * tp, (1 + b2) * tp + b2 * fn + fp)
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": ratio(tp, tp + fn),
        "recall": ratio(tp, tp + fp),
        "f_beta": f,
    }


# %% mutant: puts beta squared on the false positives
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape")
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))

    def ratio(a, b):
        return float(a / b) if b else float(zero_division)

    b2 = beta * beta
    f = ratio((1 + b2) * tp, (1 + b2) * tp + fn + b2 * fp)
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f_beta": f,
    }


# %% mutant: computes F-beta from precision and recall after zero division
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape")
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))

    def ratio(a, b):
        return float(a / b) if b else float(zero_division)

    p, r, b2 = ratio(tp, tp + fp), ratio(tp, tp + fn), beta * beta
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": p,
        "recall": r,
        "f_beta": ratio((1 + b2) * p * r, b2 * p + r),
    }


# %% mutant: adds a small epsilon instead of honouring zero_division
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape")
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))
    eps, b2 = 1e-15, beta * beta
    f = (1 + b2) * tp / ((1 + b2) * tp + b2 * fn + fp + eps)
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": tp / (tp + fp + eps),
        "recall": tp / (tp + fn + eps),
        "f_beta": f,
    }


# %% mutant: lets arrays of different lengths broadcast
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0):
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))

    def ratio(a, b):
        return float(a / b) if b else float(zero_division)

    b2 = beta * beta
    f = ratio((1 + b2) * tp, (1 + b2) * tp + b2 * fn + fp)
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f_beta": f,
    }


# %% mutant: compares lengths instead of shapes
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0):
    if len(y_true) != len(y_pred):
        raise ValueError("length")
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))

    def ratio(a, b):
        return float(a / b) if b else float(zero_division)

    b2 = beta * beta
    f = ratio((1 + b2) * tp, (1 + b2) * tp + b2 * fn + fp)
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f_beta": f,
    }


# %% mutant: counts with dot products in the type of the labels
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=0.0):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape")
    tp, fp = int(y_true @ y_pred), int((1 - y_true) @ y_pred)
    fn, tn = int(y_true @ (1 - y_pred)), int((1 - y_true) @ (1 - y_pred))

    def ratio(a, b):
        return float(a / b) if b else float(zero_division)

    b2 = beta * beta
    f = ratio((1 + b2) * tp, (1 + b2) * tp + b2 * fn + fp)
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f_beta": f,
    }


# %% mutant: answers 1 for an empty ratio unless told otherwise
import numpy as np


def binary_metrics(y_true, y_pred, beta=1.0, zero_division=1.0):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape")
    tp = int(np.sum((y_true == 1) & (y_pred == 1)))
    fp = int(np.sum((y_true == 0) & (y_pred == 1)))
    fn = int(np.sum((y_true == 1) & (y_pred == 0)))
    tn = int(np.sum((y_true == 0) & (y_pred == 0)))

    def ratio(a, b):
        return float(a / b) if b else float(zero_division)

    b2 = beta * beta
    f = ratio((1 + b2) * tp, (1 + b2) * tp + b2 * fn + fp)
    return {
        "tp": tp,
        "fp": fp,
        "fn": fn,
        "tn": tn,
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f_beta": f,
    }

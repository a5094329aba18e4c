# ---
# title: Slope and intercept by gradient descent, no NumPy
# level: beginner
# minutes: 12
# frequency: high
# chapter: algorithms/linear-models
# questions: [line-by-gradient-descent, normal-equation-derivation]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `fit_line(xs, ys, learning_rate, steps)` in plain Python, no imports.
#
# - `xs` and `ys` are lists of numbers of the same length `n >= 1`.
# - Start at slope 0 and intercept 0 and take `steps` full-batch gradient-descent steps on the *mean*
#   squared error $\frac{1}{n}\sum_i (\text{slope}\, x_i + \text{intercept} - y_i)^2$.
# - Return `(slope, intercept)` as floats.
# - Raise `ValueError` if the lists are empty or their lengths differ. Do not change the lists.
#
# Example: `fit_line([1, 2, 3, 4, 5], [52, 58, 61, 67, 72], 0.05, 2000)` is about `(4.9, 47.3)`.


# %% starter
def fit_line(xs: list[float], ys: list[float], learning_rate: float, steps: int) -> tuple[float, float]:
    """Return slope and intercept after `steps` steps of gradient descent."""
    raise NotImplementedError


# %% hint
# Write the error of one point as `e = slope * x + intercept - y`. What is the derivative of `e ** 2` with
# respect to `slope`, and with respect to `intercept`?

# %% hint
# Both gradients are means over the points: `2 / n * sum(e * x)` and `2 / n * sum(e)`. Both must use the
# same errors.

# %% hint
# In each step compute the list of errors once, then both gradients from it, and only then change
# `slope -= learning_rate * grad_slope` and the intercept likewise.


# %% solution
def fit_line(xs: list[float], ys: list[float], learning_rate: float, steps: int) -> tuple[float, float]:
    """Return slope and intercept after `steps` steps of gradient descent."""
    if not xs or len(xs) != len(ys):
        raise ValueError("xs and ys need the same length, at least one")
    n = len(xs)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=True)]
        grad_slope = 2 / n * sum(e * x for e, x in zip(errors, xs, strict=True))
        grad_intercept = 2 / n * sum(errors)
        slope -= learning_rate * grad_slope
        intercept -= learning_rate * grad_intercept
    return slope, intercept


# %% complexity
# Time $O(\text{steps} \cdot n)$, memory $O(n)$ for the errors, or $O(1)$ if both sums are kept running in
# one loop.

# %% follow-ups
# - **Which learning rates converge?** Those below $2/\lambda_{\max}$ of the Hessian
#   $\frac{2}{n}\begin{pmatrix}\sum x^2 & \sum x\\ \sum x & n\end{pmatrix}$; for x = 1…5 that is 0.0845.
# - **Why does it take hundreds of steps for five points?** Slope and intercept are correlated while the mean
#   of x is far from 0. After centring, the Hessian is diagonal and each weight converges on its own.
# - **Closed form?** slope = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)², intercept = ȳ − slope · x̄: one pass, no rate.
# - **All x equal?** The slope is not identified: the loss has a valley of minima and gradient descent from
#   zero stops at one of them, where the closed form divides by zero.

# %% tests
import random


def _closed_form(xs, ys):
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)
    return slope, my - slope * mx


def test_small_array_converges_to_least_squares() -> None:
    """Five points: slope 4.9 and intercept 47.3, to six digits."""
    slope, intercept = fit_line([1, 2, 3, 4, 5], [52, 58, 61, 67, 72], 0.05, 5000)
    assert abs(slope - 4.9) < 1e-6
    assert abs(intercept - 47.3) < 1e-6


def test_one_step_is_the_exact_gradient_of_the_mean() -> None:
    """From (0, 0), one step moves by the learning rate times the mean gradient, factor 2 included."""
    slope, intercept = fit_line([1.0, 2.0, 4.0], [3.0, -1.0, 5.0], 0.1, 1)
    assert abs(slope - 0.1 * 2 / 3 * (3 - 2 + 20)) < 1e-12
    assert abs(intercept - 0.1 * 2 / 3 * 7) < 1e-12


def test_second_step_uses_errors_of_one_point_in_time() -> None:
    """Both gradients of a step come from the same slope and intercept."""
    slope, intercept = fit_line([2.0], [4.0], 0.1, 2)
    assert abs(slope - 1.6) < 1e-12
    assert abs(intercept - 0.8) < 1e-12


def test_random_lines_match_the_closed_form() -> None:
    """Random data with noise: equal to least squares within 1e-6."""
    generator = random.Random(5)
    for _ in range(5):
        xs = [generator.uniform(-2, 2) for _ in range(30)]
        ys = [3 * x - 7 + generator.gauss(0, 1) for x in xs]
        got, expected = fit_line(xs, ys, 0.1, 3000), _closed_form(xs, ys)
        assert all(abs(a - b) < 1e-6 for a, b in zip(got, expected, strict=True))


def test_zero_steps_and_one_point() -> None:
    """No step leaves (0.0, 0.0), as floats; a single point with x = 0 is met by the intercept alone."""
    start = tuple(fit_line([1.0, 2.0], [1.0, 2.0], 0.1, 0))
    assert start == (0.0, 0.0) and all(type(value) is float for value in start)
    slope, intercept = fit_line([0.0], [5.0], 0.25, 200)
    assert slope == 0.0 and abs(intercept - 5.0) < 1e-9


def test_a_rate_above_the_limit_is_not_hidden() -> None:
    """At x = 10 a rate of 0.1 multiplies the error by 1 - 0.2 (x² + 1) = -19.2 a step, three times."""
    slope, intercept = fit_line([10.0], [1000.0], 0.1, 3)
    error = -1000.0 * (-19.2) ** 3
    assert abs(slope * 10 + intercept - 1000.0 - error) < 1e-6 * abs(error)
    assert abs(slope - 10 * intercept) < 1e-6 * abs(slope)


def test_inputs_stay_as_they_were() -> None:
    """The lists are not changed."""
    xs, ys = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
    fit_line(xs, ys, 0.05, 10)
    assert xs == [1.0, 2.0, 3.0] and ys == [2.0, 4.0, 6.0]


def test_bad_lengths_raise() -> None:
    """Empty lists and lists of different lengths raise ValueError."""
    for xs, ys in (([], []), ([1.0], []), ([1.0, 2.0], [1.0]), ([1.0], [1.0, 2.0])):
        try:
            fit_line(xs, ys, 0.1, 1)
        except ValueError:
            continue
        raise AssertionError(f"no ValueError for {len(xs)} and {len(ys)} values")


# %% mutant: updates the slope before it computes the gradient of the intercept
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    n = len(xs)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        slope -= (
            learning_rate * 2 / n * sum((slope * x + intercept - y) * x for x, y in zip(xs, ys, strict=True))
        )
        intercept -= (
            learning_rate * 2 / n * sum(slope * x + intercept - y for x, y in zip(xs, ys, strict=True))
        )
    return slope, intercept


# %% mutant: sums where the statement says mean
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=True)]
        slope -= learning_rate * 2 * sum(e * x for e, x in zip(errors, xs, strict=True))
        intercept -= learning_rate * 2 * sum(errors)
    return slope, intercept


# %% mutant: forgets the factor 2
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    n = len(xs)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=True)]
        slope -= learning_rate / n * sum(e * x for e, x in zip(errors, xs, strict=True))
        intercept -= learning_rate / n * sum(errors)
    return slope, intercept


# %% mutant: never learns the intercept
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    n = len(xs)
    slope = 0.0
    for _ in range(steps):
        slope -= learning_rate * 2 / n * sum((slope * x - y) * x for x, y in zip(xs, ys, strict=True))
    return slope, sum(ys) / n - slope * sum(xs) / n


# %% mutant: one step for each point instead of for each pass
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    n = len(xs)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        for x, y in zip(xs, ys, strict=True):
            e = slope * x + intercept - y
            slope -= learning_rate * 2 / n * e * x
            intercept -= learning_rate * 2 / n * e
    return slope, intercept


# %% mutant: lets zip cut the longer list silently
def fit_line(xs, ys, learning_rate, steps):
    if not xs or not ys:
        raise ValueError
    n = len(xs)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=False)]
        slope, intercept = (
            slope - learning_rate * 2 / n * sum(e * x for e, x in zip(errors, xs, strict=False)),
            intercept - learning_rate * 2 / n * sum(errors),
        )
    return slope, intercept


# %% mutant: stops when the loss rises, so that a rate that is too large goes unnoticed
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    n = len(xs)
    slope, intercept, last = 0.0, 0.0, float("inf")
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=True)]
        loss = sum(e * e for e in errors) / n
        if loss > last:
            break
        last = loss
        slope -= learning_rate * 2 / n * sum(e * x for e, x in zip(errors, xs, strict=True))
        intercept -= learning_rate * 2 / n * sum(errors)
    return slope, intercept


# %% mutant: clips the gradient
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    n = len(xs)
    slope, intercept = 0.0, 0.0
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=True)]
        grad_slope = 2 / n * sum(e * x for e, x in zip(errors, xs, strict=True))
        grad_intercept = 2 / n * sum(errors)
        slope -= learning_rate * max(-1000.0, min(1000.0, grad_slope))
        intercept -= learning_rate * max(-1000.0, min(1000.0, grad_intercept))
    return slope, intercept


# %% mutant: starts at the integer zero and returns it
def fit_line(xs, ys, learning_rate, steps):
    if not xs or len(xs) != len(ys):
        raise ValueError
    n = len(xs)
    slope = intercept = 0
    for _ in range(steps):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys, strict=True)]
        slope -= learning_rate * 2 / n * sum(e * x for e, x in zip(errors, xs, strict=True))
        intercept -= learning_rate * 2 / n * sum(errors)
    return slope, intercept

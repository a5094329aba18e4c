"""Tail areas of t, F and chi-square from their two special functions, without SciPy."""

import math


# --8<-- [start:beta]
def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function, the distribution function of Beta(a, b) at x.

    Lentz's evaluation of the continued fraction (Press et al. 2007, Numerical Recipes, section 6.4), which
    converges fast for x below (a + 1) / (a + b + 2); elsewhere the symmetry I_x(a, b) = 1 - I_{1-x}(b, a)
    is used. O(sqrt(max(a, b))) terms.

    Raises:
        ValueError: If a or b is not positive or x lies outside [0, 1].
    """
    if a <= 0 or b <= 0 or not 0 <= x <= 1:
        raise ValueError("need a > 0, b > 0 and 0 <= x <= 1")
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, 10_000):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / (1 + step * d), 1 + step / c
            fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return math.exp(log_front) * fraction / a


# --8<-- [end:beta]


def upper_incomplete_gamma(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function: P(Gamma(a, 1) > x).

    The power series below a + 1, Lentz's continued fraction above (Press et al. 2007, section 6.2).

    Raises:
        ValueError: If a is not positive or x is negative.
    """
    if a <= 0 or x < 0:
        raise ValueError("need a > 0 and x >= 0")
    if x == 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        while abs(term) > 1e-17 * abs(total):
            n += 1
            term *= x / n
            total += term
        return 1 - front * total
    b = x + 1 - a
    c, d = 1e300, 1 / b
    fraction = d
    for i in range(1, 10_000):
        step = -i * (i - a)
        b += 2
        d, c = 1 / (step * d + b), b + step / c
        fraction *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * fraction


def t_two_sided(t: float, df: float) -> float:
    """Return P(|T| >= |t|) for Student's t with df degrees of freedom."""
    return incomplete_beta(df / 2, 0.5, df / (df + t * t))


def f_upper(f: float, df_between: float, df_within: float) -> float:
    """Return P(F >= f) for the F distribution."""
    return incomplete_beta(df_within / 2, df_between / 2, df_within / (df_within + df_between * f))


def chi2_upper(statistic: float, df: float) -> float:
    """Return P(chi-square >= statistic) with df degrees of freedom."""
    return upper_incomplete_gamma(df / 2, statistic / 2)

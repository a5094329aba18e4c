"""How long labels take, estimated while most of them are still missing."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


# --8<-- [start:delay]
def delay_curve(delay: Ints, age: Ints, longest: int) -> Floats:
    """Return F(u) = P(delay <= u | delay <= longest) for u = 0 … longest from events seen so far.

    An event is seen only if its delay is at most its age, so short delays are over-represented. Work back
    from the longest delay: among events with delay <= u whose cohort is at least u days old, the share with
    delay exactly u is unbiased, and F(u - 1) = F(u) · (1 - that share).

    Args:
        delay: Days from decision to label of each event that has been seen, shape (n,).
        age: Days from the decision to today, shape (n,), delay <= age.
        longest: Delay at which the curve is set to 1; some cohort must be that old.

    Returns:
        The curve, shape (longest + 1,). O(n · longest) time.

    Source: Lagakos, Barraj and De Gruttola (1988); actuaries call it the chain ladder.
    """
    curve = np.ones(longest + 1)
    for u in range(longest, 0, -1):
        at_risk = np.sum((delay <= u) & (age >= u))
        just_now = np.sum((delay == u) & (age >= u))
        curve[u - 1] = curve[u] * (1.0 - just_now / at_risk) if at_risk else curve[u]
    return curve


def mature_rate(positives: Floats, rows: Floats, ages: Ints, curve: Floats) -> Floats:
    """Return each cohort's final rate, positives seen / (rows · F(age)), shape (n_cohorts,)."""
    rate: Floats = positives / (rows * curve[np.minimum(ages, len(curve) - 1)])
    return rate


# --8<-- [end:delay]

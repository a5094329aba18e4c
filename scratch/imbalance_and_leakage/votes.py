"""Labels from noisy voters: majority, weighted votes, and voters' quality estimated without any truth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Votes = NDArray[np.int64]


# --8<-- [start:posterior]
def posterior(votes: Votes, sensitivity: Array, specificity: Array, prior: float) -> Array:
    """Return P(y = 1 | votes) for voters that err independently given the truth, shape (n,).

    Each vote adds its log-likelihood ratio, so a voter counts as much as it knows; for
    sensitivity = specificity = a that is ± ln(a / (1 - a)).

    Args:
        votes: 1, 0, or -1 for an abstention, shape (n, m). Abstaining must not depend on the truth.
        sensitivity: P(vote 1 | y = 1, votes), shape (m,), strictly between 0 and 1.
        specificity: P(vote 0 | y = 0, votes), shape (m,).
        prior: P(y = 1).
    """
    yes, no = votes == 1, votes == 0
    log_odds = np.log(prior / (1.0 - prior)) + yes @ np.log(sensitivity / (1.0 - specificity))
    log_odds = log_odds + no @ np.log((1.0 - sensitivity) / specificity)
    probability: Array = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -500.0, 500.0)))
    return probability


# --8<-- [end:posterior]
# --8<-- [start:em]
@dataclass(frozen=True)
class VoteModel:
    """Estimated quality of each voter, shape (m,), the base rate, and P(y = 1 | votes) of each row, (n,)."""

    sensitivity: Array
    specificity: Array
    prior: float
    probability: Array


def fit_votes(votes: Votes, n_steps: int = 200, tol: float = 1e-9) -> VoteModel:
    """Estimate voters' quality from agreements alone, by expectation–maximisation from a soft majority.

    Each step costs O(nm). One pseudo-vote on each side keeps rates off 0 and 1. It finds the direction in
    which most voters are better than chance; and it takes agreement between copies of a voter as evidence.

    Source: Dawid and Skene (1979).
    """
    yes, no = votes == 1, votes == 0
    cast = np.maximum(yes.sum(axis=1) + no.sum(axis=1), 1)
    p = np.where((yes | no).any(axis=1), (yes.sum(axis=1) + 0.5) / (cast + 1.0), 0.5)
    for _ in range(n_steps):
        sensitivity = (p @ yes + 1.0) / (p @ (yes | no) + 2.0)
        specificity = ((1.0 - p) @ no + 1.0) / ((1.0 - p) @ (yes | no) + 2.0)
        prior = float(np.clip(p.mean(), 1e-6, 1.0 - 1e-6))
        updated = posterior(votes, sensitivity, specificity, prior)
        moved = float(np.abs(updated - p).max())
        p = updated
        if moved < tol:
            break
    return VoteModel(sensitivity, specificity, prior, p)


# --8<-- [end:em]

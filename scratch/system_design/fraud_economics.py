"""What a decision on a payment costs: allow, challenge or block, at the least expected cost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


# --8<-- [start:economics]
@dataclass(frozen=True)
class Economics:
    """Who loses what when a payment of amount A is decided wrongly, in one currency.

    Attributes:
        loss_share: Share of A that is gone when a fraud is paid: 1 for the card's issuer, the cost of the
            goods (1 - margin) for a merchant.
        fee: Fixed cost of a paid fraud: dispute fee and handling.
        gain_share: Share of A earned on a genuine payment, and lost when it is refused.
        goodwill: Fixed cost of refusing a genuine customer: support and future purchases.
        abandon: Share of genuine customers lost at a challenge.
        survive: Share of fraud that passes the challenge.
        challenge: Fee for one challenge.
    """

    loss_share: float = 0.70
    fee: float = 20.0
    gain_share: float = 0.30
    goodwill: float = 10.0
    abandon: float = 0.10
    survive: float = 0.15
    challenge: float = 0.05

    def loss(self, amount: ArrayLike) -> Floats:
        """Return L(A), the cost of paying a fraud."""
        return self.loss_share * np.asarray(amount, dtype=np.float64) + self.fee

    def insult(self, amount: ArrayLike) -> Floats:
        """Return B(A), the cost of refusing a genuine payment."""
        return self.gain_share * np.asarray(amount, dtype=np.float64) + self.goodwill


def expected_costs(p: ArrayLike, amount: ArrayLike, e: Economics) -> Floats:
    """Return the expected cost of (allow, challenge, block), shape (n, 3), for calibrated p, shape (n,)."""
    p = np.asarray(p, dtype=np.float64)
    loss, insult = e.loss(amount), e.insult(amount)
    allow = p * loss
    challenge = e.challenge + p * e.survive * loss + (1 - p) * e.abandon * insult
    block = (1 - p) * insult
    return np.stack(np.broadcast_arrays(allow, challenge, block), axis=-1)


def decide(p: ArrayLike, amount: ArrayLike, e: Economics) -> Ints:
    """Return 0 (allow), 1 (challenge) or 2 (block), the cheapest in expectation; ties go to the milder."""
    return np.asarray(expected_costs(p, amount, e).argmin(axis=-1), dtype=np.int64)


# --8<-- [end:economics]


# --8<-- [start:bands]
def block_threshold(amount: ArrayLike, e: Economics) -> Floats:
    """Return the probability B / (B + L) above which block beats allow, for each amount."""
    loss, insult = e.loss(amount), e.insult(amount)
    return np.asarray(insult / (insult + loss), dtype=np.float64)


def challenge_band(amount: ArrayLike, e: Economics) -> tuple[Floats, Floats]:
    """Return the probabilities between which the challenge is cheapest, for each amount.

    Each cost is a line in p, so the cheapest action is the lower envelope of three lines. Where the
    challenge is nowhere cheapest both ends are the plain block threshold.
    """
    loss, insult = e.loss(amount), e.insult(amount)
    low = (e.challenge + e.abandon * insult) / ((1 - e.survive) * loss + e.abandon * insult)
    high = ((1 - e.abandon) * insult - e.challenge) / ((1 - e.abandon) * insult + e.survive * loss)
    plain = block_threshold(amount, e)
    return np.where(low < high, low, plain), np.where(low < high, high, plain)


# --8<-- [end:bands]


# --8<-- [start:realised]
def realised_cost(fraud: ArrayLike, amount: ArrayLike, action: ArrayLike, e: Economics) -> Floats:
    """Return the mean cost of each payment given the truth, shape (n,); chance remains in the challenge."""
    table = expected_costs(np.asarray(fraud, dtype=np.float64), amount, e)
    return np.take_along_axis(table, np.asarray(action, dtype=np.int64)[:, None], axis=1)[:, 0]


# --8<-- [end:realised]


# --8<-- [start:prior]
def undo_sampling(p: ArrayLike, kept: float) -> Floats:
    """Turn probabilities learnt with a share ``kept`` of the negatives into probabilities of the full stream.

    Dropping negatives multiplies the odds by 1 / kept, so they are multiplied by kept (Elkan 2001).

    Raises:
        ValueError: If ``kept`` is not in (0, 1].
    """
    if not 0 < kept <= 1:
        raise ValueError("kept must lie in (0, 1]")
    p = np.asarray(p, dtype=np.float64)
    return np.asarray(kept * p / (kept * p + 1 - p), dtype=np.float64)


# --8<-- [end:prior]

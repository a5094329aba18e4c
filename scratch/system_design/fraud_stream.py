"""A synthetic stream of payments: rings of fraud, labels that arrive weeks later, attackers who move on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
N_BEHAVIOUR = 8


@dataclass(frozen=True)
class Stream:
    """Payments in order of time, all frauds and a thinned sample of the genuine ones.

    Attributes:
        day: Time of the payment in days, shape (n,).
        X: Eight behavioural features and the logarithm of the amount, shape (n, 9).
        amount: Euros, shape (n,).
        device: Device of the payment, shape (n,).
        ring: Number of the fraud ring, -1 for genuine payments, shape (n,).
        reported: Day on which the chargeback arrives; infinite for genuine payments, shape (n,).
        weight: Payments that a row stands for: 1 for a fraud, 1 / kept for a genuine one, shape (n,).
        sampled: Whether the row is part of a sample of share kept of all payments, shape (n,). True for the
            genuine ones that are here, and for that share of the frauds.
    """

    day: Floats
    X: Floats
    amount: Floats
    device: Ints
    ring: Ints
    reported: Floats
    weight: Floats
    sampled: NDArray[np.bool_]

    @property
    def fraud(self) -> Ints:
        """Return the truth that nobody knows at the time, shape (n,)."""
        return np.asarray(self.ring >= 0, dtype=np.int64)

    def known(self, today: float) -> Ints:
        """Return the labels as they look on a day: 1 if reported by then, else 0, shape (n,)."""
        return np.asarray(self.reported <= today, dtype=np.int64)

    def training_rows(self, labels: Ints) -> NDArray[np.bool_]:
        """Return which rows a training set with down-sampled negatives holds, shape (n,).

        A fraud without a report looks genuine, so it is down-sampled like the genuine payments.
        """
        return np.asarray((labels == 1) | self.sampled, dtype=np.bool_)


# --8<-- [start:stream]
@dataclass(frozen=True)
class World:
    """How the stream is made.

    Attributes:
        days: Length of the stream.
        per_day: Payments a day.
        fraud_rate: Share of payments that are fraud.
        ring_size: Mean number of payments of a ring.
        drift_days: Days in which the attackers' method turns by one radian; infinite for none.
        attack_day: Day from which 60 % of new rings use a method that looks genuine on the old signals.
        report_median: Median days until a chargeback arrives.
        report_sigma: Spread of its logarithm.
        kept: Share of the genuine payments that is drawn at all.
    """

    days: int = 190
    per_day: int = 24_000
    fraud_rate: float = 0.005
    ring_size: int = 60
    drift_days: float = 120.0
    attack_day: float = np.inf
    report_median: float = 21.0
    report_sigma: float = 0.8
    kept: float = 0.0125


def simulate(world: World, rng: np.random.Generator) -> Stream:
    """Draw a stream. Fraud comes in rings from a few devices within some days."""
    n = world.days * world.per_day
    n_fraud = int(n * world.fraud_rate)
    fraud_day, ring, method = _rings(world, n_fraud, rng)
    X_fraud = method[ring] + 0.6 * rng.normal(size=(n_fraud, N_BEHAVIOUR))
    fraud_device = 1_000_000 + 4 * ring + rng.integers(0, 4, n_fraud)

    n_good = round((n - n_fraud) * world.kept)
    user = rng.integers(0, 40_000, n_good)
    taste = 0.6 * rng.normal(size=(40_000, N_BEHAVIOUR))
    X_good = taste[user] + 0.8 * rng.standard_t(5, size=(n_good, N_BEHAVIOUR))
    day = np.concatenate([rng.uniform(0, world.days, n_good), fraud_day])
    amount = np.exp(np.concatenate([rng.normal(3.6, 1, n_good), rng.normal(4.3, 1, n_fraud)]))
    delay = world.report_median * np.exp(world.report_sigma * rng.normal(size=n_fraud))
    sampled = np.concatenate([np.ones(n_good, dtype=bool), rng.random(n_fraud) < world.kept])
    order = np.argsort(day, kind="stable")
    return Stream(
        day=day[order],
        X=np.column_stack([np.vstack([X_good, X_fraud]), np.log(amount)])[order],
        amount=amount[order],
        device=np.concatenate([user, fraud_device])[order],
        ring=np.concatenate([np.full(n_good, -1), ring])[order],
        reported=np.concatenate([np.full(n_good, np.inf), fraud_day + delay])[order],
        weight=np.repeat([1 / world.kept, 1.0], [n_good, n_fraud])[order],
        sampled=sampled[order],
    )


def _rings(world: World, n_fraud: int, rng: np.random.Generator) -> tuple[Floats, Ints, Floats]:
    """Return day and ring of each fraud, shape (n_fraud,), and each ring's method, shape (rings, 8)."""
    n_rings = max(1, n_fraud // world.ring_size)
    start = rng.uniform(-8, world.days, n_rings)
    ring = rng.choice(n_rings, size=n_fraud, p=rng.dirichlet(np.full(n_rings, 1.5)))
    day = start[ring] + rng.exponential(4, n_fraud)
    # Payments outside the stream are put back within the life of their ring, never before its start.
    inside = rng.uniform(np.maximum(start, 0)[ring], np.minimum(start + 8, world.days)[ring])
    day = np.where((day >= 0) & (day < world.days), day, inside)
    angle = start / world.drift_days
    centre = np.zeros((n_rings, N_BEHAVIOUR))
    centre[:, 0], centre[:, 1], centre[:, 2] = 3.2 * np.cos(angle), 3.2 * np.sin(angle), 2.0
    moved = (start >= world.attack_day) & (rng.random(n_rings) < 0.6)
    centre[moved] = 0.0
    centre[moved, 4] = -3.4
    return day, ring, centre + 0.9 * rng.normal(size=(n_rings, N_BEHAVIOUR))


# --8<-- [end:stream]

"""Vote posteriors against enumeration, EM against known voters and an ascending likelihood."""

from itertools import product

import numpy as np
import pytest

from scratch.imbalance_and_leakage.votes import fit_votes, posterior


def draw(
    rng: np.random.Generator, n: int, se: np.ndarray, sp: np.ndarray, prior: float, silent: float
) -> tuple[np.ndarray, np.ndarray]:
    y = (rng.random(n) < prior).astype(np.int64)
    yes = rng.random((n, len(se))) < np.where(y[:, None] == 1, se, 1 - sp)
    return y, np.where(rng.random(yes.shape) < silent, -1, yes.astype(np.int64))


def test_posterior_equals_enumeration() -> None:
    se, sp, prior = np.array([0.9, 0.6, 0.7]), np.array([0.8, 0.95, 0.5]), 0.1
    votes = np.array(list(product((-1, 0, 1), repeat=3)))
    found = posterior(votes, se, sp, prior)
    for row, p in zip(votes, found, strict=True):
        up, down = prior, 1 - prior
        for j, vote in enumerate(row):
            if vote >= 0:
                up *= se[j] if vote else 1 - se[j]
                down *= 1 - sp[j] if vote else sp[j]
        assert p == pytest.approx(up / (up + down), abs=1e-12)


def test_em_finds_the_voters_without_labels() -> None:
    rng = np.random.default_rng(0)
    se, sp = np.array([0.9, 0.7, 0.8, 0.6, 0.75]), np.array([0.85, 0.9, 0.7, 0.8, 0.95])
    y, votes = draw(rng, 40_000, se, sp, 0.3, silent=0.3)
    model = fit_votes(votes)
    np.testing.assert_allclose(model.sensitivity, se, atol=0.03)
    np.testing.assert_allclose(model.specificity, sp, atol=0.03)
    assert model.prior == pytest.approx(0.3, abs=0.02)
    best = ((posterior(votes, se, sp, 0.3) > 0.5) == y).mean()
    assert ((model.probability > 0.5) == y).mean() > best - 0.005


def test_more_steps_never_lower_the_likelihood() -> None:
    rng = np.random.default_rng(1)
    se = sp = np.array([0.8, 0.7, 0.65, 0.9])
    _, votes = draw(rng, 3_000, se, sp, 0.4, silent=0.2)

    def likelihood(steps: int) -> float:
        model = fit_votes(votes, steps)
        up = np.where(votes == 1, model.sensitivity, np.where(votes == 0, 1 - model.sensitivity, 1.0))
        down = np.where(votes == 0, model.specificity, np.where(votes == 1, 1 - model.specificity, 1.0))
        return float(np.log(model.prior * up.prod(axis=1) + (1 - model.prior) * down.prod(axis=1)).sum())

    values = [likelihood(steps) for steps in (1, 2, 4, 8, 16, 32)]
    # The pseudo-votes make it a penalised likelihood, hence the tolerance.
    assert (np.diff(values) > -0.5).all() and values[-1] > values[0]


def test_row_without_votes_gets_the_prior() -> None:
    votes = np.vstack([np.tile([1, 1, 0], (30, 1)), np.tile([0, 0, 0], (60, 1)), [[-1, -1, -1]]])
    model = fit_votes(votes)
    assert model.probability[-1] == pytest.approx(model.prior, abs=1e-6)

"""scratch.validation.search: distributions, budgets, and scikit-learn's halving."""

import numpy as np
import pytest
from scipy import stats
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.linear_model import Ridge
from sklearn.model_selection import HalvingGridSearchCV

from scratch.validation.search import hyperband_brackets, log_uniform, random_search, successive_halving


def test_log_uniform_matches_scipy() -> None:
    rng = np.random.default_rng(0)
    draws = [log_uniform(1e-5, 1e-1, rng) for _ in range(2000)]
    assert stats.kstest(draws, stats.loguniform(1e-5, 1e-1).cdf).pvalue > 0.01


def test_random_search_returns_its_best_trial() -> None:
    rng = np.random.default_rng(1)
    best, lowest, history = random_search(lambda r: float(r.uniform()), lambda x: (x - 0.3) ** 2, 200, rng)
    assert len(history) == 200
    assert lowest == min(loss for _, loss in history) == (best - 0.3) ** 2


def test_sixty_trials_reach_the_top_five_per_cent() -> None:
    rng = np.random.default_rng(2)
    hits = [random_search(lambda r: float(r.uniform()), lambda x: x, 59, rng)[1] < 0.05 for _ in range(2000)]
    assert np.mean(hits) == pytest.approx(1 - 0.95**59, abs=0.015)


def test_halving_keeps_the_best_of_parallel_curves() -> None:
    rng = np.random.default_rng(3)
    quality = rng.uniform(size=81)
    spent: list[int] = []

    def loss(q: float, budget: int) -> float:
        spent.append(budget)
        return float(q + 1 / budget)

    winner, rungs = successive_halving(list(quality), loss, 1, 81)
    assert winner == int(np.argmin(quality))
    assert [(len(r.ranking), r.budget) for r in rungs] == [(81, 1), (27, 3), (9, 9), (3, 27), (1, 81)]
    assert sum(spent) == 5 * 81


def test_halving_drops_a_late_bloomer() -> None:
    late, early = (0.1, 5.0), (0.3, 1.0)
    configs = [early, early, late]
    winner, _ = successive_halving(configs, lambda c, b: c[0] + c[1] / b, 1, 27)
    assert configs[winner] == early


def test_survivors_match_scikit_learn() -> None:
    rng = np.random.default_rng(4)
    X = rng.normal(size=(400, 5))
    y = X @ rng.normal(size=5) + rng.normal(size=400)
    alphas = list(np.geomspace(1e-2, 1e4, 9))
    search = HalvingGridSearchCV(
        Ridge(), {"alpha": alphas}, factor=3, min_resources=30, max_resources=270, cv=3, random_state=0
    ).fit(X, y)
    table = search.cv_results_
    measured = {
        (alpha, int(n)): -score
        for alpha, n, score in zip(
            table["param_alpha"], table["n_resources"], table["mean_test_score"], strict=True
        )
    }
    winner, rungs = successive_halving(alphas, lambda a, n: measured[(a, n)], 30, 270)
    assert alphas[winner] == search.best_params_["alpha"]
    assert [len(r.ranking) for r in rungs] == search.n_candidates_


def test_brackets_of_the_paper() -> None:
    assert hyperband_brackets(81) == [(81, 1), (34, 3), (15, 9), (8, 27), (5, 81)]
    assert hyperband_brackets(1) == [(1, 1)]

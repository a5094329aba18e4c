"""scratch.validation.bayesian against scikit-learn and SciPy."""

import numpy as np
from scipy import integrate, stats
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF

from scratch.validation.bayesian import expected_improvement, gp_posterior, minimise


def test_posterior_matches_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    X, grid = rng.uniform(size=(9, 2)), rng.uniform(size=(30, 2))
    y = np.sin(6 * X[:, 0]) + X[:, 1]
    model = GaussianProcessRegressor(RBF(0.3), alpha=1e-3, optimizer=None, normalize_y=True).fit(X, y)
    mean, sd = model.predict(grid, return_std=True)
    found_mean, found_sd = gp_posterior(X, y, grid, 0.3, 1e-3)
    np.testing.assert_allclose(found_mean, mean, atol=1e-8)
    np.testing.assert_allclose(found_sd, sd, atol=1e-6)


def test_expected_improvement_is_its_integral() -> None:
    for mean, sd, best in ((0.0, 1.0, 0.2), (1.5, 0.4, 1.0), (-1.0, 0.1, 2.0)):
        normal = stats.norm(mean, sd)
        expected, _ = integrate.quad(lambda z, n=normal, b=best: (b - z) * n.pdf(z), mean - 12 * sd, best)
        found = expected_improvement(np.array([mean]), np.array([sd]), best)
        np.testing.assert_allclose(found, [expected], rtol=1e-7)


def test_constant_losses_do_not_break_it() -> None:
    grid = np.linspace(0, 1, 20)[:, None]
    mean, sd = gp_posterior(grid[:3], np.ones(3), grid, 0.2, 1e-4)
    assert np.allclose(mean, 1.0) and np.isfinite(sd).all()


def test_it_beats_random_search_on_a_smooth_loss() -> None:
    rng = np.random.default_rng(1)
    candidates = rng.uniform(size=(400, 2))

    def loss(x: np.ndarray) -> float:
        return float(((x - [0.3, 0.7]) ** 2).sum())

    ours = [minimise(loss, candidates, 5, 20, rng)[1].min() for _ in range(8)]
    blind = [min(loss(x) for x in rng.choice(candidates, 20, replace=False)) for _ in range(200)]
    assert np.median(ours) < 0.3 * np.median(blind)


def test_no_candidate_is_tried_twice() -> None:
    rng = np.random.default_rng(2)
    grid = np.linspace(0, 1, 12)[:, None]
    tried, losses = minimise(lambda x: float(x[0]), grid, 3, 12, rng)
    assert len(np.unique(tried)) == 12 and losses.shape == (12,)

"""The table of the README: today's rule against the model, on days that neither has seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from decision.data import Readings, load, ran_empty
from decision.features import FEATURES, HISTORY, Floats, features_of

STOPS = 8
"""Stations that the van can visit: the metric is how many of these would have run empty."""

TEST_DAYS = 30
"""The last days; open them once."""


@dataclass(frozen=True)
class Split:
    """Days for training, and later days for the test."""

    train: range
    test: range


def split_by_time(n_days: int) -> Split:
    """Return the split: every training day lies before every day of the test."""
    return Split(range(HISTORY, n_days - TEST_DAYS), range(n_days - TEST_DAYS, n_days))


def hits_by_day(readings: Readings, days: range, scores: dict[int, Floats]) -> NDArray[np.int64]:
    """Return how many of the STOPS highest scores ran empty, for each day."""
    chosen = {day: np.argsort(-scores[day], kind="stable")[:STOPS] for day in days}
    return np.array([int(ran_empty(readings, day)[chosen[day]].sum()) for day in days])


def interval(values: NDArray[np.int64], seed: int = 0) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean over days: stations of one day share the weather."""
    rng = np.random.default_rng(seed)
    means = values[rng.integers(0, len(values), (2_000, len(values)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def table(readings: Readings) -> str:
    """Return the table that the README quotes."""
    split = split_by_time(len(readings))
    X = np.vstack([features_of(readings, day) for day in split.train])
    y = np.concatenate([ran_empty(readings, day) for day in split.train])
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)
    rule = list(FEATURES).index("empty_share_28_days")
    by_rule = {day: features_of(readings, day)[:, rule] for day in split.test}
    by_model = {day: model.predict_proba(features_of(readings, day))[:, 1] for day in split.test}
    rule_hits = hits_by_day(readings, split.test, by_rule)
    model_hits = hits_by_day(readings, split.test, by_model)
    rows = [f"hits among {STOPS} stops a day, {len(split.test)} test days"]
    for name, hits in [("today's rule", rule_hits), ("logistic", model_hits)]:
        low, high = interval(hits)
        rows.append(f"{name:14} {hits.mean():.2f}  ({low:.2f} to {high:.2f})")
    low, high = interval(model_hits - rule_hits)
    rows.append(f"{'difference':14} {(model_hits - rule_hits).mean():.2f}  ({low:.2f} to {high:.2f})")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(load()))

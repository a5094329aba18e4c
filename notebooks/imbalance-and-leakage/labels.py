# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Labels: agreement, votes, delays and sampled negatives
#
# A label is a measurement. How good is it when two people agree, when seven heuristics vote, when most
# labels have not arrived, and when the negatives were never observed at all?

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import expit, softmax
from sklearn.linear_model import LogisticRegression

from handbook.publish import COLORS, figure, record
from scratch.imbalance_and_leakage.agreement import kappa, kappa_of_two, table_of_two
from scratch.imbalance_and_leakage.delays import delay_curve, mature_rate
from scratch.imbalance_and_leakage.votes import fit_votes, posterior

rng = np.random.default_rng(26)

# %% [markdown]
# ## The same two annotators, another prevalence
#
# Both find 90% of positives and clear 95% of negatives, independently. Only the share of positives changes.

# %%
SE, SP = 0.90, 0.95
prevalence = np.geomspace(0.005, 0.5, 60)
agreement = np.array([kappa(table_of_two(SE, SP, p))[0] for p in prevalence])
kappas = np.array([kappa_of_two(SE, SP, p) for p in prevalence])
adjusted = 2 * agreement - 1
for p, k in zip(prevalence, kappas, strict=True):
    assert abs(kappa(table_of_two(SE, SP, p))[1] - k) < 1e-12
# A simulation of 200,000 items agrees with the closed form.
for p in (0.01, 0.1, 0.5):
    truth = rng.random(200_000) < p
    first, second = (rng.random(200_000) < np.where(truth, SE, 1 - SP) for _ in range(2))
    table = np.histogram2d(first, second, bins=2)[0]
    assert abs(kappa(table)[1] - kappa_of_two(SE, SP, p)) < 0.015
    record(f"agreement-at-{100 * p:.0f}", 100 * kappa(table_of_two(SE, SP, p))[0], unit="%")
    record(f"kappa-at-{100 * p:.0f}", kappa_of_two(SE, SP, p))
assert np.ptp(agreement) < 0.06 and kappas[0] < 0.15 and kappas[-1] > 0.7

fig, ax = plt.subplots()
ax.plot(100 * prevalence, agreement, color="C0")
ax.plot(100 * prevalence, adjusted, color="C2", ls="--")
ax.plot(100 * prevalence, kappas, color="C1", lw=2.6)
ax.text(0.52, 0.93, "agreement", color="C0", weight="bold")
ax.text(0.52, 0.74, "2 · agreement − 1", color="C2", weight="bold")
ax.text(9, 0.42, "Cohen's kappa", color="C1", weight="bold")
ax.set(
    xscale="log",
    xlabel="Positives among the items",
    ylabel="Agreement, kappa",
    ylim=(0, 1.02),
    title="Same annotators, rarer positives: kappa collapses",
)
ax.set_xticks([0.5, 1, 2, 5, 10, 20, 50], ["0.5%", "1%", "2%", "5%", "10%", "20%", "50%"])
ax.minorticks_off()
figure(
    fig,
    "kappa-paradox",
    alt=(
        f"Agreement of two fixed annotators stays between {agreement.min():.2f} and {agreement.max():.2f} "
        f"while Cohen's kappa falls from {kappas[-1]:.2f} at 50% positives to "
        f"{kappa_of_two(SE, SP, 0.1):.2f} at 10% and {kappa_of_two(SE, SP, 0.01):.2f} at 1%."
    ),
    caption=(
        "Both annotators find 90% of positives and clear 95% of negatives, everywhere in this plot. "
        "Kappa answers whether the labels tell positives from negatives in this mix, not how good people are."
    ),
)

# %% [markdown]
# ## Seven heuristics, and one of them copied
#
# Six labelling functions vote on 20,000 tickets, abstaining on 30%. The first is right in 58% of its votes.
# Then it is copied, as when the same keyword list goes into several functions.

# %%
SENSITIVITY = np.array([0.55, 0.90, 0.80, 0.85, 0.75, 0.85])
SPECIFICITY = np.array([0.60, 0.85, 0.85, 0.75, 0.80, 0.70])
PRIOR = 0.4
copies = np.arange(0, 6)
vote_accuracy = {name: np.zeros(len(copies)) for name in ("majority", "learnt", "known")}
believed = np.zeros(len(copies))
for j, n_copies in enumerate(copies):
    for _ in range(3):
        y = (rng.random(20_000) < PRIOR).astype(np.int64)
        yes = rng.random((len(y), 6)) < np.where(y[:, None] == 1, SENSITIVITY, 1 - SPECIFICITY)
        votes = np.where(rng.random(yes.shape) < 0.3, -1, yes.astype(np.int64))
        # A copy differs from its original on 3% of the votes.
        copied = np.repeat(votes[:, :1], n_copies, axis=1)
        copied = np.where((rng.random(copied.shape) < 0.03) & (copied >= 0), 1 - copied, copied)
        everyone = np.hstack([votes, copied])
        balance = (everyone == 1).sum(axis=1) - (everyone == 0).sum(axis=1)
        majority = np.where(balance == 0, rng.random(len(y)) < 0.5, balance > 0)
        model = fit_votes(everyone)
        vote_accuracy["majority"][j] += np.mean(majority == y) / 3
        vote_accuracy["learnt"][j] += np.mean((model.probability > 0.5) == y) / 3
        best = posterior(votes, SENSITIVITY, SPECIFICITY, PRIOR)
        vote_accuracy["known"][j] += np.mean((best > 0.5) == y) / 3
        believed[j] += (PRIOR * model.sensitivity[0] + (1 - PRIOR) * model.specificity[0]) / 3
true_first = PRIOR * SENSITIVITY[0] + (1 - PRIOR) * SPECIFICITY[0]
assert abs(true_first - 0.58) < 1e-9
assert vote_accuracy["learnt"][0] > vote_accuracy["majority"][0] + 0.02
assert abs(vote_accuracy["learnt"][0] - vote_accuracy["known"][0]) < 0.005
# Two copies, and the model that learns from agreement believes the worst voter.
assert vote_accuracy["learnt"][2] < vote_accuracy["majority"][2] - 0.05 and believed[2] > 0.95
for j in (0, 1, 2, 5):
    for name in ("majority", "learnt"):
        record(f"votes-{name}-{j}", 100 * vote_accuracy[name][j], unit="%")
    record(f"votes-believed-{j}", 100 * believed[j], unit="%")
record("votes-known", 100 * vote_accuracy["known"][0], unit="%")
record("votes-first-true", 100 * true_first, unit="%")

fig, ax = plt.subplots()
for name, color, marker in (("majority", "C0", "o"), ("learnt", "C1", "D")):
    ax.plot(copies, vote_accuracy[name], color=color, marker=marker)
ax.axhline(vote_accuracy["known"][0], color=COLORS["muted"], ls=":", lw=1.5)
ax.text(5, 0.925, "true qualities known", color=COLORS["muted"], ha="right")
ax.text(2.3, 0.79, "majority vote", color="C0", weight="bold")
ax.text(0.3, 0.7, "weights learnt\nfrom agreement", color="C1", weight="bold")
ax.set(
    xlabel="Copies of the worst labelling function",
    ylabel="Right labels",
    ylim=(0.64, 0.96),
    title="Copies turn agreement into false evidence",
)
ax.set_yticks([0.7, 0.8, 0.9], ["70%", "80%", "90%"])
figure(
    fig,
    "vote-model",
    alt=(
        f"Share of right labels against copies of the worst voter. Learnt weights start at "
        f"{vote_accuracy['learnt'][0]:.0%}, above the majority's {vote_accuracy['majority'][0]:.0%}, and "
        f"fall to {vote_accuracy['learnt'][2]:.0%} with two copies, below the majority's "
        f"{vote_accuracy['majority'][2]:.0%}."
    ),
    caption=(
        "Without copies, weights learnt from agreement alone reach what known qualities would. Three voters "
        "that copy each other agree almost always, which looks like being almost always right."
    ),
)

# %% [markdown]
# ## Active learning spoils the yardstick
#
# 200 random labels, then 800 more: at random, or those the model is least sure of. The labelled set
# is then misused as a test set (5-fold within it), next to the truth on fresh rows.

# %%
N_COLUMNS = 20
weights = rng.normal(size=N_COLUMNS) * 0.7


def items(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return columns and labels of which about 7% are positive."""
    X = rng.normal(size=(n, N_COLUMNS))
    return X, (rng.random(n) < expit(X @ weights - 5.5)).astype(np.int64)


outcome = {name: {"labels": [], "own": [], "fresh": []} for name in ("random", "uncertain")}
model = LogisticRegression(max_iter=500)
for _ in range(8):
    (X, y), (X_new, y_new) = items(20_000), items(20_000)
    for name, found in outcome.items():
        chosen = np.arange(200)
        for _ in range(8):
            p = model.fit(X[chosen], y[chosen]).predict_proba(X)[:, 1]
            priority = rng.random(len(X)) if name == "random" else -np.abs(p - 0.5)
            priority[chosen] = -np.inf
            chosen = np.append(chosen, np.argsort(-priority)[:100])
        X_own, y_own = X[chosen], y[chosen]
        fold = rng.permutation(len(chosen)) % 5
        right = 0.0
        for k in range(5):
            right += np.sum(
                model.fit(X_own[fold != k], y_own[fold != k]).predict(X_own[fold == k]) == y_own[fold == k]
            )
        found["own"].append(right / len(chosen))
        found["fresh"].append(np.mean(model.fit(X_own, y_own).predict(X_new) == y_new))
        found["labels"].append(y_own.mean())
active = {
    name: {key: float(np.mean(values)) for key, values in found.items()} for name, found in outcome.items()
}
base_rate = float(y_new.mean())
assert active["uncertain"]["fresh"] > active["random"]["fresh"]
assert active["uncertain"]["own"] < active["uncertain"]["fresh"] - 0.1
assert abs(active["random"]["own"] - active["random"]["fresh"]) < 0.02
assert active["uncertain"]["labels"] > 2.5 * base_rate
for name, found in active.items():
    for key, value in found.items():
        record(f"active-{name}-{key}", 100 * value, unit="%")
record("active-base-rate", 100 * base_rate, unit="%")

# %% [markdown]
# ## Delays, seen through the labels that have arrived
#
# Conversions after a click: half fast (mean 1.5 days), half slow (mean 20). Today is day 60 of a
# campaign. Counting the delays of the conversions seen so far favours the short ones.

# %%
TODAY, RATE = 60, 0.05
day = rng.integers(0, TODAY, 120_000)
age = TODAY - day
converts = rng.random(len(day)) < RATE
fast = rng.random(len(day)) < 0.5
delay = np.floor(np.where(fast, rng.exponential(1.5, len(day)), rng.exponential(20.0, len(day)))).astype(
    np.int64
)
seen = converts & (delay <= age)
grid = np.arange(TODAY + 1)
true_curve = np.array([np.mean(delay[delay <= TODAY] <= u) for u in grid])
naive = np.array([np.mean(delay[seen] <= u) for u in grid])
estimate = delay_curve(delay[seen], age[seen], TODAY)
assert np.abs(estimate - true_curve).max() < 0.05 and naive[7] > true_curve[7] + 0.06
within_7 = {"true": true_curve[7], "naive": naive[7], "estimate": estimate[7]}
for name, value in within_7.items():
    record(f"delay-within-7-{name}", 100 * value, unit="%")
for share in (0.9,):
    record("delay-90-true", int(np.searchsorted(true_curve, share)))
    record("delay-90-naive", int(np.searchsorted(naive, share)))
    record("delay-90-estimate", int(np.searchsorted(estimate, share)))
recent = (age >= 5) & (age <= 9)
raw_rate = np.mean(seen[recent])
fixed_rate = float(
    mature_rate(
        np.array([float(seen[recent].sum())]), np.array([float(recent.sum())]), np.array([7]), estimate
    )[0]
)
final_rate = float(np.mean(converts & (delay <= TODAY)))
record("delay-rate-raw", 100 * raw_rate, unit="%")
record("delay-rate-fixed", 100 * fixed_rate, unit="%")
record("delay-rate-final", 100 * final_rate, unit="%")
assert raw_rate < 0.75 * final_rate and abs(fixed_rate / final_rate - 1) < 0.15

fig, ax = plt.subplots()
ax.plot(grid, true_curve, color=COLORS["ink"], lw=4, alpha=0.35)
ax.plot(grid, naive, color="C1", ls="--")
ax.plot(grid, estimate, color="C0")
ax.text(2.2, 0.92, "counted", color="C1", weight="bold")
ax.text(20, 0.73, "corrected for age", color="C0", weight="bold")
ax.text(41, 0.84, "truth (grey)", color=COLORS["muted"])
ax.set(
    xlabel="Days since the click",
    ylabel="Share of conversions known",
    ylim=(0, 1.02),
    xlim=(0, TODAY),
    title="Counted delays are too short",
)
ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
figure(
    fig,
    "delay-curve",
    alt=(
        "Share of conversions known against days since the click. After 7 days the truth is "
        f"{true_curve[7]:.0%}; counting conversions seen so far gives {naive[7]:.0%}, the estimate corrected "
        f"for age {estimate[7]:.0%}."
    ),
    caption=(
        "On day 60, young clicks can only have shown fast conversions. Working back from the oldest cohort "
        "removes the bias; the curve is relative to conversions within 60 days."
    ),
)

# %% [markdown]
# ## In-batch negatives and the popularity that they hide
#
# 12 kinds of user, 150 items with Zipf popularity. A softmax over the items of the batch meets popular
# items as negatives all the time. Subtracting $\ln Q(j)$ from each logit during training undoes that.

# %%
N_KINDS, N_ITEMS, BATCH, STEPS = 12, 150, 128, 4_000
popularity = 1 / np.arange(1, N_ITEMS + 1)
taste = softmax(np.log(popularity) + 1.2 * rng.normal(size=(N_KINDS, N_ITEMS)), axis=1)
shares = taste.mean(axis=0)
cumulative = np.cumsum(taste, axis=1)


def train(correct: bool) -> np.ndarray:
    """Return a score for each kind and item, fitted by stochastic gradient steps on in-batch softmax."""
    score = np.zeros((N_KINDS, N_ITEMS))
    for step in range(STEPS):
        kind = rng.integers(0, N_KINDS, BATCH)
        item = (rng.random(BATCH)[:, None] > cumulative[kind]).sum(axis=1).clip(max=N_ITEMS - 1)
        logits = score[kind][:, item] - (np.log(shares[item]) if correct else 0.0)
        # Another row with the same item is no negative for this row.
        same = (item[:, None] == item[None, :]) & ~np.eye(BATCH, dtype=bool)
        p = softmax(np.where(same, -np.inf, logits), axis=1)
        gradient = np.zeros_like(score)
        np.add.at(gradient, (kind[:, None], item[None, :]), p)
        np.add.at(gradient, (kind, item), -1.0)
        score -= 0.5 * (1 - step / STEPS) * gradient
    return score


found_items = {}
for correct in (False, True):
    score = train(correct)
    top = np.argsort(-score, axis=1)[:, :10]
    hit = float(np.mean([taste[k, top[k]].sum() for k in range(N_KINDS)]))
    # What the scores should be, up to a constant for each kind: log p(j|u), or log p(j|u) - log Q(j).
    name = "corrected" if correct else "plain"
    often = shares > 0.002
    target = np.log(taste) - (0 if correct else np.log(shares))
    agreement_with_theory = np.mean(
        [np.corrcoef(score[k, often], target[k, often])[0, 1] for k in range(N_KINDS)]
    )
    assert agreement_with_theory > 0.9, agreement_with_theory
    found_items[name] = hit
    record(f"logq-{name}-hit", 100 * hit, unit="%")
    record(f"logq-{name}-correlation", agreement_with_theory)
possible = float(np.mean(np.sort(taste, axis=1)[:, -10:].sum(axis=1)))
popular = float(np.mean(taste[:, np.argsort(-shares)[:10]].sum(axis=1)))
record("logq-possible-hit", 100 * possible, unit="%")
record("logq-popular-hit", 100 * popular, unit="%")
assert found_items["plain"] < popular < found_items["corrected"] <= possible + 1e-9

# %% [markdown]
# **What to say in the interview.** Kappa depends on the mix. Votes that copy each other look like proof.
# Labels chosen by a model can train but not test. Delays counted from arrivals are too short. And sampled
# negatives leave their sampling rate in the score, so subtract its logarithm.
#
# The chapter: [Sampling, labels, imbalance and leakage](../../data/imbalance-and-leakage.md).

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
# # Conditioning traps, simulated
#
# Four puzzles about the same mistake: the condition is not the sentence you heard, but the procedure that
# produced it. How far apart are the answers when only the procedure changes?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record
from scratch.probability_and_statistics import puzzles
from scratch.probability_and_statistics.monte_carlo import check

rng = np.random.default_rng(21)
N = 400_000

# %% [markdown]
# ## Monty Hall: the same two doors, four hosts
#
# You hold door 0 and see a goat. For a host who knows and who opens the lower of two free goat doors with
# probability q, switching wins $1/(1+q)$ *given that he opened the lower one*.


# %%
def low_door_opened(q):
    """Return a simulation of switching, given that the knowing host opened door 1."""

    def simulate(rng, n):
        car = rng.integers(0, 3, n)
        low = np.where(car == 0, rng.random(n) < q, car == 2)
        return (car == 2)[low]

    return simulate


hosts = [
    ("knows, picks at random", lambda rng, n: puzzles.monty_hall(rng, n), 2 / 3),
    ("opens blindly, a goat by luck", lambda rng, n: puzzles.monty_hall(rng, n, "stumbles"), 1 / 2),
    ("knows, prefers the door he opened", low_door_opened(1.0), 1 / 2),
    ("knows, avoids the door he opened", low_door_opened(0.0), 1.0),
    ("offers only if you hold the car", lambda rng, n: puzzles.monty_hall(rng, n, "malicious"), 0.0),
]
checks = [check(simulate, claimed, n=N, seed=i) for i, (_, simulate, claimed) in enumerate(hosts)]
for (name, _, _), c in zip(hosts, checks, strict=True):
    print(f"{name:36s} {c.claimed:.3f} {c.estimate:.4f} ± {c.standard_error:.4f}")
    assert c.agrees
lazy = check(lambda rng, n: puzzles.monty_hall(rng, n, prefer_low=1.0), 2 / 3, n=N)
assert lazy.agrees  # over all games a preference changes nothing
record("monty-knows", 100 * checks[0].estimate, unit="%")
record("monty-stumbles", 100 * checks[1].estimate, unit="%")
record("monty-lazy", 100 * checks[2].estimate, unit="%")
record("monty-malicious", 100 * checks[4].estimate, unit="%")

fig, ax = plt.subplots(figsize=(6.4, 3.3))
rows = np.arange(len(hosts))[::-1]
ax.barh(rows, [100 * c.estimate for c in checks], color="C0", height=0.55)
ax.plot([100 * c.claimed for c in checks], rows, "D", color="C1", ms=8)
for y, c in zip(rows, checks, strict=True):
    ax.text(100 * c.claimed + 3, y, f"{100 * c.estimate:.1f} %", va="center")
ax.set_yticks(rows, [name for name, _, _ in hosts])
ax.set(xlim=(-2, 128), xlabel="Switching wins (%)", title="The host's rule decides")
ax.set_xticks([0, 25, 50, 75, 100])
ax.grid(axis="y", visible=False)
figure(
    fig,
    "monty-hosts",
    alt=(
        "Bars of how often switching wins given that a goat was shown, simulated, with the formula as a "
        f"diamond: host who knows {100 * checks[0].estimate:.1f} percent, blind host "
        f"{100 * checks[1].estimate:.1f}, host who prefers the door he opened "
        f"{100 * checks[2].estimate:.1f}, "
        "host who avoids it 100, host who offers only to holders of the car 0."
    ),
    caption=(
        "Five hosts, the same sight: your door closed, one goat. Bars: simulation, 400,000 games each; "
        "diamonds: formula. What you saw is identical, what it tells you is not."
    ),
)

# %% [markdown]
# ## Two children: the more irrelevant the detail, the closer to one half

# %%
marks = np.geomspace(0.002, 1, 200)
told = [
    ("“have you a girl?” “yes”", 1.0),
    ("… a left-handed girl (r = 0.1)", 0.1),
    ("… born on a Tuesday (r = 1/7)", 1 / 7),
    ("… born in summer (r = 1/4)", 1 / 4),
    ("… with a rare name (r = 1/100)", 1 / 100),
]
found = []
for i, (_, r) in enumerate(told):
    result = check(
        lambda rng, n, r=r: puzzles.two_girls(rng, n, mark=r),
        puzzles.some_girl_marked(r),
        n=2_000_000,
        seed=i,
    )
    assert result.agrees
    found.append(result)
older = check(lambda rng, n: puzzles.two_girls(rng, n, "older"), 1 / 2, n=N)
met = check(lambda rng, n: puzzles.two_girls(rng, n, "met one"), 1 / 2, n=N)
assert older.agrees and met.agrees
record("girls-at-least-one", 100 * found[0].estimate, unit="%")
record("girls-older", 100 * older.estimate, unit="%")
record("girls-met", 100 * met.estimate, unit="%")
record("girls-tuesday", 100 * found[2].estimate, unit="%")

fig, ax = plt.subplots()
ax.plot(marks, 100 * puzzles.some_girl_marked(marks), color="C0")
ax.errorbar(
    [r for _, r in told],
    [100 * c.estimate for c in found],
    yerr=[400 * c.standard_error for c in found],
    fmt="o",
    color="C1",
    ms=7,
)
ax.axhline(50, color=COLORS["muted"], lw=1.2, ls="--")
ax.text(0.0021, 51.2, "one girl seen at random, or the older: 1/2", color=COLORS["muted"])
ax.text(0.82, 32.8, "any girl: 1/3", ha="right", color="C1")
ax.text(0.12, 45.0, "Tuesday: 13/27", ha="right", color="C1")
ax.text(0.01, 47.0, "rare name", color="C1", ha="center")
ax.set(
    xscale="log",
    ylim=(30, 54),
    xlabel="Share r of girls who have the named detail",
    ylabel="P(two girls) (%)",
    title="A detail singles out one child",
)
ax.set_xticks([0.002, 0.01, 0.1, 1], ["0.002", "0.01", "0.1", "1"])
ax.minorticks_off()
figure(
    fig,
    "two-girls",
    alt=(
        "Probability of two girls against the share r of girls with the named detail, on a log scale. It "
        "falls from one half for a rare detail to one third when every girl counts; simulated points at "
        f"1/100, 0.1, 1/7 ({100 * found[2].estimate:.1f} percent), 1/4 and 1 "
        f"({100 * found[0].estimate:.1f} percent) lie on the curve (2 - r)/(4 - r)."
    ),
    caption=(
        "Line: (2 − r)/(4 − r). Dots: simulation, bars of four standard errors. Two girls have two chances "
        "to satisfy “a girl with this detail”; if the detail is rare that counts double, if it is "
        "universal it counts nothing."
    ),
)

# %% [markdown]
# ## The inspection paradox
#
# Buses come every ten minutes on average. How long do you wait if you come at a random time? Then the
# disguise: a snapshot of running jobs against the log of finished ones.

# %%
cvs = np.array([0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0])
simulated = []
for cv in cvs:
    gaps = np.full(200_000, 10.0) if cv == 0 else rng.gamma(1 / cv**2, 10 * cv**2, 400_000)
    simulated.append(puzzles.waits(rng, gaps, 200_000).mean())
formula = puzzles.mean_wait(10, cvs)
assert np.abs(np.array(simulated) / formula - 1).max() < 0.03
record("wait-regular", simulated[0])
record("wait-random", simulated[4])
record("wait-cv-2", simulated[-1])

# Job durations: half an hour is typical, some run for days. Arrivals at random times.
hours = rng.lognormal(np.log(0.5), 1.5, 300_000)
starts = rng.random(300_000) * 60_000
snapshots = rng.uniform(10_000, 59_000, 400)
running = [hours[(starts <= t) & (t < starts + hours)] for t in snapshots]
in_snapshot = np.concatenate(running)
biased = (hours**2).mean() / hours.mean()
assert abs(in_snapshot.mean() / biased - 1) < 0.15
ages = np.concatenate([(t - starts)[(starts <= t) & (t < starts + hours)] for t in snapshots])
assert abs(ages.mean() / (biased / 2) - 1) < 0.2
weighted = len(in_snapshot) / (1 / in_snapshot).sum()
assert abs(weighted / hours.mean() - 1) < 0.1
record("job-mean", hours.mean())
record("job-snapshot", in_snapshot.mean())
record("job-ratio", in_snapshot.mean() / hours.mean())
record("job-age", ages.mean())
record("job-harmonic", weighted)
print(hours.mean(), in_snapshot.mean(), biased, ages.mean(), weighted)

fig, ax = plt.subplots(figsize=(6.4, 3.5))
grid = np.linspace(0, 2, 100)
ax.plot(grid, puzzles.mean_wait(10, grid), color="C0")
ax.plot(cvs, simulated, "o", color="C1", ms=7)
ax.axhline(5, color=COLORS["muted"], lw=1.2, ls="--")
ax.text(2.0, 3.6, "half the mean gap: only a timetable gives this", ha="right", color=COLORS["muted"])
ax.annotate("Poisson: a whole gap", (1, 10), (0.95, 13.5), ha="right", color="C1")
ax.set(
    xlabel="Standard deviation of the gaps / their mean",
    ylabel="Mean wait (minutes)",
    title="Irregular buses lengthen the mean wait",
    ylim=(0, 27),
)
figure(
    fig,
    "inspection",
    alt=(
        "Mean wait in minutes against the coefficient of variation of gaps of ten minutes on average: "
        f"{simulated[0]:.1f} for a timetable, {simulated[4]:.1f} for exponential gaps, "
        f"{simulated[-1]:.1f} when the standard deviation is twice the mean; simulation and formula agree."
    ),
    caption=(
        "Gaps of ten minutes on average. Line: (μ/2)(1 + CV²); dots: simulated passengers. You fall into a "
        "gap in proportion to its length."
    ),
)

# %% [markdown]
# ## A medical test: posterior against base rate, and why the second test adds less than you think
#
# Sensitivity 90%, specificity 95%. The repeat is either fresh (independent given health) or shares its
# causes of error: in 60% of people the second result copies the first.

# %%
sens, spec, copy = 0.90, 0.95, 0.6
base = np.geomspace(0.0005, 0.5, 200)


def posterior(prior, hit, false):
    return prior * hit / (prior * hit + (1 - prior) * false)


def both(rate, copy):
    """Return P(two positives) when a share ``copy`` of second results repeats the first."""
    return rate * (copy + (1 - copy) * rate)


one = posterior(base, sens, 1 - spec)
two = posterior(base, both(sens, 0), both(1 - spec, 0))
tied = posterior(base, both(sens, copy), both(1 - spec, copy))


def screen(rng, n, copy, tests=2, prior=0.01):
    ill = rng.random(n) < prior
    rate = np.where(ill, sens, 1 - spec)
    first = rng.random(n) < rate
    second = np.where(rng.random(n) < copy, first, rng.random(n) < rate)
    return ill[first & second] if tests == 2 else ill[first]


at = 0.01
claims = [
    (posterior(at, sens, 1 - spec), lambda r, n: screen(r, n, 0, tests=1)),
    (posterior(at, both(sens, 0), both(1 - spec, 0)), lambda r, n: screen(r, n, 0)),
    (posterior(at, both(sens, copy), both(1 - spec, copy)), lambda r, n: screen(r, n, copy)),
]
tests = [check(simulate, claimed, n=2_000_000, seed=40 + i) for i, (claimed, simulate) in enumerate(claims)]
assert all(c.agrees for c in tests)
record("test-one", 100 * tests[0].claimed, unit="%")
record("test-two", 100 * tests[1].claimed, unit="%")
record("test-tied", 100 * tests[2].claimed, unit="%")
record("test-two-simulated", 100 * tests[1].estimate, unit="%")
record("test-tied-simulated", 100 * tests[2].estimate, unit="%")
record("likelihood-ratio", sens / (1 - spec))
record("likelihood-ratio-second-tied", (copy + (1 - copy) * sens) / (copy + (1 - copy) * (1 - spec)))

fig, ax = plt.subplots(figsize=(6.4, 3.9))
for values, colour in ((two, "C2"), (tied, "C3"), (one, "C0")):
    ax.plot(100 * base, 100 * values, color=colour)
ax.plot(100 * base, 100 * base, color=COLORS["muted"], lw=1.2, ls=":")
ax.plot([1, 1, 1], [100 * c.estimate for c in tests], "o", color="C1", ms=7)
ax.text(0.32, 84, "two positives,\nindependent errors", color="C2", weight="bold", ha="center")
ax.text(7.5, 43, "one positive", color="C0", weight="bold", ha="left")
ax.text(1.05, 47, "errors shared\nin 60 %", color="C3", weight="bold", ha="center")
ax.text(8, 1.5, "before the test", color=COLORS["muted"], ha="left")
ax.set(
    xscale="log",
    xlabel="Base rate (%)",
    ylabel="Ill, given the results (%)",
    title="A repeat helps only if its errors are new",
    ylim=(0, 101),
)
ax.set_xticks([0.05, 0.2, 1, 5, 20, 50], ["0.05", "0.2", "1", "5", "20", "50"])
ax.minorticks_off()
figure(
    fig,
    "posterior-base-rate",
    alt=(
        "Posterior probability of illness against the base rate on a log axis. At a base rate of 1 percent "
        f"one positive gives {tests[0].claimed:.0%}, two positives with independent errors "
        f"{tests[1].claimed:.0%}, two with errors shared in 60 percent of people {tests[2].claimed:.0%}. "
        "Simulated dots lie on the curves."
    ),
    caption=(
        "Sensitivity 90%, specificity 95%. Dots: simulation at a base rate of 1%. The multiplication of "
        "likelihood ratios needs independence given health, and a repeated test rarely has it."
    ),
)

# %% [markdown]
# **What to say in the interview.** "Before I compute, how did this information reach me?" Then count the
# ways in which each world produces exactly that report.
#
# The chapter: [Probability](../../mathematics/probability.md).

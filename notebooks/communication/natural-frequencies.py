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
# # One screener, two portfolios
#
# A model that flags insurance claims is moved, unchanged, from travel claims to household claims. The
# claims handlers say that it has become useless; the dashboard says that its accuracy went up. Both are
# right. How would you show that to somebody who has never heard of a base rate?

# %%
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record

# %% [markdown]
# ## The same model, counted
#
# The screener flags nine in ten of the fraudulent claims and one in thirty of the honest ones. Neither
# number changes. What changes is how many fraudulent claims there are among a thousand: 100 in travel,
# 10 in household (invented numbers, chosen so that every count is a whole claim).

# %%
CLAIMS = 1_000
CAUGHT = Fraction(9, 10)
FALSELY_FLAGGED = Fraction(1, 30)
PORTFOLIOS = {"travel": 100, "household": 10}


def counts(frauds: int) -> dict[str, int]:
    """Return how many of the thousand claims end in each of the four outcomes."""
    hit, false_alarm = CAUGHT * frauds, FALSELY_FLAGGED * (CLAIMS - frauds)
    assert hit.denominator == false_alarm.denominator == 1, "whole claims only"
    return {
        "hit": int(hit),
        "missed": frauds - int(hit),
        "false alarm": int(false_alarm),
        "left alone": CLAIMS - frauds - int(false_alarm),
    }


table = {name: counts(frauds) for name, frauds in PORTFOLIOS.items()}
for name, cell in table.items():
    flagged = cell["hit"] + cell["false alarm"]
    precision = cell["hit"] / flagged
    accuracy = (cell["hit"] + cell["left alone"]) / CLAIMS
    print(f"{name:9} {cell}, flagged {flagged}, precision {precision:.1%}, accuracy {accuracy:.1%}")
    for key, value in cell.items():
        record(f"{name}-{key.replace(' ', '-')}", value)
    record(f"{name}-flagged", flagged)
    record(f"{name}-precision", 100 * precision, unit="%")
    record(f"{name}-accuracy", 100 * accuracy, unit="%")
    record(f"{name}-doing-nothing", 100 * (1 - PORTFOLIOS[name] / CLAIMS), unit="%")
travel, household = table["travel"], table["household"]
assert (travel["hit"], travel["false alarm"]) == (90, 30)
assert (household["hit"], household["false alarm"]) == (9, 33)
assert travel["left alone"] + travel["hit"] < household["left alone"] + household["hit"], "accuracy went up"

# %% [markdown]
# ## A thousand claims, drawn
#
# One mark is one claim. The honest claims that are flagged barely change in number, 30 against 33; the
# frauds among the flagged shrink to a tenth. Nothing has to be divided: one looks at what stands in the box.

# %%
COLUMNS, ROWS = 50, 20
STYLES = {
    "hit": {"marker": "s", "color": "C1", "s": 22, "label": "fraud, flagged"},
    "false alarm": {"marker": "s", "color": "C0", "s": 22, "label": "honest, flagged"},
    "missed": {"marker": "X", "color": "C1", "s": 26, "label": "fraud, missed"},
    "left alone": {"marker": "o", "color": COLORS["muted"], "s": 4, "label": "honest, left alone"},
}


def draw(ax: plt.Axes, cell: dict[str, int]) -> None:
    """Draw the claims column by column: flagged ones first, then a gap, then the rest."""
    flagged = cell["hit"] + cell["false alarm"]
    columns_flagged = -(-flagged // ROWS)
    place = {}
    position = 0
    for key in ("hit", "false alarm"):
        place[key] = np.arange(position, position + cell[key])
        position += cell[key]
    position = 0
    for key in ("missed", "left alone"):
        place[key] = np.arange(position, position + cell[key]) + (columns_flagged + 1) * ROWS
        position += cell[key]
    for key, style in STYLES.items():
        column, row = np.divmod(place[key], ROWS)
        ax.scatter(column, row, linewidths=0, **style)
    ax.plot(
        [-0.7, columns_flagged - 0.3, columns_flagged - 0.3, -0.7, -0.7],
        [-0.9, -0.9, ROWS - 0.1, ROWS - 0.1, -0.9],
        color=COLORS["ink"],
        linewidth=1.1,
    )
    ax.set_xlim(-1.2, COLUMNS + 3.2)
    ax.set_ylim(ROWS + 0.3, -1.3)
    ax.set_aspect("equal")
    ax.axis("off")


fig, axes = plt.subplots(2, 1, figsize=(6.4, 6.3))
for ax, (name, frauds) in zip(axes, PORTFOLIOS.items(), strict=True):
    cell = table[name]
    draw(ax, cell)
    flagged = cell["hit"] + cell["false alarm"]
    right = f"{cell['hit']} of {flagged} flags are right"
    ax.set_title(f"{name.capitalize()}, {frauds} frauds in 1,000: {right}")
handles, labels = axes[0].get_legend_handles_labels()
fig.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=9.5, markerscale=1.3)
figure(
    fig,
    "icon-array",
    alt="Two grids of 1,000 claims each, flagged claims boxed on the left. Travel, 100 frauds: the box holds "
    "90 frauds and 30 honest claims, 10 frauds are missed. Household, 10 frauds: the box holds 9 frauds and "
    "33 honest claims, 1 fraud is missed.",
    caption="Same model, same error rates. Compare the two boxes: the honest claims in them hardly change, "
    "the frauds do.",
)

# %% [markdown]
# ## How rare may fraud be?
#
# In symbols, with base rate $\pi$, recall $r$ and false-positive rate $f$, the precision is
# $\pi r / (\pi r + (1 - \pi) f)$. For rare events this is nearly $x / (1 + x)$ with $x = \pi r / f$, so fraud
# that is ten times rarer has to be paid for by ten times fewer false alarms *per honest claim*.

# %%
rates = np.logspace(-4, -0.3, 300)
settings = {"1 in 30": 1 / 30, "1 in 300": 1 / 300, "1 in 3,000": 1 / 3_000}


def precision_at(rate: np.ndarray | float, false_rate: float) -> np.ndarray | float:
    """Return the share of alarms that are right at a base rate."""
    return rate * float(CAUGHT) / (rate * float(CAUGHT) + (1 - rate) * false_rate)


fig, ax = plt.subplots(figsize=(6.4, 3.9))
for k, (label, false_rate) in enumerate(settings.items()):
    ax.plot(rates, 10 * precision_at(rates, false_rate), color=f"C{k}", label=f"flags {label} honest claims")
for name, frauds in PORTFOLIOS.items():
    rate = frauds / CLAIMS
    y = 10 * precision_at(rate, 1 / 30)
    ax.plot(rate, y, "o", color="C0", markersize=8)
    ax.annotate(
        name, (rate, y), xytext=(7, -14), textcoords="offset points", color=COLORS["ink"], fontsize=10
    )
ax.set_xscale("log")
ax.set_xticks([1e-4, 1e-3, 1e-2, 1e-1], ["1 in 10,000", "1 in 1,000", "1 in 100", "1 in 10"])
ax.set_xlim(1e-4, 0.5)
ax.set_ylim(-0.2, 10.3)
ax.set_xlabel("fraudulent claims among all claims")
ax.set_ylabel("right, of ten alarms")
ax.set_title("Ten times rarer needs ten times fewer false alarms")
fig.legend(loc="outside lower center", ncols=2, fontsize=9.5)
rare = precision_at(1 / 1_000, 1 / 30)
figure(
    fig,
    "base-rate-curve",
    alt="How many of ten alarms are right, against the share of fraud on a logarithmic axis, for three rates "
    "of false alarms. The curves have the same shape, each shifted to rarer fraud by a factor of ten. With "
    f"one in 30 honest claims flagged, {10 * precision_at(0.1, 1 / 30):.1f} of ten alarms are right at "
    f"1 in 10, {10 * precision_at(0.01, 1 / 30):.1f} at 1 in 100 and {10 * rare:.1f} at 1 in 1,000.",
    caption="All three models catch nine in ten frauds. The curve is one shape, shifted.",
)
record("rare-precision", 100 * float(rare), unit="%")
assert abs(precision_at(0.1, 1 / 30) - 0.75) < 1e-12
shift = precision_at(1e-3, 1 / 300) / precision_at(1e-2, 1 / 30)
assert abs(shift - 1) < 0.01, "ten times rarer and ten times fewer false alarms: the same precision, nearly"

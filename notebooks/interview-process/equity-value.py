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
# # What are options in a start-up worth?
#
# The offer says 24,000 options, strike 3.20, last round at 11 a share. The recruiter multiplies: 24,000 times
# 7.80 is 187,200. What is wrong with that number, and by how much? Investors are paid before you when the
# company is sold, further rounds put more investors in front of you, and most companies never get there. The
# first two are arithmetic, the third is a simulation.

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import COLORS, figure, record

OPTIONS, STRIKE, LAST_PRICE = 24_000, 3.2, 11.0
headline = OPTIONS * (LAST_PRICE - STRIKE)
record("headline", headline, unit="€")
assert headline == 187_200

# %% [markdown]
# ## Who is paid first
#
# An invented company with 40 million shares. Investors put in 154 million in four rounds and hold preferred
# shares with a simple preference: at a sale each round takes back its money or converts into ordinary shares,
# whichever is more. At a price $p$ of the ordinary share, round $i$ with $n_i$ shares and investment $I_i$
# takes $\max(I_i, n_i p)$. So $p$ solves
#
# $$E = n_0 p + \sum_i \max(I_i, n_i p)$$
#
# for a sale at $E$, with $n_0$ ordinary shares and options; below $\sum_i I_i$ it is zero. The right-hand
# side grows with $p$, so there is one solution. Debt, fees and bonuses for the management come on top; we
# leave them out, which favours the options.

# %%
Round = tuple[float, float]  # millions of shares, price a share

SHARES = 40.0
TODAY: list[Round] = [(5.0, 0.8), (6.0, 2.5), (40 / 6, 6.0), (95 / 11, 11.0)]


def further(
    rounds: list[Round], total: float, sold: float = 0.15, step: float = 1.25
) -> tuple[list[Round], float]:
    """Add a round that sells a share of the company at `step` times the last price."""
    new = total * sold / (1 - sold)
    return [*rounds, (new, rounds[-1][1] * step)], total + new


def ordinary(value: np.ndarray, rounds: list[Round], total: float, participating: bool = False) -> np.ndarray:
    """Return the price of an ordinary share for sales at `value` millions."""
    shares, price = np.array(rounds).T
    money = shares * price
    if participating:  # money back, and then a part of the rest as well
        return np.maximum(0, value - money.sum()) / total
    common = total - shares.sum()
    order = np.argsort(price)  # whoever paid least converts first
    points = np.concatenate([[0.0], price[order]])  # prices at which somebody converts
    worth = np.array([common * p + np.maximum(money, shares * p).sum() for p in points])
    slope_end = worth[-1] + total * 1e6  # above the last point everybody has converted
    return np.interp(value, np.append(worth, slope_end), np.append(points, points[-1] + 1e6), left=0.0)


stages = [(TODAY, SHARES)]
for _ in range(2):
    stages.append(further(*stages[-1]))
names = ("today", "after one round", "after two rounds")
valuation = SHARES * LAST_PRICE
for name, (rounds, total) in zip(("today", "one", "two"), stages, strict=True):
    money = sum(shares * price for shares, price in rounds)
    held = sum(shares for shares, _ in rounds) / total
    flat = float(ordinary(np.array([valuation]), rounds, total)[0])
    record(f"preferences-{name}", money, unit="million €")
    record(f"investors-{name}", 100 * held, unit="%")
    record(f"flat-price-{name}", flat, unit="€")
    record(f"flat-value-{name}", OPTIONS * max(0.0, flat - STRIKE), unit="€")
    need = np.linspace(0, 1500, 150_001)
    breakeven = float(need[np.argmax(ordinary(need, rounds, total) > STRIKE)])
    record(f"break-even-{name}", breakeven, unit="million €")
    print(
        f"{name}: {money:.0f} m in front, investors {held:.0%}, sold flat {flat:.2f}, zero to {breakeven:.0f}"
    )
record("valuation", valuation, unit="million €")
flats = [float(ordinary(np.array([valuation]), *stage)[0]) for stage in stages]
assert abs(flats[0] - LAST_PRICE) < 1e-9, "today everybody converts at the last price"
assert flats[2] < STRIKE, "after two good rounds a sale at today's valuation leaves the options worthless"

# %% [markdown]
# Here is the first surprise. Two *good* rounds, each 25 % above the last, put 394 million in front of the
# ordinary shares. A sale at exactly today's valuation, which sounds like a draw, then leaves the options with
# nothing.

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.0))
exits = np.linspace(0, 1200, 1201)
ax.plot(exits, exits / SHARES, color=COLORS["muted"], linestyle=":", label="no preference, no dilution")
for name, stage, colour in zip(names, stages, ("C0", "C2", "C1"), strict=True):
    ax.plot(exits, ordinary(exits, *stage), color=colour, label=f"sold {name}")
ax.plot(
    exits, ordinary(exits, *stages[2], participating=True), "--", color="C1", label="the same, participating"
)
ax.axhline(STRIKE, color=COLORS["muted"], linewidth=1)
ax.text(1040, STRIKE + 0.4, "strike 3.20", fontsize=10, color=COLORS["muted"])
ax.axvline(valuation, color=COLORS["muted"], linewidth=1)
ax.text(valuation + 10, 20.6, "today’s valuation", fontsize=10, color=COLORS["muted"])
ax.set_xlim(0, 1200)
ax.set_ylim(0, 23)
ax.set_xlabel("the company is sold for [million €]")
ax.set_ylabel("an ordinary share gets [€]")
ax.set_title("Two good rounds on, a flat sale leaves options nothing")
fig.legend(loc="outside lower center", ncols=2, fontsize=9.5)
figure(
    fig,
    "waterfall",
    alt="Price of an ordinary share against the price of the company. At today's valuation of 440 million it "
    "is " + ", ".join(f"{flat:.2f} € {name}" for name, flat in zip(names, flats, strict=True)) + ".",
    caption="Each further round sells 15 % at a price 25 % higher, so both are successes. With a "
    "participating preference investors take their money and their share of the rest. Two rounds later the "
    "vertical line meets the curve below the strike.",
)

# %% [markdown]
# ## How often it gets there
#
# Data exist for investors and not for employees. Of some 21,000 US financings of 2004 to 2013, 65 % returned
# less than the money, 10 % at least five times and 4 % at least ten times (Correlation Ventures, as published
# in 2014; its update of 2023 finds nearly half below the money for exits of the last decade). A preference
# turns this into a statement about *your* shares. An investor who gets back less than the investment hasn't
# had the preference in full, so nothing was left for ordinary shares. One who gets more than the investment
# has converted, and then an ordinary share fetches the same as theirs. So with multiple $r$
#
# $$\text{price of an ordinary share} = \begin{cases} 0 & r < 1 \\ 11\,r & r > 1.\end{cases}$$
#
# Two assumptions: simple preferences of equal rank, and you joined at that round. All stages are in these
# bands; a late round loses less often and wins less, which the last section looks at. Within the bands we
# draw log-uniformly, beyond ten times from a Pareto tail that is cut at 100. The exit comes after six years,
# discounted at 5 %.

# %%
rng = np.random.default_rng(20261130)
RUNS = 400_000
YEARS, RATE = 6, 0.05


def multiples(n: int, largest: float = 100.0) -> np.ndarray:
    """Draw what an investor gets back over the investment; 0 stands for anything below 1."""
    band = rng.choice(4, size=n, p=[0.65, 0.25, 0.06, 0.04])
    u = rng.random(n)
    tail = 10 * (1 - u * (1 - (10 / largest) ** 1.5)) ** (-1 / 1.5)  # Pareto, exponent 1.5, from 10 on
    return np.select([band == 0, band == 1, band == 2], [0 * u, 5**u, 5 * 2**u], tail)


def options_worth(r: np.ndarray, years: float = YEARS) -> np.ndarray:
    """Return what all options are worth in today's money."""
    return OPTIONS * np.maximum(0, r * LAST_PRICE - STRIKE) / (1 + RATE) ** years


value = options_worth(multiples(RUNS))
mean, median = float(value.mean()), float(np.median(value))
nothing = float((value == 0).mean())
reach = float((value >= headline).mean())
top = float(value[value > np.quantile(value, 0.95)].sum() / value.sum())
capped = float(options_worth(multiples(RUNS, largest=20.0)).mean())
record("mean", mean, unit="€")
record("median", median, unit="€")
record("nothing", 100 * nothing, unit="%")
record("reach-headline", 100 * reach, unit="%")
record("top-five-percent", 100 * top, unit="%")
record("capped-mean", capped, unit="€")
record(
    "tail-share", 100 * float(value[value > options_worth(np.array([10.0]))[0]].sum() / value.sum()), unit="%"
)
print(f"mean {mean:,.0f}, median {median:,.0f}, nothing {nothing:.0%}, at least the headline {reach:.0%}")
print(f"the best 5 % of runs hold {top:.0%} of the mean; with no company above 20 times it is {capped:,.0f}")
assert median == 0 and nothing > 0.5 and mean > headline, "the mean is above the headline, the median is zero"
assert top > 0.45

# %% [markdown]
# That two in three pay nothing is what we put in. The second surprise is what comes out: the recruiter's
# number isn't too high as an *average*. The mean is nearly twice as high, and a twentieth of the runs carries
# half of it, so that it hangs on a tail about which nobody knows much.
#
# ## What it is worth to you
#
# An investor holds thirty such tickets and gets near the average. You hold one, and it is your job as well.
# What amount, paid for certain, would be as good? With utility $u(w) = -1/w$ (constant relative risk aversion
# of 2, a common choice and not a law) and 150,000 of other wealth:


# %%
def certain(gains: np.ndarray, wealth: float, aversion: float = 2.0) -> float:
    """Return the sure amount that is as good as the gamble, for constant relative risk aversion."""
    if aversion == 1:
        return float(np.exp(np.log(wealth + gains).mean()) - wealth)
    power = 1 - aversion
    return float(((wealth + gains) ** power).mean() ** (1 / power) - wealth)


for wealth in (50_000, 150_000, 600_000):
    amount = certain(value, wealth)
    record(f"certain-{wealth // 1000}", amount, unit="€")
    print(
        f"wealth {wealth:>7,}: as good as {amount:,.0f} for certain, {amount / headline:.0%} of the headline"
    )
half = certain(value, 150_000)
record("certain-share", 100 * half / headline, unit="%")
assert half < 0.35 * headline

thirty = value[: RUNS // 30 * 30].reshape(-1, 30).mean(axis=1)
record("thirty-half", 100 * float((thirty >= headline / 2).mean()), unit="%")
record("one-half", 100 * float((value >= headline / 2).mean()), unit="%")
print(
    f"at least half of the headline: one ticket {(value >= headline / 2).mean():.0%}, "
    f"the mean of thirty {(thirty >= headline / 2).mean():.0%}"
)

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.8))
grid = np.geomspace(2_000, 5_000_000, 400)
chance = 100 * (1 - np.searchsorted(np.sort(value), grid) / RUNS)
ax.plot(grid, chance, color="C0")
for amount, label, colour, above in (
    (half, "worth to you", "C2", -16),
    (headline, "recruiter’s number", "C1", -3),
    (mean, "mean", COLORS["ink"], 2.5),
):
    here = 100 * float((value >= amount).mean())
    ax.plot([amount], [here], "o", color=colour)
    ax.annotate(
        f"{label} {amount / 1000:,.0f}k",
        (amount, here),
        textcoords="offset points",
        xytext=(8 if amount > half else 0, above),
        ha="left" if amount > half else "right",
        fontsize=10.5,
        color=colour,
    )
ax.axhline(100 * (1 - nothing), color=COLORS["muted"], linewidth=1, linestyle=":")
ax.text(
    2_200,
    100 * (1 - nothing) + 1.2,
    f"{nothing:.0%} of companies pay nothing".replace("%", " %"),
    fontsize=10.5,
    color=COLORS["muted"],
)
ax.set_xscale("log")
ax.set_ylim(0, 42)
ax.set_xlim(2_000, 5_000_000)
ax.set_xticks([1e4, 1e5, 1e6], ["10k", "100k", "1m"])
ax.minorticks_off()
ax.set_xlabel("value of the options, in today’s money [€]")
ax.set_ylabel("chance of at least that [%]")
ax.set_title("The median is zero, the mean above the offer letter")
figure(
    fig,
    "outcomes",
    alt=f"Chance that the options are worth at least an amount. {nothing:.0%} of runs pay nothing. The "
    f"recruiter's 187,200 is reached in {reach:.0%}; the mean is {mean:,.0f}, the certain amount that is as "
    f"good {half:,.0f}.",
    caption="400,000 companies. The mean is pulled up by a few; what one ticket is worth to somebody with "
    "150,000 of other wealth is far less than what it pays on average.",
)

# %% [markdown]
# ## Against listed shares
#
# The other offer has listed shares worth 110,000 that vest over four years. A share with a volatility of 40 %
# a year and a drift equal to the discount rate, a lognormal walk, gives this range. Beside it are the options
# as above, and options in a late company as one might assume it: nothing in 35 %, else one to four times the
# last price, in three years.

# %%
GRANT, VOLATILITY = 110_000, 0.40
steps = rng.normal(-(VOLATILITY**2) / 2, VOLATILITY, size=(RUNS // 4, 4))
paths = np.exp(np.cumsum(steps, axis=1))  # discounted price over that of today, at the end of each year
listed = GRANT / 4 * paths.sum(axis=1)
late = options_worth(np.where(rng.random(RUNS) < 0.35, 0.0, 4 ** rng.random(RUNS)), years=3)
groups = {"listed shares": listed, "options,\nany stage": value, "options,\nlate stage": late}
spread = {name: np.quantile(group, [0.1, 0.25, 0.5, 0.75, 0.9]) / 1000 for name, group in groups.items()}
for key, name in (("listed", "listed shares"), ("late", "options,\nlate stage")):
    record(f"{key}-low", 1000 * float(spread[name][0]), unit="€")
    record(f"{key}-median", 1000 * float(spread[name][2]), unit="€")
    record(f"{key}-high", 1000 * float(spread[name][4]), unit="€")
record("listed-mean", float(listed.mean()), unit="€")
record("better-than-listed", 100 * float((value[: listed.size] > listed).mean()), unit="%")
assert abs(listed.mean() / GRANT - 1) < 0.01
print({name: [round(float(q)) for q in quantiles] for name, quantiles in spread.items()})

# %%
fig, ax = plt.subplots(figsize=(6.4, 2.9))
for row, (p10, p25, p50, p75, p90) in enumerate(spread.values()):
    colour = ("C2", "C1", "C0")[row]
    ax.plot([p10, p90], [row, row], color=colour, linewidth=2)
    ax.plot([p25, p75], [row, row], color=colour, linewidth=9, solid_capstyle="butt")
    ax.plot([p50], [row], "o", color=COLORS["ink"], markersize=7)
    ax.text(p90 + 8, row, f"median {p50:.0f}", va="center", fontsize=10.5)
ax.axvline(headline / 1000, color=COLORS["muted"], linestyle=":", linewidth=1)
ax.set_yticks(range(3), list(spread))
ax.set_ylim(2.6, -0.6)
ax.grid(axis="y", visible=False)
ax.set_xlim(0, 1.33 * max(float(quantiles[4]) for quantiles in spread.values()))
ax.set_xlabel("value in today’s money [thousand €]")
ax.set_title("Only one of these rarely vanishes")
figure(
    fig,
    "against-listed",
    alt="Ranges from the 10th to the 90th percentile in thousand euros: "
    + "; ".join(
        f"{name.replace(chr(10), ' ')} {q[0]:.0f} to {q[4]:.0f}, median {q[2]:.0f}"
        for name, q in spread.items()
    )
    + ".",
    caption="Line: 10th to 90th percentile; bar: middle half; dot: median; dotted: the recruiter's 187. The "
    "late stage is an assumption, not a statistic. For the options of any stage bar and line begin at zero, "
    "and so does the median.",
)

# %% [markdown]
# **What you'd say.** "I value options at the exit: what an ordinary share gets after the preferences, times
# the chance. On average that may be more than the offer letter says, but the median is zero and a twentieth
# of the outcomes holds about half of the mean. I hold one ticket, so to me it's worth between a quarter and a
# third of the headline, and I ask three things: fully diluted shares, the sum of preferences, and how long I
# can exercise after I leave."

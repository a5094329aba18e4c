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
# # Six ways to see an effect that isn't there
#
# Simpson's paradox, regression to the mean, walks that correlate, samples that chose themselves, outliers
# that hide, and distributions that aren't what the test assumed: each one built, measured and undone.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

from handbook.publish import COLORS, figure, record
from scratch.probability_and_statistics.robust import mad, robust_z, trimmed_mean

rng = np.random.default_rng(4)

# %% [markdown]
# ## Simpson's paradox
#
# A shop gives larger discounts to segments that spend less. Within each segment a discount raises spend.

# %%
base = np.array([140.0, 110.0, 80.0, 50.0])
typical = np.array([5.0, 10.0, 15.0, 20.0])
segment = np.repeat(np.arange(4), 60)
discount = typical[segment] + rng.normal(0, 2, len(segment))
spend = base[segment] + 2.0 * (discount - typical[segment]) + rng.normal(0, 6, len(segment))
pooled_slope = np.polyfit(discount, spend, 1)[0]
slopes = [np.polyfit(discount[segment == s], spend[segment == s], 1)[0] for s in range(4)]
print(pooled_slope, slopes)
assert pooled_slope < -4 and min(slopes) > 0.5
record("pooled-slope", float(pooled_slope))
record("within-slope", float(np.mean(slopes)))

fig, ax = plt.subplots(figsize=(6.4, 3.9))
for s in range(4):
    inside = segment == s
    ax.plot(discount[inside], spend[inside], "o", ms=4, color=f"C{s}", alpha=0.55, mew=0)
    ends = np.array([typical[s] - 4, typical[s] + 4])
    ax.plot(ends, np.polyval(np.polyfit(discount[inside], spend[inside], 1), ends), color=f"C{s}", lw=3)
    ax.text(typical[s] + 4.4, base[s] + 10, f"segment {'ABCD'[s]}", color=f"C{s}", weight="bold")
ends = np.array([1, 25])
ax.plot(ends, np.polyval(np.polyfit(discount, spend, 1), ends), color=COLORS["ink"], ls="--", lw=1.5)
ax.text(1.2, 112, "all customers", color=COLORS["ink"])
ax.set(
    xlabel="discount (%)",
    ylabel="monthly spend (€)",
    title="Up in every segment, down overall",
    xlim=(0, 30),
)
figure(
    fig,
    "simpson-scatter",
    alt=(
        "Monthly spend against discount for four customer segments. Within each segment the fitted line "
        "rises, by "
        f"about {np.mean(slopes):.1f} euros a point of discount; the line through all customers falls by "
        f"{-pooled_slope:.1f} euros a point, because segments that spend less get larger discounts."
    ),
    caption=(
        "The dashed line answers who gets discounts, the solid ones what a discount does. Both are right; "
        "only one "
        "of them is the question."
    ),
)

# %% [markdown]
# ## One table, two right answers
#
# Sessions and conversions of two ranking models in two groups. In story one the group is the country,
# decided before the model was chosen. In story two it is the speed of the page, decided *by* the model. The
# table is the same; we draw a world for each story and then set the model by force.

# %%
sessions = {"A": (90_000, 10_000), "B": (20_000, 80_000)}  # group 0, group 1
orders = {"A": (9_000, 400), "B": (2_160, 3_680)}
rate = {m: np.array(orders[m]) / np.array(sessions[m]) for m in "AB"}
overall = {m: sum(orders[m]) / sum(sessions[m]) for m in "AB"}
assert (rate["B"] > rate["A"]).all() and overall["B"] < overall["A"]
mix = (np.array(sessions["A"]) + np.array(sessions["B"])) / 200_000
adjusted = {m: float((rate[m] * mix).sum()) for m in "AB"}
for a, n_a, b, n_b in zip(orders["A"], sessions["A"], orders["B"], sessions["B"], strict=True):
    assert stats.chi2_contingency([[a, n_a - a], [b, n_b - b]]).pvalue < 0.01  # not noise in either group
draws = 2_000_000


def forced(model, story):
    """Return the conversion rate if every session got this model."""
    if story == "cause":  # the group is there first, whatever the model
        group = rng.random(draws) < mix[1]
    else:  # the model makes the group
        group = rng.random(draws) < sessions[model][1] / sum(sessions[model])
    return float((rng.random(draws) < rate[model][group.astype(int)]).mean())


effects = {story: 100 * (forced("B", story) - forced("A", story)) for story in ("cause", "consequence")}
print(overall, adjusted, effects)
assert abs(effects["cause"] - 100 * (adjusted["B"] - adjusted["A"])) < 0.15
assert abs(effects["consequence"] - 100 * (overall["B"] - overall["A"])) < 0.15
for m in "AB":
    record(f"overall-{m.lower()}", 100 * overall[m], unit="%")
    record(f"adjusted-{m.lower()}", 100 * adjusted[m], unit="%")
record("effect-cause", 100 * (adjusted["B"] - adjusted["A"]))
record("effect-consequence", 100 * (overall["B"] - overall["A"]))

# %% [markdown]
# ## Regression to the mean
#
# 2,000 sellers, a monthly score, half of whose variance is luck. The worst tenth of January is coached.
# Coaching does nothing at all; half of the worst tenth, drawn at random, didn't get it.

# %%
sellers = 2000
skill = rng.normal(0, np.sqrt(50), sellers)
january = 100 + skill + rng.normal(0, np.sqrt(50), sellers)
february = 100 + skill + rng.normal(0, np.sqrt(50), sellers)
worst = january <= np.quantile(january, 0.1)
best = january >= np.quantile(january, 0.9)
coached = worst & (rng.random(sellers) < 0.5)
spared = worst & ~coached
gain = {
    name: float((february - january)[rows].mean())
    for name, rows in (("worst", worst), ("best", best), ("coached", coached), ("spared", spared))
}
reliability = float(np.corrcoef(january, february)[0, 1])
paired = stats.ttest_rel(february[worst], january[worst])
compared = stats.ttest_ind((february - january)[coached], (february - january)[spared], equal_var=False)
print(gain, reliability, paired.pvalue, compared.pvalue)
# Formula: E[february | january] = mean + r (january - mean).
predicted = (1 - 0.5) * (100 - january[worst].mean())
assert abs(predicted - gain["worst"]) < 1.5
assert abs(reliability - 0.5) < 0.05
assert paired.pvalue < 1e-20 and compared.pvalue > 0.05
record("worst-before", float(january[worst].mean()))
record("worst-gain", gain["worst"])
record("worst-gain-formula", float(predicted))
record("best-gain", gain["best"])
record("coached-gain", gain["coached"])
record("spared-gain", gain["spared"])
record("paired-log10-p", float(np.log10(paired.pvalue)))
interval = compared.confidence_interval(0.95)
record("coaching-low", float(interval.low))
record("coaching-high", float(interval.high))

fig, ax = plt.subplots(figsize=(6.4, 4.2))
few = rng.random(sellers) < 0.4
ax.plot(january[few & ~worst], february[few & ~worst], "o", ms=3.5, color="C5", alpha=0.45, mew=0)
ax.plot(january[few & worst], february[few & worst], "o", ms=4.5, color="C1", alpha=0.85, mew=0)
ends = np.array([66, 134])
ax.plot(ends, ends, color=COLORS["muted"], ls="--", lw=1.2)
ax.plot(ends, 100 + reliability * (ends - 100), color="C0", lw=2.5)
centre = january[worst].mean(), february[worst].mean()
ax.annotate(
    "", centre, (centre[0], centre[0]), arrowprops={"arrowstyle": "-|>", "color": COLORS["ink"], "lw": 2}
)
ax.text(
    65.5, 103, f"worst tenth:\n+{gain['worst']:.0f} points,\nnobody did\nanything", color="C1", weight="bold"
)
ax.text(127, 130, "unchanged", color=COLORS["muted"], ha="right")
ax.text(134, 108, "expected", color="C0", weight="bold", ha="right")
ax.set(
    xlabel="score in January",
    ylabel="score in February",
    title="The worst improve by themselves",
    xlim=(64, 136),
    ylim=(64, 136),
)
figure(
    fig,
    "regression-to-the-mean",
    alt=(
        "Scores of sellers in February against January. The cloud follows a line with half the slope of the "
        f"diagonal. The worst tenth of January had {january[worst].mean():.0f} points on average and gains "
        f"{gain['worst']:.0f}; nothing was done."
    ),
    caption=(
        "With a correlation of one half between the months, whoever stood 18 points below average is "
        "expected 9 "
        "below. A before-and-after test calls the gain certain; the half that wasn't coached gained as much."
    ),
)

# %% [markdown]
# ## Walks that correlate
#
# 20,000 pairs of independent random walks of 100 days, and their daily changes.

# %%
steps = rng.normal(size=(2, 20_000, 100))


def correlations(a, b):
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    return (a * b).sum(axis=1) / np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))


walks = correlations(*np.cumsum(steps, axis=2))
changes = correlations(*steps)
cut = stats.t.isf(0.025, 98) / np.sqrt(98 + stats.t.isf(0.025, 98) ** 2)
share = float(np.mean(np.abs(walks) > 0.5))
rejected = float(np.mean(np.abs(walks) > cut))
honest = float(np.mean(np.abs(changes) > cut))
print(cut, share, rejected, honest)
assert share > 0.35 and rejected > 0.7 and abs(honest - 0.05) < 0.006
record("walks-above-half", 100 * share, unit="%")
record("walks-significant", 100 * rejected, unit="%")
record("changes-significant", 100 * honest, unit="%")
record("correlation-cut", float(cut))

target = rng.normal(size=24)
pool = rng.normal(size=(10_000, 24))
best_match = float(np.abs(correlations(np.broadcast_to(target, pool.shape), pool)).max())
record("best-of-ten-thousand", best_match)
assert best_match > 0.6

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.6), width_ratios=[1.25, 1])
pick = int(np.argmin(np.abs(walks - 0.9)))
for i in range(2):
    left.plot(np.cumsum(steps[i, pick]), color=f"C{i}")
left.set(xlabel="day", ylabel="value", title=f"Independent, r = {walks[pick]:.2f}")
right.hist(changes, np.linspace(-1, 1, 41), density=True, color="C2", alpha=0.6)
right.hist(walks, np.linspace(-1, 1, 41), density=True, color="C1", alpha=0.75)
right.text(0.22, 3.2, "daily\nchanges", color="C2", weight="bold")
right.text(-0.97, 0.95, "levels", color="C1", weight="bold")
right.set_axisbelow(True)
right.set(xlabel="correlation of a pair", ylabel="density", title="and no rare case", xlim=(-1, 1))
figure(
    fig,
    "random-walks",
    alt=(
        "Left: two independent random walks of 100 days with a correlation of about 0.9. Right: correlations "
        "of "
        f"20,000 such pairs spread over the whole range, {100 * share:.0f} percent beyond plus or minus 0.5; "
        "those "
        "of the daily changes form a narrow peak at zero."
    ),
    caption=(
        "The usual test takes 100 days for 100 independent observations. Neighbouring days of a walk are "
        "nearly the "
        "same observation; after differencing the test keeps its 5 %."
    ),
)

# %% [markdown]
# ## A sample that chose itself
#
# A million customers, 60 % content. Content ones answer the survey a little more often. 50,000 answers come
# in.

# %%
content = rng.random(1_000_000) < 0.6
answers = rng.random(1_000_000) < np.where(content, 0.0545, 0.0432)
share, n = float(content[answers].mean()), int(answers.sum())
f = n / 1_000_000
defect = float(np.corrcoef(answers, content)[0, 1])
# Meng's identity: error = correlation of answering and content · sqrt((1 - f) / f) · sd.
identity = defect * np.sqrt((1 - f) / f) * content.std()
effective = f / (1 - f) / defect**2
print(n, share, defect, identity, share - content.mean(), effective)
assert abs(identity - (share - content.mean())) < 1e-9
assert effective < 200
record("survey-answers", n)
record("survey-share", 100 * share, unit="%")
record("survey-true", 100 * float(content.mean()), unit="%")
record("survey-half-width", 196 * np.sqrt(share * (1 - share) / n))
record("survey-defect", defect)
record("survey-effective", effective)

coding, talking = rng.normal(size=(2, 100_000))
hired = coding + talking > 2
berkson = float(np.corrcoef(coding[hired], talking[hired])[0, 1])
assert berkson < -0.5
record("berkson", berkson)

# %% [markdown]
# ## Outliers that hide behind one another
#
# Twenty response times in milliseconds; three are broken.

# %%
times = np.r_[rng.normal(120, 6, 17), 900.0, 950.0, 1000.0]
plain = (times - times.mean()) / times.std(ddof=1)
robust = robust_z(times)
print(
    plain[-3:],
    robust[-3:],
    times.mean(),
    np.median(times),
    trimmed_mean(times, 0.2),
    times.std(ddof=1),
    mad(times),
)
assert plain.max() < 3 and robust[-3:].min() > 50
largest = (20 - 1) / np.sqrt(20)
record("plain-z", float(plain.max()))
record("robust-z", float(robust[-1]))
record("largest-z-20", float(largest))
record("largest-z-10", float(9 / np.sqrt(10)))
single = np.r_[np.zeros(9), 1e9]
assert abs((single.max() - single.mean()) / single.std(ddof=1) - 9 / np.sqrt(10)) < 1e-9
record("times-mean", float(times.mean()))
record("times-median", float(np.median(times)))
record("times-sd", float(times.std(ddof=1)))
record("times-mad", mad(times))

# %% [markdown]
# ## QQ plots
#
# 200 values against the quantiles of a normal distribution.

# %%
shapes = {
    "normal": rng.normal(size=200),
    "heavy tails (t, 2 df)": rng.standard_t(2, 200),
    "skewed (lognormal)": rng.lognormal(size=200),
    "two groups": np.r_[rng.normal(-2.2, 0.6, 100), rng.normal(2.2, 0.6, 100)],
}
position = stats.norm.ppf((np.arange(200) + 0.5) / 200)
fig, axes = plt.subplots(2, 2, figsize=(6.4, 5.0), sharex=True)
for i, (ax, (name, values)) in enumerate(zip(axes.flat, shapes.items(), strict=True)):
    ordered = np.sort(values)
    slope = mad(ordered)
    ax.plot(position, np.median(ordered) + slope * position, color=COLORS["muted"], ls="--", lw=1.2)
    ax.plot(position, ordered, "o", ms=3.5, color=f"C{i}", mew=0)
    ax.set_title(name, fontsize=11.5)
for ax in axes[1]:
    ax.set_xlabel("normal quantile")
for ax in axes[:, 0]:
    ax.set_ylabel("value")
figure(
    fig,
    "qq-plots",
    alt=(
        "Four QQ plots against the normal. Normal data follow the line; heavy tails leave it downwards at "
        "the left "
        "and upwards at the right; skewed data leave it upwards at both ends; two groups form an S with a "
        "steep "
        "middle."
    ),
    caption=(
        "Read the ends: below the line left and above it right means heavy tails, above at both ends a tail "
        "to the "
        "right, a steep step in the middle two groups. The dashed line goes through the median with the "
        "slope of "
        "the MAD, so the tails can't bend it."
    ),
)
shapiro = {name: float(stats.shapiro(values).pvalue) for name, values in shapes.items()}
print(shapiro)
assert shapiro["normal"] > 0.05 and max(list(shapiro.values())[1:]) < 1e-3

# %% [markdown]
# **What to say in the interview.** Before a test, ask how the rows got here: who decided which group, why
# these rows were looked at, whether neighbours are independent. No p-value repairs any of the six.
#
# The chapter: [Statistics and inference](../../mathematics/statistics.md).

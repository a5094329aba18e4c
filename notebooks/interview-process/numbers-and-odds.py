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
# # Numbers and odds of a search
#
# How many applications make one offer, which hour is best spent, and how often does a loop turn away
# somebody whom it should have hired? The first two are arithmetic on rates that you can replace by your
# own. The third is a simulation with one measured input: how well two interviewers of the same person
# agree.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy import stats
from scipy.integrate import quad

from handbook.publish import COLORS, figure, record

# %% [markdown]
# ## The rates
#
# Edit these. They are example inputs and not a survey: the share of people who get from one stage to the
# next, for a cold application and for one with a referral. They were chosen to end near two published
# figures. In 2026 one vendor counted 369 applications per opening at software and technology firms (Employ,
# 6,640 organisations, all industries); if each opening makes one offer, that is 0.27 %. And in 2016 another
# (Lever, about 1,000 employers) found one hire in 16 among referred candidates and one in 152 among
# applicants, a ratio of 9.5. Both are averages over everybody who applied, qualified or not.

# %%
STAGES = ("recruiter call", "technical screen", "loop", "offer")
rates = {
    "cold": {"recruiter call": 0.04, "technical screen": 0.60, "loop": 0.45, "offer": 0.25},
    "referral": {"recruiter call": 0.35, "technical screen": 0.70, "loop": 0.45, "offer": 0.25},
}
hours = {
    "cold": {"application": 0.75, "recruiter call": 1.0, "technical screen": 3.0, "loop": 12.0},
    "referral": {"application": 2.0, "recruiter call": 1.0, "technical screen": 3.0, "loop": 12.0},
}


def chain(kind: str) -> np.ndarray:
    """Return the share of applications that reach each stage, the application itself first."""
    return np.cumprod([1.0, *(rates[kind][stage] for stage in STAGES)])


per_offer = {kind: 1 / chain(kind)[-1] for kind in rates}
for kind, count in per_offer.items():
    record(f"{kind}-per-offer", count)
    record(f"{kind}-percent", 100 / count, unit="%")
record("referral-ratio", per_offer["cold"] / per_offer["referral"])
assert 350 < per_offer["cold"] < 390 and 9 < per_offer["cold"] / per_offer["referral"] < 11

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.9))
labels = ("application", *STAGES)
shown = ("applications", "recruiter\ncalls", "technical\nscreens", "loops", "offers")
for (kind, colour), above in zip({"cold": "C0", "referral": "C1"}.items(), (False, True), strict=True):
    counts = 1000 * chain(kind)
    ax.plot(range(len(labels)), counts, "o-", color=colour, label=f"{kind}, 1 offer in {per_offer[kind]:.0f}")
    for step, count in list(enumerate(counts))[1:]:
        text = f"{count:.0f}" if count >= 10 else f"{count:.1f}"
        place = {"xytext": (4, 9) if above else (-4, -17), "ha": "center", "fontsize": 10.5, "color": colour}
        ax.annotate(text, (step, count), textcoords="offset points", **place)
ax.set_yscale("log")
ax.set_ylim(1.2, 1600)
ax.set_yticks([2, 10, 50, 250, 1000], ["2", "10", "50", "250", "1,000"])
ax.minorticks_off()
ax.set_xlim(-0.3, 4.4)
ax.set_xticks(range(len(labels)), shown)
ax.set_ylabel("left of 1,000 applications")
ax.set_title("A referral works before anyone has met you")
ax.legend(loc="lower left")
figure(
    fig,
    "funnel",
    alt="Lines on a log scale: how many of 1,000 applications reach each stage. Cold: "
    + ", ".join(f"{name} {1000 * share:.1f}" for name, share in zip(labels, chain("cold"), strict=True))
    + ". Referral: "
    + ", ".join(f"{name} {1000 * share:.1f}" for name, share in zip(labels, chain("referral"), strict=True))
    + ".",
    caption="Example rates. The lines part at the first step and then run nearly in parallel: what a "
    "referral changes is whether you are called.",
)

# %% [markdown]
# ## The average is not a plan
#
# With success probability $p$ per application, $1/p$ applications are needed *on average*. That many give
# an offer with probability $1-(1-p)^{1/p}$, about $1-1/e$ or 63 %, if applications are independent. They
# are not: the same résumé goes to all of them, so the true numbers are worse, not better.


# %%
def needed(p: float, confidence: float) -> int:
    """Return how many independent attempts give at least one success with this confidence."""
    return int(np.ceil(np.log(1 - confidence) / np.log(1 - p)))


for kind, count in per_offer.items():
    p = 1 / count
    for confidence in (0.5, 0.8, 0.95):
        record(f"{kind}-for-{confidence * 100:.0f}", needed(p, confidence))
    record(f"{kind}-at-average", 100 * (1 - (1 - p) ** round(count)), unit="%")
    assert abs(1 - (1 - p) ** round(count) - 0.63) < 0.01
p_loop = rates["cold"]["offer"]
for loops in (1, 2, 4, 8):
    record(f"loops-{loops}", 100 * (1 - (1 - p_loop) ** loops), unit="%")

# %% [markdown]
# ## Your own log
#
# Sixty cold applications, three calls, two screens, one loop, no offer. What do you know? Each rate gets a
# beta posterior. The prior is the example rate with the weight of eight cases, so that an empty stage isn't
# taken for an impossible one. The product is then sampled.

# %%
log = {"recruiter call": (3, 60), "technical screen": (2, 3), "loop": (1, 2), "offer": (0, 1)}
PRIOR_WEIGHT = 8
rng = np.random.default_rng(20261130)
product = np.ones(200_000)
intervals = {}
for stage, (passed, tried) in log.items():
    mean = rates["cold"][stage]
    a, b = PRIOR_WEIGHT * mean + passed, PRIOR_WEIGHT * (1 - mean) + tried - passed
    intervals[stage] = tuple(float(bound) for bound in stats.beta(a, b).ppf([0.025, 0.975]))
    product *= rng.beta(a, b, size=product.size)
low, middle, high = 1 / np.quantile(product, [0.975, 0.5, 0.025])
record("log-low", float(low))
record("log-median", float(middle))
record("log-high", float(high))
record("log-factor", float(high / low))
exact = stats.beta(3 + 0.5, 57 + 0.5).ppf([0.025, 0.975])
record("calls-low", 100 * float(exact[0]), unit="%")
record("calls-high", 100 * float(exact[1]), unit="%")
assert high / low > 20, "three months of applying leave the answer open by more than a factor of twenty"
print({stage: tuple(round(100 * bound, 1) for bound in bounds) for stage, bounds in intervals.items()})
print(f"applications per offer: {low:.0f} to {high:.0f}, median {middle:.0f}")

# %% [markdown]
# Can you A/B-test your résumé? To tell a version with 4 % calls from one with 8 %, twice as good, with 80 %
# power at the usual 5 % level, two-sided:


# %%
def per_arm(first: float, second: float, power: float = 0.8) -> int:
    """Return the sample size per arm of a two-sided test of two proportions at the 5 % level."""
    z = stats.norm.ppf(0.975) * np.sqrt(2 * (m := (first + second) / 2) * (1 - m))
    z += stats.norm.ppf(power) * np.sqrt(first * (1 - first) + second * (1 - second))
    return int(np.ceil((z / (second - first)) ** 2))


resume_test = per_arm(0.04, 0.08)
record("resume-per-arm", resume_test)
assert 500 < resume_test < 600

# %% [markdown]
# ## What one more passed round is worth
#
# Each rate multiplies the product, so ten points are worth most where the rate is smallest: from 25 to 35 %
# is a factor of 1.4, from 60 to 70 % one of 1.17. Hours decide the rest. Hours per offer are the hours of
# each stage times the number of times it is reached.


# %%
def hours_per_offer(kind: str, changed: dict[str, float] | None = None) -> dict[str, float]:
    """Return the hours per offer by stage, with some rates exchanged."""
    steps = rates[kind] | (changed or {})
    reached = np.cumprod([1.0, *(steps[stage] for stage in STAGES)])
    spent = zip(hours[kind], reached[:-1], strict=True)
    return {name: hours[kind][name] * float(share / reached[-1]) for name, share in spent}


totals = {kind: sum(hours_per_offer(kind).values()) for kind in rates}
applying = hours_per_offer("cold")["application"]
better_loop = sum(hours_per_offer("cold", {"offer": 0.35}).values())
for kind, total in totals.items():
    record(f"{kind}-hours", total)
record("cold-hours-applying", applying)
record("better-loop-hours", better_loop)
record("better-loop-saved", totals["cold"] - better_loop)
for start, stage in enumerate(labels[:-1]):
    record(f"chance-at-{stage.replace(' ', '-')}", 100 * chain("cold")[-1] / chain("cold")[start], unit="%")
assert applying / totals["cold"] > 0.7
assert totals["cold"] - better_loop > 90, "thirty hours of mock loops would pay for themselves three times"
print({kind: {k: round(v) for k, v in hours_per_offer(kind).items()} for kind in rates})

# %%
fig, ax = plt.subplots(figsize=(6.4, 3.4))
options = {
    "cold, as it is": hours_per_offer("cold"),
    "cold, call rate 4 → 6 %": hours_per_offer("cold", {"recruiter call": 0.06}),
    "cold, loop rate 25 → 35 %": hours_per_offer("cold", {"offer": 0.35}),
    "referral, as it is": hours_per_offer("referral"),
}
left = np.zeros(len(options))
for name, colour in zip(labels[:-1], ("C0", "C2", "C4", "C1"), strict=True):
    widths = np.array([option[name] for option in options.values()])
    ax.barh(list(options), widths, left=left, color=colour, label=f"{name}s", height=0.6)
    left += widths
for row, total in enumerate(left):
    ax.text(total + 6, row, f"{total:.0f} h", va="center", fontsize=10)
ax.invert_yaxis()
ax.set_axisbelow(True)
ax.grid(axis="y", visible=False)
ax.set_xlim(0, 430)
ax.set_xlabel("hours of yours per offer")
ax.set_title("Passing more loops saves applications")
fig.legend(loc="outside lower center", ncols=4, fontsize=9.5)
figure(
    fig,
    "hours",
    alt="Stacked bars of the hours per offer: "
    + "; ".join(f"{name} {sum(parts.values()):.0f} h" for name, parts in options.items())
    + f". In the first, {applying:.0f} h are applications.",
    caption="Example rates and hours. A better loop shortens every bar to its left as well, since fewer "
    "applications, calls and screens are needed for one offer.",
)

# %% [markdown]
# ## Interviewers who disagree
#
# Let $q$ be what the loop wants to measure, standard normal among the people who reach it. An interviewer
# sees $q + e$ with independent noise. The reliability $r$ is the correlation between two interviewers of
# the same person, so the noise has variance $(1-r)/r$. For separate interviews a meta-analysis of 125
# coefficients found a mean of 0.44, for panels 0.74, in which the raters share one conversation (Huffcutt,
# Culbertson and Weyhrauch, 2013; all occupations). We take 0.44. Two assumptions favour the loop: the
# errors are independent, and all five interviewers measure the same thing.

# %%
RELIABILITY = 0.44
noise = np.sqrt((1 - RELIABILITY) / RELIABILITY)
hired = p_loop


def mean_rule(n: int, r: float = RELIABILITY) -> tuple[float, float, float]:
    """Describe a loop that averages n interviewers and hires the best quarter by that average.

    Returns:
        The share of the truly best quarter that is turned away; the share of those hired whom an independent
        second loop would hire; the chance of a candidate at the 90th percentile.
    """
    rho2 = n * r / (1 + (n - 1) * r)  # Spearman-Brown: reliability of the average
    cut = stats.norm.isf(hired)
    spread = np.sqrt(1 / rho2 - 1)

    def passes(q: float) -> float:
        return float(stats.norm.sf((cut / np.sqrt(rho2) - q) / spread))

    def over(f: object, start: float) -> float:
        return float(quad(lambda q: f(q) * stats.norm.pdf(q), start, 8)[0])  # type: ignore[operator]

    good = over(passes, cut) / hired
    again = over(lambda q: passes(q) ** 2, -8) / hired
    assert abs(over(passes, -8) - hired) < 1e-6
    return 1 - good, again, passes(float(stats.norm.ppf(0.9)))


sizes = range(1, 11)
curve = [mean_rule(n) for n in sizes]
for n in (1, 2, 4, 5, 8):
    lost, again, strong = curve[n - 1]
    record(f"lost-{n}", 100 * lost, unit="%")
    record(f"again-{n}", 100 * again, unit="%")
    record(f"right-{n}", 100 * (1 - 2 * hired * lost), unit="%")  # as many wrongly hired as lost
    record(f"strong-fails-{n}", 100 * (1 - strong), unit="%")
    record(f"good-among-rejected-{n}", 100 * hired * lost / (1 - hired), unit="%")
for n in (2, 5):
    record(f"panel-lost-{n}", 100 * mean_rule(n, 0.74)[0], unit="%")
assert curve[0][0] > 0.4 and 0.2 < curve[4][0] < 0.3

# %% [markdown]
# A simulation of the same thing, to make sure that the integrals say what we think they say.

# %%
people = rng.standard_normal(400_000)
seen = people[:, None] + noise * rng.standard_normal((people.size, 5))
cut = np.quantile(seen.mean(axis=1), 1 - hired)
best = people > stats.norm.isf(hired)
simulated = 1 - (seen[best].mean(axis=1) > cut).mean()
first_two = np.corrcoef(seen[:, 0], seen[:, 1])[0, 1]
print(
    f"two interviewers correlate {first_two:.3f}; good turned away {simulated:.3f}, exact {curve[4][0]:.3f}"
)
assert abs(simulated - curve[4][0]) < 0.005 and abs(first_two - RELIABILITY) < 0.01

# %% [markdown]
# ## The rule matters more than the noise
#
# Now let each of five interviewers vote: yes, if what they saw is in the upper 40 % of what they see. A
# candidate who is truly better than 90 % of those in the loop gets one yes with probability Φ(0.80), so 79
# %. What then happens depends on how many yeses are asked for.

# %%
bar = float(stats.norm.isf(0.40)) * np.sqrt(1 / RELIABILITY)
quantiles = np.linspace(0.02, 0.98, 97)
one_yes = stats.norm.sf((bar - stats.norm.ppf(quantiles)) / noise)
single = float(stats.norm.sf((bar - stats.norm.ppf(0.9)) / noise))
record("one-yes", 100 * single, unit="%")
for yeses in (3, 4, 5):
    record(f"strong-gets-{yeses}-of-5", 100 * float(stats.binom.sf(yeses - 1, 5, single)), unit="%")
unanimous = stats.binom.sf(4, 5, single)
middle = float(stats.norm.sf(bar / noise))
record("middle-gets-4-of-5", 100 * float(stats.binom.sf(3, 5, middle)), unit="%")
record("strong-fails-unanimous", 100 * float(1 - unanimous), unit="%")
record("two-of-two", 100 * single**2, unit="%")
assert unanimous < 0.35 < 0.65 < stats.binom.sf(3, 5, single)
votes = (seen > bar).sum(axis=1)
for yeses in (3, 4, 5):
    record(f"hired-{yeses}-of-5", 100 * float((votes >= yeses).mean()), unit="%")
assert (votes == 5).mean() < 0.1, "with this bar and no vetoes, fewer than one in ten is hired"
# At equal selectivity: lower the bar until "all five yes" hires a quarter, as averaging does.
lowest = seen.min(axis=1)
lost_at_equal = 1 - (lowest[best] > np.quantile(lowest, 1 - hired)).mean()
record("unanimous-lost-equal", 100 * float(lost_at_equal), unit="%")
record("unanimous-equal-bar", 100 * float((seen > np.quantile(lowest, 1 - hired)).mean()), unit="%")
assert 0.01 < lost_at_equal - simulated < 0.08
print(f"best quarter lost at equal selectivity: average {simulated:.3f}, all five {lost_at_equal:.3f}")
at90 = np.abs(people - stats.norm.ppf(0.9)) < 0.02
assert abs((votes[at90] == 5).mean() - unanimous) < 0.02

# %%
fig, ax = plt.subplots(figsize=(6.4, 4.0))
for yeses, colour in ((3, "C2"), (4, "C0"), (5, "C1")):
    chance = 100 * stats.binom.sf(yeses - 1, 5, one_yes)
    ax.plot(
        100 * quantiles,
        chance,
        color=colour,
        label=f"at least {yeses} of 5 yes" if yeses < 5 else "all 5 yes",
    )
    at = 100 * float(stats.binom.sf(yeses - 1, 5, single))
    ax.plot([90], [at], "o", color=colour)
    ax.annotate(
        f"{at:.0f} %", (90, at), textcoords="offset points", xytext=(-9, 5), ha="right", fontsize=10.5
    )
ax.axvline(90, color=COLORS["muted"], linewidth=1, linestyle=":")
ax.set_xlim(0, 100)
ax.set_ylim(0, 103)
ax.set_xlabel("true standing among those in the loop [percentile]")
ax.set_ylabel("chance of an offer [%]")
ax.set_title("The same person: 93, 71 or 30 %, by the rule")
ax.legend(loc="upper left")
figure(
    fig,
    "votes",
    alt="Chance of an offer against the candidate's true percentile, for three rules. At the 90th it is "
    + ", ".join(
        f"{100 * float(stats.binom.sf(k - 1, 5, single)):.0f} % if {k} of 5 must say yes" for k in (3, 4, 5)
    )
    + ".",
    caption="Five interviewers, reliability 0.44, each of whom says yes to the upper 40 % of what they see. "
    "The dots are one and the same person. The stricter "
    "rule also hires fewer people in all.",
)

# %%
fig, ax = plt.subplots()
lost = 100 * np.array([row[0] for row in curve])
panel = 100 * np.array([mean_rule(n, 0.74)[0] for n in sizes])
ax.plot(list(sizes), lost, "o-", color="C0", label="separate interviews, reliability 0.44")
ax.plot(list(sizes), panel, "s--", color="C2", label="reliability 0.74, as if panels")
ax.set_ylim(0, 50)
ax.set_xlabel("interviewers whose scores are averaged")
ax.set_ylabel("best quarter turned away [%]")
ax.set_title("Five interviewers still miss one in four")
ax.legend(loc="upper right")
figure(
    fig,
    "missed",
    alt="Share of the truly best quarter that a loop turns away, by interviewers: at reliability 0.44 "
    + ", ".join(f"{n}: {lost[n - 1]:.0f} %" for n in (1, 2, 4, 5, 8))
    + "; at 0.74 "
    + ", ".join(f"{n}: {panel[n - 1]:.0f} %" for n in (1, 2, 4, 5, 8))
    + ".",
    caption="The loop hires the best quarter by average score. Each further interviewer helps less.",
)

# %% [markdown]
# **What you'd say.** "At a reliability of 0.44 a five-person loop turns away about one in four of the
# people whom it would hire if it could see perfectly, and if each must say yes at a fixed bar, seven in ten
# of those at the 90th percentile. So I plan for several loops, I don't rewrite my self-image after one, and
# as an interviewer I argue for written evidence and averaged scores."

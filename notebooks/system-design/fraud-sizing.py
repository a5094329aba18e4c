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
# # Sizing a fraud system
#
# A processor decides on ten million card payments a day within 100 ms. How much of everything is that:
# requests, memory, labels, reviewers, euros? Which of these numbers would change the design?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import figure, record
from scratch.system_design.capacity import (
    HOURS_PER_MONTH,
    any_slow,
    busy_cores,
    entity_bytes,
    in_flight,
    mean_rate,
    memory_nodes,
    pods_with_zone_loss,
)
from scratch.system_design.fraud_economics import Economics, block_threshold, challenge_band, expected_costs

rng = np.random.default_rng(5)
DAYS_PER_MONTH = HOURS_PER_MONTH / 24

# %% [markdown]
# ## Assumptions
#
# Everything below follows from these. The fraud rate is set against public figures: about one payment in
# a thousand at Stripe (2023); 6.58 cents in 100 dollars for all cards worldwide in 2023 (Nilson Report);
# 0.031 % of value and 0.015 % of payments for cards issued in the EEA in the first half of 2023 (EBA and
# ECB), where the ratio of the two says that a fraudulent payment is about twice as large as the average
# one.

# %%
payments_day, peak_factor, ticket = 10_000_000, 5, 60.0
fraud_rate = 0.0010  # attempted, by number
eea_value_rate, eea_count_rate = 0.00031, 0.00015
fraud_ticket = 120.0
assert abs(fraud_ticket / ticket - eea_value_rate / eea_count_rate) < 0.1
merchant = Economics()  # 30 % margin, 20 € a dispute, 10 € of goodwill, 10 % abandon a challenge

attempts_day = payments_day * fraud_rate
value_day = payments_day * ticket
loss_each = float(merchant.loss(fraud_ticket))
insult_each = float(merchant.insult(ticket))
record("value-day", value_day / 1e6, unit="M€")
record("value-year", value_day * 365 / 1e9, unit="bn€")
record("attempts-day", int(attempts_day))
record("size-ratio", eea_value_rate / eea_count_rate)
record("loss-each", loss_each, unit="€")
record("insult-each", insult_each, unit="€")
record("loss-day-nothing", attempts_day * loss_each / 1e6, unit="M€")
record("loss-year-nothing", attempts_day * loss_each * 365 / 1e6, unit="M€")

# %% [markdown]
# ## The objective in euros
#
# First minute: block or allow. A good system stops seven frauds in ten and refuses one genuine
# payment in a thousand (the rate that Stripe reports). What do the two mistakes cost? If the answer were
# lopsided, one of the two would not matter.

# %%
recall, false_block = 0.70, 0.001
blocked_fraud_two = attempts_day * recall
missed_day = attempts_day - blocked_fraud_two
insulted_day = (payments_day - attempts_day) * false_block
cost_missed, cost_insulted = missed_day * loss_each, insulted_day * insult_each
precision = blocked_fraud_two / (blocked_fraud_two + insulted_day)
assert 0.5 < cost_missed / cost_insulted < 2
for name, value, unit in (
    ("missed-day", round(missed_day), ""),
    ("insulted-day", int(insulted_day), ""),
    ("cost-missed-day", cost_missed / 1e3, "k€"),
    ("cost-insulted-day", cost_insulted / 1e3, "k€"),
    ("block-precision", 100 * precision, "%"),
    ("net-fraud-bps", 1e4 * missed_day / payments_day, "bp"),
    ("saved-day", (attempts_day * loss_each - cost_missed - cost_insulted) / 1e3, "k€"),
    ("point-of-recall-year", 0.01 * attempts_day * loss_each * 365 / 1e6, "M€"),
    ("basis-point-false-year", 0.0001 * (payments_day - attempts_day) * insult_each * 365 / 1e6, "M€"),
):
    record(name, value, unit=unit)

# %% [markdown]
# Then three actions by the same model. The operating point is an assumption, held to the rule: sorted by
# score, the payments fall into four groups (blocked either way, challenged instead of blocked, challenged
# instead of allowed, allowed), and the share of fraud in each must lie between the borders of that group.

# %%
plain = float(block_threshold(ticket, merchant))
low, high = (float(x) for x in challenge_band(ticket, merchant))
record("ticket-loss", float(merchant.loss(ticket)), unit="€")
record("threshold-60", 100 * plain, unit="%")
record("challenge-low-60", 100 * low, unit="%")
record("challenge-high-60", 100 * high, unit="%")
assert low < plain < high

blocked, blocked_fraud = 2_500, 2_000
challenged, challenged_fraud = 30_000, 6_000
blocked_two = blocked_fraud_two + insulted_day
softened = (blocked_fraud_two - blocked_fraud) / (blocked_two - blocked)
caught = (blocked_fraud + challenged_fraud - blocked_fraud_two) / (blocked + challenged - blocked_two)
left = (attempts_day - blocked_fraud - challenged_fraud) / (payments_day - blocked - challenged)
assert left < low < caught < plain < softened < high < blocked_fraud / blocked
record("softened-precision", 100 * softened, unit="%")
record("caught-precision", 100 * caught, unit="%")
survived = merchant.survive * challenged_fraud
abandoned = merchant.abandon * (challenged - challenged_fraud)
allowed_fraud = attempts_day - blocked_fraud - challenged_fraud
paid_fraud = allowed_fraud + survived
lost_genuine = blocked - blocked_fraud + abandoned
three_missed, three_insulted = paid_fraud * loss_each, lost_genuine * insult_each
two_cost = cost_missed + cost_insulted
three_cost = three_missed + three_insulted + challenged * merchant.challenge
assert three_cost < two_cost
for name, value, unit in (
    ("blocked-day", blocked, ""),
    ("challenged-day", challenged, ""),
    ("challenged-share", 100 * challenged / payments_day, "%"),
    ("challenged-precision", 100 * challenged_fraud / challenged, "%"),
    ("blocked-precision", 100 * blocked_fraud / blocked, "%"),
    ("paid-fraud-day", int(paid_fraud), ""),
    ("lost-genuine-day", int(lost_genuine), ""),
    ("false-blocks-day", blocked - blocked_fraud, ""),
    ("two-actions-cost-day", two_cost / 1e3, "k€"),
    ("three-actions-cost-day", three_cost / 1e3, "k€"),
    ("third-action-year", (two_cost - three_cost) * 365 / 1e6, "M€"),
    ("third-action-points", (two_cost - three_cost) / (0.01 * attempts_day * loss_each), ""),
    ("paid-count-bps", 1e4 * paid_fraud / payments_day, "bp"),
    ("paid-value-bps", 1e4 * paid_fraud * fraud_ticket / value_day, "bp"),
):
    record(name, value, unit=unit)

# %% [markdown]
# ## Load
#
# The surprise: the traffic is small. Correctness, tails and people are the difficulty.

# %%
mean_rps = mean_rate(payments_day)
peak_rps = peak_factor * mean_rps
cpu_ms, mean_latency_ms, cores_per_pod, utilisation, zones = 6.0, 30.0, 4, 0.4, 3
pods = pods_with_zone_loss(peak_rps, cpu_ms, cores_per_pod, utilisation, zones)
scoring_cores = pods * cores_per_pod
stream_cores = 24  # six aggregation jobs of four cores, most of them idle: state, not arithmetic
trees, depth = 600, 8
record("mean-rps", mean_rps, unit="/s")
record("peak-rps", peak_rps, unit="/s")
record("in-flight", in_flight(peak_rps, mean_latency_ms))
record("busy-cores", busy_cores(peak_rps, cpu_ms))
record("pods", pods)
record("pods-survive", pods * (zones - 1) // zones)
record("scoring-cores", scoring_cores)
record("stream-cores", stream_cores)
record("comparisons", trees * depth)
record("utilisation-zone-lost", 100 * busy_cores(peak_rps, cpu_ms) / (scoring_cores * 2 / 3), unit="%")
assert busy_cores(peak_rps, cpu_ms) / (scoring_cores * (zones - 1) / zones) <= utilisation

# %% [markdown]
# ## Feature log and feature store
#
# The features of each decision are logged as served: 400 values of 4 bytes and 1,200 bytes of raw event.

# %%
n_features, raw_bytes = 400, 1_200
log_row = n_features * 4 + raw_bytes
compression, years = 3.0, 2
log_day_gb = payments_day * log_row / 1e9
log_total_tb = log_day_gb * 365 * years / compression / 1e3
record("log-row", log_row, unit="bytes")
record("log-day", log_day_gb, unit="GB")
record("log-total", log_total_tb, unit="TB")

entities = {  # active in 90 days, decayed values kept for each
    "card": (200e6, 60),
    "e-mail": (180e6, 40),
    "device": (250e6, 40),
    "IP address": (60e6, 30),
    "merchant": (2e6, 200),
}
request_features = 30
assert sum(values for _, values in entities.values()) + request_features == n_features
sizes_gb = {
    name: count * entity_bytes(values, 4, key_bytes=16, overhead_bytes=72) / 1e9
    for name, (count, values) in entities.items()
}
store_gb = sum(sizes_gb.values())
copies, node_gb, fill = 2, 64, 0.6
nodes = memory_nodes(store_gb, node_gb, fill, copies)
record("entities", sum(count for count, _ in entities.values()) / 1e6, unit="M")
record("bytes-card", entity_bytes(60, 4, 16, 72), unit="bytes")
record("gb-card", sizes_gb["card"], unit="GB")
record("store-gb", store_gb, unit="GB")
record("store-nodes", nodes)
keys = len(entities)
record("reads-peak", keys * peak_rps, unit="/s")
record("reads-per-node", keys * peak_rps / nodes, unit="/s")

# The same 20 windows as exact lists or as buckets, for a card with 30 payments in 30 days.
bucketed = 3 * (24 + 30) * 4  # count, sum, declines; 24 hours and 30 days
decayed = 3 * 5 * 4 + 8  # three sums at five half-lives, one time stamp
record("bucketed-bytes", bucketed, unit="bytes")
record("decayed-bytes", decayed, unit="bytes")
record("bucketed-over-decayed", bucketed / decayed)

# %% [markdown]
# ## Labels and training
#
# A label arrives when a cardholder complains. Only what was let through can be complained about.

# %%
half_year = 180
positives = int(paid_fraud * half_year)
negatives = (payments_day - attempts_day) * half_year
kept = 0.006
train_rows = positives + negatives * kept
train_gb = train_rows * n_features * 4 / 1e9
record("positives-train", positives)
record("negatives-all", negatives / 1e9, unit="bn")
record("train-rows", train_rows / 1e6, unit="M")
record("train-gb", train_gb, unit="GB")
record("kept-percent", 100 * kept, unit="%")
record("odds-factor", 1 / kept)
sampled = 0.5
record("half-means", 100 * kept * sampled / (kept * sampled + 1 - sampled), unit="%")
# A median of three weeks with a log-spread of 0.8: what is known after a while.
delays = 21 * np.exp(0.8 * rng.normal(size=400_000))
for day in (7, 30, 60, 90):
    record(f"known-after-{day}", 100 * float((delays <= day).mean()), unit="%")
assert (delays <= 7).mean() < 0.1 and (delays <= 90).mean() > 0.95

# Let 5 % of the small payments pass that would have been blocked, and learn what they were.
explore_share, small_blocks_day, small_ticket = 0.05, 1_000, 30.0
explored_month = explore_share * small_blocks_day * DAYS_PER_MONTH
block_precision = blocked_fraud / blocked
record("explored-month", int(explored_month))
record(
    "explored-cost-month",
    explored_month * block_precision * float(merchant.loss(small_ticket)) / 1e3,
    unit="k€",
)
record(
    "explored-error", 100 * np.sqrt(block_precision * (1 - block_precision) / explored_month), unit="points"
)

# %% [markdown]
# ## People
#
# A review takes six minutes; an analyst has six and a half productive hours and costs 280 € a day.

# %%
minutes, productive_hours, analyst_day, analysts = 6, 6.5, 280.0, 30
cases_each = productive_hours * 60 / minutes
reviews_day = analysts * cases_each
review_cost = analyst_day / cases_each
record("cases-each", cases_each)
record("reviews-day", int(reviews_day))
record("reviews-bps", 1e4 * reviews_day / payments_day, unit="bp")
record("review-cost", review_cost, unit="€")
# A review is worth its price where the cheapest automatic action costs more than the review.
chances = np.linspace(0, 1, 100_001)
for amount in (30, 500):
    worth = chances[expected_costs(chances, amount, merchant).min(axis=1) > review_cost]
    record(f"review-from-{amount}", 100 * float(worth[0]), unit="%")
    record(f"review-to-{amount}", 100 * float(worth[-1]), unit="%")

# %% [markdown]
# ## A month in euros
#
# Unit prices are assumptions of the order of public cloud list prices in Europe: 0.05 € for a core hour,
# 6 € for a gigabyte of memory a month in a managed store, 22 € for a terabyte of object storage a month.

# %%
core_hour, memory_gb_month, object_tb_month = 0.05, 6.0, 22.0
training_core_hours = 30 * 32 * 3 + 400 * 16  # daily fits of 3 h on 32 cores, and weekly searches and replays
monthly = {
    "analysts": reviews_day * review_cost * DAYS_PER_MONTH,
    "3-D Secure fees": challenged * merchant.challenge * DAYS_PER_MONTH,
    "feature store": nodes * node_gb * memory_gb_month,
    "scoring and stream": (scoring_cores + stream_cores) * core_hour * HOURS_PER_MONTH,
    "training": training_core_hours * core_hour,
    "feature log": log_total_tb * object_tb_month,
}
machines = sum(monthly[name] for name in ("feature store", "scoring and stream", "training", "feature log"))
total = sum(monthly.values())
keys_of = {"analysts": "analysts", "3-D Secure fees": "challenges", "feature store": "store"}
keys_of |= {"scoring and stream": "compute", "training": "training", "feature log": "log"}
for name, euros in monthly.items():
    record(f"month-{keys_of[name]}", euros / 1e3, unit="k€")
record("month-machines", machines / 1e3, unit="k€")
record("month-total", total / 1e3, unit="k€")
record("machine-share", 100 * machines / total, unit="%")
record("cents-per-payment", 100 * total / (payments_day * DAYS_PER_MONTH), unit="ct")
mistakes_month = (three_missed + three_insulted) * DAYS_PER_MONTH
record("mistakes-month", mistakes_month / 1e6, unit="M€")
record("mistakes-over-system", mistakes_month / total)
record("mistakes-over-machines", mistakes_month / machines)
assert monthly["analysts"] > 10 * machines and mistakes_month > 20 * total

names = [*monthly, "wrong decisions"]
values = np.array([*monthly.values(), mistakes_month])
fig, ax = plt.subplots(figsize=(6.4, 3.7))
ax.barh(names[::-1], values[::-1], color=["C1"] + ["C0"] * 4 + ["C3"] * 2, height=0.62)
for place, value in enumerate(values[::-1]):
    shown = f"{value / 1e6:.1f} M€" if value >= 1e6 else f"{value / 1e3:.1f} k€"
    ax.text(value * 1.25, place, shown, va="center")
ax.set(xscale="log", xlim=(100, 3e8), xlabel="Euros a month (log scale)")
ax.set_title("Machines are cheap, mistakes are not")
ax.set_xticks([1e2, 1e4, 1e6, 1e8], ["100", "10 k", "1 M", "100 M"])
ax.minorticks_off()
ax.set_axisbelow(True)
ax.grid(axis="y", visible=False)
figure(
    fig,
    "monthly-cost",
    alt="Bars of monthly cost on a log scale. "
    + ", ".join(
        f"{name} {value / 1e3:,.0f} thousand euros" for name, value in zip(names, values, strict=True)
    )
    + ".",
    caption=(
        "Blue: machines. Purple: people and fees. Orange: missed fraud and refused customers. "
        "So a design question is worth an argument when it moves the orange bar."
    ),
)

# %% [markdown]
# ## A latency budget
#
# Percentiles do not add. Each stage below has a median and a 99th percentile (log-normal, independent).
# The sum of the 99th percentiles is a cautious budget. A stage that fans out to five keys waits for the
# slowest of them.

# %%
stages = {  # median and 99th percentile in ms
    "gateway, parse": (2.0, 6.0),
    "lists, hard rules": (0.5, 2.0),
    "feature reads": (2.0, 15.0),
    "request features": (1.0, 4.0),
    "model, calibration": (3.0, 9.0),
    "decision, reasons": (1.0, 5.0),
    "log append": (1.0, 9.0),
}
n = 400_000
draws = np.stack(
    [median * (p99 / median) ** (rng.normal(size=n) / 2.3263) for median, p99 in stages.values()]
)
sum_of_p99 = sum(p99 for _, p99 in stages.values())
p99_of_sum = float(np.quantile(draws.sum(axis=0), 0.99))
median_of_sum = float(np.median(draws.sum(axis=0)))
assert p99_of_sum < sum_of_p99 < 100
record("sum-of-p99", sum_of_p99, unit="ms")
record("p99-of-sum", p99_of_sum, unit="ms")
record("median-of-sum", median_of_sum, unit="ms")
record("slack", 100 - sum_of_p99, unit="ms")
record("any-of-five-slow", 100 * any_slow(0.01, 5), unit="%")
record("per-key-for-99", 100 * (1 - 0.99 ** (1 / 5)), unit="%")
record("stages", len(stages))

fig, ax = plt.subplots(figsize=(6.4, 3.9))
bars = [(name, median, p99) for name, (median, p99) in stages.items()]
left = 0.0
for row, (_, median, p99) in enumerate(bars):
    ax.barh(-row, p99, left=left, color="C0", alpha=0.35, height=0.62)
    ax.barh(-row, median, left=left, color="C0", height=0.62)
    ax.text(left + p99 + 1, -row, f"{p99:g} ms", va="center")
    left += p99
ax.barh(-len(bars), p99_of_sum, color="C2", alpha=0.35, height=0.62)
ax.barh(-len(bars), median_of_sum, color="C2", height=0.62)
ax.text(p99_of_sum + 1, -len(bars), f"{p99_of_sum:.0f} ms for a whole payment", va="center")
ax.axvline(100, color="C1", lw=2)
ax.text(98, 0, "deadline", color="C1", weight="bold", ha="right", va="center")
ax.set_yticks([-row for row in range(len(bars) + 1)], [*stages, "simulated sum"])
ax.set(xlim=(0, 104), xlabel="Milliseconds since the request arrived")
ax.set_title("Seven stages use half of the 100 ms")
ax.set_axisbelow(True)
ax.grid(axis="y", visible=False)
assert 45 <= sum_of_p99 <= 55
figure(
    fig,
    "latency-budget",
    alt=(
        f"Waterfall of seven stages, each bar its 99th percentile, together {sum_of_p99:.0f} ms of 100 ms; "
        f"the 99th percentile of the simulated sum is {p99_of_sum:.0f} ms."
    ),
    caption=(
        "Dark: median, pale: 99th percentile. The pale bars add up to the budget that each team is held to. "
        "Green: a whole payment, if stages are slow independently of each other, "
        "which they are not on a bad day."
    ),
)

# %% [markdown]
# ## The feature store is down: open or closed?
#
# One hour at peak, with attackers who have not noticed yet.

# %%
payments_hour = peak_rps * 3600
open_hour = payments_hour * fraud_rate * loss_each
closed_hour = payments_hour * (1 - fraud_rate) * insult_each
lite_recall, lite_challenged = 0.40, 0.005
lite_hour = (1 - lite_recall) * open_hour + payments_hour * lite_challenged * merchant.abandon * insult_each
attack_factor = closed_hour / open_hour
assert lite_hour < open_hour < closed_hour
for name, value, unit in (
    ("outage-payments", payments_hour / 1e6, "M"),
    ("outage-open", open_hour / 1e3, "k€"),
    ("outage-closed", closed_hour / 1e6, "M€"),
    ("outage-ratio", attack_factor, ""),
    ("outage-lite", lite_hour / 1e3, "k€"),
    ("outage-fraud-parity", 100 * insult_each / (insult_each + loss_each), "%"),
):
    record(name, value, unit=unit)

# %% [markdown]
# ## How long a canary takes
#
# A challenger and an equally large control, 5 % of cards each. How many payments until a change of 10 %
# in the rate of paid fraud shows with 80 % power at the 5 % level? Payments of one card are not
# independent, so the answer is a lower bound.

# %%
paid_rate, change, arm = paid_fraud / payments_day, 0.10, 0.05
z = 1.96 + 0.8416
canary_payments = 2 * z**2 * paid_rate * (1 - paid_rate) / (change * paid_rate) ** 2
record("canary-payments", canary_payments / 1e6, unit="M")
record("canary-days", float(np.ceil(canary_payments / (arm * payments_day))), unit="days")
assert 5 < canary_payments / (arm * payments_day) < 30

# %% [markdown]
# **What to say in the interview.** A few hundred requests a second, two hundred gigabytes of state,
# twelve million euros of wrong decisions a month: the traffic fits a handful of machines, so spend the
# time on labels, on features as of the decision, and on the price of each error.

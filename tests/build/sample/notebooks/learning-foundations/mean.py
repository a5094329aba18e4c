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
# # The mean of three values
#
# What is the mean of one, two and six?

# %%
import matplotlib.pyplot as plt
import numpy as np

from handbook.publish import figure, record

values = np.array([1.0, 2.0, 6.0])

# %%
fig, ax = plt.subplots()
ax.plot(values, marker="o")
ax.set(title="Three values", xlabel="index", ylabel="value")
figure(
    fig,
    "values",
    alt="A line through the values one, two and six, rising to the right.",
    caption="Three values.",
)

# %%
record("mean", values.mean())
assert values.mean() == 3.0

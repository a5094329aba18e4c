import pytest

QUESTION = """---
id: lasso-zeros
level: intermediate
kind: concept
rounds: [screen, theory]
roles: [mle, ds]
frequency: high
chapter: foundations/generalisation
related: []
tags: [sparsity]
reviewed: 2026-11-20
sources: ["Tibshirani (1996), Regression shrinkage and selection via the lasso"]
---

# Why does lasso give exact zeros?

## Short answer

Near zero the penalty keeps pulling with constant force, so a weight whose data gradient is smaller than
that force stays at exactly zero, while the pull of a squared penalty fades with the weight and never quite
wins against any gradient that is not itself zero at the origin.

## Full answer

Some text.

### Derivation

```python
## not a heading
```

## Rubric

- [must] The force is constant.
- [must] The threshold is the
  penalty.
- [nice] Soft thresholding.

## Follow-ups

### And ridge?

It shrinks.

### And elastic net?

It does both.

## Traps

- **"Corners."** Why they matter is missing.
"""


@pytest.fixture
def question_text() -> str:
    return QUESTION

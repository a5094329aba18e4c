"""Feature values and labels as they were known at the moment of a decision."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


# --8<-- [start:known]
def known_before(entity: Ints, time: Floats, fact_entity: Ints, fact_known: Floats) -> Ints:
    """Count, for each payment, the facts about its entity that were known strictly before it.

    A chargeback is a fact with two times: when the fraud happened and when it became known. Only the second
    one may be used here; the first one leaks the future.

    Args:
        entity: Entity of each payment, shape (n,).
        time: Time of each payment, shape (n,).
        fact_entity: Entity of each fact, shape (m,).
        fact_known: Time at which each fact became known, shape (m,).

    Returns:
        Counts, shape (n,). O((n + m) log(n + m)) time, O(n + m) memory.
    """
    everyone = np.concatenate([entity, fact_entity])
    is_fact = np.repeat([0, 1], [len(entity), len(fact_entity)])
    # At equal times a payment sorts before a fact, so that "before" is strict.
    order = np.lexsort((is_fact, np.concatenate([time, fact_known]), everyone))
    seen = np.empty(len(everyone), dtype=np.int64)
    seen[order] = np.cumsum(is_fact[order])
    of_smaller_entities = np.searchsorted(np.sort(fact_entity), entity, side="left")
    return np.asarray(seen[: len(entity)] - of_smaller_entities, dtype=np.int64)


# --8<-- [end:known]

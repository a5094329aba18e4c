"""Capacity arithmetic for a request path: rates, cores, memory nodes and tails. Units are in the names."""

import math

SECONDS_PER_DAY = 86_400
HOURS_PER_MONTH = 730


# --8<-- [start:rates]
def mean_rate(per_day: float) -> float:
    """Return requests per second, averaged over a day."""
    return per_day / SECONDS_PER_DAY


def in_flight(rate_per_s: float, latency_ms: float) -> float:
    """Return the mean number of requests in the system (Little's law: rate times mean latency)."""
    return rate_per_s * latency_ms / 1_000


def busy_cores(rate_per_s: float, cpu_ms: float) -> float:
    """Return how many cores are busy on average."""
    return rate_per_s * cpu_ms / 1_000


def pods_with_zone_loss(
    rate_per_s: float, cpu_ms: float, cores_per_pod: int, utilisation: float, zones: int
) -> int:
    """Return the pods over all zones so that the load still fits when one zone is gone.

    Args:
        rate_per_s: Requests per second at peak.
        cpu_ms: Processor time of one request.
        cores_per_pod: Cores of a pod.
        utilisation: Highest share of a core that may be busy, in (0, 1]; queues grow without limit near 1.
        zones: Availability zones, at least 2.

    Raises:
        ValueError: If there are fewer than two zones.
    """
    if zones < 2:
        raise ValueError("one zone cannot be lost and survived")
    needed = busy_cores(rate_per_s, cpu_ms) / utilisation / cores_per_pod
    return zones * math.ceil(needed / (zones - 1))


# --8<-- [end:rates]


# --8<-- [start:memory]
def entity_bytes(values: int, value_bytes: int, key_bytes: int, overhead_bytes: int) -> int:
    """Return the bytes that one key takes in an in-memory store."""
    return values * value_bytes + key_bytes + overhead_bytes


def memory_nodes(total_gb: float, node_gb: float, fill: float, copies: int) -> int:
    """Return the nodes for ``copies`` full copies, each node filled to ``fill`` of its memory."""
    return copies * math.ceil(total_gb / (node_gb * fill))


# --8<-- [end:memory]


# --8<-- [start:tails]
def any_slow(p_slow: float, reads: int) -> float:
    """Return the chance that at least one of ``reads`` independent parallel reads is slow."""
    return 1 - (1 - p_slow) ** reads


# --8<-- [end:tails]

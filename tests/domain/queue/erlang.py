"""Erlang's formulas: what queueing theory says of a line at counters that all do the same work.

People come at random with `load` = rate of arrivals x mean service time (in erlangs); service times and patience are
exponential. Sources: A. K. Erlang, Solution of some problems in the theory of probabilities, 1917; C. Palm, Research on
telephone traffic carried by full availability groups, 1957.
"""

from __future__ import annotations


def c_waits(load: float, counters: int) -> float:
    """Erlang C: the share of people who find all counters busy and wait; everybody stays. load < counters."""
    blocked = 1.0
    for each in range(1, counters + 1):
        blocked = load * blocked / (each + load * blocked)
    return blocked / (1 - load / counters * (1 - blocked))


def c_mean_wait(load: float, counters: int, *, service_s: float) -> float:
    """Mean seconds of waiting of all who come, those included who do not wait."""
    return c_waits(load, counters) * service_s / (counters - load)


def a_states(load: float, counters: int, *, service_s: float, patience_s: float) -> list[float]:
    """Erlang A: the share of time with 0, 1, 2, ... people in the office, where who waits gives up in the end."""
    rate = load / service_s
    weights = [1.0]
    while len(weights) <= counters or weights[-1] > 1e-12 * max(weights):
        people = len(weights)
        ends = min(people, counters) / service_s + max(0, people - counters) / patience_s
        weights.append(weights[-1] * rate / ends)
    return [each / sum(weights) for each in weights]


def a_waits(load: float, counters: int, *, service_s: float, patience_s: float) -> float:
    """The share of people who find all counters busy."""
    return sum(a_states(load, counters, service_s=service_s, patience_s=patience_s)[counters:])


def a_gives_up(load: float, counters: int, *, service_s: float, patience_s: float) -> float:
    """The share of people who go away uncalled."""
    states = a_states(load, counters, service_s=service_s, patience_s=patience_s)
    waiting = sum(number * share for number, share in enumerate([*states[counters:]]))
    return waiting / patience_s / (load / service_s)

"""When each would be called if everything took its usual time and nobody left: one pass over the line in its order."""

from __future__ import annotations

from queue_app.domain.citizen.learned.usual import Usual
from queue_app.domain.citizen.sight import Counter, Sight
from queue_app.domain.queue.routing import helps_after

FAR_S = 7200.0  # what stands where nobody offers the service


class Drain:
    """The counters of one sight, each with the seconds until it is free again."""

    def __init__(self, sight: Sight, usual: Usual) -> None:
        self.counters = [each for each in sight.counters if each.is_calling or each.busy_with is not None]
        self.free_in_s = [_free_in_s(each, sight.at, usual) for each in self.counters]
        self._usual, self._policy = usual, sight.policy
        self._offering: dict[int, list[tuple[int, float]]] = {}

    def offering(self, service_id: int) -> list[tuple[int, float]]:
        """Counters that offer it: place in `free_in_s`, and after how long a wait each helps."""
        if service_id not in self._offering:
            self._offering[service_id] = [
                (place, helps_after(self._policy, each.ranks[service_id]).total_seconds())
                for place, each in enumerate(self.counters)
                if service_id in each.ranks
            ]
        return self._offering[service_id]

    def call_in_s(self, service_id: int, waited_s: float) -> tuple[float, int | None]:
        """The first chance of a person who has waited so long: in how many seconds, and at which counter."""
        best, where = FAR_S, None
        for place, helps_after_s in self.offering(service_id):
            free_in_s = max(self.free_in_s[place], helps_after_s - waited_s) if helps_after_s else self.free_in_s[place]
            if free_in_s < best:
                best, where = free_in_s, place
        return best, where

    def take(self, service_id: int, waited_s: float) -> float:
        """The seconds until its call; its counter is busy with it from then on."""
        call_in_s, where = self.call_in_s(service_id, waited_s)
        if where is not None:
            self.free_in_s[where] = call_in_s + self._usual.to_go_s(service_id, 0.0)
        return call_in_s


def _free_in_s(counter: Counter, at: float, usual: Usual) -> float:
    away_s = max(counter.back_at - at, 0.0) if counter.back_at is not None and not counter.is_calling else 0.0
    if counter.busy_with is None or counter.busy_since is None:
        return away_s
    return max(away_s, usual.to_go_s(counter.busy_with, at - counter.busy_since))

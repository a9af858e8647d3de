"""Officers who bend times, as people do where times are counted: what they leave in the log is what reports must show.

Each does what the desk's verbs allow, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from queue_app.simulate.floor import Floor
from queue_app.simulate.hands import Answer, Facts, Hands, Refused
from queue_app.simulate.officer import Officer, Seconds

# Of the calls, in an office that is watched.
USUAL: Mapping[str, float] = {"late": 0.01, "hides": 0.01, "pads": 0.005, "bounces": 0.005}
AT_ONCE_S, FORGOTTEN_S = 2.0, 3600.0
HIDDEN_BY = "menunggu_sistem"  # a key of outcomes.HOLDS


class Bending(Officer):
    """An officer with some bad habits. bends: way -> share of the calls; ways are those of _WAYS."""

    def __init__(
        self, hands: Hands, facts: Facts, floor: Floor, random: Random, *, bends: Mapping[str, float] = USUAL
    ) -> None:
        super().__init__(hands, facts, floor, random)
        self._bends = bends

    def _welcome(self, called: Answer) -> Seconds:
        drawn = self._random.random()
        for way, share in self._bends.items():
            if drawn < share:
                return _WAYS[way](self, called)
            drawn -= share
        return super()._welcome(called)

    def _late(self, called: Answer) -> Seconds:
        """Serves first and starts afterwards: the service took no time."""
        yield self._service_s(called)
        self._do("start", leg_id=called["leg_id"])
        yield AT_ONCE_S
        yield from self._end()

    def _hides(self, called: Answer) -> Seconds:
        """Holds at once and serves meanwhile."""
        self._do("start", leg_id=called["leg_id"])
        yield AT_ONCE_S
        self._floor.put_on_hold(called["leg_id"])
        self._do("hold", leg_id=called["leg_id"], reason=HIDDEN_BY, back_in_min=None)
        yield self._service_s(called)
        self._do("resume", leg_id=called["leg_id"])
        yield AT_ONCE_S
        yield from self._end()

    def _pads(self, called: Answer) -> Seconds:
        """Is busy for an hour with somebody who has gone."""
        self._do("start", leg_id=called["leg_id"])
        yield FORGOTTEN_S
        yield from self._end()

    def _bounces(self, called: Answer) -> Seconds:
        """Sends the visit round, a second each; the first service comes again, for a colleague if there is one."""
        self._do("start", leg_id=called["leg_id"])
        leg = self._open()
        for service_id in (self._another_service(leg), leg["service_id"]):
            yield AT_ONCE_S
            self._do("finish", leg_id=self._open()["leg_id"], next_service_id=service_id, stay=True)
        yield AT_ONCE_S
        back = self._open()
        if others := self._floor.others(self.officer_id):
            whom = self._random.choice(others)[1]
            self._do("transfer", leg_id=back["leg_id"], service_id=back["service_id"], officer_id=whom, note="")
        else:
            yield from self._end()

    def _end(self) -> Seconds:
        if self._finish(self._open()):
            yield from self._serve()

    def _service_s(self, called: Answer) -> float:
        leg = self._hands.look()["open"]
        if leg is None or leg["leg_id"] != called["leg_id"]:
            raise Refused("gone")
        return self._facts.services[leg["service_id"]].standard_s * self._random.uniform(0.5, 3)


_WAYS: dict[str, Callable[[Bending, Answer], Seconds]] = {
    "late": Bending._late,  # noqa: SLF001 - a table of this class's own
    "hides": Bending._hides,  # noqa: SLF001
    "pads": Bending._pads,  # noqa: SLF001
    "bounces": Bending._bounces,  # noqa: SLF001
}

"""A second reading of visits: what was taken back is struck out, and the rest is read once, from its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from tests.recount_desks import ACTS, DOES, ENDS, Happened

COMES = {"ticket.called", "ticket.started", "ticket.resumed"}  # at a desk
SPOKEN = {"ticket.time_marked", "ticket.doubt_withdrawn", "ticket.doubt_disputed"}
CERTAIN = {"overnight", "clock_jumped", "two_officers"}  # nobody withdraws it
AT_ONCE_S, LATE_S, SHORT_S, HOLD_S = 60, 900, 10, 60


@dataclass
class Piece:
    """What was done between two events."""

    doing: str
    officer: int | None
    first: Happened
    last: Happened

    @property
    def micros(self) -> int:
        return self.last.when - self.first.when


@dataclass
class Leg:
    service: int
    officer: int | None = None
    ended_by: str | None = None
    cancelled_by: int | None = None
    opened_by: int | None = None
    overruled: set[str] = field(default_factory=set)  # what a supervisor withdrew
    outcome: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    doubts: dict[str, bool] = field(default_factory=dict)  # code -> whether it stands


def lasting(events: Sequence[Happened]) -> list[Happened]:
    """A ticket's events without those that were taken back, and without what the system said of them."""
    struck: set[int] = set()
    for place, each in enumerate(events):
        if each.kind != "ticket.undone":
            continue
        opened = each.data["next_leg_id"]
        acts = [n for n in range(place) if n not in struck and events[n].kind in ACTS and events[n].leg == each.leg]
        struck |= {place, acts[-1]}
        for later in range(acts[-1] + 1, place):
            what = events[later]
            is_doubt = what.kind == "ticket.time_marked" and what.data["officer_id"] is None and what.leg == each.leg
            if is_doubt or opened in {what.data.get("leg_id"), what.data.get("next_leg_id")}:
                struck.add(later)
    return [each for place, each in enumerate(events) if place not in struck]


@dataclass
class Visit:
    """One ticket: its legs in the order of the way, with what was done in each."""

    ticket: int
    day: date
    is_priority: bool
    given_by: int | None  # the officer who gave the number
    legs: dict[int, Leg] = field(default_factory=dict)
    _leg: int = 0
    _doing: str | None = None
    _since: Happened | None = None

    def read(self, events: Iterable[Happened], taken: Mapping[int, Sequence[tuple[Happened, int]]]) -> None:
        told = [(each, None) for each in events] + [each for leg in self.legs_in(events) for each in taken.get(leg, ())]
        for each, by in sorted(told, key=lambda pair: pair[0].place):
            if by is not None:
                self._taken_over(each, by)
            elif each.kind in SPOKEN:
                self._spoken(each)
            elif each.kind in DOES or each.kind in ENDS:
                self._happens(each)

    def legs_in(self, events: Iterable[Happened]) -> set[int]:
        return {int(leg) for each in events for leg in (each.leg, each.data.get("next_leg_id")) if leg}

    def _happens(self, each: Happened) -> None:
        self._end_piece(each)
        leg = self.legs.setdefault(each.leg, Leg(each.data.get("service_id", 0)))
        if each.kind in COMES:
            leg.officer = each.data["officer_id"]
        if each.kind == "ticket.restored":
            leg.officer = None
        goes_on = each.kind in {"ticket.transferred", "ticket.continued"}
        if each.kind in ENDS | {"ticket.transferred", "ticket.no_show"}:
            leg.ended_by, leg.outcome = each.kind, each.data.get("outcome")
            leg.cancelled_by = each.data["officer_id"] if each.kind == "ticket.cancelled" else None
        elif not goes_on:
            leg.ended_by = None
        self._doing, self._since, self._leg = DOES.get(each.kind), each, each.leg
        if goes_on:
            self._leg = each.data["next_leg_id"]
            self.legs[self._leg] = Leg(each.data["service_id"], opened_by=each.data["officer_id"])

    def _taken_over(self, each: Happened, by: int) -> None:
        if self._doing in {"walk", "serve"}:
            self._end_piece(each)
            self._since, self.legs[self._leg].officer = each, by

    def _end_piece(self, each: Happened) -> None:
        if self._doing is not None and self._since is not None:
            leg = self.legs[self._leg]
            leg.pieces.append(Piece(self._doing, leg.officer, self._since, each))

    def _spoken(self, each: Happened) -> None:
        """Of doubts: made, or withdrawn by whoever may. A new one stands again."""
        leg, why = self.legs[each.leg], each.data["why"]
        if each.kind == "ticket.time_marked":
            leg.doubts[why] = True
            leg.overruled.discard(why)
        elif each.kind == "ticket.doubt_withdrawn" and why in leg.doubts and why not in CERTAIN:
            leg.doubts[why] = False
            leg.overruled |= {why} if each.data["reason"] else set()


@dataclass
class Case:
    """One service of one visit: what counts once."""

    officer: int | None
    legs: list[Leg]

    @property
    def pieces(self) -> list[Piece]:
        return [each for leg in self.legs for each in leg.pieces]

    @property
    def outcome(self) -> str | None:
        return self.legs[-1].outcome

    def micros(self, doing: str) -> int:
        return sum(each.micros for each in self.pieces if each.doing == doing)

    def doubts(self, zone: ZoneInfo) -> set[str]:
        told = {why: stands for leg in self.legs for why, stands in leg.doubts.items() if why != "two_officers"}
        stands = {why for leg in self.legs for why, holds in leg.doubts.items() if holds} - {"two_officers"}
        return stands | (self._seen(zone) - {why for why, holds in told.items() if not holds})

    def _seen(self, zone: ZoneInfo) -> set[str]:
        served = [each for each in self.pieces if each.doing == "serve"]
        ends = (served[0].first, served[-1].last) if served else ()
        days = {end.at.astimezone(zone).date() for end in ends}
        seconds, held = self.micros("serve") / 1e6, self.micros("hold") / 1e6
        called_s = (
            sum(each.micros for each in self.pieces if (each.doing, each.officer) == ("walk", self.officer)) / 1e6
        )
        seen = {
            "overnight": len(days) > 1,
            "two_officers": len({each.officer for each in served}) > 1,
            "clock_jumped": any(each.first.jumps != each.last.jumps for each in self.pieces if each.doing != "wait"),
            "late_start": max(self._walked_s(), called_s) > LATE_S,
            "too_short": seconds < SHORT_S,
            "mostly_hold": held > seconds and held >= HOLD_S,
        }
        return {why for why, holds in seen.items() if holds}

    def _walked_s(self) -> float:
        """From calls to starts, also where the counter was taken over in between."""
        walks, micros = 0, 0
        for each in self.pieces:
            micros = micros + each.micros if each.doing == "walk" else 0
            if each.last.kind == "ticket.started":
                walks += micros
        return walks / 1e6


def cases(visit: Visit) -> tuple[list[Case], list[Case], list[Case]]:
    """Those that count, those that come again after a colleague had done them, and those that were given up."""
    counted, again, given_up = list[Case](), list[Case](), list[Case]()
    for service in {leg.service for leg in visit.legs.values()}:
        first: Case | None = None
        returns: dict[int | None, Case] = {}
        waiting: list[Leg] = []
        for leg in (each for each in visit.legs.values() if each.service == service):
            waiting.append(leg)
            if leg.ended_by != "ticket.finished":
                continue
            if first is None or first.officer == leg.officer or first.outcome != "selesai":
                first = Case(leg.officer, [*(first.legs if first else ()), *waiting])
            else:
                before = returns.get(leg.officer)
                returns[leg.officer] = Case(leg.officer, [*(before.legs if before else ()), *waiting])
            waiting = []
        counted += [first] if first else []
        again += returns.values()
        if waiting and waiting[-1].ended_by in {"ticket.cancelled", "ticket.expired"}:
            whose = [leg.officer for leg in waiting if leg.officer]
            given_up.append(Case(waiting[-1].cancelled_by or (whose[-1] if whose else None), waiting))
    return counted, again, [each for each in given_up if each.micros("serve")]

"""A second reading of who worked on what and how long, which shares no rule with the program.

Where the program keeps what was before each action, this strikes out what was taken back and reads the rest; where it
adds up stretches as they end, this goes through each visit once, at the end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from statistics import median, quantiles
from typing import Any
from zoneinfo import ZoneInfo

from tests.recount_desks import Desks, Happened, Row, timed
from tests.recount_visits import AT_ONCE_S, Case, Leg, Piece, Visit, cases, lasting

Key = tuple[int, int]  # officer, service
Figures = dict[str, Any]


class Work:
    """Every figure of every officer at every service, of tickets of some business dates."""

    def __init__(
        self, log: Iterable[Row], *, zone: str, standard_s: Callable[[int, date], float], first: date, last: date
    ) -> None:
        self._first, self._last = first, last
        self._zone, self._standard_s = ZoneInfo(zone), standard_s
        self.log = timed(log)
        self.desks = Desks(self.log)
        self.figures: dict[Key, Figures] = defaultdict(_none)
        self._serving: dict[int, list[tuple[int, int]]] = {}
        of_ticket: dict[int, list[Happened]] = defaultdict(list)
        for each in self.log:
            if each.kind.startswith("ticket.") and "leg_id" in each.data:
                of_ticket[each.data["ticket_id"]].append(each)
        for ticket, events in of_ticket.items():
            issued = events[0].data
            day = date.fromisoformat(issued["business_date"])
            if first <= day <= last:
                self._count(Visit(ticket, day, issued["is_priority"], issued.get("officer_id")), events)

    def hours(self) -> dict[int, Figures]:
        """By officer, of the sessions opened on these dates."""
        return self.desks.hours(lambda at: self._first <= at.astimezone(self._zone).date() <= self._last)

    def duties(self) -> dict[Key, Figures]:
        """By officer and service, with the times told as people read them."""
        found = {}
        for key, own in self.figures.items():
            times, walks = sorted(own.pop("times")), sorted(own.pop("walks"))
            within = own.pop("within")
            own |= {"timed": len(times), "median_s": _median(times), "p90_s": _p90(times), "walks": len(walks)}
            own |= {"walk_median_s": _median(walks), "within_pct": 100 * within / len(times) if times else None}
            found[key] = own
        return found

    def _count(self, visit: Visit, events: Sequence[Happened]) -> None:
        visit.read(lasting(events), self.desks.taken)
        services = {each.leg: each.data["service_id"] for each in events[:1]}
        services |= {each.data["next_leg_id"]: each.data["service_id"] for each in events
                     if each.kind in {"ticket.transferred", "ticket.continued"}}  # fmt: skip
        for each in events:
            what = "undone" if each.kind == "ticket.undone" else "picked" if each.data.get("reason") else None
            if what == "undone" or (what and each.kind == "ticket.called"):
                self.figures[each.data["officer_id"], services[each.leg]][what] += 1
        for leg in visit.legs.values():
            self._count_pieces(leg)
        counted, again, given_up = cases(visit)
        for case in counted:
            self._count_case(visit, case)
        for case in again:
            self.figures[case.officer or 0, case.legs[0].service]["returns"] += 1
        for case in given_up:
            self.figures[case.officer or 0, case.legs[0].service]["given_up"][case.legs[-1].ended_by or ""] += 1
            for piece in case.pieces:
                if piece.doing == "serve":
                    self.figures[piece.officer or 0, case.legs[0].service]["unfinished_s"] += piece.micros / 1e6

    def _count_pieces(self, leg: Leg) -> None:
        since_call = 0.0
        for piece in leg.pieces:
            since_call = since_call + piece.micros / 1e6 if piece.doing == "walk" else 0.0
            if piece.officer is None:
                continue
            own, seconds = (piece.officer, leg.service), piece.micros / 1e6
            if piece.doing == "serve":
                self.figures[own]["served_s"] += seconds
            if piece.doing == "walk" and piece.last.kind == "ticket.started" and since_call:
                self.figures[own]["walks"].append(since_call)
            if piece.doing == "walk" and piece.last.kind == "ticket.cancelled":
                self.figures[own]["cancelled"] += 1
                self.figures[own]["cancelled_s"] += since_call
            if piece.doing == "walk" and piece.last.kind == "ticket.no_show":
                self.figures[own]["no_shows"] += 1
                self.figures[own]["no_shows_s"] += since_call
                self.figures[own]["no_shows_at_once"] += since_call < AT_ONCE_S
            if piece.doing == "hold":
                self.figures[own]["holds"] += 1
                self.figures[own]["held_s"] += seconds
                self.figures[own]["held_idle_s"] += seconds - self._served_meanwhile_s(piece)
        if leg.ended_by == "ticket.transferred" and leg.officer is not None:
            sent = self.figures[leg.officer, leg.service]
            sent["sent_on"] += 1
            sent["sent_on_s"] += sum(
                each.micros / 1e6 for each in leg.pieces
                if each.officer == leg.officer and each.doing in {"walk", "serve"}
            )  # fmt: skip

    def _served_meanwhile_s(self, hold: Piece) -> float:
        officer = hold.officer or 0
        if officer not in self._serving:
            self._serving[officer] = self.desks.serving(officer)
        start, end = hold.first.when, hold.last.when
        return sum(max(0, min(end, last) - max(start, first)) for first, last in self._serving[officer]) / 1e6

    def _count_case(self, visit: Visit, case: Case) -> None:
        own = self.figures[case.officer or 0, case.legs[0].service]
        own["outcomes"][case.outcome or "selesai"] += 1
        own["own_numbers"] += visit.given_by == case.officer
        own["added"] += case.legs[0].opened_by == case.officer
        if case.outcome not in {None, "selesai"}:
            return
        doubts = case.doubts(self._zone)
        own["withdrawn"] += any(leg.overruled for leg in case.legs)
        own["doubted_by"].update({why if why in {"officer", "supervisor"} else "system" for why in doubts})
        why_not = doubts | ({"priority"} if visit.is_priority else set())
        own["left_out"].update(why_not)
        own["untimed"] += bool(why_not)
        if not why_not:
            seconds = case.micros("serve") / 1e6
            own["times"].append(seconds)
            own["within"] += seconds <= self._standard_s(case.legs[0].service, visit.day)


def _none() -> Figures:
    whole = (
        "returns", "untimed", "holds", "sent_on", "no_shows", "no_shows_at_once", "picked", "undone",
        "own_numbers", "cancelled", "added", "withdrawn",
    )  # fmt: skip
    return {
        **dict.fromkeys((*whole, "within"), 0),
        **dict.fromkeys(
            ("served_s", "held_s", "held_idle_s", "sent_on_s", "unfinished_s", "cancelled_s", "no_shows_s"), 0.0
        ),
        **{name: Counter[str]() for name in ("outcomes", "left_out", "doubted_by", "given_up")},
        "times": [],
        "walks": [],
    }


def _median(ordered: Sequence[float]) -> float | None:
    return median(ordered) if ordered else None


def _p90(ordered: Sequence[float]) -> float | None:
    if len(ordered) < 2:
        return ordered[0] if ordered else None
    return quantiles(ordered, n=10, method="inclusive")[8]

"""A second reading of an office's log, which shares no rule with the program: what was done, and every rule it broke.

It knows the kinds of events and their data only, and is as plain as the rules themselves are told to people.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import select

from queue_app.store.log.tables import LoggedEvent
from tests.offices import Office

Data = Mapping[str, Any]
OUT_OF_LINE = {"out_of_order", "asked_service", "directed", "same_visit", "appointed"}
FACTS = {"overnight", "clock_set_back", "clock_jumped", "two_officers"}
PEOPLES = {"officer", "supervisor"}
STEP = 1024  # between the places of two tickets that were taken one after the other
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Visit:
    """One stretch of a ticket's way: what the log has told of it so far."""

    leg_id: int
    ticket_id: int
    service_id: int
    place: int
    is_priority: bool
    state: str = "waiting"
    counter_id: int | None = None
    officer_id: int | None = None
    calls: int = 0
    is_directed: bool = False
    not_before: datetime = NEVER  # its citizen is late
    doubts: dict[str, int | None] = field(default_factory=dict)  # what stands, and who said it


@dataclass(slots=True)
class Recount:
    """Counts an office's log from its first event. `broken` names every rule that was not kept, with the event."""

    recalls: int  # that come before a no-show
    regular: int  # regular calls to a priority call
    visits: dict[int, Visit] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    _before: dict[int, tuple[Visit, int | None]] = field(default_factory=dict)
    _numbers: Counter[tuple[int, str]] = field(default_factory=Counter)
    _at_desk: dict[int, int] = field(default_factory=dict)  # counter -> officer
    _away: set[int] = field(default_factory=set)  # officers on a break
    _runs: Counter[int] = field(default_factory=Counter)  # regular calls of a counter since its last priority call
    _seq: int = 0
    _at: datetime = NEVER

    def read(self, log: Iterable[tuple[int, datetime, str, Data]]) -> Self:
        """All events: number, time, kind, data."""
        for self._seq, self._at, kind, data in log:
            self.kinds[kind] += 1
            if (happens := _HAPPENS.get(kind)) is not None:
                happens(self, data)
        return self

    @classmethod
    def of(cls, office: Office, *, recalls: int, regular: int) -> Self:
        """The whole log of an office."""
        columns = (LoggedEvent.seq, LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data)
        with office.desk.reading() as connection:
            rows = connection.execute(select(*columns).order_by(LoggedEvent.seq)).all()
        return cls(recalls, regular).read((seq, at, kind, json.loads(data)) for seq, at, kind, data in rows)

    def states(self) -> Counter[str]:
        return Counter(each.state for each in self.visits.values())

    def by_service(self, state: str) -> Counter[int]:
        return Counter(each.service_id for each in self.visits.values() if each.state == state)

    # What is checked.

    def must(self, holds: bool, rule: str, data: Data) -> None:
        if not holds:
            self.broken.append(f"event {self._seq}: {rule}: {dict(data)}")

    def _at_counter(self, counter_id: int) -> list[int]:
        return [
            each.leg_id
            for each in self.visits.values()
            if each.counter_id == counter_id and each.state in {"called", "serving"}
        ]

    def _acts(self, data: Data, *states: str) -> Visit:
        """The visit that the event moves: as it must stand, at the counter and in the hands that must be its own."""
        visit = self.visits[data["leg_id"]]
        self.must(visit.state in states, f"{visit.state} is not one of {states}", data)
        self.must(self._at_desk.get(data["counter_id"]) == data["officer_id"], "the officer is at another desk", data)
        if visit.state in {"called", "serving"}:
            self.must(visit.counter_id == data["counter_id"], "the ticket is at another counter", data)
        return self._kept(visit)

    def _kept(self, visit: Visit, run: int | None = None) -> Visit:
        self._before[visit.leg_id] = (replace(visit, doubts=dict(visit.doubts)), run)
        return visit

    # What happens to tickets.

    def issued(self, data: Data) -> None:
        numbers = (data["series_id"], data["business_date"])
        self._numbers[numbers] += 1
        self.must(data["number"] == self._numbers[numbers], "a number twice, or a gap", data)
        self.visits[data["leg_id"]] = Visit(
            data["leg_id"],
            data["ticket_id"],
            data["service_id"],
            data.get("order_no") or data["ticket_id"] * STEP,
            data["is_priority"],
        )

    def called(self, data: Data) -> None:
        counter_id, rule = data["counter_id"], data["rule"]
        self.must(not self._at_counter(counter_id), "two open tickets at one counter", data)
        self.must(data["officer_id"] not in self._away, "called during a break", data)
        run = self._runs[counter_id]
        is_late = self.visits[data["leg_id"]].not_before > self._at
        self.must(not is_late or rule == "out_of_order", "called who asked to be called later", data)
        visit = self._kept(self._acts(data, "waiting"), run)
        self._in_order(visit, rule, data)
        if rule not in OUT_OF_LINE:
            self.must(rule != "priority_turn" or run >= self.regular, "priority before its turn", data)
            self.must(rule != "regular_turn" or run < self.regular, "priority was passed over", data)
            self._runs[counter_id] = 0 if visit.is_priority else run + 1
        visit.state, visit.counter_id, visit.officer_id, visit.calls = "called", counter_id, data["officer_id"], 1

    def _in_order(self, visit: Visit, rule: str, data: Data) -> None:
        if rule in {"out_of_order", "same_visit"}:
            return
        earlier = [
            each.leg_id
            for each in self.visits.values()
            if (each.state, each.service_id, each.is_priority) == ("waiting", visit.service_id, visit.is_priority)
            and not each.is_directed
            and (each.place, each.leg_id) < (visit.place, visit.leg_id)
            and each.not_before <= self._at
        ]
        self.must(not earlier or (rule == "directed" and visit.is_directed), f"{earlier} came before", data)

    def recalled(self, data: Data) -> None:
        self._acts(data, "called").calls += 1

    def started(self, data: Data) -> None:
        visit = self._acts(data, "called")
        visit.state = "serving"

    def held(self, data: Data) -> None:
        visit = self._acts(data, "serving")
        visit.state = "held"

    def resumed(self, data: Data) -> None:
        self.must(not self._at_counter(data["counter_id"]), "two open tickets at one counter", data)
        visit = self._acts(data, "held")
        if visit.officer_id != data["officer_id"]:
            visit.doubts["two_officers"] = None
        visit.state, visit.counter_id, visit.officer_id = "serving", data["counter_id"], data["officer_id"]

    def finished(self, data: Data) -> None:
        visit = self._acts(data, "serving")
        visit.state = "finished"

    def transferred(self, data: Data) -> None:
        visit = self._acts(data, "called", "serving")
        visit.state = "transferred"
        self._goes_on(visit, data)

    def continued(self, data: Data) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(visit.state == "finished", "went on before it was finished", data)
        self._goes_on(visit, data)

    def _goes_on(self, visit: Visit, data: Data) -> None:
        is_directed = any(data.get(name) for name in ("to_counter_id", "to_officer_id"))
        self.visits[data["next_leg_id"]] = Visit(
            data["next_leg_id"], visit.ticket_id, data["service_id"], visit.place, visit.is_priority,
            is_directed=is_directed,
        )  # fmt: skip

    def missed(self, data: Data) -> None:
        visit = self._acts(data, "called")
        self.must(visit.calls > self.recalls, "a no-show before the recalls", data)
        visit.state = "no_show"

    def restored(self, data: Data) -> None:
        visit = self._kept(self.visits[data["leg_id"]])
        self.must(visit.state == "no_show", "restored what was not missed", data)
        self.must(data["order_no"] >= visit.place, "gained by missing a call", data)
        visit.state, visit.counter_id, visit.calls, visit.place = "waiting", None, 0, data["order_no"]
        visit.not_before = NEVER

    def set_aside(self, data: Data) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(visit.state == "waiting", f"set aside while {visit.state}", data)
        self.must(visit.not_before <= self._at, "late twice at once", data)
        if data["wish"] == "late":
            visit.not_before = datetime.fromisoformat(data["not_before"])
            return
        passed = [self.visits[int(each)] for each in data["passed"].split()]
        self.must(all(each.state == "waiting" for each in passed), "let pass who does not wait", data)
        self.must(all(visit.place <= each.place < data["order_no"] for each in passed), "gained by letting pass", data)
        visit.place = data["order_no"]

    def came_back(self, data: Data) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(visit.not_before > self._at, "came back who was not late", data)
        visit.not_before = NEVER

    def cancelled(self, data: Data) -> None:
        visit = self._kept(self.visits[data["leg_id"]])
        self.must(visit.state in {"waiting", "called", "held"}, f"cancelled while {visit.state}", data)
        visit.state = "cancelled"

    def expired(self, data: Data) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(visit.state in {"waiting", "held"}, f"expired while {visit.state}", data)
        visit.state = "expired"

    def served_on_paper(self, data: Data) -> None:
        self._on_paper(data, "finished")

    def left_on_paper(self, data: Data) -> None:
        self._on_paper(data, "cancelled")

    def _on_paper(self, data: Data, state: str) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(visit.state == "waiting", f"entered from paper while {visit.state}", data)
        self.must(data["business_date"] < self._at.date().isoformat(), "its day is not over", data)
        visit.state = state

    def doubted(self, data: Data) -> None:
        visit, by = self.visits[data["leg_id"]], data["officer_id"]
        self.must(data["why"] != "officer" or by == visit.officer_id, "marked another's time as its officer", data)
        self.must(data["why"] != "supervisor" or by != visit.officer_id, "marked the own time as supervisor", data)
        visit.doubts.setdefault(data["why"], by)

    def believed(self, data: Data) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(data["why"] in visit.doubts, "withdrew what did not stand", data)
        self.must(data["why"] not in FACTS, "withdrew a fact", data)
        is_own = visit.doubts.pop(data["why"], None) == data["officer_id"]
        self.must(is_own == (data["reason"] is None), "a reason is given by others than the maker", data)
        self.must(is_own or data["officer_id"] != visit.officer_id, "withdrew another's mark on the own time", data)

    def disputed(self, data: Data) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(data["officer_id"] == visit.officer_id, "disputed the time of another", data)
        self.must(
            visit.doubts.get(data["why"], data["officer_id"]) != data["officer_id"], "disputed the own mark", data
        )

    def undone(self, data: Data) -> None:
        visit = self.visits[data["leg_id"]]
        self.must(data["leg_id"] in self._before, "taken back twice", data)
        before, run = self._before.pop(data["leg_id"])
        systems = {why: by for why, by in before.doubts.items() if why not in PEOPLES}
        before.doubts = systems | {why: by for why, by in visit.doubts.items() if why in PEOPLES}
        self.visits[data["leg_id"]] = before
        if run is not None and visit.counter_id is not None:
            self._runs[visit.counter_id] = run
        if (opened := self.visits.pop(data["next_leg_id"] or 0, None)) is not None:
            self.must(opened.state in {"waiting", "serving"}, "somebody had gone on with it", data)
        if before.state in {"called", "serving"}:
            self.must(self._at_counter(before.counter_id or 0) == [before.leg_id], "two open tickets", data)

    # What happens to desks.

    def opened(self, data: Data) -> None:
        self.must(data["counter_id"] not in self._at_desk, "two officers at one counter", data)
        self.must(data["officer_id"] not in self._at_desk.values(), "one officer at two counters", data)
        self._at_desk[data["counter_id"]] = data["officer_id"]

    def left(self, data: Data) -> None:
        self.must(not self._at_counter(data["counter_id"]), "closed with an open ticket", data)
        self.taken(data)

    def taken(self, data: Data) -> None:
        self.must(self._at_desk.get(data["counter_id"]) == data["officer_id"], "closed another's counter", data)
        self._at_desk.pop(data["counter_id"], None)
        self._away.discard(data["officer_id"])

    def taken_over(self, data: Data) -> None:
        """By a supervisor, with the ticket that may be open there, which is the supervisor's from now on."""
        self.taken(data)
        for leg_id in self._at_counter(data["counter_id"]):
            self.visits[leg_id].officer_id = data["by_id"]
            self._before.pop(leg_id, None)  # what the former officer did to it stays

    def paused(self, data: Data) -> None:
        self.must(not self._at_counter(data["counter_id"]), "a break with an open ticket", data)
        self._away.add(data["officer_id"])

    def back(self, data: Data) -> None:
        self._away.discard(data["officer_id"])


_HAPPENS: dict[str, Callable[[Recount, Data], None]] = {
    "ticket.issued": Recount.issued,
    "ticket.called": Recount.called,
    "ticket.recalled": Recount.recalled,
    "ticket.started": Recount.started,
    "ticket.held": Recount.held,
    "ticket.resumed": Recount.resumed,
    "ticket.finished": Recount.finished,
    "ticket.transferred": Recount.transferred,
    "ticket.continued": Recount.continued,
    "ticket.no_show": Recount.missed,
    "ticket.restored": Recount.restored,
    "ticket.set_aside": Recount.set_aside,
    "ticket.came_back": Recount.came_back,
    "ticket.cancelled": Recount.cancelled,
    "ticket.expired": Recount.expired,
    "ticket.served_on_paper": Recount.served_on_paper,
    "ticket.left_on_paper": Recount.left_on_paper,
    "ticket.time_marked": Recount.doubted,
    "ticket.doubt_withdrawn": Recount.believed,
    "ticket.doubt_disputed": Recount.disputed,
    "ticket.undone": Recount.undone,
    "desk.opened": Recount.opened,
    "desk.closed": Recount.left,
    "desk.handed_over": Recount.left,
    "desk.taken_over": Recount.taken_over,
    "desk.paused": Recount.paused,
    "desk.back": Recount.back,
}

"""What is counted of each officer before anything is compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from queue_app.domain.evidence.facts import CaseFact, DeskFact, End
from queue_app.domain.evidence.left_out import TOO_SHORT, LeftOut, is_volume
from queue_app.domain.evidence.parameters import VERY_SHORT_PART, Parameters
from queue_app.domain.evidence.signals import Code, Counted


@dataclass(slots=True)
class Counts:
    """Of one officer; what is not told here is told of the same name at OfficerEvidence. The rest is for the signals:
    called cases, those absent after one call or picked, gaps after a finish, services under half of their cut.
    """

    volume: int = 0
    short: int = 0
    short_of: int = 0
    within: int = 0
    judged: int = 0
    returned: int = 0
    rework: int = 0
    held: int = 0
    held_s: float = 0.0
    service_s: float = 0.0
    walks: int = 0
    walk_s: float = 0.0
    left_out: Counter[str] = field(default_factory=Counter)
    called: int = 0
    absent_at_once: int = 0
    picked: int = 0
    gaps: int = 0
    long_gaps: int = 0
    very_short: int = 0
    desk_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    breaks_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


# What each signal counts, of what.
_ODD: dict[Code, Callable[[Counts], Counted]] = {
    Code.SHORT_SERVICES: lambda each: Counted(each.very_short, each.short_of),
    Code.NO_SHOW_AT_ONCE: lambda each: Counted(each.absent_at_once, each.called),
    Code.LONG_GAPS: lambda each: Counted(each.long_gaps, each.gaps),
    Code.OUT_OF_ORDER: lambda each: Counted(each.picked, each.called),
}


class Tally:
    """officers: by id, all who had a case or a desk. timed: cases that count in speed, but for how short they are."""

    def __init__(self, parameters: Parameters, started: Mapping[int, date]) -> None:
        self._parameters = parameters
        self._left_out = LeftOut(parameters, started)
        self.officers: dict[int, Counts] = defaultdict(Counts)
        self.timed: list[CaseFact] = []

    def count(self, cases: Iterable[CaseFact], desks: Iterable[DeskFact]) -> None:
        """Adds these up."""
        cases = list(cases)
        taken_up = {_place(case) for case in cases if case.is_return}
        for case in cases:
            if case.officer_id is not None:
                counts = self.officers[case.officer_id]
                self._count_call(case, counts)
                self._count_end(case, counts)
                if taken_up and is_volume(case):
                    counts.rework += _place(case) in taken_up
        for desk in desks:
            self._count_desk(desk, self.officers[desk.officer_id])

    def odd(self) -> dict[Code, dict[int, Counted]]:
        """Of each signal that has data, by officer."""
        return {code: {officer: told(each) for officer, each in self.officers.items()} for code, told in _ODD.items()}

    def short_share(self) -> float:
        """Of the whole office, its services under their cut."""
        of = sum(each.short_of for each in self.officers.values())
        return sum(each.short for each in self.officers.values()) / of if of else 0.0

    def _count_call(self, case: CaseFact, counts: Counts) -> None:
        if case.calls > 0:
            counts.called += 1
            counts.absent_at_once += case.calls == 1 and case.end is End.NO_SHOW
            counts.picked += case.is_picked
        if case.gap_s is not None:
            counts.gaps += 1
            counts.long_gaps += case.gap_s > self._parameters.long_gap_s

    def _count_end(self, case: CaseFact, counts: Counts) -> None:
        if is_volume(case):
            counts.volume += 1
            self._count_time(case, counts)
        elif not case.is_return:
            counts.returned += case.end is End.RETURNED
            if case.service_s is not None:
                counts.left_out["not_done"] += 1

    def _count_time(self, case: CaseFact, counts: Counts) -> None:
        service_s, cut_s = case.service_s, self._parameters.cut_s(case.service_id)
        if service_s is None:
            counts.left_out["not_timed"] += 1
            return
        is_short = service_s < cut_s
        counts.held += case.held_s > 0
        counts.held_s += case.held_s
        counts.service_s += service_s
        if case.walk_s is not None:
            counts.walks += 1
            counts.walk_s += case.walk_s
        if case.doubts <= {TOO_SHORT}:
            counts.short_of += 1
            counts.short += is_short
            counts.very_short += service_s < cut_s * VERY_SHORT_PART
        reasons = self._left_out.reasons(case, is_short=is_short)
        for why in (*reasons, "short") if is_short else reasons:
            counts.left_out[why] += 1
        if not reasons:
            self.timed.append(case)
        if not reasons and not is_short:
            counts.judged += 1
            counts.within += service_s <= case.standard_s

    def _count_desk(self, desk: DeskFact, counts: Counts) -> None:
        for doing, seconds in desk.seconds.items():
            counts.desk_s[doing] += seconds
        for reason, seconds in desk.breaks_s.items():
            counts.breaks_s[reason] += seconds


def _place(case: CaseFact) -> tuple[date, int, int]:
    return case.business_date, case.ticket_id, case.service_id

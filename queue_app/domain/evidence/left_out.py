"""Why a case is in no speed ratio. Every reason is counted in the open, and a case may have several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.evidence.parameters import Outage, Parameters

TOO_SHORT = "too_short"  # the doubt that says of own visits what `short` says of all


class LeftOut:
    """The reasons, by what was agreed before: parameters, and the first day of each officer at a counter."""

    def __init__(self, parameters: Parameters, started: Mapping[int, date]) -> None:
        self._parameters = parameters
        first = timedelta(days=parameters.first_days)
        self._experienced_on = {officer: day + first for officer, day in started.items()}
        self._outages: dict[date, list[Outage]] = defaultdict(list)
        for outage in parameters.outages:
            self._outages[outage.business_date].append(outage)

    def reasons(self, case: CaseFact, *, is_short: bool) -> list[str]:
        """Of a case that was done, other than that it is short: doubts, priority, outage, first_days.

        The doubt that it is too short is told only where the cut does not say the same.
        """
        reasons = sorted(case.doubts - {TOO_SHORT} if is_short else case.doubts)
        if case.is_priority and not self._counts_priority(case):
            reasons.append("priority")
        if self._outages and self._is_in_outage(case):
            reasons.append("outage")
        if self._is_in_first_days(case):
            reasons.append("first_days")
        return reasons

    def _counts_priority(self, case: CaseFact) -> bool:
        told = self._parameters
        return told.priority_in_speed if case.source is None else told.imported_priority_in_speed

    def _is_in_outage(self, case: CaseFact) -> bool:
        return any(touches(each, case) for each in self._outages.get(case.business_date, ()))

    def _is_in_first_days(self, case: CaseFact) -> bool:
        if case.source is not None or case.officer_id is None:
            return False
        experienced_on = self._experienced_on.get(case.officer_id)
        return experienced_on is not None and case.business_date < experienced_on


def is_volume(case: CaseFact) -> bool:
    """Done, by an officer, and the first time in its visit."""
    return case.end is End.DONE and case.officer_id is not None and not case.is_return


def touches(outage: Outage, case: CaseFact) -> bool:
    """Whether a part of the service, holds included, was given while its office could not work as usual."""
    if case.began_min is None or case.business_date != outage.business_date or not outage.covers(case.service_id):
        return False
    ended_min = case.began_min + ((case.service_s or 0.0) + case.held_s) / 60
    return case.began_min < outage.until_min and ended_min > outage.from_min

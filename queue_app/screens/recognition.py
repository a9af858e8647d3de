"""What a unit published as its criteria, and what it reached in a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queue_app.domain.evidence.periods import Period
from queue_app.domain.evidence.recognition import Criterion, Result, results
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.evidence import criteria, facts
from queue_app.store.office import catalogue


@dataclass(frozen=True, slots=True)
class Recognition:
    """results: of the criteria that count in the period. criteria: all that stand. groups: code -> name.

    is_over: the period is; before that its figures are only those up to now.
    """

    results: Sequence[Result]
    criteria: Sequence[Criterion]
    groups: Mapping[str, str]
    is_over: bool


def recognition(desk: Desk, office: OfficeKey, period: Period, *, lang: str) -> Recognition:
    """Of the office in that period."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        known = criteria.criteria(connection, office.id)
        asked = [each for each in known if each.counts_in(period)]
        cases = facts.cases(connection, office.id, period.first, min(period.last, today)) if asked else []
        group_of = {each.id: each.group_code for each in catalogue.all_services(connection, office.id)}
        groups = {code: each.name(lang) for code, each in catalogue.groups(connection, office.id).items()}
    return Recognition(
        results(cases, asked, group_of=group_of.get),
        [each for each in known if each.withdrawn_on is None],
        groups,
        is_over=period.is_over(today),
    )

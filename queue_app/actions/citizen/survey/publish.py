"""The head or a supervisor publishes a period: its figures are frozen, and nothing that comes later changes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from sqlalchemy import Connection

from queue_app.domain.citizen.survey import publishing
from queue_app.domain.citizen.survey.answers import Answer
from queue_app.domain.citizen.survey.figures import FIELDS, SERVICE, Figures, closed
from queue_app.domain.citizen.survey.frozen import Frozen, FrozenService, recount, rows_of
from queue_app.domain.citizen.survey.ikm import Weight
from queue_app.domain.citizen.survey.periods import SurveyPeriod, read
from queue_app.domain.citizen.survey.publishing import Bar
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.publish_errors import NotPublishable
from queue_app.store.citizen.survey import answers as answer_rows
from queue_app.store.citizen.survey import publications, turnout
from queue_app.store.citizen.survey.figures import figures_of
from queue_app.store.citizen.survey.publications import Publication
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue

LONGEST_REASON = 300


def publish(
    desk: Desk, office_id: int, *, period: SurveyPeriod, weight: Weight, by: int, reason: str = ""
) -> Publication:
    """Freezes the period as its next version. reason: of a correction; the first version needs none.

    Raises NotPublishable (why: a publishing.Bar), BadInput (reason: of a correction, 1 to LONGEST_REASON characters).
    """
    told = " ".join(reason.split())
    with desk.transaction(office_id) as work:
        before = publications.of_period(work.connection, office_id, period.code)
        if len(told) > LONGEST_REASON or "\0" in told or (before and not told):
            raise BadInput(field="reason", expected=f"1-{LONGEST_REASON}")
        frozen = _frozen(work, office_id, period, weight)
        _refuse(work.connection, office_id, period, frozen, before)
        kept = publications.add(work.connection, office_id, frozen, reason=told if before else "", by=by, at=work.now)
        work.record(
            events.SurveyPublished(
                publication_id=kept.id, period=period.code, version=kept.version, sha256=kept.digest, by_id=by
            )
        )
    return kept


def _frozen(work: Work, office_id: int, period: SurveyPeriod, weight: Weight) -> Frozen:
    if closed(work.today) < period.last:
        raise NotPublishable(why=Bar.RUNNING)
    connection = work.connection
    found = figures_of(connection, office_id, period, today=work.today, weight=weight)
    given = answer_rows.answers(connection, office_id, period.first, period.last)
    asked = turnout.turnout(connection, office_id, period.first, period.last)
    return Frozen(
        office=catalogue.office(connection, office_id).name, period=period.code, weight=weight.value,
        rows=rows_of(each.values for each in given), invited=asked.served,
        channels=_sorted(Counter(each.channel.value for each in given if each.values)), own_device=found.own_device,
        respondents={field: _sorted(_said(given, field)) for field in FIELDS},
        services=_services(connection, office_id, found),
    )  # fmt: skip


def _refuse(
    connection: Connection, office_id: int, period: SurveyPeriod, frozen: Frozen, before: Sequence[Publication]
) -> None:
    if before:
        last = before[-1].frozen
        why = publishing.correction_bar(last.rows, frozen.rows, same_weight=last.weight == frozen.weight)
    else:
        known = {read(each.period): len(each.frozen.rows) for each in publications.all_of(connection, office_id)}
        why = publishing.bar(period, {**known, period: len(frozen.rows)}, list(known))
    if why is None and recount(frozen) is None:
        why = Bar.FEW
    if why is not None:
        raise NotPublishable(why=why)


def _said(given: Sequence[Answer], field: str) -> Counter[str]:
    said = (getattr(each.respondent, field) for each in given if each.values)
    return Counter("" if value is None else str(value).lower() for value in said)


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _services(connection: Connection, office_id: int, found: Figures) -> list[FrozenService]:
    known: dict[Hashable, catalogue.ServiceRow] = {
        each.id: each for each in catalogue.all_services(connection, office_id)
    }
    told = []
    for key, group in found.groups[SERVICE].items():
        row = known.get(key)
        names = (row.name_id, row.name_en) if row else ("", "")
        index = (str(group.ikm.shown), group.ikm.grade) if group.ikm else ("", "")
        told.append(FrozenService(*names, group.n, *index))
    return sorted(told, key=lambda each: (not each.name_id, each.name_id))

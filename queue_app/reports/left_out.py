"""What is in no time of the report, why, and how much it is: nothing goes missing unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from queue_app.domain.evidence.duties import Duty
from queue_app.domain.evidence.figures import Figures
from queue_app.domain.queue.outcomes import OUTCOMES, Outcome
from queue_app.domain.queue.performance import DOUBTS
from queue_app.reports import duties
from queue_app.reports.columns import Column, Table, minutes
from queue_app.store.evidence.period import Evidence

Reason = tuple[str, int, float | None]  # msgid, how many, seconds in service
PRIORITY, AGAIN = "Priority", "Done by a colleague before"
ON_PAPER, GOING_ON = "Visits entered from paper", "Visits that still go on"
TITLE = "Not counted"


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """why: in words. served_s: None where nobody knows."""

    officer: str
    service: str
    why: str
    count: int
    served_s: float | None


LeftOutColumn = Column[LeftOutRow]
COLUMNS: tuple[LeftOutColumn, ...] = (
    LeftOutColumn("Officer", "text", lambda row: row.officer),
    LeftOutColumn("Service", "text", lambda row: row.service),
    LeftOutColumn("Why", "text", lambda row: row.why),
    LeftOutColumn("Count", "count", lambda row: row.count),
    LeftOutColumn("In service (minutes)", "minutes", lambda row: minutes(row.served_s)),
)


def table(found: Evidence, *, lang: str, _: Callable[..., str]) -> Table[LeftOutRow]:
    """By officer and service as the first table has them; at its end what belongs to nobody."""
    return Table("left-out", TITLE, COLUMNS, list(_rows(found, lang, _)))


def _rows(found: Evidence, lang: str, _: Callable[..., str]) -> Iterator[LeftOutRow]:
    for row in duties.rows(found, lang=lang):
        yield from _told(row.officer.name, row.service, _of_duty(row.duty), _)
    yield from _told(_("Whole office"), _("All services"), _of_office(found.figures), _)


def _told(officer: str, service: str, reasons: Iterable[Reason], _: Callable[..., str]) -> Iterator[LeftOutRow]:
    return (LeftOutRow(officer, service, _(why), count, seconds) for why, count, seconds in reasons if count or seconds)


def _of_duty(duty: Duty) -> Iterator[Reason]:
    for why, msgid in {**DOUBTS, "priority": PRIORITY}.items():
        yield msgid, duty.left_out[why], duty.left_out_s[why]
    for code, msgid in OUTCOMES.items():
        if code != Outcome.SELESAI:
            yield msgid, duty.outcomes[code], duty.outcomes_s[code]
    yield AGAIN, duty.returns, duty.returns_s
    for kind, msgid in duties.GIVEN_UP.items():
        yield msgid, duty.given_up[kind], duty.given_up_s[kind]


def _of_office(figures: Figures) -> list[Reason]:
    return [(ON_PAPER, figures.on_paper, None), (GOING_ON, figures.going_on, None)]

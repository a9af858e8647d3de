"""Closing the days of the survey: what was answered is held by a sum in the log, from when nothing more is taken."""

from __future__ import annotations

from datetime import date, timedelta

from queue_app.domain.citizen.survey import sealed, window
from queue_app.domain.log.events import SurveySealed
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.survey import answers, comments, days, marks, quick
from queue_app.store.citizen.survey.days import Sealed
from queue_app.store.desk import Desk, Work
from queue_app.store.office.now import office_at_work

LOOKS_BACK = 60  # days, of an office whose server was off


def close_days(desk: Desk, office_id: int) -> list[date]:
    """Notes the days that are over, and seals what may not be answered any more.

    Answers the days that were sealed now. A second worker finds nothing left.
    """
    today = business_date(desk.clock(), desk.office(office_id).time_zone)
    with desk.transaction(office_id) as work:
        _note(work, today)
        due = days.unsealed(work.connection, office_id, until=window.last_closed(today))
        for day in due:
            seal(work, day)
        _sow_open_days(work, today)
    return due


def seal(work: Work, day: date) -> None:
    """Holds what the day has now, also where it was sealed before. Its rows are sown once more."""
    _sow(work, day)
    found = answers.of_day(work.connection, work.office.id, day)
    held = Sealed(len(found), sealed.digest(found))
    days.note(work.connection, work.office.id, [day], was_on=True)
    days.seal(work.connection, work.office.id, day, held)
    work.record(SurveySealed(business_date=day.isoformat(), answers=held.answers, sha256=held.digest))


def _sow_open_days(work: Work, today: date) -> None:
    """What came on the days before: nothing beside a row tells any more when the last of them came."""
    day = window.last_closed(today) + timedelta(days=1)
    while day < today:
        _sow(work, day)
        marks.sow_day(work.connection, work.office.id, window.closed_on(day))
        day += timedelta(days=1)


def _sow(work: Work, day: date) -> None:
    for each in (answers, comments, quick):
        each.sow_day(work.connection, work.office.id, day)


def _note(work: Work, today: date) -> None:
    """That the survey was on, or off, on the days since the last look on which somebody was served."""
    last = days.last_noted(work.connection, work.office.id) or today - timedelta(days=LOOKS_BACK)
    over = days.served_since(work.connection, work.office.id, last + timedelta(days=1), before=today)
    days.note(work.connection, work.office.id, over, was_on=office_at_work(work).rules.survey_is_on)

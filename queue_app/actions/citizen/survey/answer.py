"""A citizen answers, once for each served ticket, and nothing that is written leads back to it.

No event tells of an answer, and nothing here is logged: the log is in the order of time. The office is locked, so that
of two answers for one ticket one is refused, and rows of one day are sown by one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.citizen.survey import window
from queue_app.domain.citizen.survey.answers import NOTHING_SAID, Answer, Channel, Respondent, is_possible
from queue_app.domain.citizen.survey.instrument import Instrument
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.survey_errors import AlreadyAnswered, NotServed, SurveyOver
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.survey import answers, comments, days, marks, quick
from queue_app.store.desk import Desk, Work
from queue_app.store.office.now import office_at_work
from queue_app.store.queue import tickets, visitors

QUICK = "quick"  # what a mark is of; of an instrument it is the instrument's kind
LONGEST_COMMENT = 2000
FACES = range(1, 5)


class Holder(NamedTuple):
    """Who holds a ticket, and what the mark says that is put for it."""

    ticket_id: int
    token: str
    purpose: str


class Visit(NamedTuple):
    """What an answer keeps of a served ticket."""

    day: date
    service_id: int
    officer_id: int | None


def answer(
    desk: Desk,
    office_id: int,
    *,
    ticket_id: int,
    token: str,
    channel: Channel,
    values: Mapping[str, int],
    respondent: Respondent = NOTHING_SAID,
    comment: str = "",
    is_own_device: bool = False,
    instrument: Instrument = SKM_2017,
) -> None:
    """Takes one set of answers of the visit that the ticket was.

    values: code of a question -> value, only what was answered, at least one. is_own_device: at a device of the
    office's own staff. Raises BadInput, NotFound (of another office), NotServed, SurveyOver, AlreadyAnswered.
    """
    _check(values, respondent, comment, instrument)

    def write(connection: Connection, visit: Visit) -> None:
        given = Answer(visit.day, visit.service_id, visit.officer_id, channel, is_own_device, values, respondent)
        answers.add(connection, office_id, instrument.key, [given])
        comments.sow_day(connection, office_id, visit.day)
        if text := comment.strip():
            comments.add(connection, office_id, visit.day, service_id=visit.service_id, text=text)

    _once(desk, office_id, Holder(ticket_id, token, instrument.kind.value), write)


def rate(desk: Desk, office_id: int, *, ticket_id: int, token: str, score: int) -> None:
    """Takes one press on one of four faces (1..4), once for each served ticket; it is no answer of the survey.

    Raises BadInput, NotFound, NotServed, SurveyOver, AlreadyAnswered.
    """
    if score not in FACES:
        raise BadInput(field="score", expected="1-4")

    def write(connection: Connection, visit: Visit) -> None:
        of = {"service_id": visit.service_id, "officer_id": visit.officer_id}
        quick.add(connection, office_id, visit.day, score=score, **of)

    _once(desk, office_id, Holder(ticket_id, token, QUICK), write)


def visit_of(connection: Connection, ticket_id: int) -> Visit:
    """What the ticket's visit was. Raises NotServed while it goes on, or where it ended without being served."""
    last = tickets.latest_leg(connection, ticket_id)
    if last.leg.state != State.FINISHED:
        raise NotServed
    return Visit(last.business_date, last.leg.service_id, last.leg.officer_id)


def _check(values: Mapping[str, int], respondent: Respondent, comment: str, instrument: Instrument) -> None:
    if not values or instrument.faults(values):
        raise BadInput(field="values", expected=", ".join(instrument.codes))
    if not is_possible(respondent):
        raise BadInput(field="respondent", expected="")
    if len(comment) > LONGEST_COMMENT or "\x00" in comment:
        raise BadInput(field="comment", expected=f"0-{LONGEST_COMMENT}")


def _once(desk: Desk, office_id: int, holder: Holder, write: Callable[[Connection, Visit], None]) -> None:
    mark = desk.seal.mark(holder.purpose, holder.token)
    with desk.transaction(office_id) as work:
        visit = _open_visit(desk, work, holder)
        if not marks.put(work.connection, office_id, mark, forget_on=window.closed_on(visit.day)):
            raise AlreadyAnswered
        write(work.connection, visit)


def _open_visit(desk: Desk, work: Work, holder: Holder) -> Visit:
    """The visit of which answers are still taken. The time is not the log's, which nothing here is written to."""
    if visitors.ticket_by_token(work.connection, holder.token) != (holder.ticket_id, work.office.id):
        raise NotFound(what="ticket")
    visit = visit_of(work.connection, holder.ticket_id)
    today = business_date(desk.clock(), work.office.time_zone)
    is_on = office_at_work(work).rules.survey_is_on
    is_sealed = days.sealed(work.connection, work.office.id, visit.day) is not None
    if not is_on or is_sealed or not window.is_open(visit.day, today):
        raise SurveyOver
    return visit

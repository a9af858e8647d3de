"""Leave in the office: asked, decided, withdrawn; the log knows when, and not what kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from queue_app.actions.evidence import leave
from queue_app.domain.evidence.leave import Span, State
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.leave_errors import LeaveDecided, LeaveOverlaps, NotYourDecision, OwnLeave
from queue_app.store.evidence import leave as rows
from queue_app.store.evidence import leave_check
from queue_app.store.evidence.leave import Request
from queue_app.store.evidence.leave_tables import Leave
from queue_app.store.log.row_check import MISSING, Difference
from queue_app.store.log.tables import LoggedEvent
from tests.calendars import say_hours
from tests.evidence import Unit
from tests.factories import make_plan
from tests.offices import Office

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def ask(office: Office, span: Span | None = None, *, who: str = "wati", words: str = "surat dokter") -> int:
    asked = span or Span(TUESDAY, WEDNESDAY)
    return leave.ask(office.desk, office.office_id, asked, kind="sick", words=words, officer_id=office.officers[who])


def decide(office: Office, leave_id: int, decision: str = "approved", *, by: str = "tini", reason: str = "") -> None:
    leave.decide(
        office.desk, office.office_id, leave_id=leave_id, decision=decision, reason=reason, by=office.officers[by]
    )


def withdraw(office: Office, leave_id: int, *, who: str = "wati") -> None:
    leave.withdraw(office.desk, office.office_id, leave_id=leave_id, officer_id=office.officers[who])


def request(office: Office, leave_id: int) -> Request:
    with office.desk.reading() as connection:
        found = rows.one(connection, office.office_id, leave_id)
    assert found is not None
    return found


def test_a_request_waits_until_a_supervisor_decides(office: Office) -> None:
    number = ask(office)
    waits = request(office, number)

    decide(office, number)

    decided = request(office, number)
    assert (waits.state, waits.kind, waits.words, waits.decided_by) == (State.ASKED, "sick", "surat dokter", None)
    assert (decided.state, decided.decided_by) == (State.APPROVED, "Tini")


def test_the_log_tells_neither_the_kind_nor_a_word(office: Office) -> None:
    number = ask(office, words="rahasia demam")
    decide(office, number, "refused", reason="rahasia loket")
    wati, tini = office.officers["wati"], office.officers["tini"]

    assert office.events() == [
        events.LeaveAsked(
            leave_id=number, officer_id=wati, first_day="2026-11-24", last_day="2026-11-25", from_min=None,
            until_min=None,
        ),
        events.LeaveDecided(leave_id=number, officer_id=wati, decision="refused", by_id=tini),
    ]  # fmt: skip
    with office.desk.reading() as connection:
        stored = json.dumps(list(connection.execute(select(LoggedEvent.data)).scalars()))
    assert "refused" in stored
    assert not any(word in stored for word in ("rahasia", "sick"))


def test_the_same_time_cannot_be_asked_for_twice_until_it_is_withdrawn(office: Office) -> None:
    number = ask(office)

    with pytest.raises(LeaveOverlaps):
        ask(office, Span(WEDNESDAY, WEDNESDAY, 480, 540))
    ask(office, who="joko")  # a colleague's day is another one
    withdraw(office, number)

    assert ask(office, Span(WEDNESDAY, WEDNESDAY, 480, 540)) != number


def test_what_was_withdrawn_cannot_be_decided_and_not_be_withdrawn_again(office: Office) -> None:
    number = ask(office)
    withdraw(office, number)

    with pytest.raises(LeaveDecided):
        decide(office, number)
    with pytest.raises(NotFound):
        withdraw(office, number)
    assert request(office, number).state == State.WITHDRAWN


def test_nobody_withdraws_for_a_colleague(office: Office) -> None:
    number = ask(office)

    with pytest.raises(NotFound):
        withdraw(office, number, who="joko")

    assert request(office, number).state == State.ASKED


def test_deciding_twice_alike_is_once_and_otherwise_is_refused(office: Office) -> None:
    number = ask(office)
    decide(office, number)
    decide(office, number)

    with pytest.raises(LeaveDecided):
        decide(office, number, "refused", reason="Loket kurang")
    assert [each.kind for each in office.events()] == ["leave.asked", "leave.decided"]


def test_an_officer_decides_nothing(office: Office) -> None:
    number = ask(office)

    with pytest.raises(NotYourDecision):
        decide(office, number, by="joko")


def test_a_supervisors_leave_is_decided_by_another_one_or_by_the_head(unit: Unit) -> None:
    office = unit.office
    one, two = ask(office, who="tini"), ask(office, Span(date(2026, 12, 9), date(2026, 12, 9)), who="tini")
    with pytest.raises(OwnLeave):
        decide(office, one)

    decide(office, one, by="sri")
    decide(office, two, by="lestari")

    assert [request(office, each).decided_by for each in (one, two)] == ["Sri", "Lestari"]


def test_the_head_does_not_decide_about_officers(unit: Unit) -> None:
    number = ask(unit.office)

    with pytest.raises(NotYourDecision):
        decide(unit.office, number, by="lestari")


def test_a_refusal_says_why(office: Office) -> None:
    number = ask(office)

    with pytest.raises(BadInput):
        decide(office, number, "refused")

    assert request(office, number).state == State.ASKED


def test_another_offices_request_is_nobodys_here(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="kedua", tag="2"), tag="2")
    number = ask(office)

    with pytest.raises(NotFound):
        decide(other, number, by="tini")
    with pytest.raises(NotFound):
        withdraw(other, number)


def test_only_what_is_approved_is_not_expected(office: Office) -> None:
    say_hours(office, "08.00-12.00 13.00-15.00")
    number = ask(office, Span(TUESDAY, TUESDAY))

    def expected() -> float | None:
        with office.desk.reading() as connection:
            return rows.expected_s(connection, office.office_id, office.officers["wati"], TUESDAY, WEDNESDAY)

    before = expected()
    decide(office, number)
    after = expected()
    withdraw(office, number)

    assert (before, after, expected()) == (12 * 3600, 6 * 3600, 12 * 3600)


def test_a_report_tells_the_hours_expected_from_the_first_day_at_a_counter(unit: Unit) -> None:
    office = unit.office
    say_hours(office, "08.00-12.00 13.00-15.00")
    decide(office, ask(office, Span(TUESDAY, TUESDAY, 480, 720)))
    ask(office, Span(WEDNESDAY, WEDNESDAY))  # not decided: still expected

    unit.publish()

    # Monday the 23rd, when she first sat there, to Monday the 30th: six days of six hours, less one morning.
    assert unit.letter().figures.desk.expected_s == (6 * 6 - 4) * 3600


def test_a_report_of_an_office_without_hours_expects_none(unit: Unit) -> None:
    unit.publish()

    assert unit.letter().figures.desk.expected_s is None


def differences(office: Office) -> list[Difference]:
    with office.desk.reading() as connection:
        return list(leave_check.differences(connection, office.office_id))


def test_rows_that_say_otherwise_than_the_log_are_found(office: Office) -> None:
    one, two, three = (ask(office, Span(date(2026, 12, day), date(2026, 12, day), 480, 540)) for day in (1, 2, 3))
    decide(office, one)
    withdraw(office, two)
    assert differences(office) == []

    with office.desk.database.writer.transaction() as connection:
        connection.execute(update(Leave).where(Leave.id == one).values(until_min=960))
        connection.execute(update(Leave).where(Leave.id == two).values(state=State.APPROVED))
        connection.execute(delete(Leave).where(Leave.id == three))

    assert differences(office) == [
        Difference("leave", str(three), MISSING, None, None),
        Difference("leave", str(one), "until_min", 540, 960),
        Difference("leave", str(two), "state", "withdrawn", "approved"),
    ]

"""What has been kept long enough is forgotten, and the log proves it without leading to anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from queue_app.actions.citizen.privacy import keeping
from queue_app.daily import DayWatch
from queue_app.domain.citizen.privacy.keeping import KINDS, TIMED
from queue_app.domain.log.events import DataForgotten
from queue_app.domain.log.press_errors import PressOver
from queue_app.store.citizen.privacy import proofs
from queue_app.store.citizen.privacy.proofs import Proof
from queue_app.store.citizen.survey import quick
from queue_app.store.citizen.survey.tables import QuickRating
from queue_app.store.desk import Work
from queue_app.store.office import accounts
from queue_app.store.office.tables import LoginSession
from queue_app.store.queue import old_presses
from queue_app.store.queue.tables import Flood, Ticket
from tests.offices import Office

MONDAY = date(2026, 11, 23)


def told(office: Office) -> list[DataForgotten]:
    events = [event for published in office.published for event in published.events]
    return [event for event in events if isinstance(event, DataForgotten)]


def forget(office: Office, code: str) -> int:
    return keeping.forget(office.desk, office.office_id, code)


def rate(office: Office, times: int) -> None:
    with office.desk.transaction(office.office_id) as work:
        for _ in range(times):
            quick.add(work.connection, office.office_id, work.today, service_id=None, officer_id=None, score=4)


def test_a_kind_that_has_days_has_somebody_who_forgets_it() -> None:
    assert {*keeping.FORGETS, "uploads"} == set(TIMED)


def test_what_was_forgotten_is_told_in_the_log_with_its_day_and_count(office: Office) -> None:
    for _ in range(12):
        office.issue()
    office.clock.tick(days=31)

    assert forget(office, "press_keys") == 12
    assert told(office) == [DataForgotten("press_keys", "2026-11-24", 12)]
    assert office.rows(Ticket.press_key) == [None] * 12


def test_very_much_at_once_is_forgotten_by_and_by_and_told_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_presses, "MOST", 5)
    monkeypatch.setattr(keeping, "MOST", 5)
    for _ in range(12):
        office.issue()
    office.clock.tick(days=31)

    assert forget(office, "press_keys") == 12
    assert told(office) == [DataForgotten("press_keys", "2026-11-24", 12)]


def test_a_count_of_few_citizens_is_not_told(office: Office) -> None:
    office.issue()
    office.clock.tick(days=31)

    forget(office, "press_keys")

    assert told(office) == [DataForgotten("press_keys", "2026-11-24", None)]


def test_a_press_is_known_as_long_as_a_kiosk_may_repeat_it(office: Office) -> None:
    office.issue(key="press-of-the-kiosk")
    office.clock.tick(days=30)
    forget(office, "press_keys")

    with pytest.raises(PressOver):
        office.issue(key="press-of-the-kiosk")


def test_where_nothing_was_forgotten_the_log_says_nothing_but_the_row_says_that_somebody_looked(office: Office) -> None:
    forget(office, "notes")

    assert told(office) == []
    assert keeping.proved(office.desk, office.office_id)["notes"].looked_on == MONDAY


def test_of_what_citizens_say_the_log_hears_once_a_week(office: Office) -> None:
    rate(office, 11)
    office.clock.tick(days=731)
    forget(office, "ratings")
    first = told(office)
    for _ in range(7):
        office.clock.tick(days=1)
        forget(office, "ratings")

    assert (first, office.rows(QuickRating.score)) == ([], [])
    assert told(office) == [DataForgotten("ratings", "2026-12-01", 11)]


def test_a_session_that_nobody_used_for_a_month_is_deleted(office: Office) -> None:
    with office.desk.transaction(office.office_id) as work:
        accounts.begin_session(work.connection, token_hash="0" * 64, officer_id=office.officers["wati"], at=work.now)
    office.clock.tick(days=30)
    kept = forget(office, "sessions")
    office.clock.tick(days=1)

    assert (kept, forget(office, "sessions"), office.rows(LoginSession.token_hash)) == (0, 1, [])


def test_the_place_of_a_flood_that_is_settled_is_forgotten(office: Office) -> None:
    def note(work: Work, settled_at: datetime | None) -> None:
        row = {"office_id": office.office_id, "place": "mark", "business_date": work.today, "began_at": work.now}
        work.connection.execute(insert(Flood).values(**row, settled_at=settled_at))

    with office.desk.transaction(office.office_id) as work:
        note(work, datetime(2026, 11, 23, 3, tzinfo=UTC))
        note(work, None)
    office.clock.tick(days=31)

    assert (forget(office, "flood_places"), office.rows(Flood.place)) == (1, ["", "mark"])


def test_the_day_watch_looks_through_every_kind_once_a_day(office: Office, tmp_path: Path) -> None:
    watch = DayWatch(office.desk, note_days=30, uploads=tmp_path)
    watch.look()
    watch.look()

    assert {
        code: each.looked_on for code, each in keeping.proved(office.desk, office.office_id).items()
    } == dict.fromkeys(TIMED, MONDAY)


def test_a_kind_that_fails_keeps_no_other_from_its_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keeping.FORGETS, "notes", lambda *_asked: 1 // 0)

    DayWatch(office.desk, note_days=30).look()

    assert set(TIMED) - set(keeping.proved(office.desk, office.office_id)) == {"notes", "uploads"}


def test_a_proof_that_could_not_be_written_keeps_what_it_was_of(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.issue()
    office.clock.tick(days=31)
    monkeypatch.setattr(proofs, "told", lambda *_asked, **_more: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        forget(office, "press_keys")

    assert office.rows(Ticket.press_key) != [None]


def test_the_last_proof_of_a_kind_is_read_from_its_row(office: Office) -> None:
    for _ in range(10):
        office.issue()
    office.clock.tick(days=31)
    forget(office, "press_keys")

    found = keeping.proved(office.desk, office.office_id)["press_keys"]

    assert found == Proof(date(2026, 12, 24), date(2026, 12, 24), date(2026, 11, 24), 10, found.pending)


def test_every_kind_says_what_it_is_why_it_is_kept_and_what_becomes_of_it() -> None:
    assert [code for code, each in KINDS.items() if not (each.name and each.why and each.how)] == []

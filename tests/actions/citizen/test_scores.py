"""What was promised and kept is counted once a day is over, again where the log tells more, and proved by it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert, update

from queue_app.actions.citizen.scores import renew_scores
from queue_app.actions.queue import counter, days
from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.citizen.scored import Cell, Sums
from queue_app.store.citizen import scores
from queue_app.store.citizen.score_check import differences
from queue_app.store.citizen.score_tables import WaitScore, WaitScored
from queue_app.store.citizen.tables import WaitPromise
from queue_app.store.log.row_check import Difference
from queue_app.store.queue import tickets
from tests.domain.citizen.promised import promise
from tests.offices import Office
from tests.store.log.test_reading import forge

MONDAY = date(2026, 11, 23)


@pytest.fixture
def promised(unchecked_office: Office) -> Office:
    """On Monday three numbers were promised a call within ten minutes; the second was told another time later.

    The first was called in time, the second too late for its first promise, the third not at all. Now it is Tuesday.
    """
    office = unchecked_office
    office.open_counter()
    for _ in range(3):
        office.issue(promise=promise(0, 10))
    first, second, _third = office.legs()
    note(office, first, 0, promise(0, 10))
    note(office, second, 0, promise(0, 10))
    note(office, second, 1, promise(8, 20, made_min=5, cause="slower"))
    office.clock.tick(minutes=5)
    office.served(minutes=10)
    office.call_next()
    office.clock.set_local("2026-11-24 07:00:00")
    days.expire_left_over(office.desk, office.office_id)
    return office


def note(office: Office, leg_id: int, number: int, told: Promise) -> None:
    """As a round writes it down."""
    moments = {name: datetime.fromtimestamp(getattr(told, name), UTC) for name in told._fields if name.endswith("_at")}
    row: dict[str, Any] = {**told._asdict(), **moments, "leg_id": leg_id, "number": number}
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(
            insert(WaitPromise), {**row, "office_id": office.office_id, "business_date": MONDAY, "service_id": 1}
        )


def counted(office: Office) -> dict[Cell, Sums]:
    with office.desk.reading() as connection:
        return {each.cell: each.sums for each in scores.of_days(connection, office.office_id, MONDAY, MONDAY)}


def renew(office: Office) -> int:
    return renew_scores(office.desk, office.office_id)


def differing(office: Office) -> list[Difference]:
    with office.desk.reading() as connection:
        return list(differences(connection, office.office_id, office.clock.now.date()))


def test_a_day_that_is_over_is_counted_once(promised: Office) -> None:
    assert (renew(promised), renew(promised)) == (1, 0)
    assert counted(promised) == {
        Cell(1, How.EARLY, is_first=True): Sums(
            shown=3, kept=1, later=2, gone=1, width_min=30, known=3000, kept_known=1000, timed=2, timed_w=2000,
            held_80=1000, held_90=1000, off_s=600_000, pinball_80=48_000 + 288_000,
        ),
        Cell(1, How.EARLY, is_first=False): Sums(
            shown=1, kept=1, width_min=12, known=1000, kept_known=1000, timed=1, timed_w=1000, held_80=1000,
            held_90=1000, off_s=60_000, pinball_80=48_000,
        ),
    }  # fmt: skip


def test_today_is_not_over(promised: Office) -> None:
    promised.clock.set_local("2026-11-23 23:00:00")

    assert renew(promised) == 0


def test_an_office_that_never_promised_anything_counts_nothing(office: Office) -> None:
    office.issue()
    office.clock.tick(days=1)

    assert renew(office) == 0


def test_what_the_log_tells_later_is_counted_again_for_some_weeks(promised: Office) -> None:
    renew(promised)
    with promised.desk.reading() as connection:
        second = tickets.ticket_leg(connection, promised.office_id, list(promised.legs())[1])

    called = promised.do(counter.start, second)
    again = renew(promised)
    promised.clock.tick(days=scores.AGAIN_DAYS + 1)
    promised.do(counter.finish, called)

    assert (again, renew(promised)) == (1, 0)


def test_a_sum_that_somebody_made_better_is_named(promised: Office) -> None:
    renew(promised)
    before = differing(promised)
    better = update(WaitScore).where(WaitScore.is_first.is_(True))
    with promised.desk.transaction(promised.office_id) as work:
        kept = json.loads(promised.rows(WaitScore.sums, WaitScore.is_first.is_(True))[0])
        work.connection.execute(better.values(sums=json.dumps({**kept, "kept": 3, "later": 0})))

    place = "2026-11-23 service_id 1 early first"
    assert before == []
    assert differing(promised) == [
        Difference("wait_score", place, "kept", told=1, kept=3),
        Difference("wait_score", place, "later", told=2, kept=0),
    ]


def test_a_day_that_the_chain_does_not_vouch_for_stays_uncounted(
    promised: Office, caplog: pytest.LogCaptureFixture
) -> None:
    forge(promised, "UPDATE event SET data = '{}' WHERE kind = 'ticket.finished'")

    assert (renew(promised), promised.rows(WaitScored.business_date)) == (0, [])
    assert "the promises of 2026-11-23 were not counted" in caplog.text

from __future__ import annotations

from queue_app.actions.citizen import promises
from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.queue import absences, counter
from queue_app.domain.citizen import given
from queue_app.domain.citizen.estimate import Newcomer
from queue_app.domain.citizen.privacy.keeping import PROMISE_DAYS
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.log.events import TicketIssued
from queue_app.store.citizen import waits_now
from queue_app.store.citizen.tables import WaitPromise
from tests.offices import Office


def kept(office: Office) -> object:
    with office.desk.reading() as connection:
        return waits_now.kept(connection, office.office_id)


def newcomer(office: Office) -> Promise | None:
    return promises.newcomer(office.desk, office.office_id, office.services["KTP"], is_priority=False)


def promised_now(office: Office) -> Promise:
    """To whoever takes a number after a round."""
    promises.renew(office.desk, office.office_id)
    told = newcomer(office)
    assert told is not None
    return told


def test_a_round_promises_everybody_who_waits_a_range_and_keeps_it(office: Office) -> None:
    office.open_counter()
    for _ in range(3):
        office.issue()

    made = promises.renew(office.desk, office.office_id)

    assert (list(made.waiting), kept(office)) == (list(office.legs()), made)
    assert made.ahead == dict(zip(office.legs(), range(3), strict=True))


def test_a_round_writes_no_event(office: Office) -> None:
    office.open_counter()
    office.issue()
    before = office.events()

    promises.renew(office.desk, office.office_id)

    assert office.events() == before


def test_what_is_still_true_is_not_written_again(office: Office) -> None:
    office.open_counter()
    office.issue()
    promises.renew(office.desk, office.office_id)
    office.clock.tick(seconds=2)
    promises.renew(office.desk, office.office_id)

    assert office.rows(WaitPromise.number) == [1]


def test_what_was_shown_two_months_ago_is_forgotten_and_the_rest_stays(office: Office) -> None:
    office.open_counter()
    office.issue()
    promises.renew(office.desk, office.office_id)
    office.clock.tick(days=PROMISE_DAYS)
    keeping.forget(office.desk, office.office_id, "promises")
    before = office.rows(WaitPromise.leg_id)

    office.clock.tick(days=1)
    keeping.forget(office.desk, office.office_id, "promises")

    assert (len(before), office.rows(WaitPromise.leg_id)) == (1, [])


def test_of_two_workers_at_once_one_writes_and_the_other_takes_it_up(office: Office) -> None:
    office.open_counter()
    office.issue()
    first = promises.renew(office.desk, office.office_id)
    seen = promises._look(office.desk, office.office_id)
    office.clock.tick(seconds=5)
    office.issue()
    quicker = promises.renew(office.desk, office.office_id)

    with office.desk.beside() as connection:
        has_won = waits_now.keep(connection, office.office_id, promises._made(seen), before=first)

    assert (has_won, kept(office)) == (False, quicker)


def test_a_newcomer_is_promised_what_the_last_round_said_without_a_statement(office: Office) -> None:
    office.open_counter()
    office.issue()
    made = promises.renew(office.desk, office.office_id)
    office.desk.database.close()

    told = newcomer(office)

    expected = made.newcomers[Newcomer(office.services["KTP"], is_priority=False)]
    assert told is not None
    assert told.shows(expected)


def test_a_newcomer_is_promised_nothing_by_a_set_up_that_is_over(office: Office) -> None:
    office.open_counter()
    office.issue()
    promises.renew(office.desk, office.office_id)

    promises.forget(office.desk, office.office_id)

    assert newcomer(office) is None


def test_a_newcomer_is_promised_nothing_by_a_round_from_before_the_clock_was_set_back(office: Office) -> None:
    office.open_counter()
    promised_now(office)
    office.clock.tick(hours=-1)

    assert newcomer(office) is None


def test_a_newcomer_is_promised_nothing_by_a_round_of_long_ago(office: Office) -> None:
    office.open_counter()
    office.issue()
    promises.renew(office.desk, office.office_id)
    office.clock.tick(minutes=5)

    promises.adopt(office.desk, office.office_id)

    assert newcomer(office) is None


def test_who_comes_right_behind_others_is_promised_nothing_until_a_round_has_seen_them(office: Office) -> None:
    office.open_counter()
    promises.renew(office.desk, office.office_id)
    first, second = newcomer(office), newcomer(office)
    office.issue()
    promises.renew(office.desk, office.office_id)

    assert [each is not None for each in (first, second, newcomer(office))] == [True, False, True]


def test_where_many_wait_one_more_makes_no_difference(office: Office) -> None:
    office.open_counter()
    for _ in range(promises.FEW):
        office.issue()
    promises.renew(office.desk, office.office_id)

    assert [newcomer(office) is not None for _ in range(3)] == [True, True, False]


def test_who_was_refused_a_number_takes_no_promise_from_the_next(office: Office) -> None:
    office.open_counter()
    promises.renew(office.desk, office.office_id)
    newcomer(office)

    promises.still_holds(office.desk, office.office_id)

    assert newcomer(office) is not None


def test_the_first_that_is_noted_of_a_number_is_what_its_event_says(office: Office) -> None:
    office.open_counter()
    told = promised_now(office)
    issued = office.issue(promise=told)
    office.clock.tick(seconds=2)

    promises.renew(office.desk, office.office_id)

    [event] = [each for each in office.events() if isinstance(each, TicketIssued)]
    assert issued.promised == told == given.read(event.promised or "")
    assert shown(office) == [(0, told.from_at, told.to_at)]


def shown(office: Office) -> list[tuple[int, float, float]]:
    """Number and range of all that was noted."""
    begins, ends = ([at.timestamp() for at in office.rows(each)] for each in (WaitPromise.from_at, WaitPromise.to_at))
    return list(zip(office.rows(WaitPromise.number), begins, ends, strict=True))


def test_what_came_with_a_number_stands_while_it_is_true_enough(office: Office) -> None:
    office.open_counter()
    told = promised_now(office)
    office.issue(promise=told)

    made = promises.renew(office.desk, office.office_id)

    assert list(made.waiting.values()) == [told]


def test_what_came_with_a_number_long_ago_is_not_told_to_whoever_waits_again(office: Office) -> None:
    office.open_counter()
    told = promised_now(office)
    office.issue(promise=told)
    absent = office.do(counter.no_show, office.call_next())
    office.clock.tick(minutes=50)
    office.do(absences.restore, absent)

    [made] = promises.renew(office.desk, office.office_id).waiting.values()

    assert (made.made_at, made.cause) == (office.clock().timestamp(), None)

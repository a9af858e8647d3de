"""A complaint's way from the receipt to its end, and who may take which step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from queue_app.actions.citizen.complaints import days, handle, sender
from queue_app.actions.citizen.complaints.moving import Words
from queue_app.actions.citizen.privacy import keeping
from queue_app.daily import DayWatch
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.citizen.complaints.states import State, Verb
from queue_app.domain.log.complaint_errors import ComplaintStands, ReopenedOnce, ReopenOver
from queue_app.domain.log.errors import BadInput, NotAllowed, NotFound
from queue_app.domain.log.events import ComplaintIdentityOpened, ComplaintMoved, Event
from queue_app.domain.log.rights import Role
from queue_app.store.citizen.complaints import steps
from tests.complaints import BRIBE, SITI, as_role, brought, kept
from tests.offices import Office

MONDAY = date(2026, 11, 23)


def step(office: Office, number: int, verb: Verb, by: Viewer, **words: str) -> None:
    handle.step(office.desk, office.office_id, number, verb=verb, by=by, words=Words(**words))


def give(office: Office, number: int, by: Viewer) -> None:
    handle.assign(office.desk, office.office_id, number, by=by, to_id=by.officer_id)


def answer(office: Office, number: int, by: Viewer, public: str = "Loket sudah ditambah") -> None:
    handle.answer(office.desk, office.office_id, number, by=by, words=Words(public, "rapat Senin"))


def answered(office: Office, by: Viewer) -> tuple[int, str]:
    number, code = brought(office)
    step(office, number, Verb.ACCEPT, by)
    give(office, number, by)
    answer(office, number, by)
    return number, code


def state(office: Office, number: int) -> State:
    return kept(office, number).state


def told(office: Office) -> list[Event]:
    return [each for each in office.events() if isinstance(each, ComplaintMoved | ComplaintIdentityOpened)]


def test_from_receipt_to_the_end_each_step_is_kept_with_its_words(office: Office) -> None:
    tini = as_role(office, "tini", Role.SUPERVISOR)
    number, _code = answered(office, tini)
    office.clock.tick(days=11)
    days.end_overdue(office.desk, office.office_id)

    with office.desk.reading() as connection:
        found = steps.of(connection, office.desk.seal, number)
    assert [(each.said.verb, each.state, each.said.by_id) for each in found] == [
        (Verb.LODGE, State.RECEIVED, None),
        (Verb.ACCEPT, State.VERIFIED, tini.officer_id),
        (Verb.ASSIGN, State.HANDLED, tini.officer_id),
        (Verb.ANSWER, State.ANSWERED, tini.officer_id),
        (Verb.CLOSE, State.CLOSED, None),
    ]
    assert (found[3].said.public, found[3].said.internal) == ("Loket sudah ditambah", "rapat Senin")
    assert kept(office, number).closed_on == MONDAY + timedelta(days=11)


def test_what_is_missing_is_asked_for_and_brought(office: Office) -> None:
    tini = as_role(office, "tini", Role.SUPERVISOR)
    number, code = brought(office)

    step(office, number, Verb.ASK, tini, public="Tanggal layanan?")
    sender.complete(office.desk, office.office_id, code=code, text="20 November")

    assert (state(office, number), kept(office, number).handling.completed_on) == (State.RECEIVED, MONDAY)


def test_what_never_comes_counts_as_withdrawn_after_thirty_days_and_not_before(office: Office) -> None:
    number, _code = brought(office)
    step(office, number, Verb.ASK, as_role(office, "tini", Role.SUPERVISOR), public="Tanggal layanan?")

    office.clock.tick(days=30)
    ended = [days.end_overdue(office.desk, office.office_id)]
    office.clock.tick(days=1)
    ended.append(days.end_overdue(office.desk, office.office_id))

    assert (ended, state(office, number)) == ([0, 1], State.WITHDRAWN)


def test_the_sender_has_it_opened_again_once_and_within_ten_working_days(office: Office) -> None:
    tini = as_role(office, "tini", Role.SUPERVISOR)
    number, code = answered(office, tini)

    sender.reopen(office.desk, office.office_id, code=code, text="Belum ditambah")
    assert state(office, number) is State.HANDLED
    answer(office, number, tini)
    with pytest.raises(ReopenedOnce):
        sender.reopen(office.desk, office.office_id, code=code, text="Masih belum")


def test_after_its_days_nobody_opens_it_again(office: Office) -> None:
    number, code = answered(office, as_role(office, "tini", Role.SUPERVISOR))
    office.clock.tick(days=11)
    days.end_overdue(office.desk, office.office_id)

    with pytest.raises(ReopenOver):
        sender.reopen(office.desk, office.office_id, code=code, text="Belum ditambah")
    assert state(office, number) is State.CLOSED


def test_a_sender_takes_it_back_while_nobody_has_answered(office: Office) -> None:
    number, code = brought(office)

    sender.withdraw(office.desk, office.office_id, code=code)

    assert state(office, number) is State.WITHDRAWN
    with pytest.raises(ComplaintStands):
        sender.withdraw(office.desk, office.office_id, code=code)


def test_it_is_handed_on_under_its_number(office: Office) -> None:
    tini = as_role(office, "tini", Role.SUPERVISOR)
    number, _code = brought(office)

    handle.forward(office.desk, office.office_id, number, by=tini, no_lapor=" 7712345 ")

    assert (state(office, number), kept(office, number).handling.no_lapor) == (State.FORWARDED, "7712345")


@pytest.mark.parametrize("verb", [Verb.ASK, Verb.REJECT, Verb.NOTE])
def test_what_needs_words_is_not_done_without_any(office: Office, verb: Verb) -> None:
    number, _code = brought(office)

    with pytest.raises(BadInput):
        step(office, number, verb, as_role(office, "tini", Role.SUPERVISOR), public="  ", internal=" ")
    assert state(office, number) is State.RECEIVED


def test_only_who_has_it_answers(office: Office) -> None:
    tini, head = as_role(office, "tini", Role.SUPERVISOR), as_role(office, "joko", Role.HEAD)
    number, _code = brought(office)
    step(office, number, Verb.ACCEPT, tini)
    give(office, number, tini)

    with pytest.raises(NotAllowed):
        answer(office, number, head)


def test_it_is_given_to_those_alone_who_may_see_it(office: Office) -> None:
    tini = as_role(office, "tini", Role.SUPERVISOR)
    number, _code = brought(office)
    step(office, number, Verb.ACCEPT, tini)

    with pytest.raises(BadInput):
        handle.assign(office.desk, office.office_id, number, by=tini, to_id=office.officers["wati"])


def test_each_look_at_a_name_is_a_step_and_a_confidential_one_is_its_handlers(office: Office) -> None:
    tini, head = as_role(office, "tini", Role.SUPERVISOR), as_role(office, "joko", Role.HEAD)
    number, _code = brought(office, identity=SITI, is_confidential=True)
    step(office, number, Verb.ACCEPT, tini)
    give(office, number, tini)

    with pytest.raises(NotAllowed):
        handle.open_identity(office.desk, office.office_id, number, by=head)
    assert handle.open_identity(office.desk, office.office_id, number, by=tini) == SITI
    office.clock.tick(days=1)
    days.tell_log(office.desk, office.office_id)
    assert told(office)[-1] == ComplaintIdentityOpened(number, "2026-11-23")


def test_of_an_anonymous_one_there_is_no_name_to_open(office: Office) -> None:
    number, _code = brought(office)

    with pytest.raises(NotFound):
        handle.open_identity(office.desk, office.office_id, number, by=as_role(office, "tini", Role.SUPERVISOR))


def test_the_log_hears_of_a_day_once_it_is_over_and_the_same_of_both_tracks(office: Office) -> None:
    first, second = brought(office)[0], brought(office, BRIBE)[0]
    days.tell_log(office.desk, office.office_id)
    assert told(office) == []

    office.clock.tick(days=1)
    days.tell_log(office.desk, office.office_id)
    days.tell_log(office.desk, office.office_id)

    assert told(office) == [ComplaintMoved(each, "2026-11-23", "received") for each in sorted((first, second))]


def test_two_years_after_the_end_nobody_knows_any_more_who_it_was(office: Office) -> None:
    number, code = brought(office, identity=SITI)
    sender.withdraw(office.desk, office.office_id, code=code)

    office.clock.tick(days=730)
    forgotten = [keeping.forget(office.desk, office.office_id, "complaint_identities")]
    office.clock.tick(days=1)
    forgotten.append(keeping.forget(office.desk, office.office_id, "complaint_identities"))

    assert forgotten == [0, 1]
    assert kept(office, number).has_identity is False


def test_a_house_that_keeps_names_for_longer_has_them_after_two_years_too(office: Office) -> None:
    number, code = brought(office, identity=SITI)
    sender.withdraw(office.desk, office.office_id, code=code)

    office.clock.tick(days=731)
    DayWatch(office.desk, note_days=30, identity_days=1000).look()

    assert kept(office, number).has_identity is True

"""The register of privacy: whom to ask, requests with their term, and breaches with their clock."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from queue_app.actions.citizen.privacy import keeping, registering
from queue_app.domain.citizen.privacy.breaches import Step, Told
from queue_app.domain.citizen.privacy.requests import Asked, Outcome, RequestKind
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.events import BreachNoted, BreachStepDone, Event, PrivacyAnswered, PrivacyAsked
from queue_app.domain.log.privacy_errors import BreachNotTold
from queue_app.store.citizen.privacy import breaches, requests
from queue_app.store.citizen.privacy.tables import Breach, PrivacyRequest
from queue_app.store.sealing import Seal
from tests.offices import Office

LOST = Told("Daftar 12 nomor telepon", "Buku tamu tertinggal di bus", "Dicari")


def happened(office: Office) -> list[Event]:
    return [event for published in office.published for event in published.events]


def ask(office: Office, **changed: object) -> int:
    at = office.desk.clock() - timedelta(hours=2)
    asked = {"kind": RequestKind.ERASE, "received_at": at, "who": "Siti Marwahyuni", "words": "Hapus.", **changed}
    return registering.enter_request(office.desk, office.office_id, asked=Asked(**asked), by=office.officers["tini"])  # type: ignore[arg-type]


def lose(office: Office) -> int:
    found_at = office.desk.clock() - timedelta(hours=1)
    return registering.note_breach(
        office.desk, office.office_id, told=LOST, found_at=found_at, by=office.officers["tini"]
    )


def do(office: Office, breach_id: int, step: Step) -> None:
    registering.do_step(office.desk, office.office_id, breach_id, step=step, by=office.officers["tini"])


def close(office: Office, breach_id: int) -> None:
    registering.close_breach(
        office.desk, office.office_id, breach_id, report="Buku disimpan terkunci.", by=office.officers["tini"]
    )


def test_a_request_is_due_72_hours_after_it_came_and_the_log_knows_nobody(office: Office) -> None:
    number = ask(office)

    with office.desk.reading() as connection:
        (kept,) = requests.all_of(connection, office.office_id, office.desk.seal)
    (event,) = [each for each in happened(office) if isinstance(each, PrivacyAsked)]
    assert (kept.id, kept.due_at - kept.received_at, kept.asked and kept.asked.who) == (
        number, timedelta(hours=72), "Siti Marwahyuni",
    )  # fmt: skip
    assert "Siti" not in json.dumps(event.data())


def test_a_request_is_answered_once(office: Office) -> None:
    number = ask(office)
    end = {"outcome": Outcome.PARTLY, "by": office.officers["tini"]}
    registering.end_request(office.desk, office.office_id, number, **end)  # type: ignore[arg-type]

    with pytest.raises(NotFound):
        registering.end_request(office.desk, office.office_id, number, **end)  # type: ignore[arg-type]
    assert happened(office)[-1] == PrivacyAnswered(number, "partly", office.officers["tini"])


@pytest.mark.parametrize("wrong", [{"who": " "}, {"who": "x" * 201}, {"words": "x" * 2001}])
def test_a_request_of_nobody_is_not_entered(office: Office, wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        ask(office, **wrong)

    assert office.rows(PrivacyRequest.id) == []


def test_a_request_of_time_to_come_is_not_entered(office: Office) -> None:
    with pytest.raises(BadInput):
        ask(office, received_at=office.desk.clock() + timedelta(minutes=1))


def test_who_asked_is_sealed_and_forgotten_a_year_after_the_answer(office: Office) -> None:
    number = ask(office)
    open_one = office.rows(PrivacyRequest.sealed)
    registering.end_request(office.desk, office.office_id, number, outcome=Outcome.DONE, by=office.officers["tini"])
    office.clock.tick(days=366)

    assert keeping.forget(office.desk, office.office_id, "requests") == 1
    assert ("Siti" in repr(open_one), office.rows(PrivacyRequest.sealed)) == (False, [None])


def test_without_the_seal_the_register_is_read_but_nobody_is_named(office: Office) -> None:
    ask(office)

    with office.desk.reading() as connection:
        (kept,) = requests.all_of(connection, office.office_id, Seal.fresh())

    assert (kept.kind, kept.asked) == (RequestKind.ERASE, None)


def test_a_breach_runs_until_its_report_and_each_step_is_done_once(office: Office) -> None:
    number = lose(office)
    for step in (*Step, Step.CONTAINED):
        do(office, number, step)
    close(office, number)

    with office.desk.reading() as connection:
        kept = breaches.one(connection, office.office_id, office.desk.seal, number)
        running = breaches.running(connection, office.office_id)
    steps = [each.action for each in happened(office) if isinstance(each, BreachStepDone)]
    assert (kept.told.report, running, steps) == ("Buku disimpan terkunci.", [], [step.value for step in Step])


def test_a_breach_is_not_closed_before_everybody_was_told(office: Office) -> None:
    number = lose(office)
    do(office, number, Step.TOLD_PEOPLE)

    with pytest.raises(BreachNotTold):
        close(office, number)


def test_what_is_closed_takes_no_step_and_no_second_report(office: Office) -> None:
    number = lose(office)
    for step in (Step.TOLD_PEOPLE, Step.TOLD_AUTHORITY):
        do(office, number, step)
    close(office, number)

    with pytest.raises(NotFound):
        do(office, number, Step.CONTAINED)
    with pytest.raises(NotFound):
        close(office, number)


def test_what_is_told_of_a_breach_is_in_no_row_and_no_log_to_be_read(office: Office) -> None:
    lose(office)

    (event,) = [each for each in happened(office) if isinstance(each, BreachNoted)]
    assert "telepon" not in repr(office.rows(Breach.sealed)) + json.dumps(event.data())


def test_another_office_has_none_of_it(office: Office) -> None:
    number = lose(office)

    with office.desk.reading() as connection, pytest.raises(NotFound):
        breaches.one(connection, office.office_id + 1, office.desk.seal, number)
    with office.desk.reading() as connection:
        assert breaches.running(connection, office.office_id + 1) == []


def test_a_contact_that_is_the_same_is_not_told_again(office: Office) -> None:
    for _ in range(2):
        registering.name_contact(
            office.desk, office.office_id, post=" Pejabat PDP ", reached_at="pdp@uji.go.id", by=office.officers["tini"]
        )

    assert [each.kind for each in happened(office) if each.kind.startswith("privacy")] == ["privacy.contact_set"]

"""A paper that waits for a printer in trouble, or for one that is gone, comes out of another one, and of one only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from queue_app.actions.hall import devices
from queue_app.actions.paper import jobs, moves
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound, PaperSettled
from queue_app.domain.paper.jobs import PrinterStatus
from queue_app.store.paper import printers, standing
from queue_app.store.paper.tables import PrintJob
from tests.offices import Office
from tests.papers import WELL, WISH, must_take, paired_printer, printer_at_server


def stuck(office: Office) -> list[tuple[str, str | None]]:
    with office.desk.reading() as connection:
        found = standing.standing(connection, office.office_id, now=office.clock())
    return [(each.job.number, each.reason) for each in found.stuck]


def device_of(office: Office, printer_id: int) -> int:
    with office.desk.reading() as connection:
        found = printers.printer(connection, office.office_id, printer_id).device_id
    assert found is not None
    return found


@pytest.fixture
def troubled(office: Office) -> tuple[int, int]:
    """A paper waits for the printer in the lobby, whose cover is open; answers that printer and one that prints."""
    lobby, hall = paired_printer(office), paired_printer(office, "Aula")
    jobs.status(office.desk, office.office_id, hall, WELL)
    jobs.status(office.desk, office.office_id, lobby, PrinterStatus("cover_open", "ok"))
    office.issue(print_it=replace(WISH, printer_id=lobby))
    return lobby, hall


def test_a_paper_that_waits_for_a_failing_printer_can_be_given_to_one_that_prints(
    office: Office, troubled: tuple[int, int]
) -> None:
    lobby, hall = troubled
    [job_id], tini = office.rows(PrintJob.id), office.officers["tini"]

    moves.move(office.desk, office.office_id, job_id, by=tini)

    assert office.events()[-1] == events.PaperDecided(1, copy_no=1, decision="moved", officer_id=tini)
    assert jobs.take_job(office.desk, office.office_id, lobby) is None
    assert must_take(office, hall).copy_no == 1


def test_a_paper_goes_nowhere_else_while_its_own_printer_prints_or_has_it(
    office: Office, troubled: tuple[int, int]
) -> None:
    lobby, hall = troubled
    jobs.status(office.desk, office.office_id, lobby, WELL)
    [job_id], tini = office.rows(PrintJob.id), office.officers["tini"]

    with pytest.raises(PaperSettled):
        moves.move(office.desk, office.office_id, job_id, by=tini)
    must_take(office, lobby)
    jobs.status(office.desk, office.office_id, lobby, PrinterStatus("cover_open", "ok"))
    with pytest.raises(PaperSettled):
        moves.move(office.desk, office.office_id, job_id, by=tini)

    assert jobs.take_job(office.desk, office.office_id, hall) is None


def test_what_waits_for_a_printer_that_is_unpaired_comes_out_of_the_usual_one(office: Office) -> None:
    lobby = paired_printer(office)
    printer_at_server(office)
    office.issue(print_it=replace(WISH, printer_id=lobby))
    office.issue(print_it=replace(WISH, printer_id=lobby))
    handed_out = must_take(office, lobby)

    devices.revoke(office.desk, office.office_id, device_of(office, lobby), by=office.officers["tini"])

    assert (handed_out.number, must_take(office).number, jobs.take_job(office.desk, office.office_id)) == (
        "A001",
        "A002",
        None,
    )
    office.clock.tick(minutes=1)
    assert stuck(office) == [("A001", "unknown_fate"), ("A002", "unknown_fate")]


def test_what_waits_for_a_printer_that_is_unpaired_is_told_where_no_other_prints(office: Office) -> None:
    lobby = paired_printer(office)
    office.issue(print_it=WISH)

    devices.revoke(office.desk, office.office_id, device_of(office, lobby), by=office.officers["tini"])

    assert stuck(office) == [("A001", "gone")]
    office.clock.tick(minutes=15)
    assert (jobs.abandon_old(office.desk, office.office_id, keep=jobs.KEEP), stuck(office)) == (1, [])


def waiting_for(office: Office, printer_id: int, count: int) -> None:
    for _ in range(count):
        office.issue(print_it=replace(WISH, printer_id=printer_id))


def taken(office: Office, printer_id: int) -> list[str]:
    """The numbers that the printer gets, one after the other."""
    found = []
    while job := jobs.take_job(office.desk, office.office_id, printer_id):
        found.append(job.number)
    return found


def test_all_that_waits_for_a_failing_printer_goes_to_another_one_in_one_step(
    office: Office, troubled: tuple[int, int]
) -> None:
    lobby, hall = troubled
    waiting_for(office, lobby, 2)
    tini = office.officers["tini"]

    moved = moves.move_all(office.desk, office.office_id, was=lobby, to=hall, by=tini)

    assert (moved, taken(office, lobby), taken(office, hall)) == (3, [], ["A001", "A002", "A003"])
    assert office.events()[-3:] == [
        events.PaperDecided(ticket, copy_no=1, decision="moved", officer_id=tini) for ticket in (1, 2, 3)
    ]


def test_a_paper_of_unknown_fate_is_never_moved(office: Office, troubled: tuple[int, int]) -> None:
    lobby, hall = troubled
    waiting_for(office, lobby, 1)
    must_take(office, lobby)
    office.clock.tick(minutes=1)
    jobs.status(office.desk, office.office_id, hall, WELL)

    moves.move_all(office.desk, office.office_id, was=lobby, to=hall, by=office.officers["tini"])

    assert (taken(office, hall), stuck(office)) == (["A002"], [("A001", "unknown_fate")])


def test_nothing_is_moved_to_a_printer_that_does_not_print_nor_from_one_that_does(
    office: Office, troubled: tuple[int, int]
) -> None:
    lobby, hall = troubled
    waiting_for(office, hall, 1)

    with pytest.raises(NotFound):
        moves.move_all(office.desk, office.office_id, was=hall, to=lobby, by=office.officers["tini"])
    moved = moves.move_all(office.desk, office.office_id, was=hall, to=hall, by=office.officers["tini"])

    assert (moved, taken(office, hall)) == (0, ["A002"])


def test_what_waits_for_a_printer_that_is_unpaired_comes_out_of_the_only_other_one_that_prints(office: Office) -> None:
    lobby, hall, _dead = paired_printer(office), paired_printer(office, "Aula"), paired_printer(office, "Loket 9")
    jobs.status(office.desk, office.office_id, hall, WELL)
    waiting_for(office, lobby, 2)

    devices.revoke(office.desk, office.office_id, device_of(office, lobby), by=office.officers["tini"])

    assert taken(office, hall) == ["A001", "A002"]


def test_an_heir_is_found_as_soon_as_exactly_one_other_prints(office: Office) -> None:
    lobby, hall, other = paired_printer(office), paired_printer(office, "Aula"), paired_printer(office, "Loket 9")
    waiting_for(office, lobby, 1)
    devices.revoke(office.desk, office.office_id, device_of(office, lobby), by=office.officers["tini"])
    waits = [moves.rescue(office.desk, office.office_id), stuck(office)]

    jobs.status(office.desk, office.office_id, hall, WELL)

    assert waits == [0, [("A001", "gone")]]
    assert (moves.rescue(office.desk, office.office_id), taken(office, hall), taken(office, other)) == (
        1,
        ["A001"],
        [],
    )
    assert moves.rescue(office.desk, office.office_id) == 0


def test_while_two_others_print_people_say_which_one_takes_over(office: Office) -> None:
    lobby, hall, other = paired_printer(office), paired_printer(office, "Aula"), paired_printer(office, "Loket 9")
    for each in (hall, other):
        jobs.status(office.desk, office.office_id, each, WELL)
    waiting_for(office, lobby, 1)
    devices.revoke(office.desk, office.office_id, device_of(office, lobby), by=office.officers["tini"])
    waits = [moves.rescue(office.desk, office.office_id), stuck(office)]

    moves.move_all(office.desk, office.office_id, was=lobby, to=other, by=office.officers["tini"])

    assert waits == [0, [("A001", "gone")]]
    assert (taken(office, hall), taken(office, other)) == ([], ["A001"])


def test_a_paper_is_never_inherited_by_a_printer_that_prints_nothing(office: Office) -> None:
    lobby = paired_printer(office)
    printer_at_server(office, kind="dummy")
    waiting_for(office, lobby, 1)

    devices.revoke(office.desk, office.office_id, device_of(office, lobby), by=office.officers["tini"])

    assert (jobs.take_job(office.desk, office.office_id), stuck(office)) == (None, [("A001", "gone")])

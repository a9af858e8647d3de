"""What the office can honestly say of its day to everybody in the room."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.screens import figures
from queue_app.store.office.now import office_now
from queue_app.store.queue.tables import Ticket
from tests.offices import Office

MEDIAN = "Usual wait"


def told(office: Office, lang: str = "id") -> dict[str, str]:
    with office.desk.reading() as connection:
        found = figures.figures(connection, office_now(connection, office.office_id), office.clock.now)
    return {each.label["en"]: each.value[lang] for each in found}


def served_after(office: Office, *minutes: float) -> None:
    """Citizens who waited so many minutes, one after the other, and were served."""
    for waited in minutes:
        office.issue()
        office.clock.tick(minutes=waited)
        office.served(minutes=0)


def test_before_anybody_came_there_is_nobody_to_tell_of(office: Office) -> None:
    assert told(office) == {"Waiting now": "0", "Served today": "0"}


def test_the_days_figures_are_those_of_its_tickets(office: Office) -> None:
    office.open_counter()
    served_after(office, 4, 6, 8, 10, 30)
    office.issue()
    office.clock.tick(minutes=2.5)
    office.issue("AKTA")

    assert told(office) == {"Waiting now": "2", "Longest wait now": "3 menit", MEDIAN: "± 8 menit", "Served today": "5"}
    assert told(office, "en")[MEDIAN] == "± 8 min"


def test_fewer_than_five_waits_have_no_middle(office: Office) -> None:
    office.open_counter()
    served_after(office, 1, 2, 3, 4)

    assert told(office) == {"Waiting now": "0", "Served today": "4"}


def test_yesterday_is_not_told_of(office: Office) -> None:
    office.open_counter()
    served_after(office, 1, 2, 3, 4, 5)
    office.clock.tick(days=1)

    assert told(office) == {"Waiting now": "0", "Served today": "0"}


def test_a_number_torn_off_a_roll_tells_nothing_of_waits(unchecked_office: Office) -> None:
    office = unchecked_office
    office.open_counter()
    served_after(office, 1, 2, 3, 4, 5)
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Ticket).where(Ticket.number == 1).values(source="roll"))
    setup.change(
        office.desk, office.office_id, by=None, edit=lambda plan: replace(plan, room=RoomRules(numbering="roll"))
    )

    assert told(office) == {"Served today": "5"}


def test_a_number_torn_off_while_the_kiosk_was_out_of_order_tells_nothing_of_waits(unchecked_office: Office) -> None:
    office = unchecked_office
    office.issue()
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Ticket).values(source="roll"))
    office.clock.tick(minutes=30)

    assert told(office) == {"Waiting now": "1", "Served today": "0"}

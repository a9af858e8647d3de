"""The computer's clock is set back during the day: the room hears what is called from then on, and nothing twice."""

from __future__ import annotations

from queue_app.actions.queue import counter
from queue_app.screens import display
from tests.offices import Office


def to_say(office: Office) -> list[tuple[int, str]]:
    with office.desk.reading() as connection:
        key = office.desk.office(office.office_id)
        found = display.display_state(connection, key, now=office.clock.now, fresh_s=20).announcements
    return [(each.seq, each.number) for each in found]


def test_the_room_hears_the_new_calls_and_none_of_the_old_ones(office: Office) -> None:
    office.open_counter()
    for _ in range(display.MOST_SAID):
        office.clock.tick(minutes=1)
        office.issue()
        office.served()
    office.clock.tick(hours=-1)
    office.issue()
    office.call_next()

    assert to_say(office) == [(9, "A009")]


def test_who_was_called_before_it_can_be_called_again(office: Office) -> None:
    office.open_counter()
    office.issue()
    called = office.call_next()
    office.clock.tick(hours=-1)
    office.do(counter.recall, called)

    assert to_say(office) == [(2, "A001")]

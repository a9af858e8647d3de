"""Which screens are there, and what the supervisor sees of the room's equipment."""

from __future__ import annotations

from typing import Any

import pytest

from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.hall import devices, presence
from queue_app.actions.paper import jobs
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import PrinterStatus
from queue_app.screens import equipment
from queue_app.screens.state import plain
from queue_app.store.hall.tables import Screen
from queue_app.store.paper.tables import Printer
from tests.factories import MORNING
from tests.offices import Office

BUILD, VERSION = "b1", "0.2.0"


def tell(office: Office, key: str = "layar-aaaa", **more: Any) -> None:
    said = {"kind": DeviceKind.DISPLAY, "version": BUILD, "sound": "ok", "zone": "", "device_id": None, **more}
    presence.seen(office.desk, office.office_id, key=key, **said)


def shown(office: Office) -> dict[str, Any]:
    with office.desk.reading() as connection:
        found = equipment.equipment(
            connection,
            office.desk.office(office.office_id),
            now=office.clock(),
            build=BUILD,
            version=VERSION,
            lang="en",
        )
    told: dict[str, Any] = plain(found)
    return told


def in_need(office: Office) -> int:
    with office.desk.reading() as connection:
        return len(equipment.screens_in_need(connection, office.desk.office(office.office_id), now=office.clock()))


def pair(office: Office, kind: DeviceKind, name: str) -> int:
    asked = devices.begin(office.desk, office.desk.office(office.office_id), kind)
    return devices.pair(office.desk, office.office_id, code=asked.code, name=name, by=office.officers["tini"]).id


def pair_printer(office: Office, name: str = "Kios kiri") -> int:
    """Answers the number of the printer."""
    device = pair(office, DeviceKind.PRINTER, name)
    (printer_id,) = office.rows(Printer.id, Printer.device_id == device)
    return int(printer_id)


def test_a_screen_is_written_at_most_once_a_minute(office: Office) -> None:
    seen = []
    for _ in range(5):
        tell(office)
        seen += office.rows(Screen.seen_at)
        office.clock.tick(seconds=20)

    assert [(each - MORNING).total_seconds() for each in seen] == [0, 0, 0, 60, 60]
    assert office.rows(Screen.first_seen_at) == [MORNING]


def test_a_change_of_its_sound_is_written_at_once(office: Office) -> None:
    tell(office, sound="locked")
    office.clock.tick(seconds=1)
    tell(office, sound="ok")

    assert office.rows(Screen.sound) == ["ok"]


def test_a_sound_that_nobody_knows_is_refused(office: Office) -> None:
    with pytest.raises(BadInput):
        tell(office, sound="loud")

    assert office.rows(Screen.id) == []


def test_of_too_many_screens_the_longest_unseen_is_forgotten(office: Office) -> None:
    for number in range(presence.MOST + 1):
        tell(office, f"layar-{number:04}")
        office.clock.tick(seconds=1)

    keys = office.rows(Screen.key)
    assert (len(keys), keys[0]) == (presence.MOST, "layar-0001")


def test_a_flood_of_made_up_screens_pushes_out_none_that_is_there(office: Office) -> None:
    kiosk = pair(office, DeviceKind.KIOSK, "Kios lobi")
    tell(office, "dipasangkan", kind=DeviceKind.KIOSK, device_id=kiosk)
    office.clock.tick(minutes=10)
    tell(office, "televisi")
    for number in range(presence.MOST + 50):
        office.clock.tick(seconds=0.1)
        tell(office, f"palsu-{number:04}")

    keys = office.rows(Screen.key)
    assert (len(keys), keys[:2], keys[-1]) == (presence.MOST, ["dipasangkan", "televisi"], "palsu-0249")


def test_a_screen_is_forgotten_after_a_week(office: Office) -> None:
    tell(office, "lama")
    office.clock.tick(days=6)
    tell(office, "baru")
    office.clock.tick(days=2)

    assert keeping.forget(office.desk, office.office_id, "screens") == 1
    assert office.rows(Screen.key) == ["baru"]


def test_a_screen_that_is_gone_for_good_is_taken_off_the_list(office: Office) -> None:
    tell(office)
    (screen,) = shown(office)["screens"]

    presence.drop(office.desk, office.office_id, screen["id"])

    assert shown(office)["screens"] == []
    with pytest.raises(NotFound):
        presence.drop(office.desk, office.office_id, screen["id"])


def test_the_equipment_tells_what_needs_a_hand_and_tells_that_first(office: Office) -> None:
    tell(office, "layar-aaaa")
    tell(office, "layar-bbbb", version="old")
    tell(office, "layar-cccc", sound="locked")
    tell(office, "kios-dddd", kind=DeviceKind.KIOSK, sound="none")

    told = [(each["name"], each["sound"], each["is_outdated"], each["needs_help"]) for each in shown(office)["screens"]]

    assert told == [
        ("Display ··cccc", "Locked: touch the screen once", False, True),
        ("Display ··aaaa", "Speaks", False, False),
        ("Display ··bbbb", "Speaks", True, False),
        ("Kiosk ··dddd", "No sound", False, False),
    ]


def test_a_page_that_somebody_only_looked_at_is_no_screen_to_miss(office: Office) -> None:
    """In an office that pairs nothing, everyone may open a kiosk or a display; whoever leaves it leaves no alarm."""
    display = pair(office, DeviceKind.DISPLAY, "Layar pintu")
    tell(office, "layar-aaaa", device_id=display)
    tell(office, "intip-bbbb")
    tell(office, "intip-cccc", sound="locked")
    office.clock.tick(minutes=5)

    rows = {row["name"]: (row["is_away"], row["needs_help"]) for row in shown(office)["screens"]}

    assert in_need(office) == 1
    assert rows == {"Layar pintu": (True, True), "Display ··bbbb": (True, False), "Display ··cccc": (True, False)}


def test_a_page_that_says_goodbye_leaves_the_list_unless_it_is_paired(office: Office) -> None:
    display = pair(office, DeviceKind.DISPLAY, "Layar pintu")
    tell(office, "layar-aaaa", device_id=display)
    tell(office, "layar-bbbb")

    for key in ("layar-aaaa", "layar-bbbb", "layar-cccc"):
        presence.left(office.desk, office.office_id, key=key)

    assert [row["name"] for row in shown(office)["screens"]] == ["Layar pintu"]


def test_a_screen_is_away_after_two_minutes_and_the_board_counts_it_until_it_is_back_or_forgotten(
    office: Office,
) -> None:
    tell(office)
    office.clock.tick(minutes=30)
    tell(office)
    seen = []
    for minutes in (2, 1, 24 * 60):
        office.clock.tick(minutes=minutes)
        seen.append((shown(office)["screens"][0]["is_away"], in_need(office)))

    assert seen == [(False, 0), (True, 1), (True, 1)]


def test_the_board_counts_the_screens_that_the_page_of_equipment_says_need_help(office: Office) -> None:
    pair(office, DeviceKind.DISPLAY, "Layar pintu")
    tell(office, "layar-aaaa", sound="locked")
    tell(office, "kios-bbbb", kind=DeviceKind.KIOSK, sound="none")
    seen = []
    for minutes in (0, 3):
        office.clock.tick(minutes=minutes)
        seen.append((in_need(office), sum(each["needs_help"] for each in shown(office)["screens"])))

    assert seen == [(1, 1), (1, 1)]


def test_a_printer_is_away_after_half_a_minute_of_silence(office: Office) -> None:
    printer_id = pair_printer(office)
    seen = []
    jobs.status(office.desk, office.office_id, printer_id, PrinterStatus(None, "near_end"))
    for seconds in (30, 1):
        office.clock.tick(seconds=seconds)
        (row,) = shown(office)["printers"]
        seen.append((row["is_away"], row["trouble"], row["paper"]))

    assert seen == [
        (False, None, "nearly used up"),
        (True, "the printer's computer is not connected", "nearly used up"),
    ]


def test_a_paired_screen_has_the_name_that_people_gave_it_once(office: Office) -> None:
    device = pair(office, DeviceKind.DISPLAY, "Lobi")
    assert [each["name"] for each in shown(office)["screens"]] == ["Lobi"]

    tell(office, "layar-aaaa", device_id=device)
    office.clock.tick(seconds=1)
    tell(office, "layar-bbbb", device_id=device)  # its browser has lost its own name

    assert [(each["name"], each["sound"]) for each in shown(office)["screens"]] == [("Lobi", "Speaks")]

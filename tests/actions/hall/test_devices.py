from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from queue_app.actions.hall import admission, devices
from queue_app.actions.hall.devices import Asked, Placed
from queue_app.actions.office.accounts import token_hash
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotFound, NotPaired, TooManyScreens, UnknownCode
from queue_app.domain.log.rights import ALWAYS_PAIRED, OF_DEVICES, DeviceKind, Right
from queue_app.store.desk import OfficeKey
from queue_app.store.hall.tables import Device
from queue_app.store.office.tables import Office as OfficeRow
from queue_app.store.paper.tables import Printer
from tests.factories import MORNING, make_plan
from tests.offices import Office

KIOSK, DISPLAY, SURVEY, PRINTER = DeviceKind


@pytest.fixture
def pairing(office: Office) -> Office:
    return ask_for_pairing(office)


def ask_for_pairing(office: Office) -> Office:
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(OfficeRow).where(OfficeRow.id == office.office_id).values(pairs_devices=True))
        work.record(
            events.SetupChanged(
                what="office", key="uji", field_names="pairs_devices", before="", after="", officer_id=None
            )
        )
    return office


def key(office: Office) -> OfficeKey:
    return office.desk.office(office.office_id)


def begun(office: Office, kind: DeviceKind = KIOSK) -> tuple[str, str]:
    """Code and token of a screen that waits."""
    asked = devices.begin(office.desk, key(office), kind)
    assert asked.token
    return asked.code, asked.token


def type_in(office: Office, code: str, name: str = "Kios depan") -> int:
    return devices.pair(office.desk, office.office_id, code=code, name=name, by=office.officers["tini"]).id


def paired(office: Office, kind: DeviceKind = KIOSK) -> tuple[int, str]:
    """Row number and token of a screen that is paired."""
    code, token = begun(office, kind)
    return type_in(office, code), token


def rights(office: Office, token: str) -> frozenset[Right]:
    return frozenset(right for right in OF_DEVICES if is_let_in(office, right, token))


def is_let_in(office: Office, right: Right, token: str) -> bool:
    try:
        devices.admit(office.desk, key(office), right, token=token)
    except NotPaired:
        return False
    return True


def standing(office: Office, token: str, kind: DeviceKind = KIOSK) -> Asked | None:
    return devices.standing(office.desk, key(office), kind, token=token)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(KIOSK, Right.TAKE_NUMBERS), (DISPLAY, Right.SHOW_CALLS), (SURVEY, Right.ANSWER), (PRINTER, Right.PRINT)],
)
def test_a_paired_screen_has_the_right_of_its_kind_and_no_other(
    pairing: Office, kind: DeviceKind, expected: Right
) -> None:
    _device, token = paired(pairing, kind)

    assert rights(pairing, token) == {expected}


def test_a_screen_of_one_office_may_do_nothing_in_another(
    pairing: Office, found_another: Callable[..., Office]
) -> None:
    other = ask_for_pairing(found_another(make_plan(slug="kedua", tag="2"), tag="2"))

    _device, token = paired(pairing)

    assert [rights(each, token) for each in (pairing, other)] == [{Right.TAKE_NUMBERS}, set()]


def test_a_screen_that_only_waits_may_do_nothing(pairing: Office) -> None:
    _code, token = begun(pairing)

    assert [rights(pairing, each) for each in (token, "", "guess")] == [set()] * 3


def test_an_office_that_pairs_no_screens_lets_everyone_use_them(office: Office) -> None:
    assert rights(office, "") == OF_DEVICES - ALWAYS_PAIRED
    assert standing(office, "") == Asked(is_paired=True)


def test_a_printer_is_paired_in_every_office(office: Office) -> None:
    device, token = paired(office, PRINTER)

    assert rights(office, token) == OF_DEVICES
    devices.revoke(office.desk, office.office_id, device, by=office.officers["tini"])
    assert rights(office, token) == OF_DEVICES - ALWAYS_PAIRED
    assert standing(office, "", PRINTER) is None


def test_a_paired_printer_has_its_row_until_it_is_unpaired(office: Office) -> None:
    device, _token = paired(office, PRINTER)
    devices.rename(office.desk, office.office_id, device, name="Kios kanan", by=office.officers["tini"])
    before = office.rows(Printer.name), office.rows(Printer.is_active)

    devices.revoke(office.desk, office.office_id, device, by=office.officers["tini"])

    assert (*before, office.rows(Printer.is_active)) == (["Kios kanan"], [True], [False])


def test_a_screen_is_told_where_it_stands(pairing: Office) -> None:
    kiosk, token = paired(pairing)
    printer, _token = paired(pairing, PRINTER)
    (printer_id,) = pairing.rows(Printer.id, Printer.device_id == printer)

    put(pairing, kiosk, Placed(printer_id=printer_id, is_low=True, is_silent=True))

    found = devices.admit(pairing.desk, key(pairing), Right.TAKE_NUMBERS, token=token)
    assert found
    assert Placed.of(found) == Placed(printer_id=printer_id, is_low=True)  # a kiosk has no voice to be silent
    assert pairing.events()[-1] == events.SetupChanged(
        "device", str(kiosk), "printer_id is_low", '{"printer_id": null, "is_low": false}',
        f'{{"printer_id": {printer_id}, "is_low": true}}', pairing.officers["tini"],
    )  # fmt: skip


def test_a_screen_that_stays_where_it_was_is_no_news(pairing: Office) -> None:
    display, _token = paired(pairing, DISPLAY)
    before = len(pairing.events())

    put(pairing, display, Placed())

    assert len(pairing.events()) == before


@pytest.mark.parametrize(("kind", "wish"), [(DISPLAY, Placed(zone="timur")), (KIOSK, Placed(printer_id=99))])
def test_a_place_that_the_office_does_not_have_is_refused(pairing: Office, kind: DeviceKind, wish: Placed) -> None:
    device, _token = paired(pairing, kind)

    with pytest.raises(BadInput):
        put(pairing, device, wish)


def put(office: Office, device: int, wish: Placed) -> None:
    devices.place(office.desk, office.office_id, device, wish, by=office.officers["tini"])


def test_an_office_that_begins_to_pair_does_so_at_once(office: Office) -> None:
    assert rights(office, "") == OF_DEVICES - ALWAYS_PAIRED

    ask_for_pairing(office)

    assert rights(office, "") == frozenset()


def test_a_code_has_six_digits_and_stands_until_it_is_too_old(pairing: Office) -> None:
    code, token = begun(pairing)
    seen = []
    for minutes in (0, 14, 1):
        pairing.clock.tick(minutes=minutes)
        seen.append(standing(pairing, token))

    assert (len(code), code.isdecimal()) == (6, True)
    assert seen == [Asked(is_paired=False, code=code, left_s=900), Asked(is_paired=False, code=code, left_s=60), None]


def test_a_code_that_is_too_old_pairs_nothing(pairing: Office) -> None:
    code, token = begun(pairing)
    pairing.clock.tick(minutes=15)

    with pytest.raises(UnknownCode):
        type_in(pairing, code)

    assert rights(pairing, token) == set()


def test_a_code_pairs_one_screen_once(pairing: Office) -> None:
    code, _token = begun(pairing)
    type_in(pairing, code)

    with pytest.raises(UnknownCode):
        type_in(pairing, code)


def test_the_administrator_of_another_office_pairs_nothing_here(
    pairing: Office, found_another: Callable[..., Office]
) -> None:
    other = found_another(make_plan(slug="kedua", tag="2"), tag="2")
    code, token = begun(pairing)

    with pytest.raises(UnknownCode):
        type_in(other, code)

    assert rights(pairing, token) == set()


def test_codes_that_are_open_at_once_differ(pairing: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([7, 7, 7, 8])
    monkeypatch.setattr("secrets.randbelow", lambda _most: next(drawn))

    assert [begun(pairing)[0], begun(pairing)[0]] == ["000007", "000008"]


def test_too_many_screens_cannot_wait_at_once_but_later_ones_can(pairing: Office) -> None:
    for _ in range(devices.MOST_WAITING):
        begun(pairing)
    with pytest.raises(TooManyScreens):
        begun(pairing)

    pairing.clock.tick(minutes=15)
    begun(pairing)

    assert len(pairing.rows(Device.id)) == 1


def test_the_administrator_sees_who_is_paired_and_who_waits(pairing: Office) -> None:
    device, _token = paired(pairing, DISPLAY)
    code, _waiting = begun(pairing, SURVEY)

    seen = devices.screens(pairing.desk, pairing.office_id)

    assert [(each.id, each.kind, each.name, each.paired_at) for each in seen.paired] == [
        (device, DISPLAY, "Kios depan", MORNING)
    ]
    assert [(each.kind, each.code) for each in seen.waiting] == [(SURVEY, code)]


def test_only_the_hash_of_a_token_is_kept(pairing: Office) -> None:
    _device, token = paired(pairing)

    assert pairing.rows(Device.token_hash) == [token_hash(token)]


def test_an_unpaired_screen_may_do_nothing_and_says_since_when(pairing: Office) -> None:
    device, token = paired(pairing)
    pairing.clock.tick(minutes=5)

    devices.revoke(pairing.desk, pairing.office_id, device, by=pairing.officers["tini"])

    assert rights(pairing, token) == set()
    assert devices.unpaired_at(pairing.desk, token) == pairing.clock()
    assert standing(pairing, token) is None  # it asks for a new code, and gets a new token with it
    assert devices.screens(pairing.desk, pairing.office_id).paired == []


def test_the_log_tells_of_pairing_renaming_and_unpairing(pairing: Office) -> None:
    begun_with = len(pairing.events())
    device, _token = paired(pairing)
    tini = pairing.officers["tini"]
    for name in ("Kios kiri", "Kios kiri"):
        devices.rename(pairing.desk, pairing.office_id, device, name=name, by=tini)
    devices.revoke(pairing.desk, pairing.office_id, device, by=tini)

    assert pairing.events()[begun_with:] == [
        events.DevicePaired(device, "kiosk", tini),
        events.SetupChanged("device", str(device), "name", "Kios depan", "Kios kiri", tini),
        events.DeviceRevoked(device, tini),
    ]


def test_the_screens_of_another_office_are_not_touched(pairing: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="kedua", tag="2"), tag="2")
    device, token = paired(pairing)

    for verb in (devices.revoke, lambda *asked, by: devices.rename(*asked, name="x", by=by)):
        with pytest.raises(NotFound):
            verb(other.desk, other.office_id, device, by=other.officers["tini"])

    assert rights(pairing, token) == {Right.TAKE_NUMBERS}


def test_last_seen_is_written_at_most_once_a_minute(pairing: Office) -> None:
    _device, token = paired(pairing)
    seen = []
    for _ in range(5):
        pairing.clock.tick(seconds=30)
        is_let_in(pairing, Right.TAKE_NUMBERS, token)
        seen += pairing.rows(Device.seen_at)

    assert [(each - MORNING).total_seconds() for each in seen] == [0, 0, 90, 90, 90]


def test_a_screen_that_stays_open_is_let_in_until_it_is_unpaired(pairing: Office) -> None:
    device, token = paired(pairing)
    let_in_by = admission.of_device(pairing.desk, key(pairing), Right.TAKE_NUMBERS, token=token)
    before = let_in_by.holds()

    devices.revoke(pairing.desk, pairing.office_id, device, by=pairing.officers["tini"])

    assert (before, let_in_by.holds()) == (True, False)

from __future__ import annotations

import pytest

from queue_app.actions.hall import devices
from queue_app.actions.paper import stations
from queue_app.domain.log.errors import NotPaired
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.paper.tables import Printer
from tests.offices import Office


def paired(office: Office, kind: DeviceKind) -> DeviceRow:
    asked = devices.begin(office.desk, office.desk.office(office.office_id), kind)
    return devices.pair(office.desk, office.office_id, code=asked.code, name="Kios kiri", by=office.officers["tini"])


def test_a_computer_that_comes_says_what_its_printer_is(office: Office) -> None:
    device = paired(office, DeviceKind.PRINTER)

    printer_id = stations.arrived(office.desk, device, kind="usb", paper_width_mm=58, version="0.4.0")

    told = [office.rows(each, Printer.id == printer_id) for each in (Printer.kind, Printer.paper_width_mm)]
    assert told == [["usb"], [58]]


def test_a_device_without_a_printer_has_none_that_could_come(office: Office) -> None:
    device = paired(office, DeviceKind.KIOSK)

    with pytest.raises(NotPaired):
        stations.arrived(office.desk, device, kind="usb", paper_width_mm=58, version="0.4.0")

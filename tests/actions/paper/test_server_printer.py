"""Each office knows of the printer at the server while it hangs there, and no longer."""

from __future__ import annotations

from queue_app.actions.paper import jobs, server_printer
from queue_app.domain.paper.jobs import PrinterStatus
from queue_app.store.paper import printers
from tests.offices import Office


def known(office: Office) -> list[tuple[str, str, int]]:
    with office.desk.reading() as connection:
        rows = printers.of_office(connection, office.office_id)
    return [(row.name, row.kind, row.paper_width_mm) for row in rows]


def test_a_printer_that_is_another_one_now_stays_the_same_row(office: Office) -> None:
    server_printer.introduce(office.desk, office.office_id, kind="usb", paper_width_mm=80)
    server_printer.introduce(office.desk, office.office_id, kind="network", paper_width_mm=58)

    assert known(office) == [("Server", "network", 58)]


def test_a_server_without_a_printer_takes_it_out_of_use_once_no_other_server_told_of_it(office: Office) -> None:
    server_printer.introduce(office.desk, office.office_id, kind="usb", paper_width_mm=80)
    jobs.status(office.desk, office.office_id, None, PrinterStatus())

    seen = []
    for _ in range(2):
        server_printer.retire(office.desk, office.office_id)
        seen.append(known(office))
        office.clock.tick(seconds=server_printer.GONE_AFTER.seconds + 1)

    assert seen == [[("Server", "usb", 80)], []]

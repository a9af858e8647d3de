"""From the ticket's own transaction to the paper: nothing is lost, nothing is printed twice, nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from queue_app.actions.paper import jobs
from queue_app.actions.paper.jobs import PaperWish
from queue_app.config import Printing
from queue_app.domain.paper.jobs import JobState
from queue_app.printing import status
from queue_app.printing.lines import PAPERS
from queue_app.printing.spool import Spool
from queue_app.store.paper import standing
from queue_app.store.paper.tables import Printer, PrintJob
from tests.factories import make_plan
from tests.offices import Office
from tests.papers import WISH
from tests.printing.conftest import BRIEF_S, PATIENT_S
from tests.printing.escpos_reader import read
from tests.printing.logos import give_logo, give_unknown_part, logo
from tests.printing.tcp_printer import TcpPrinter, refusing_port
from tests.servers.waiting import becomes_true

pytestmark = pytest.mark.usefixtures("expect_silence")


@dataclass
class Room:
    """An office, its printer and the spool between them."""

    office: Office
    printer: TcpPrinter
    spool: Spool

    def print_all(self) -> int:
        """Looks at the printer and lets the spool work until it has nothing to do; answers how many it tried."""
        self.spool.look()
        tried = 0
        while self.spool.print_one():
            tried += 1
        return tried

    def numbers(self) -> list[str]:
        """What stands on each paper in the tray."""
        return [" ".join(text for text in read(slip, PAPERS[80]).texts if is_number(text)) for slip in self.whole()]

    def whole(self) -> list[bytes]:
        return [slip for slip in self.printer.slips if b"\x1dV" in slip]

    def states(self) -> list[JobState]:
        return self.office.rows(PrintJob.state)

    def stuck(self) -> list[tuple[str, str | None]]:
        """What staff's page shows."""
        with self.office.desk.reading() as connection:
            found = standing.standing(connection, self.office.office_id, now=self.office.clock())
        return [(each.job.number, each.reason) for each in found.stuck]


def is_number(text: str) -> bool:
    return text.startswith(("A0", "SALINAN"))


def spool_to(office: Office, port: int, *, files_dir: Path = Path(), timeout_s: float = PATIENT_S) -> Spool:
    printing = Printing(kind="network", host="127.0.0.1", port=port, timeout_s=timeout_s)
    spool = Spool(office.desk, printing, files_dir=files_dir)
    spool.tend()
    return spool


@pytest.fixture
def room(office: Office) -> Iterator[Room]:
    with TcpPrinter(speaks=True) as printer:
        yield Room(office, printer, spool_to(office, printer.port))


def opens_cover(printer: TcpPrinter) -> None:
    printer.is_cover_open = True


def opens_cover_while_it_prints(printer: TcpPrinter) -> None:
    assert becomes_true(lambda: any(b"A001" in slip for slip in printer.slips))
    opens_cover(printer)


def closes_cover(printer: TcpPrinter) -> None:
    printer.is_cover_open = False


def runs_out(printer: TcpPrinter) -> None:
    printer.paper = "end"


def goes_offline(printer: TcpPrinter) -> None:
    printer.is_offline = True


def comes_back(printer: TcpPrinter) -> None:
    printer.is_offline = False


def falls_silent(printer: TcpPrinter) -> None:
    printer.is_mute, status.ANSWER_S = True, BRIEF_S


def speaks_again(printer: TcpPrinter) -> None:
    printer.is_mute, status.ANSWER_S = False, PATIENT_S


Change = Callable[[TcpPrinter], None]
MENDED: list[tuple[str, Change, Change]] = [
    ("cover_open", opens_cover, closes_cover),
    ("paper_end", runs_out, TcpPrinter.new_roll),
    ("offline", goes_offline, comes_back),
    ("silent", falls_silent, speaks_again),
]


def test_a_ticket_is_printed_once_with_its_number_and_the_way_to_its_page(room: Room) -> None:
    issued = room.office.issue(print_it=WISH)

    assert (room.print_all(), room.print_all()) == (1, 0)

    slip = read(room.printer.slips[0], PAPERS[80])
    assert (room.numbers(), slip.cuts) == (["A001"], 1)
    assert slip.qrs == [f"http://antrean.test/t/{issued.token}"]
    assert room.states() == [JobState.CONFIRMED]


@pytest.mark.parametrize(("reason", "breaks", "mends"), MENDED)
def test_what_waits_while_the_printer_is_broken_is_printed_once_and_in_order_when_it_is_mended(
    room: Room, reason: str, breaks: Change, mends: Change
) -> None:
    room.office.issue(print_it=WISH)
    room.print_all()
    breaks(room.printer)
    papers = [room.office.issue(print_it=WISH).paper for _ in range(2)]
    tried = room.print_all()
    shown, promised = room.stuck(), room.office.issue(print_it=WISH).paper

    mends(room.printer)

    assert (papers, tried, promised) == (["queued", "queued"], 0, "failing")
    assert shown == [("A002", reason), ("A003", reason)]
    assert room.print_all() == 3
    assert (room.numbers(), room.stuck()) == (["A001", "A002", "A003", "A004"], [])


def test_paper_that_ends_in_the_middle_of_a_ticket_loses_none_and_doubles_none(room: Room) -> None:
    for _ in range(2):
        room.office.issue(print_it=WISH)
    room.printer.ends_after = 60
    room.print_all()
    shown = room.stuck()

    room.printer.new_roll()

    assert shown == [("A001", "paper_end"), ("A002", "paper_end")]
    assert room.states() == [JobState.FAILED, JobState.QUEUED]
    room.print_all()
    assert (room.states(), room.stuck()) == ([JobState.FAILED, JobState.CONFIRMED], [("A001", "paper_end")])
    assert room.numbers().count("A002") == 1


def test_a_cover_that_is_opened_in_the_middle_shows_the_ticket_to_staff(room: Room) -> None:
    room.office.issue(print_it=WISH)
    room.printer.stops_at = b"A001"
    opens = threading.Thread(target=opens_cover_while_it_prints, args=[room.printer])
    opens.start()
    room.print_all()
    opens.join()

    room.printer.stops_at = None
    closes_cover(room.printer)

    assert (room.print_all(), room.states(), room.stuck()) == (0, [JobState.FAILED], [("A001", "cover_open")])


@pytest.mark.parametrize("count", [1, 100])
def test_a_connection_that_drops_in_the_middle_shows_the_ticket_to_staff_and_prints_it_once_more_at_most(
    room: Room, count: int
) -> None:
    room.office.issue(print_it=WISH)
    room.printer.drops_after = count
    room.print_all()
    room.printer.drops_after = None
    alone = (room.print_all(), room.states(), room.stuck())
    [job_id] = room.office.rows(PrintJob.id)

    jobs.reprint(room.office.desk, room.office.office_id, job_id, by=room.office.officers["wati"])
    room.printer.new_roll()  # the half paper is torn off
    room.print_all()

    assert alone == (0, [JobState.FAILED], [("A001", "dropped")])
    assert room.numbers() == ["SALINAN 2 A001 SALINAN 2"]
    assert (room.states(), room.stuck()) == ([JobState.ABANDONED, JobState.CONFIRMED], [])


def test_a_slow_printer_prints_each_ticket_once(room: Room) -> None:
    room.printer.bytes_per_s = 1500
    for _ in range(3):
        room.office.issue(print_it=WISH)

    assert room.print_all() == 3
    assert room.numbers() == ["A001", "A002", "A003"]


def test_a_roll_that_nears_its_end_is_known_before_it_ends(room: Room) -> None:
    room.printer.paper = "near_end"
    room.spool.look()

    assert (room.office.rows(Printer.paper), room.office.rows(Printer.condition)) == (["near_end"], [None])


def test_a_printer_that_never_answers_slows_no_ticket_down(room: Room, expect_silence: Callable[[], None]) -> None:
    expect_silence()
    room.printer.speaks = False
    room.spool.look()
    for _ in range(4):
        room.office.issue(print_it=WISH)

    room.print_all()

    assert room.printer.asked == [1]  # once, before the first ticket
    assert (room.numbers(), set(room.states())) == (["A001", "A002", "A003", "A004"], {JobState.SENT})


def test_a_printer_that_takes_the_ticket_and_stalls_is_not_tried_again(room: Room) -> None:
    room.spool = spool_to(room.office, room.printer.port, timeout_s=BRIEF_S)
    room.office.issue(print_it=WISH)
    room.printer.speaks, room.printer.stalls = False, True
    room.print_all()

    assert (room.print_all(), room.stuck()) == (0, [("A001", "unconfirmed")])


def test_a_printer_that_is_off_gets_the_ticket_once_when_it_is_on(office: Office) -> None:
    port = refusing_port()
    spool = spool_to(office, port)
    office.issue(print_it=WISH)
    off = [spool.print_one(), *office.rows(Printer.condition), *office.rows(PrintJob.state)]

    with TcpPrinter(speaks=True, port=port) as printer:
        room = Room(office, printer, spool)
        tried = [room.print_all(), room.print_all()]

        assert (off, tried, room.numbers()) == ([False, "refused", JobState.QUEUED], [1, 0], ["A001"])


def test_the_paper_that_went_through_is_counted_in_millimetres(room: Room) -> None:
    [printer_id] = room.office.rows(Printer.id)
    jobs.new_roll(room.office.desk, room.office.office_id, printer_id, roll_mm=30_000, by=room.office.officers["tini"])
    room.office.issue(print_it=WISH)
    room.print_all()

    [used] = room.office.rows(Printer.used_mm)
    assert 80 <= used <= 160


def test_offices_of_one_server_share_its_printer_and_its_roll(room: Room, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")
    room.spool.tend()
    first, _second = room.office.rows(Printer.id)
    jobs.new_roll(room.office.desk, room.office.office_id, first, roll_mm=30_000, by=room.office.officers["tini"])
    room.office.issue(print_it=WISH)
    other.issue(print_it=WISH)

    assert room.print_all() == 2
    assert room.numbers() == ["A001", "A001"]
    assert len(set(room.office.rows(Printer.used_mm))) == 1
    opens_cover(room.printer)
    room.spool.look()
    assert room.office.rows(Printer.condition) == ["cover_open", "cover_open"]


def test_without_a_printer_the_server_s_row_is_out_of_use(room: Room) -> None:
    Spool(room.office.desk, Printing(kind="none")).tend()

    assert room.office.rows(Printer.is_active) == [False]
    assert room.office.issue(print_it=PaperWish("id", "http://antrean.test", server_kind="none")).paper == "none"


def test_the_paper_speaks_the_language_that_the_citizen_chose(room: Room) -> None:
    room.office.issue(print_it=PaperWish("en", "http://antrean.test"))
    room.print_all()

    assert "Service KTP" in read(room.printer.slips[0], PAPERS[80]).texts


def test_a_ticket_without_a_wish_for_paper_has_no_job(office: Office) -> None:
    office.issue()

    assert office.rows(PrintJob.id) == []


def test_the_office_s_logo_stands_on_the_paper(office: Office, tmp_path: Path) -> None:
    give_logo(office.desk, office.office_id, tmp_path, logo(300, 300))
    with TcpPrinter(speaks=True) as printer:
        room = Room(office, printer, spool_to(office, printer.port, files_dir=tmp_path))
        office.issue(print_it=WISH)

        room.print_all()

        (slip,) = room.whole()
    assert (room.numbers(), read(slip, PAPERS[80]).pictures) == (["A001"], 1)


def test_a_paper_that_cannot_be_laid_out_is_refused_with_its_reason_and_nothing_is_in_doubt(room: Room) -> None:
    give_unknown_part(room.office.desk, room.office.office_id)
    room.office.issue(print_it=WISH)

    room.print_all()

    assert (room.states(), room.whole()) == ([JobState.QUEUED], [])
    assert room.stuck() == [("A001", "unprintable: KeyError: 'hologram'")]


def test_a_profile_that_is_none_stops_no_spool_and_is_told_with_the_paper(office: Office) -> None:
    spool = Spool(office.desk, Printing(kind="dummy", profile="TM-T0"))
    office.issue(print_it=WISH)

    spool.start()

    assert becomes_true(lambda: office.rows(PrintJob.reason) == ["python-escpos has no profile TM-T0"])
    spool.stop()

"""The disk is full, read-only, or breaks, and is well again: nothing is half done, and what only reads goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.databases import Databases
from tests.faults.conftest import OnDisk
from tests.faults.disk import disk
from tests.live.test_uploads import PIECE, Upload
from tests.live.wire import Wire
from tests.people import Person
from tests.recordings import MP4
from tests.served import make_administrator
from tests.servers.program import ProgramFailed

READ = ("/healthz", "/display/uji", "/kiosk/uji", "/o/uji", "/sign-in")
TELL = "Mohon beri tahu administrator."
FULL = 507, "disk_full", f"Ruang penyimpanan server penuh. Yang sudah dikonfirmasi tetap tersimpan. {TELL}"
UNWRITABLE = 503, "disk_unwritable", f"Penyimpanan server sedang tidak dapat ditulisi. {TELL}"
SAID = {"full": FULL, "readonly": UNWRITABLE, "broken": UNWRITABLE}


@pytest.mark.slow("each has a server and a disk of its own")
@pytest.mark.parametrize("fault", SAID)
def test_while_the_disk_takes_nothing_it_is_said_all_that_reads_goes_on_and_the_same_presses_count_afterwards(
    office: OnDisk, fault: str
) -> None:
    given = office.press("before-it-00")[1]["number"]
    officer = office.officer()
    with Wire(office.server.url) as wire:
        wire.join("display")
        office.disk.becomes(fault)
        answers = [office.press(f"during-it-{turn:02d}") for turn in range(3)]
        called = officer.post("/counter/call-next")
        pages = [Person(office.server.url).ask("GET", path)[0] for path in READ]
        office.disk.becomes("well")
        numbers = [office.press(f"during-it-{turn:02d}")[1]["number"] for turn in range(3)]
        shown = wire.next()

    assert {(status, said["error"], said["message"]) for status, said in [*answers, called]} == {SAID[fault]}
    assert pages == [200] * len(READ)
    assert (given, numbers) == ("A001", ["A002", "A003", "A004"])
    assert shown["seq"] > 0
    assert officer.post("/counter/call-next")[1]["open"]["number"] == "A001"
    office.check()


@pytest.mark.slow("as above")
def test_a_server_that_ends_while_its_disk_is_full_has_lost_nothing_when_there_is_room(office: OnDisk) -> None:
    kept = [office.press(f"before-it-{turn:02d}")[1]["number"] for turn in range(3)]
    office.disk.becomes("full")
    assert office.press("during-it-00")[0] == 507
    office.server.kill9()
    office.disk.becomes("well")
    office.server.start()

    again = [office.press(f"before-it-{turn:02d}") for turn in range(3)]

    assert [(status, each["number"]) for status, each in again] == [(200, number) for number in kept]
    assert office.press("during-it-00")[1]["number"] == "A004"
    office.check()


@pytest.mark.slow("as above")
def test_a_server_on_a_read_only_disk_says_so_instead_of_starting(databases: Databases, tmp_path: Path) -> None:
    (data := tmp_path / "data").mkdir()
    (beside := tmp_path / "beside").mkdir()
    under = disk(data, beside=beside)
    server = under.server(beside, databases.founded("sqlite", data))
    under.becomes("readonly")

    with pytest.raises(ProgramFailed, match="Is its disk mounted read-only"):
        server.start()
    assert server.stop() == 1
    assert "Traceback" not in server.log_text()


@pytest.mark.slow("as above")
def test_a_video_that_the_disk_has_no_room_for_is_told_and_leaves_nothing_behind(office: OnDisk) -> None:
    make_administrator(office.url, "tini")
    administrator = Person(office.server.url)
    administrator.sign_in("tini")
    office.disk.becomes("full")
    upload = Upload(office.server.url, administrator, f"Content-Length: {len(MP4) + len(PIECE)}", pieces=1)

    upload.run()

    assert (upload.status, upload.answer["error"]) == (507, "file_not_stored")
    assert [each for each in (office.disk.folder / "files").rglob("*") if each.is_file()] == []

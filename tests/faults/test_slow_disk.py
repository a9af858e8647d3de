"""Each sync of the disk takes a second, as on a worn-out card: who writes waits for it, and nobody else does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.conftest import OnDisk
from tests.live.wire import Wire
from tests.people import Person

READ = ("/healthz", "/display/uji", "/o/uji")
AT_ONCE = 12


@pytest.mark.slow("a disk that takes a second for each sync")
def test_screens_and_pages_go_on_while_a_press_waits_for_a_slow_disk(office: OnDisk) -> None:
    with Wire(office.server.url) as wire, ThreadPoolExecutor(1) as pool:
        wire.join("display")
        office.disk.becomes("2000")
        taking = pool.submit(office.press)
        beats = [wire.next("beat") for _ in range(4)]
        pages = [Person(office.server.url).ask("GET", path)[0] for path in READ]
        was_waiting = not taking.done()

        status, said = taking.result()

    assert (len(beats), pages, was_waiting) == (4, [200] * len(READ), True)
    assert (status, said["number"]) == (201, "A001")


@pytest.mark.slow("as above")
def test_a_crowd_before_a_slow_disk_shares_its_syncs(office: OnDisk) -> None:
    """One after the other they would stand there for as many seconds as they are, and the last would be refused."""
    office.disk.becomes("1000")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda turn: office.press(f"slow-disk-{turn:02d}"), range(AT_ONCE)))
    office.disk.becomes("well")

    assert sorted(str(said["number"]) for _status, said in answers) == [f"A{n:03d}" for n in range(1, AT_ONCE + 1)]
    assert {status for status, _said in answers} == {201}
    office.check()

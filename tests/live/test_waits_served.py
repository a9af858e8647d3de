"""Rounds of the server itself: they begin with it, promise what nobody asked for, and end with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from queue_app.store.citizen.tables import WaitNow, WaitPromise
from tests.databases import Databases
from tests.people import Person
from tests.served import names, open_counter, rows, server, take_number
from tests.servers.waiting import becomes_true


@pytest.mark.slow("a server that starts and ends")
def test_whoever_takes_a_number_is_promised_a_range_by_the_server_itself(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    running = server(tmp_path, url)
    running.start()
    open_counter(running.url, "wati", names(url).counters[1])
    take_number(Person(running.url), names(url).services["KTP"])

    assert becomes_true(lambda: len(rows(url, WaitPromise.leg_id)) == 1)
    assert (len(rows(url, WaitNow.office_id)), running.stop()) == (1, 0)

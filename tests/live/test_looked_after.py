"""A served program as the machines see it that look after it: its counts, its lines, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.people import Person
from tests.served import server
from tests.servers.waiting import becomes_true


def ready(url: str) -> int:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as exc:
        return exc.code


@pytest.mark.slow("a real process: asked while it ends")
def test_a_server_that_is_told_to_end_says_so_first_and_then_takes_no_more(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.founded("sqlite", tmp_path)
    with server(tmp_path, url, server={"drain_s": 3.0}) as antrean:
        before = ready(antrean.url)
        os.kill(antrean.program.pid, signal.SIGTERM)

        assert becomes_true(lambda: ready(antrean.url) == 503)
        assert (before, Person(antrean.url).ask("GET", "/healthz")[0]) == (200, 200)
        assert antrean.stop() == 0


@pytest.mark.slow("a real process: its counts and lines as a program reads them")
def test_a_server_counts_what_it_does_and_writes_lines_for_programs(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    with server(tmp_path, url, metrics={"is_on": True}, log={"format": "json"}) as antrean:
        Person(antrean.url).ask("GET", "/o/uji")
        with urllib.request.urlopen(f"{antrean.url}/metrics", timeout=10) as answer:
            told = answer.read().decode()
        lines = [json.loads(line) for line in antrean.log_text().splitlines() if line.startswith("{")]

    assert 'antrean_request_seconds_count{address="office_page.page",status="2xx"} 1.0' in told
    assert "antrean_transaction_seconds_count " in told
    assert [each["said"].partition(" on port")[0] for each in lines if each["logger"] == "queue_app.server"] == [
        "serving ['uji']"
    ]

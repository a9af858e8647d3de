"""Regression: simple-websocket sends what the socket takes at once and drops the rest: slow readers got cut frames."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Databases
from tests.faults.slow_reader import SlowReader
from tests.people import Person
from tests.served import names, open_counter, played_by, server, take_number

RECALLS = 200  # several fall into one round of the feed
ENOUGH = 40_000  # bytes; both ends of the socket hold a few thousand


@pytest.mark.slow("a reader stops for seconds")
def test_a_reader_that_stopped_for_seconds_gets_every_frame_whole(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    with played_by(server(tmp_path, url, display={"fresh_s": 300}), "tests.faults.tight_server") as running:
        officer = open_counter(running.url, "wati", names(url).counters[1])
        take_number(Person(running.url), names(url).services["KTP"])
        leg = {"leg_id": officer.post("/counter/call-next")[1]["open"]["leg_id"]}
        supervisor = Person(running.url)
        supervisor.sign_in("tini")
        reader = SlowReader(running.url, cookie=supervisor.cookie)
        reader.say("40")
        for room in ("display", "board"):
            reader.say(f'42["join",{json.dumps({"room": room, "office": "uji", "page": supervisor.csrf})}]')

        statuses = {officer.post("/counter/recall", leg)[0] for _ in range(RECALLS)}
        last_seq = officer.get("/counter/state")["state"]["seq"]
        seqs, size = read_states(reader, until=last_seq)
        reader.close()

    assert statuses == {200}
    assert seqs == sorted(seqs)
    assert size > ENOUGH  # else too little was sent to fill the socket


def read_states(reader: SlowReader, *, until: int) -> tuple[list[int], int]:
    """The numbers of the states up to the last one, and how much was read; each text must be whole JSON."""
    seqs: list[int] = []
    size = 0
    while not seqs or seqs[-1] < until:
        text = reader.text()
        size += len(text)
        if text == "2":
            reader.say("3")  # a ping, and its pong
        elif text.startswith("42"):
            name, data = _message(text)
            seqs += [data["seq"]] if name in ("state", "change") else []
    return seqs, size


def _message(text: str) -> tuple[str, dict[str, Any]]:
    name, data = json.loads(text[2:])
    return name, data

"""`kill -9` while a receiver is being told: the same message comes again under its id, and nothing is left out."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from queue_app.actions.office.hooks import setting
from queue_app.actions.office.hooks.setting import Wish
from queue_app.domain.office.hooks.pacing import LEASE
from queue_app.secret import seal_key
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.sealing import Seal
from tests.people import Person
from tests.receiver import Heard, Receiver, receiver
from tests.served import found, large_plan, names, server, take_number
from tests.servers.waiting import PATIENCE_S, becomes_true

NUMBERS, KILLED_AT = 5, 3


def add_hook(url: str, seal_file: Path, address: str) -> None:
    """As the office's server would, with its own seal."""
    database = Database(url)
    desk = Desk(database, seal=Seal(seal_key(str(seal_file))))
    setting.add(desk, 1, Wish("Papan kota", address, ["ticket.issued"]), by=1, allow_private=True)
    database.close()


def hold_at(told: Receiver, number: int) -> tuple[threading.Event, threading.Event]:
    """The message of that place is not answered before the second event is set; the first says that it came."""
    came, go_on, heard = threading.Event(), threading.Event(), []

    def answer(message: Heard) -> int:
        heard.append(message)
        if len(heard) == number:
            came.set()
            go_on.wait(PATIENCE_S)
        return 200

    told.answer = answer
    return came, go_on


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_server_that_was_killed_while_it_told_tells_that_again_and_all_else_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'antrean.db'}"
    found(url, large_plan(1))
    with receiver() as told, ExitStack() as stack:
        came, go_on = hold_at(told, KILLED_AT)
        add_hook(url, tmp_path / "data" / "seal.key", told.url)
        running = stack.enter_context(server(tmp_path, url, hooks={"allow_private": True}))
        kiosk, service = Person(running.url), names(url).services["KTP"]
        for _ in range(NUMBERS):
            take_number(kiosk, service)
        assert came.wait(PATIENCE_S)
        running.kill9()
        go_on.set()
        running.start()
        assert becomes_true(lambda: len(told.heard) > NUMBERS, within_s=PATIENCE_S + LEASE.total_seconds())

    ids = [each.id for each in told.heard]
    assert len(set(ids)) == NUMBERS
    assert ids[KILLED_AT - 1] == ids[KILLED_AT]
    assert [each.number for each in told.heard] == ["A001", "A002", "A003", "A003", "A004", "A005"]

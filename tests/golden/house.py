"""All that the record takes from the program itself; everything else it sees through addresses, sockets and the file.

When a module of the program moves, only the imports here follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask

from queue_app import create_app, simulate
from queue_app.actions.office import setup
from queue_app.config import Config, load
from queue_app.daily import DayWatch
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.web.admin.wizard import key_of
from tests.golden.held import Chance, Clock

Say = Callable[..., Any]
SECRET = "golden-" * 5
CONFIG = """
[server]
public_url = "http://antrean.test"
secret_file = "secret.key"
files_dir = "files"
[kiosk]
most_per_min_of_address = 1000000
[live]
beat_s = 60
watch_s = 60
[sign_in]
tries = 1000
idle_min = 1440
absolute_h = 72
"""


@dataclass
class House:
    """The program around one database file, with a clock that stands and chance that is known."""

    app: Flask
    desk: Desk
    clock: Clock
    chance: Chance
    file: Path

    def close(self) -> None:
        self.desk.database.close()

    def line(self, cookie: str) -> Say:
        """A socket that holds these cookies: what is said on it, and what was answered."""
        socketio = self.app.extensions["socketio"]
        client = socketio.test_client(self.app, headers={"Cookie": cookie})
        return lambda event, **said: client.emit(event, said, callback=True)

    def look_at_the_day(self) -> None:
        DayWatch(self.desk, note_days=30).look()

    def play(self, *, seed: int, people: int) -> str:
        """Yesterday's morning; answers the table of what happened."""
        return str(simulate.play(self.desk, seed=seed, tickets=people, speed=0, force=False))

    def found(self, plan: Path) -> None:
        setup.found_office(self.desk, setup.read_plan(plan))


def settings(folder: Path) -> Config:
    """Of a house whose files are kept in the folder."""
    (folder / "secret.key").write_text(SECRET, encoding="ascii")
    (folder / "config.toml").write_text(CONFIG, encoding="ascii")
    return load(folder / "config.toml", {})


def opened(folder: Path, file: Path, *, now: datetime, chance: Chance) -> House:
    """The program on a database file, which is migrated where it is new."""
    url = f"sqlite:///{file}"
    if not file.exists():
        schema.migrate(url)
    clock = Clock(now)
    desk = Desk(Database(url), clock=clock)
    chance.begin("opening")
    app = create_app(settings(folder), desk)
    # The record asks for each state; whatever the program would send by itself later is left to other tests.
    app.extensions["socketio"].start_background_task = lambda *_what, **_more: None
    return House(app, desk, clock, chance, file)


def demo_text() -> str:
    """The file that the demo office is founded from."""
    return setup.DEMO.read_text(encoding="utf-8")


def first_key() -> str:
    """What opens the first start."""
    return key_of(SECRET)

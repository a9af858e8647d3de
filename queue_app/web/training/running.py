"""The trainings that are held at this server: each a whole program on a database of its own, in a folder of its own.

A request below a training's address goes to its program, which thinks that it stands at the root. When it ends, folder,
database and program are gone. What an address is worth: its token is random, and the pages for people ask for the
trainee's session beside it, which holds nowhere else.
"""

from __future__ import annotations

import logging
import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy import URL

from queue_app import apart
from queue_app.actions.office import training
from queue_app.actions.office.training import Copy
from queue_app.actions.queue import desks
from queue_app.config import Config, DatabaseSettings
from queue_app.domain.log.training_errors import TrainingsFull
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.engines import Database
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.now import office_now
from queue_app.web.training import folders
from queue_app.web.training.folders import Folder

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger(__name__)

PLACE = "/training"
MOST = 3  # at once: each has its own screens, rows and thread of commits
IDLE_S = 30 * 60.0  # nobody has done anything
MIGRATING = apart.Work("queue_app.store.schema", "migrate", memory_mb=1024, seconds=60)


@dataclass(slots=True, eq=False)
class Training:
    """One training, from its beginning to its end."""

    token: str
    trainee: tuple[int, int]  # office and officer, in the office itself
    folder: Folder
    desk: Desk
    office: OfficeKey
    copy: Copy
    app: Flask
    used_at: float
    over: threading.Event = field(default_factory=threading.Event)
    clearing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        """Without a slash at its end."""
        return f"{PLACE}/{self.token}"


Build = Callable[[Config, Desk, str], Flask]  # a program that stands below this address


class Trainings:
    """Those of this process. clock: seconds, for what nobody has used for long."""

    def __init__(
        self, config: Config, desk: Desk, build: Build, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._config = _alone(config)
        self._desk = desk
        self._build = build
        self._clock = clock
        self._running: dict[str, Training] = {}
        self._coming = 0
        self._ending: set[Training] = set()
        self._turns: dict[tuple[int, int], threading.Lock] = {}
        folders.sweep()

    def begin(self, who: SignedIn) -> Training:
        """A new training for the person, whose earlier one ends. Raises TrainingsFull."""
        with self._turns.setdefault((who.office_id, who.officer_id), threading.Lock()):  # presses may come at once
            return self._after_earlier(who)

    def _after_earlier(self, who: SignedIn) -> Training:
        for each in list(self._running.values()):
            if each.trainee == (who.office_id, who.officer_id):
                self.end(each)
        if len(self._running) + self._coming >= MOST:
            raise TrainingsFull(most=MOST)
        self._coming += 1
        try:
            begun = self._begin(who)
            self._running[begun.token] = begun
        finally:
            self._coming -= 1
        threading.Thread(target=self._mind, args=(begun,), name="training", daemon=True).start()
        return begun

    def of(self, path: str) -> Training | None:
        """The training below whose address the path is."""
        place, _, rest = path.removeprefix("/").partition("/")
        return self._running.get(rest.partition("/")[0]) if f"/{place}" == PLACE else None

    def end(self, training: Training) -> None:
        """Nothing of it is left, and its pages hear nothing more. Ending it twice changes nothing."""
        if self._running.pop(training.token, None) is not None:
            self._ending.add(training)
            training.over.set()

    def close(self) -> None:
        """The server ends."""
        for each in list(self._running.values()):
            self.end(each)
        for each in list(self._ending):
            _clear(each)

    def before(self, app: WSGIApplication) -> WSGIApplication:
        """Lets each training answer what is asked below its address, and the program everything else."""

        def asked(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            found = self.of(environ.get("PATH_INFO", ""))
            if found is None:
                return app(environ, start_response)
            path = environ["PATH_INFO"].removeprefix(found.address) or "/"
            if path not in UNCOUNTED:
                found.used_at = self._clock()
            inside = {**environ, "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + found.address, "PATH_INFO": path}
            return found.app.wsgi_app(inside, start_response)

        return asked

    def _begin(self, who: SignedIn) -> Training:
        token, folder = secrets.token_urlsafe(18), folders.fresh()
        try:
            file = folder.path / "training.db"
            file.write_bytes(_blank())
            url = _url(file)
            database = Database(url, offload=self._desk.offload)
            desk = Desk(database, clock=self._desk.clock, steady=self._desk.steady, offload=self._desk.offload)
            copy = training.found(desk, self._desk, who)
            with desk.reading() as connection:
                office = office_now(connection, copy.office_id)
            counter = next(each.id for each in office.counters if each.number == copy.counter)
            desks.open_desk(desk, copy.office_id, counter_id=counter, officer_id=copy.officer_id)
            config = replace(self._config, database=DatabaseSettings(url))
            app = self._build(config, desk, f"{PLACE}/{token}")
        except BaseException:
            folder.clear()
            raise
        begun = Training(
            token, (who.office_id, who.officer_id), folder, desk, desk.office(copy.office_id), copy, app, self._clock()
        )
        app.extensions["antrean.training"] = begun
        app.extensions["antrean.end_training"] = lambda: self.end(begun)
        app.extensions["antrean.live"].rounds.start()
        return begun

    def _mind(self, training: Training) -> None:
        """Waits for its end, or until nobody has used it for long."""
        while not training.over.wait(max(0.0, training.used_at + IDLE_S - self._clock())):
            if self._clock() - training.used_at >= IDLE_S:
                self.end(training)
        _clear(training)
        self._ending.discard(training)


def _url(file: Path) -> str:
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


@cache
def _blank() -> bytes:
    """A database with every table and nothing in it; made once, by a process that goes with what it had to load."""
    with tempfile.TemporaryDirectory(prefix="antrean-blank-") as folder:
        file = Path(folder) / "blank.db"
        apart.done(MIGRATING, _url(file))
        return file.read_bytes()


UNCOUNTED = frozenset({"/steps"})  # asked by the page itself, also when nobody sits before it


def _alone(config: Config) -> Config:
    """The settings of a training: without paper, mail, other workers, and limits that a learner could meet."""
    return replace(
        config,
        live=replace(config.live, redis_url=""),
        printing=replace(config.printing, kind="none"),
        kiosk=replace(config.kiosk, most_per_min=1_000_000, most_per_min_of_address=1_000_000),
        mail=replace(config.mail, host=""),
    )


def _clear(training: Training) -> None:
    with training.clearing:
        if not training.folder.path.exists():
            return
        training.folder.clear()
        try:
            live: Any = training.app.extensions["antrean.live"]
            live.end()
            training.desk.database.close()
        except Exception:  # the outer edge: the folder goes whatever its screens did
            logger.exception("a training could not be ended in order")
        training.folder.clear()  # a write that was under way may have made a file in it again

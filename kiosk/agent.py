"""`antrean-kiosk`: owns this computer's printer, and prints what the server has for it, each paper once.

It asks for one job at a time, prints it, and tells what became of it. What it does not know for certain it never
prints again (outbox.py). It works on through cut lines, restarts and printers in trouble; a signal ends it gently.
"""

from __future__ import annotations

import contextlib
import logging
import random
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from queue_app import __version__
from queue_app.domain.log.errors import ConfigError, PrinterFailed
from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus, told
from queue_app.printing.attempt import attempt, look, not_made
from queue_app.printing.drivers import making, settings_of
from queue_app.printing.lines import PAPERS, Line, length_mm, lines_from_json
from queue_app.printing.status import Memory
from queue_app.texts import LANGUAGES, translate

from . import trial_page
from .alone.standby import Standby
from .link import Link, LinkLost, Refused
from .outbox import AlreadyRuns, Entry, NotKept, Outbox, Stage
from .pairing import Asked, NoSuchOffice, Pairing
from .settings import Settings, load, parser

logger = logging.getLogger("antrean-kiosk")

LOOK_IDLE_S = 10.0  # between two looks at a printer that has nothing to do
LOOK_TROUBLED_S = 2.0  # and at one that does not print: somebody may be putting paper in
ASK_EVERY_S = 3.0  # whether the code was typed in
RETRY_S, LONGEST_RETRY_S = 0.5, 5.0  # after a cut line, each time twice as long
PIECE_S = 0.25  # a waiting program hears no signal on Windows
REVOKED = "not_paired"
DISK = "disk"  # a key of paper.CONDITIONS: what must not be forgotten cannot be written down
# What is told of a job that the program was in the middle of when it ended, by how far it had come.
LEFT: dict[Stage, dict[str, Any]] = {
    Stage.ASKED: {"outcome": Outcome.REFUSED},
    Stage.PRINTING: {"outcome": Outcome.BROKEN, "reason": "interrupted"},
}


class Agent:
    """One printer and its line to the server."""

    def __init__(self, settings: Settings, outbox: Outbox, ending: threading.Event) -> None:
        self._settings = settings
        self._printer = settings_of(settings.printer)
        self._memory = Memory()
        self._outbox = outbox
        self._ending = ending
        self._pairing = Pairing(settings.server.url, settings.server.office, settings.folder)
        self._woken = threading.Event()
        self._due: list[dict[str, Any]] = []  # replaced whole, also by the line's own thread
        self._status = PrinterStatus()
        self._retry_s = RETRY_S
        self._is_lost = False  # told once, not at every try
        self._at_printer = threading.RLock()  # a number that this kiosk gives by itself is printed beside us
        self._standby = self._made_standby() if settings.offline.page_port else None

    def _made_standby(self) -> Standby:
        server, printer = self._settings.server, self._settings.printer
        return Standby(
            self._settings.folder, url=server.url, slug=server.office, port=self._settings.offline.page_port,
            paper_width_mm=printer.paper_width_mm, token=lambda: self._pairing.token,
            cookie=lambda: self._pairing.cookie, print_lines=self._print_alone,
            has_printer=lambda: printer.kind != "dummy", condition=lambda: self._status.condition,
        )  # fmt: skip

    def _print_alone(self, lines: list[Line]) -> Attempt:
        with self._at_printer:
            made = attempt(lines, self._printer, self._memory)
            self._note(made.status)
        return made

    def run(self) -> None:
        """Until it is told to end. Raises NoSuchOffice."""
        if self._standby is None:
            self._work()
            return
        self._standby.start()
        try:
            self._work()
        finally:
            self._standby.stop()

    def _work(self) -> None:
        while not self._ending.is_set():
            try:
                if not self._pairing.token:
                    self._pair()
                self._serve()
            except LinkLost as exc:
                self._rest(exc)
            except Refused as exc:
                if exc.code != REVOKED:
                    self._rest(exc)
                    continue
                logger.warning("this printer is not paired with the office (any more); it needs a new code")
                self._pair()
            except NoSuchOffice:
                raise
            except Exception as exc:  # the outer edge: it works unattended all day, whatever failed once
                logger.exception("something failed")
                self._rest(exc)

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def _pair(self) -> None:
        """Shows the code until somebody has typed it in."""
        shown = ""
        while not self._ending.is_set():
            try:
                asked = self._pairing.ask()
            except LinkLost as exc:
                self._rest(exc)
                continue
            self._found_again()
            if asked.is_paired:
                return
            if asked.code != shown:
                shown = asked.code
                self._show(asked)
            self._ending.wait(ASK_EVERY_S)

    def _show(self, asked: Asked) -> None:
        code = f"{asked.code[:3]} {asked.code[3:]}"
        words = [translate(lang, "Ask the administrator to type this code under “Pair devices”.") for lang in LANGUAGES]
        lines = ["", f"    {code}", "", *words, f"{self._settings.server.url.rstrip('/')}/admin/devices", ""]
        logger.info("\n".join(lines))

    def _serve(self) -> None:
        """Works until the line breaks. Raises LinkLost, Refused."""
        server = self._settings.server
        with Link(server.url, server.office, cookie=self._pairing.cookie, on_state=self._hear_state) as link:
            printer = self._settings.printer
            join = {"version": __version__, "kind": printer.kind, "paper_width_mm": printer.paper_width_mm}
            link.ask("join", room="printer", **join)
            self._found_again()
            logger.info("connected to %s; printer: %s, %s mm", server.url, printer.kind, printer.paper_width_mm)
            if self._standby:
                self._standby.keeper.look()  # before anything is printed: of some papers the server learns only now
            look_at = 0.0
            while not self._ending.is_set():
                if time.monotonic() >= look_at:
                    self._look(link)
                self._print_due(link)
                look_at = time.monotonic() + (LOOK_TROUBLED_S if self._status.condition else LOOK_IDLE_S)
                self._wait(link, until=look_at)

    def _hear_state(self, state: dict[str, Any]) -> None:
        self._due = state["jobs"]
        self._woken.set()

    def _wait(self, link: Link, *, until: float) -> None:
        """Until there is something to print, or it is time to look."""
        while not self._woken.wait(PIECE_S):
            if link.is_cut:
                raise LinkLost("the line was cut")
            if self._ending.is_set() or time.monotonic() >= until:
                return
        self._woken.clear()

    def _look(self, link: Link) -> None:
        """Asks the printer how it is, settles what an earlier life left, and hears what is due."""
        with self._at_printer:
            status = look(self._printer, self._memory)
        if not status.condition and self._status.condition == DISK and not self._outbox.can_write():
            status = replace(status, condition=DISK)
        self._note(status)
        self._tell_left(link)
        self._due = link.ask("printer", **self._shown_status())["jobs"]

    def _note(self, status: PrinterStatus) -> None:
        if status.condition != self._status.condition:
            text = told(status.condition, str) if status.condition else "it prints again"
            logger.log(logging.WARNING if status.condition else logging.INFO, "printer: %s", text)
        self._status = status

    def _shown_status(self) -> dict[str, Any]:
        return {"condition": self._status.condition, "paper": self._status.paper}

    def _print_due(self, link: Link) -> None:
        """One after the other, while the printer prints. A printer in trouble is only looked at."""
        jobs, self._due = self._due, []
        for job in jobs:
            if self._ending.is_set() or self._status.condition or not self._print(link, job):
                return

    def _print(self, link: Link, job: dict[str, Any]) -> bool:
        """Answers whether the printer is ready for the next one."""
        job_id, attempt_no = int(job["id"]), int(job["attempt"])
        try:
            self._outbox.keep(job_id, attempt_no, Stage.ASKED)
        except NotKept:
            self._note(replace(self._status, condition=DISK))
            link.ask("printer", **self._shown_status())
            return False
        try:
            lines = link.ask("claim", job=job_id, attempt=attempt_no)["lines"]
        except Refused as exc:
            self._outbox.forget(job_id)
            if exc.code == REVOKED:
                raise
            logger.warning("ticket %s was not handed out: %s", job["number"], exc)
            return True
        if lines is None:  # printed, given up, or handed out already
            self._outbox.forget(job_id)
            return True
        with self._still_there(link):
            report = self.on_paper(job_id, attempt_no, lines)
        self._outbox.know(job_id, attempt_no, **report)
        logger.info("ticket %s: %s %s", job["number"], report["outcome"], report["reason"] or "")
        self._tell_left(link)
        return self._status.condition is None

    @contextlib.contextmanager
    def _still_there(self, link: Link) -> Iterator[None]:
        """Says so while a ticket takes its time: a computer that is silent for long counts as gone."""
        is_done = threading.Event()

        def say() -> None:
            while not is_done.wait(LOOK_IDLE_S):
                link.tell("printer", **self._shown_status())

        saying = threading.Thread(target=say, name="still there", daemon=True)
        saying.start()
        try:
            yield
        finally:
            is_done.set()
            saying.join()

    def on_paper(self, job_id: int, attempt_no: int, plain: list[Any]) -> dict[str, Any]:
        """Prints the lines; answers what became of them, as the server is told."""
        try:
            with making(self._printer.name):
                lines = lines_from_json(plain)  # of a newer server, perhaps
                taken_mm = length_mm(lines, PAPERS[self._printer.paper_width_mm])
        except PrinterFailed as exc:
            made, taken_mm = not_made(exc, job_id, self._memory), 0
        else:
            with self._at_printer:
                made = self._tried(job_id, attempt_no, lines)
        self._note(made.status)
        used_mm = 0 if made.outcome is Outcome.REFUSED else taken_mm
        return {"outcome": made.outcome, "reason": made.reason, "length_mm": used_mm}

    def _tried(self, job_id: int, attempt_no: int, lines: list[Line]) -> Attempt:
        try:
            self._outbox.keep(job_id, attempt_no, Stage.PRINTING)
        except NotKept:
            return Attempt(Outcome.REFUSED, DISK, replace(self._status, condition=DISK))
        return attempt(lines, self._printer, self._memory)

    def _tell_left(self, link: Link) -> None:
        """Tells everything that the server has not got yet."""
        for entry in self._outbox.entries():
            try:
                link.ask("printed", job=entry.job, attempt=entry.attempt, **self._report(entry))
            except Refused as exc:
                if exc.code == REVOKED:
                    raise
                logger.warning("what became of job %s was not taken: %s", entry.job, exc)
            self._outbox.forget(entry.job)

    def _report(self, entry: Entry) -> dict[str, Any]:
        return {**(LEFT.get(entry.stage) or entry.report), **self._shown_status()}

    def _rest(self, why: Exception) -> None:
        """Before the next try; at random, so that a building's printers do not all come back at once."""
        if not self._is_lost:
            logger.warning("%s cannot be reached (%s); trying again by itself", self._settings.server.url, why)
        self._is_lost = True
        self._ending.wait(self._retry_s * random.uniform(0.5, 1.5))
        self._retry_s = min(self._retry_s * 2, LONGEST_RETRY_S)

    def _found_again(self) -> None:
        self._is_lost, self._retry_s = False, RETRY_S


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when told to end, 1 when it cannot work; then the last line says why."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", stream=sys.stdout)
    logger.setLevel(logging.INFO)
    asked = parser().parse_args(arguments)
    try:
        settings = load(asked)
        if asked.test:
            return trial_page.print_one(settings)
        settings.folder.mkdir(parents=True, exist_ok=True)
        outbox = Outbox(settings.folder / "outbox.db")
    except (ConfigError, OSError, sqlite3.Error) as exc:
        return _cannot(str(exc))
    except AlreadyRuns:
        return _cannot(f"antrean-kiosk runs already with the folder {settings.folder}")
    try:
        _run(settings, outbox)
    except NoSuchOffice:
        return _cannot(
            f"the server at {settings.server.url} knows no office “{settings.server.office}” (server.office)"
        )
    except OSError as exc:  # of the start alone: later ones are met where they happen
        return _cannot(f"the kiosk's page cannot be served at offline.page_port {settings.offline.page_port}: {exc}")
    finally:
        outbox.close()
    return 0


def _run(settings: Settings, outbox: Outbox) -> None:
    ending = threading.Event()
    agent = Agent(settings, outbox, ending)

    def end(*_signal: object) -> None:
        ending.set()
        agent.wake()

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last one is how Windows ends a service's console
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    agent.run()


def _cannot(why: str) -> int:
    sys.stderr.write(why + "\n")
    return 1

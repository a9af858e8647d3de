"""All of a kiosk's computer that goes on while the server is away, put together."""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from queue_app.domain.log.errors import PrinterFailed
from queue_app.domain.paper.jobs import Attempt, Outcome
from queue_app.printing.lines import Line

from .book import Book, Given, Paper
from .front import Front, LocalServer
from .issuing import Issuer
from .keeper import Keeper
from .kept_pages import KeptPages
from .paper import lines_of
from .passing import Passing
from .server_clock import ServerClock

logger = logging.getLogger("antrean-kiosk")


class Standby:
    """Between `start` and `stop` the browser of this computer finds its kiosk at the port.

    print_lines: puts them on paper, and answers what became of them. has_printer: whether there is one at all.
    condition: why it does not print now.
    """

    def __init__(
        self, folder: Path, *, url: str, slug: str, port: int, paper_width_mm: int, token: Callable[[], str],
        cookie: Callable[[], str], print_lines: Callable[[list[Line]], Attempt], has_printer: Callable[[], bool],
        condition: Callable[[], str | None],
    ) -> None:  # fmt: skip
        """Raises OSError, sqlite3.Error."""
        self._book = Book(folder / "alone.db")
        self._pages = KeptPages(folder / "pages")
        self._width_mm, self._print_lines = paper_width_mm, print_lines
        clock = ServerClock(self._book)
        self.keeper = Keeper(url, slug, self._book, clock, cookie=cookie)
        issuer = Issuer(self._book, token=token, now=clock.now, has_printer=has_printer)
        self._due: queue.Queue[tuple[Given, str] | None] = queue.Queue()
        self._printing = threading.Thread(target=self._print_all, name="papers given alone", daemon=True)
        self.server = LocalServer(
            port,
            lambda own: Front(
                slug, keeper=self.keeper, clock=clock, issuer=issuer, pages=self._pages,
                server=Passing(url, own), print_it=lambda given, lang: self._due.put((given, lang)),
                condition=condition,
            ),
        )  # fmt: skip

    def start(self) -> None:
        self._printing.start()
        self.keeper.start()
        self.server.start()

    def stop(self) -> None:
        self.server.stop()
        self.keeper.stop()
        self._due.put(None)
        self._printing.join()
        self._book.close()

    def _print_all(self) -> None:
        while (due := self._due.get()) is not None:
            try:
                self._print(*due)
            except Exception:  # the outer edge: the next one may be printed
                logger.exception("a paper failed")

    def _print(self, given: Given, lang: str) -> None:
        """At most once: what may be on paper was written down before its first byte went out."""
        known = self._book.given(given.slip.key)
        office = self.keeper.office()
        if known is None or known.paper is not Paper.DUE or office is None:
            return
        logo = self._pages.find(office.told["logo"]) if office.told["logo"] else None
        try:
            lines = lines_of(
                given, office, lang=lang, paper_width_mm=self._width_mm, logo=logo.body if logo else None
            )  # fmt: skip
            self._book.came_to(given.slip.key, Paper.PRINTING)
        except (PrinterFailed, sqlite3.Error) as exc:
            logger.warning("number %s is not printed: %s", given.answer["number"], exc)
            return
        made = self._print_lines(lines)
        is_done = made.outcome in (Outcome.CONFIRMED, Outcome.TAKEN)
        self._book.came_to(given.slip.key, Paper.DONE if is_done else Paper.FAILED)
        logger.info("number %s, given alone: %s %s", given.answer["number"], made.outcome, made.reason or "")

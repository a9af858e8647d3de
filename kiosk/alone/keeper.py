"""Between a kiosk's computer and its server: what was given alone is handed in, then asked what is lent from now on."""

from __future__ import annotations

import json
import logging
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from http import HTTPStatus
from typing import Any

from queue_app.domain.queue.lease.blocks import Block
from queue_app.domain.queue.lease.slips import MOST_AT_ONCE, Slip

from ..link import AGENT
from .book import Book
from .office import Office
from .server_clock import ServerClock, steady_s

logger = logging.getLogger("antrean-kiosk")

ASK_EVERY_S, LOOK_EVERY_S = 10.0, 2.0  # while the server answers, and while it does not
ANSWER_WITHIN_S = 6.0
REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
# Answers of a proxy or of a server whose database is away: it could not do anything.
AWAY = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})


class Away(Exception):
    """The server cannot be reached, or cannot do anything. is_sure: False where it may only be slow."""

    def __init__(self, why: str = "", *, is_sure: bool = True) -> None:
        super().__init__(why)
        self.is_sure = is_sure

    @classmethod
    def by(cls, error: Exception) -> Away:
        return cls(str(error), is_sure=not isinstance(error, TimeoutError))


class Keeper:
    """Asks in a thread of its own. is_alone: the server is away, and this computer may go on by itself."""

    def __init__(
        self, url: str, slug: str, book: Book, clock: ServerClock, *,
        cookie: Callable[[], str], changed: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        self._url = f"{url.rstrip('/')}/kiosk/{slug}"
        self._book = book
        self._clock = clock
        self._cookie = cookie
        self._changed = changed
        self._ending, self._woken = threading.Event(), threading.Event()
        self._working = threading.Lock()
        self._office: Office | None = None
        self.is_alone = False
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ending.set()
        self._woken.set()
        self._thread.join()

    def office(self) -> Office | None:
        """As the server told it last, also before this computer was started anew; None where it never did."""
        if self._office is None and (told := self._book.fact("office")):
            self._office = Office(told, self._book)
        return self._office

    def lost(self) -> None:
        """Somebody got no answer: this computer goes on by itself until the keeper gets one."""
        if not self.is_alone:
            self.is_alone = True
            logger.warning("the server is away; this kiosk goes on by itself")
            self._changed()
        self._woken.set()

    def doubt(self) -> None:
        """Somebody waited in vain: the keeper looks at once whether the server is away."""
        self._woken.set()

    def look(self) -> bool:
        """One round: hands in, asks, and says whether the server answered. Never two at once."""
        with self._working:
            try:
                self.hand_in()
                self._ask()
            except Away as exc:
                logger.debug("no answer: %s", exc)
                self.lost()
                return False
            if self.is_alone:
                self.is_alone = False
                logger.info("the server is there again")
                self._changed()
            return True

    def hand_in(self) -> None:
        """All slips that the server has not got, in their order, so many at a time. Raises Away."""
        while left := self._book.unsent():
            batch, rest = left[:MOST_AT_ONCE], left[MOST_AT_ONCE:]
            tally = {} if rest else self._book.tally()
            handed = {
                "slips": [_plain(each) for each in batch],
                "unsent": len(rest),
                "tally": tally,
                "heard_ms": self._clock.heard_ms,
            }
            answer = self._post("handed-in", handed)
            if answer is None:
                return  # refused: they stay, and are told as not handed in
            for each in answer["new"]:
                if each["fault"]:
                    logger.warning("slip %s was taken in: %s", each["number"] or each["key"], each["fault"])
            self._book.handed_in(batch, tally)
            logger.info("%s numbers were handed in", len(batch))

    def _ask(self) -> None:
        """Tells what is held, and keeps what is lent from now on. Raises Away."""
        asked_s = steady_s()
        told = self._post("lease", self._holdings())
        if told is None:
            return
        self._clock.hear(told["now"], asked_s=asked_s, answered_s=steady_s())
        self._book.lend(
            [Block(each["series_id"], _day(each), each["first"], each["last"]) for each in told["blocks"]],
            {(each["service_id"], _day(each)): each["held"] for each in told["places"]},
        )
        kept = {name: said for name, said in told.items() if name not in ("now", "blocks", "places")}
        if self._book.fact("office") != kept:
            self._book.keep(office=kept)
        self._office = Office(kept, self._book)
        self._book.forget_before(self._office.day(self._clock.now()))

    def _holdings(self) -> dict[str, Any]:
        return {
            "unsent": len(self._book.unsent()),
            "heard_ms": self._clock.heard_ms,
            "blocks": [
                {**asdict(each.block), "day": each.block.day.isoformat(), "next": each.next}
                for each in self._book.held()
            ],
            "places": [
                {"service_id": service_id, "day": day.isoformat(), "held": held}
                for (service_id, day), held in self._book.places().items()
            ],
        }

    def _post(self, what: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """The answer; None where the server refused. Raises Away."""
        headers = {"Content-Type": "application/json", "Cookie": self._cookie(), "User-Agent": AGENT}
        sent = json.dumps(body).encode()
        request = urllib.request.Request(f"{self._url}/{what}", sent, headers)  # noqa: S310 - the settings check it
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_WITHIN_S) as response:  # noqa: S310 - as above
                found: dict[str, Any] = json.load(response)
                return found
        except urllib.error.HTTPError as exc:
            self._refused(what, exc)
            return None
        except (OSError, ValueError) as exc:
            raise Away(str(getattr(exc, "reason", exc))) from exc

    def _refused(self, what: str, error: urllib.error.HTTPError) -> None:
        if error.code in AWAY:
            raise Away(f"HTTP {error.code}") from error
        if error.code in REFUSED:
            self._book.lend([], {})  # it is not paired any more: it gives nothing by itself
        logger.warning("%s was refused: HTTP %s", what, error.code)

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self.look()
            except Exception:  # the outer edge: it works unattended all day, whatever failed once
                logger.exception("the numbers for an outage could not be looked after")
            if self._woken.wait(LOOK_EVERY_S if self.is_alone else ASK_EVERY_S):
                self._woken.clear()
                if self.is_alone:
                    self._ending.wait(LOOK_EVERY_S)


def _plain(slip: Slip) -> dict[str, Any]:
    return {**asdict(slip), "day": slip.day.isoformat()}


def _day(told: dict[str, Any]) -> date:
    return date.fromisoformat(told["day"])

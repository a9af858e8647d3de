"""`antrean serve`: one gevent process with its writer, its spool and its screens.

`run` is called with everything already monkey-patched (see __main__): before SQLAlchemy, redis and ssl are imported.
"""

from __future__ import annotations

import gc
import logging
import signal
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any

import gevent
from gevent.hub import Hub
from gevent.pywsgi import Input, WSGIHandler
from gevent.threadpool import ThreadPool

from queue_app import logs, mail
from queue_app.actions.citizen.complaints.escalate import Audience
from queue_app.application import create_app
from queue_app.config import Config, Mail, addresses
from queue_app.daily import DayWatch
from queue_app.entrance import Entrance, lines
from queue_app.escalation import Escalation
from queue_app.keeping import Keeping
from queue_app.live import alerts
from queue_app.live.hook_post import Poster
from queue_app.live.hooks import Hooks
from queue_app.live.loop_lag import LoopLag
from queue_app.live.pushes import Pushes
from queue_app.live.wire import mend_lines, without_compression
from queue_app.printing.spool import Spool
from queue_app.recaps import Parcel, RecapPost, Way, into
from queue_app.reminders import Reminders
from queue_app.secret import seal_key
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log.steady import steady_clock
from queue_app.store.measured import MeasuredWriter
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import OfficeRow
from queue_app.store.sealing import Seal

logger = logging.getLogger(__name__)

BACKLOG = 1024
UNREAD = 64 * 1024  # bytes of a refused request that are read to keep its connection
LINGER_S = 2  # for a client that still sends what was refused to read why
NO_BUFFER = 16  # bytes; there is no smaller one
LOG_PAGES, CARRY_S = 10_000, 1.0  # of SQLite's log before a commit must carry it over; how often it is looked at
GRACE_S = 20  # for requests under way when the server is told to stop: longer than any of them on a busy machine
# Behind a proxy: so long what comes by connections that it keeps is answered still, and each is ended with its answer.
FAREWELL_S = 0.5
# A connection that asks nothing so long, or is not done with asking, is ended; nginx gives up an idle one at 60.
ASKED_WITHIN_S: float = 75
ENDED_BY = (
    "SIGTERM",
    "SIGINT",
    "SIGBREAK",
)  # the last is Windows's; what wraps a service there sends Ctrl+C
MOST_FILES = 65536  # a connection is one


class Handler(WSGIHandler):
    """pywsgi's handler with four mends, each for a fault that was measured, and what a gentle end needs."""

    under_way = 0  # requests that are being answered; screens' sockets do not count
    is_ending = False  # every answer is the last of its connection

    def handle(self) -> None:
        # Without this, Nagle's algorithm holds each answer on a kept connection back for 40 ms.
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle()

    def handle_one_request(self) -> Any:
        """Without its limit, whoever opens connections and says nothing has them for ever, until nobody gets one."""
        self.patience = gevent.Timeout.start_new(ASKED_WITHIN_S)
        try:
            return super().handle_one_request()
        except gevent.Timeout as late:
            if late is not self.patience:
                raise
            return None
        finally:
            self.patience.close()

    def get_environ(self) -> dict[str, Any]:
        self.patience.cancel()  # the head is there; bodies, answers and sockets take the time that they take
        environ: dict[str, Any] = super().get_environ()
        if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13" or "HTTP_SEC_WEBSOCKET_KEY" not in environ:
            environ.pop("HTTP_UPGRADE", None)  # no handshake: engineio would fail on it, past its own clean-up
        return environ

    def finalize_headers(self) -> None:
        if Handler.is_ending:
            self.close_connection = True
            self.response_headers.append((b"Connection", b"close"))
        super().finalize_headers()

    def run_application(self) -> None:
        is_websocket = self.environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        Handler.under_way += not is_websocket
        if is_websocket:
            self._give_back_buffer()
        try:
            super().run_application()
        finally:
            Handler.under_way -= not is_websocket
        if is_websocket:
            self.close_connection = True  # else the close frame would be read as a request
        elif self._has_much_to_come():
            self._hang_up()

    def _give_back_buffer(self) -> None:
        """A websocket is read past the 8 kB that requests are read through; a screen keeps them all day."""
        body: Any = vars(self)["wsgi_input"]  # pywsgi gives it no type
        self.rfile = body.rfile = BufferedReader(body.rfile.detach(), NO_BUFFER)
        self.environ["wsgi.input"] = self.rfile

    def _has_much_to_come(self) -> bool:
        """Whether the request was answered before a large body of it was read."""
        body: Any = self.wsgi_input
        if body.chunked_input:
            return bool(body.chunk_length != 0)
        return bool((body.content_length or 0) - body.position > UNREAD)

    def _hang_up(self) -> None:
        """Without this, pywsgi reads a refused video to its end, and everybody else waits as long as it comes fast.

        The answer is out; closing at once would make many clients lose it over what they still send.
        """
        self.close_connection = True
        self.wsgi_input = Input(self.rfile, 0)
        with gevent.Timeout(LINGER_S, exception=False), suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)
            while self.socket.recv(UNREAD):
                gevent.sleep(0)


class Server(Entrance):
    """The entrance, which hangs up on nobody when it is told to stop."""

    def close(self) -> None:
        """Whoever stands before the door is let in: the system would cut them off, perhaps with a press half sent."""
        Handler.is_ending = True
        if not self.closed:
            self._do_read()
        super().close()


def in_threads(size: int) -> Callable[[Callable[[], object]], object]:
    """Runs work in native threads while the event loop goes on; answers or raises what the work did."""
    pool = ThreadPool(size)

    def offload(work: Callable[[], object]) -> object:
        def kept() -> tuple[object, Exception | None]:
            try:
                return work(), None
            except Exception as exc:  # noqa: BLE001 - raised below: the pool would print it, though it is an answer
                return None, exc

        found, error = pool.apply(kept)
        if error is not None:
            raise error
        return found

    return offload


def open_desk(config: Config) -> Desk:
    """The desk of a serving process: commits and slow sums happen outside the event loop."""
    settings = config.database
    database = Database(settings.url, offload=in_threads(1), log_pages=LOG_PAGES, away_s=settings.away_s)
    seal = Seal(seal_key(config.server.seal_file))
    database.writer = MeasuredWriter(database.writer)
    return Desk(database, steady=steady_clock, offload=in_threads(2), aside=gevent.spawn, seal=seal)


def recap_post(config: Config, desk: Desk) -> RecapPost | None:
    """What sends the recap of each day, by mail and into a folder; None where the settings name neither."""
    ways: dict[str, Way] = {}
    if config.mail.host:
        ways["mail"] = lambda parcel: _mailed(config.mail, parcel)
    if config.recap.folder:
        ways["folder"] = into(Path(config.recap.folder), desk)
    return RecapPost(desk, ways, at=config.recap.time, lang=config.recap.lang) if ways else None


def escalation(config: Config, desk: Desk) -> Escalation:
    """What tells of complaints that are due, by mail where the settings name somebody."""
    named = {Audience.SERVICE: config.complaints.service_to, Audience.INTEGRITY: config.complaints.integrity_to}
    to = {audience: addresses(text) for audience, text in named.items()}
    ways = {audience: partial(mail.send, config.mail, to=each) for audience, each in to.items() if each}
    return Escalation(desk, ways if config.mail.host else {}, lang=config.recap.lang)


def reminding(config: Config, desk: Desk) -> Callable[[OfficeRow], object]:
    """What reminds of booked times; nothing where the settings name no mail server."""
    if not (config.mail.host and config.mail.sender):
        return lambda _office: None

    def send(to: str, subject: str, text: str) -> None:
        desk.offload(lambda: mail.send(config.mail, subject, text, to=[to]))

    return Reminders(desk, send, base=config.server.public_url.rstrip("/")).look


def _mailed(settings: Mail, parcel: Parcel) -> None:
    mail.send(settings, parcel.letter.subject, parcel.letter.text, attached={parcel.file_name: parcel.pdf})


def hooks(config: Config, desk: Desk) -> Hooks:
    """What tells other programs what happens, and somebody by mail that it had to give one up for now."""
    to = addresses(config.hooks.alerts_to) if config.mail.host else []
    alarm = partial(mail.send, config.mail, to=to) if to else lambda _subject, _text: None
    return Hooks(desk, Poster(allow_private=config.hooks.allow_private), alarm=alarm, lang=config.recap.lang)


def _pushes(config: Config, desk: Desk) -> Pushes | None:
    """What wakes phones; None where the settings do not want it."""
    if not config.push.is_on:
        return None
    from queue_app.push import send  # noqa: PLC0415 - its packages are an extra

    return Pushes(desk, partial(send, config.push), offload=in_threads(1))


def _carry_over(database: Database) -> None:
    """What commits have written to SQLite's log goes into its file beside them, not within the hundredth of them."""
    offload = in_threads(1)
    while True:
        gevent.sleep(CARRY_S)
        try:
            offload(database.carry_over)
        except (
            sqlite3.Error,
            OSError,
        ):  # the outer edge: it is tried again, and a commit does it if nothing else helps
            logger.warning("SQLite's log could not be carried over into its file", exc_info=True)


def _let_requests_end(farewell_s: float) -> None:
    gevent.sleep(farewell_s)
    deadline = time.monotonic() + GRACE_S
    while Handler.under_way and time.monotonic() < deadline:
        gevent.sleep(0.02)


def _end(server: Server, app: Any, drain_s: float) -> None:
    """Says so first to whoever asks whether to send work here, then takes no more."""
    app.extensions["antrean.readiness"].is_ending = True
    gevent.sleep(drain_s)
    server.stop()


def allow_many_files() -> int:
    """A terminal allows a program 1024 files, which a hall of screens and a morning of phones pass.

    Answers how many it may have open now.
    """
    with suppress(ImportError, ValueError, OSError):  # not under Windows; macOS may have a limit of its own
        import resource  # noqa: PLC0415 - as above

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
        return max(soft, most)
    return MOST_FILES


def run(config: Config, *, ready: Callable[[], None] = lambda: None) -> None:
    """Serves until SIGTERM or SIGINT, then lets requests under way end."""
    mend_lines()
    Hub.print_exception = logs.of_greenlet
    files = allow_many_files()
    keeping = Keeping(config, offload=in_threads(1))  # before anything is opened: it looks at the file
    desk = open_desk(config)
    app: Any = create_app(config, desk, async_mode="gevent")
    spool = Spool(desk, config.printing, files_dir=Path(config.server.files_dir), offload=in_threads(1))
    spool.start()
    watch = DayWatch(
        desk, note_days=config.privacy.note_days, uploads=Path(config.server.files_dir), post=recap_post(config, desk),
        escalation=escalation(config, desk), identity_days=config.complaints.identity_days, terms=config.kept_days,
        alert=partial(alerts.look, desk, unheard_s=config.display.unheard_s), remind=reminding(config, desk),
    )  # fmt: skip
    watch.start()
    keeping.start(desk)
    app.extensions["antrean.keeping"] = keeping
    lag = LoopLag()
    if config.metrics.is_on:
        lag.start()
    if pushes := _pushes(config, desk):
        pushes.start()
    telling = hooks(config, desk)
    telling.start()
    if desk.database.is_sqlite:
        gevent.spawn(_carry_over, desk.database)
    listener = (config.server.host, config.server.port)
    server = Server(
        listener, without_compression(app), handler_class=Handler, log=None, error_log=logger, backlog=BACKLOG
    )
    server.lines = lines(files, is_behind_proxy=config.server.proxies > 0)
    for number in filter(None, (getattr(signal, name, None) for name in ENDED_BY)):
        gevent.signal_handler(number, lambda: gevent.spawn(_end, server, app, config.server.drain_s))
    app.extensions["antrean.live"].warm()
    gc.collect()
    gc.freeze()  # what was loaded stays; looking through it again would stall the screens for milliseconds
    server.start()
    app.extensions["antrean.live"].rounds.start()
    with desk.reading() as connection:
        logger.info("serving %s on port %s", [o.slug for o in catalogue.offices(connection)], config.server.port)
    ready()
    server.serve_forever()
    _let_requests_end(FAREWELL_S if config.server.proxies else 0)
    app.extensions["antrean.trainings"].close()
    app.extensions["antrean.live"].rounds.stop()
    watch.stop()
    lag.stop()
    telling.stop()
    if pushes:
        pushes.stop()
    spool.stop()
    keeping.stop()
    desk.database.close()

"""One try to print, and what became of it; a printer's fault is an answer here, never an error.

A device file or a driver may block for as long as it likes, so a server must call these outside its event loop; those
of drivers.IN_EVENT_LOOP inside.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from queue_app.domain.log.errors import PrinterFailed
from queue_app.domain.paper.jobs import UNPRINTABLE, Attempt, Outcome, PrinterStatus
from queue_app.printing import drivers
from queue_app.printing.drivers import PrinterSettings
from queue_app.printing.lines import Line
from queue_app.printing.status import ENDED_IN_TURN, IN_TURN, Memory, Talk

Escpos = Any  # python-escpos ships no types

CONFIRM_S = 15.0  # for the answer of a printer that is known to answer in its turn
PIECE = 512  # bytes; at 9600 bits a second half a second
POLL_S = 0.02
LINGER_S = 0.3  # how long to listen for a reset from a printer that never closes


class _Unsent(Exception):
    """Sending broke off. started: whether any byte of the ticket had left."""

    def __init__(self, reason: str, *, started: bool) -> None:
        super().__init__(reason)
        self.reason, self.started = reason, started


def attempt(lines: Iterable[Line], settings: PrinterSettings, memory: Memory) -> Attempt:
    """Prints the lines, where the printer says that it can, and finds out whether it did.

    memory: one for each printer, kept while the program runs.
    """
    listed = list(lines)
    try:
        # Rendered whole before the printer is opened: a fault here must not leave half a ticket.
        data = drivers.render(listed, settings)
        printer = drivers.opened(settings)
    except PrinterFailed as exc:
        return not_made(exc, hash(tuple(listed)), memory)
    memory.unmade = None
    try:
        with drivers.closing(printer, settings):
            return _tried(printer, data, settings, memory)
    except drivers.failures() as exc:
        return _failed(Outcome.BROKEN, drivers.reason(exc))


def not_made(exc: PrinterFailed, paper: int, memory: Memory) -> Attempt:
    """A refusal before anything reached the printer. paper: the same for each try of the same paper.

    One paper that cannot be made is no trouble of the printer: the next ones come out. Two are.
    """
    reason = str(exc.data["reason"])
    is_alone = reason.startswith(UNPRINTABLE) and memory.unmade in (None, paper)
    memory.unmade = paper
    return Attempt(Outcome.REFUSED, reason, PrinterStatus(None if is_alone else reason))


def look(settings: PrinterSettings, memory: Memory) -> PrinterStatus:
    """What the printer says of itself while nothing is printed, as far as it can be asked without printing."""
    try:
        return LOOKS.get(settings.kind, _no_look)(settings, memory)
    except PrinterFailed as exc:
        return PrinterStatus(str(exc.data["reason"]))
    except drivers.failures() as exc:
        return PrinterStatus(drivers.reason(exc))


def _tried(printer: Escpos, data: bytes, settings: PrinterSettings, memory: Memory) -> Attempt:
    talk = Talk(printer, settings, memory)
    try:
        before = talk.status()
    except drivers.failures() as exc:
        return _failed(Outcome.REFUSED, drivers.reason(exc))
    if before.condition:
        return Attempt(Outcome.REFUSED, before.condition, before)
    asks_in_turn = talk.tells and memory.confirms is not False
    talk.forget_turns()
    try:
        SENDERS.get(settings.kind, _write_whole)(printer, data + (IN_TURN if asks_in_turn else b""), settings)
    except _Unsent as exc:
        return _failed(Outcome.BROKEN if exc.started else Outcome.REFUSED, exc.reason)
    if not talk.tells:
        return _heard_nothing(printer, settings)
    return _confirmed(talk, memory, settings) if asks_in_turn else _after(talk.status())


def _confirmed(talk: Talk, memory: Memory, settings: PrinterSettings) -> Attempt:
    told = talk.answer_in_turn(CONFIRM_S if memory.confirms else 2 * settings.timeout_s)
    status = talk.status()
    if told is not None:
        memory.confirms = True
        if told & ENDED_IN_TURN:
            return Attempt(Outcome.BROKEN, "paper_end", status)
        return Attempt(Outcome.CONFIRMED, None, status)
    if memory.confirms and not status.condition:
        return Attempt(Outcome.BROKEN, "unconfirmed", status)
    if not status.condition:
        memory.confirms = False  # it is well, and yet it does not answer: it does not know the question
    return _after(status)


def _after(status: PrinterStatus) -> Attempt:
    """What can be said of a ticket that was sent, from the printer's state afterwards."""
    return Attempt(Outcome.BROKEN if status.condition else Outcome.TAKEN, status.condition, status)


def _failed(outcome: Outcome, reason: str) -> Attempt:
    return Attempt(outcome, reason, PrinterStatus(reason))


# Sending: raises _Unsent.


def _write_whole(printer: Escpos, data: bytes, _settings: PrinterSettings) -> None:
    try:
        printer._raw(data)  # noqa: SLF001 - python-escpos has no public way to send finished bytes
    except drivers.failures() as exc:
        raise _Unsent(drivers.reason(exc), started=True) from exc


def _write_counted(printer: Escpos, data: bytes, settings: PrinterSettings) -> None:
    left = memoryview(data)
    printer.device.settimeout(settings.timeout_s)
    while left:
        try:
            left = left[printer.device.send(left) :]
        except OSError as exc:
            raise _Unsent(drivers.reason(exc), started=len(left) < len(data)) from exc


def _write_pieces(printer: Escpos, data: bytes, settings: PrinterSettings) -> None:
    """Each piece has the whole timeout, so that a slow line is waited for as long as it moves."""
    if settings.kind == "serial":
        printer.device.write_timeout = settings.timeout_s
    for start in range(0, len(data), PIECE):
        _write_whole(printer, data[start : start + PIECE], settings)


def _hand_over(queue: Escpos, data: bytes, _settings: PrinterSettings) -> None:
    is_held = False
    try:
        job = queue.hold(data)
        is_held = True
        queue.release(job)
    except drivers.failures() as exc:
        raise _Unsent(drivers.reason(exc), started=is_held) from exc


SENDERS: dict[str, Callable[[Escpos, bytes, PrinterSettings], None]] = {
    "network": _write_counted,
    "serial": _write_pieces,
    "usb": _write_pieces,
    "cups": _hand_over,
}


# After sending to a printer that tells nothing of itself.


def _heard_nothing(printer: Escpos, settings: PrinterSettings) -> Attempt:
    if TAKES.get(settings.kind, _takes_at_once)(printer, settings):
        return Attempt(Outcome.TAKEN, None, PrinterStatus())
    return Attempt(Outcome.BROKEN, "unconfirmed", PrinterStatus("unconfirmed"))


def _takes_at_once(_printer: Escpos, _settings: PrinterSettings) -> bool:
    return True


def _closed_in_turn(printer: Escpos, settings: PrinterSettings) -> bool:
    """Whether the printer ended the connection in turn: it has read all. Else the kernel may hold the bytes yet."""
    printer.device.shutdown(socket.SHUT_WR)
    deadline = time.monotonic() + (settings.timeout_s if settings.closes_when_done else LINGER_S)
    while (left_s := deadline - time.monotonic()) > 0:
        printer.device.settimeout(left_s)
        try:
            if not printer.device.recv(1024):  # what it says meanwhile is its own chatter
                return True
        except TimeoutError:
            break
    return not settings.closes_when_done


def _has_left_the_port(printer: Escpos, settings: PrinterSettings) -> bool:
    """Whether the serial line has carried everything; False once it stands still for the timeout."""
    left = printer.device.out_waiting
    deadline = time.monotonic() + settings.timeout_s
    while left and time.monotonic() < deadline:
        time.sleep(POLL_S)
        if (now := printer.device.out_waiting) < left:
            left, deadline = now, time.monotonic() + settings.timeout_s
    return not left


# Whether a printer that tells nothing has taken what was written; the kinds that are not here take it at once.
TAKES: dict[str, Callable[[Escpos, PrinterSettings], bool]] = {
    "network": _closed_in_turn,
    "serial": _has_left_the_port,
}


# Looking at a printer that has nothing to do.


def _open_and_ask(settings: PrinterSettings, memory: Memory) -> PrinterStatus:
    with drivers.closing(drivers.opened(settings), settings) as printer:
        return Talk(printer, settings, memory).status()


def _is_writable(settings: PrinterSettings, _memory: Memory) -> PrinterStatus:
    """Not opened: that alone would empty a plain file."""
    path = Path(settings.path)
    if path.exists():
        return PrinterStatus(None if os.access(path, os.W_OK) else "not_allowed")
    can_be_made = not settings.path.startswith("/dev/") and os.access(path.parent, os.W_OK)
    return PrinterStatus(None if can_be_made else "not_there")


def _no_look(_settings: PrinterSettings, _memory: Memory) -> PrinterStatus:
    """A print queue of Windows: opening it would begin a job."""
    return PrinterStatus()


LOOKS: dict[str, Callable[[PrinterSettings, Memory], PrinterStatus]] = {
    "network": _open_and_ask,
    "usb": _open_and_ask,
    "serial": _open_and_ask,
    "cups": _open_and_ask,
    "file": _is_writable,
}

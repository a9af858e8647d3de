"""Talking with a printer: what it says of itself now (DLE EOT), and what it says in its turn, after a ticket (GS r).

DLE EOT is answered at once, also by a printer that is offline or whose buffer is full. GS r waits in the buffer like
every other command, so its answer means that all before it was printed. Source: Epson, ESC/POS command reference.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from queue_app.domain.paper.jobs import PrinterStatus
from queue_app.printing.drivers import PrinterSettings

Escpos = Any  # python-escpos ships no types

ANSWER_S = 1.0  # to one question; printers that answer do so within a few hundredths
LEAST_WAIT_S = 0.001  # of USB's milliseconds, 0 would be for ever
ASK_AGAIN_S = 600.0  # a printer that was believed silent is asked again: it may have been another one, or busy
NOW = {1: b"\x10\x04\x01", 2: b"\x10\x04\x02", 3: b"\x10\x04\x03", 4: b"\x10\x04\x04"}  # DLE EOT n
IN_TURN = b"\x1dr\x01"  # GS r 1: the paper sensors
NOW_MASK, NOW_MARK = 0x93, 0x12  # bits that every answer to DLE EOT has
TURN_ANSWERS = frozenset({0x00, 0x03, 0x0C, 0x0F})  # to GS r 1: two sensors, two bits each
UNASKED_MARK, UNASKED_MORE = 0x10, 3  # a status that some send by themselves: its first byte, and how many follow
# What ails it: question, bits of its answer, key of paper.CONDITIONS. The first that holds is told: an open cover
# makes the paper look ended, and each of them makes the printer offline.
CAUSES: tuple[tuple[int, int, str], ...] = (
    (2, 0x04, "cover_open"),
    (4, 0x60, "paper_end"),
    (2, 0x20, "paper_end"),
    (3, 0x6C, "fault"),  # cutter, temperature, and what only switching it off mends
    (2, 0x40, "fault"),
    (1, 0x08, "offline"),
)
PAPER_BITS: tuple[tuple[int, str], ...] = ((0x60, "end"), (0x0C, "near_end"))  # of the answer to question 4
ENDED_IN_TURN = 0x0C  # bits of the answer to GS r 1


@dataclass(slots=True)
class Memory:
    """What was learned of one printer since the program began."""

    has_spoken: bool = False
    silent_until: float = 0.0  # of time.monotonic
    confirms: bool | None = None  # whether it answers in its turn; None: not known yet
    unmade: int | None = None  # the last paper, where it could not be made


@dataclass(slots=True)
class _Heard:
    """What came from the printer, sorted. A real one says nothing else than these."""

    now: list[int]  # answers to DLE EOT
    in_turn: list[int]  # answers to GS r
    is_garbled: bool = False  # something else came
    unasked_left: int = 0  # bytes of a status that it sends by itself

    def take(self, piece: bytes) -> None:
        for byte in piece:
            if self.unasked_left:
                self.unasked_left -= 1
            elif byte & NOW_MASK == NOW_MARK:
                self.now.append(byte)
            elif byte & NOW_MASK == UNASKED_MARK:
                self.unasked_left = UNASKED_MORE
            elif byte in TURN_ANSWERS:
                self.in_turn.append(byte)
            else:
                self.is_garbled = True


def understood(answers: Mapping[int, int]) -> PrinterStatus:
    """What the answers to DLE EOT mean, by the number of the question; an answer may be missing."""
    condition = next((code for number, bits, code in CAUSES if answers.get(number, 0) & bits), None)
    if 4 not in answers:
        return PrinterStatus(condition)
    paper = next((left for bits, left in PAPER_BITS if answers[4] & bits), "ok")
    return PrinterStatus(condition, paper)


def _read_socket(printer: Escpos, wait_s: float) -> bytes:
    printer.device.settimeout(wait_s)
    try:
        piece: bytes = printer.device.recv(64)
    except TimeoutError:
        return b""
    if not piece:
        raise ConnectionResetError(errno.ECONNRESET, "the printer ended the connection")
    return piece


def _read_serial(printer: Escpos, wait_s: float) -> bytes:
    printer.device.timeout = wait_s
    try:
        return bytes(printer.device.read(1))
    except OSError as exc:
        if exc.errno is None:  # pyserial's own word for a line whose other end has gone
            raise ConnectionResetError(errno.ECONNRESET, str(exc)) from exc
        raise


def _read_usb(printer: Escpos, wait_s: float) -> bytes:
    try:
        return bytes(printer.device.read(printer.in_ep, 64, int(wait_s * 1000)))
    except OSError as exc:
        if isinstance(exc, TimeoutError) or "timeout" in str(exc).lower() or "timed out" in str(exc).lower():
            return b""
        raise


# How a printer's answer is read: nothing comes back through the kinds that are not here.
READERS: dict[str, Callable[[Escpos, float], bytes]] = {
    "network": _read_socket,
    "serial": _read_serial,
    "usb": _read_usb,
}


class Talk:
    """One conversation with an open printer."""

    def __init__(self, printer: Escpos, settings: PrinterSettings, memory: Memory) -> None:
        self._printer = printer
        self._settings = settings
        self._memory = memory
        self._wait_s = min(ANSWER_S, settings.timeout_s)
        self._heard = _Heard([], [])

    @property
    def tells(self) -> bool:
        """Whether the printer is asked at all."""
        can = self._settings.kind in READERS and self._settings.tells_status != "no"
        return can and time.monotonic() >= self._memory.silent_until

    def status(self) -> PrinterStatus:
        """What it says of itself now. Raises what its driver raises."""
        if not self.tells:
            return PrinterStatus()
        first = self._asked(1)
        if first is None:
            return self._not_told()
        more = {number: self._asked(number) for number in (2, 3, 4)}
        if self._heard.is_garbled:
            return self._not_told()
        self._memory.has_spoken = True
        return understood({1: first, **{number: told for number, told in more.items() if told is not None}})

    def forget_turns(self) -> None:
        """Whatever was said before the ticket is no answer to it."""
        self._heard.in_turn.clear()

    def answer_in_turn(self, wait_s: float) -> int | None:
        """Its answer to IN_TURN, as soon as its turn has come; None once it says that it stopped, or after wait_s."""
        deadline, turns = time.monotonic() + wait_s, self._heard.in_turn
        while time.monotonic() < deadline:
            if not turns:
                self._listen(min(self._wait_s, deadline - time.monotonic()))
            if turns:
                return turns.pop(0)
            if self.status().condition and not turns:
                return None
        return None

    def _not_told(self) -> PrinterStatus:
        """It is silent, or says what cannot be understood: a fault of one that tells of itself, the way of others."""
        if self._memory.has_spoken or self._settings.tells_status == "yes":
            return PrinterStatus("garbled" if self._heard.is_garbled else "silent")
        self._memory.silent_until = time.monotonic() + ASK_AGAIN_S
        return PrinterStatus()

    def _asked(self, number: int) -> int | None:
        self._hear_what_is_there()
        self._heard.now.clear()
        self._printer._raw(NOW[number])  # noqa: SLF001 - python-escpos has no public way to send finished bytes
        deadline = time.monotonic() + self._wait_s
        while not self._heard.now and (left_s := deadline - time.monotonic()) > 0:
            self._listen(left_s)
        return next(iter(self._heard.now), None)

    def _hear_what_is_there(self) -> None:
        """An answer that came too late, or was another program's, would be taken for that to the next question."""
        deadline = time.monotonic() + self._wait_s
        while self._listen(0) and time.monotonic() < deadline:
            pass

    def _listen(self, wait_s: float) -> bool:
        """Whether something came."""
        piece = READERS[self._settings.kind](self._printer, max(wait_s, LEAST_WAIT_S))
        self._heard.take(piece)
        return bool(piece)

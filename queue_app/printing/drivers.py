"""Lines become ESC/POS bytes, and the bytes go to a printer; one entry in KINDS for each way to reach one.

Not here: retries and job rows (spool). A device file or a driver may block for as long as it likes,
so a server must call `print_lines` outside its event loop.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import socket
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from queue_app.domain.errors import PrinterFailed
from queue_app.printing.layout import PAPERS, Cut, Gap, Line, Qr, Text

Escpos = Any  # python-escpos ships no types

# A profile only tells python-escpos the picture width and that there is a cutter.
PROFILES: dict[int, str] = {58: "POS-5890", 80: "TM-T20II"}
QR_DOTS = 240  # 30 mm at 203 dpi: an old phone reads it at arm's length, and it fits 58 mm
QR_QUIET_MODULES = 4  # ISO/IEC 18004: the white border on each side
QR_MODULE_DOTS = range(3, 9)  # below 3 dots (0.4 mm) thermal heads smear the modules together
ESCPOS_LEVEL_M = 1
TEAR_LINES = 4  # from the head to the tear bar, about 17 mm
LINGER_S = 0.3  # how long to listen for a reset from a printer that never closes


@dataclass(frozen=True)
class PrinterSettings:
    """One printer as the configuration describes it."""

    name: str
    kind: str  # a key of KINDS
    paper_width_mm: int = 80  # a key of PAPERS
    host: str = ""  # network, cups
    port: int = 9100  # network
    path: str = ""  # file, serial: device; cups, windows: the queue's name, "" for the default one
    timeout_s: float = 3.0  # for each of: connecting, sending, waiting for the close
    native_qr: bool = True  # False: the QR is sent as a picture, for printers without the command
    cut: bool = True  # False: only feed; 58 mm paper is never cut
    # Whether the printer closes a connection once it has taken everything. False for those that keep
    # it open: then one that stalls cannot be told from one that prints.
    closes_when_done: bool = True
    options: Mapping[str, str | int] = field(default_factory=dict)  # usb: vendor_id, product_id; serial: baudrate


def print_lines(lines: Iterable[Line], settings: PrinterSettings) -> None:
    """Put the lines on paper, all of them or, as far as the printer can be asked, none.

    Raises PrinterFailed with a reason for people: unknown kind or paper, missing driver package,
    no connection, refused, reset or timed out.
    """
    # Rendered whole before the printer is opened: a fault here must not leave half a ticket.
    send(render(lines, settings), settings)


def render(lines: Iterable[Line], settings: PrinterSettings) -> bytes:
    """The lines as the ESC/POS bytes for this printer; touches no device.

    Raises PrinterFailed for a paper that is not in PAPERS or a QR too dense to be scanned.
    """
    if settings.paper_width_mm not in PAPERS:
        raise _failed(settings, f"unknown paper width {settings.paper_width_mm} mm, known: {_listed(PAPERS)}")
    printer = _escpos("Dummy")(profile=PROFILES[settings.paper_width_mm])
    printer.hw("INIT")
    for line in lines:
        _write(printer, line, settings)
    return bytes(printer.output)


def send(data: bytes, settings: PrinterSettings) -> None:
    """Send finished bytes to the printer in one go. Raises PrinterFailed as `print_lines` does."""
    open_printer = KINDS.get(settings.kind)
    if open_printer is None:
        raise _failed(settings, f"unknown printer kind {settings.kind!r}, known: {_listed(KINDS)}")
    try:
        with contextlib.closing(open_printer(settings)) as printer:
            printer._raw(data)  # noqa: SLF001 - python-escpos has no public way to send finished bytes
            AFTER_SENDING.get(settings.kind, _nothing_more)(printer, settings)
    except _failures() as exc:
        raise _failed(settings, _reason(exc)) from exc


# Lines to bytes.


def _write(printer: Escpos, line: Line, settings: PrinterSettings) -> None:
    match line:
        case Text():
            printer.set(align=line.align, bold=line.bold, custom_size=True, width=line.width, height=line.height)
            printer.text(line.text + "\n")
        case Gap():
            printer.print_and_feed(line.lines)
        case Qr():
            _write_qr(printer, line.content, settings)
        case Cut() if settings.cut and PAPERS[settings.paper_width_mm].has_cutter:
            printer.cut()
        case Cut():
            printer.print_and_feed(TEAR_LINES)


def _write_qr(printer: Escpos, content: str, settings: PrinterSettings) -> None:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QR_QUIET_MODULES)
    code.add_data(content)
    try:
        code.make()
        code.box_size = _module_dots(code.modules_count)
    except (DataOverflowError, ValueError) as exc:
        raise _failed(settings, "the address is too long for a QR on this paper") from exc
    # Back to the normal letter: the line feeds around the code are as high as the last letter.
    printer.set(align="center", bold=False, custom_size=True, width=1, height=1)
    if settings.native_qr:
        printer.qr(content, ec=ESCPOS_LEVEL_M, size=code.box_size, native=True)
    else:
        printer.image(code.make_image().get_image())


def _module_dots(modules: int) -> int:
    """Dots for one module of the code, so that code and border fill QR_DOTS; raises ValueError below the least."""
    dots = min(QR_DOTS // (modules + 2 * QR_QUIET_MODULES), QR_MODULE_DOTS[-1])
    if dots not in QR_MODULE_DOTS:
        raise ValueError(f"{modules} modules do not fit {QR_DOTS} dots")
    return dots


# Bytes to a printer: each function answers an open python-escpos printer.


def _open_network(settings: PrinterSettings) -> Escpos:
    printer = _escpos("Network")(settings.host, settings.port, settings.timeout_s)
    # Not printer.open(): it knows IPv4 only and leaves its socket behind when the printer refuses.
    printer.device = socket.create_connection((settings.host, settings.port), settings.timeout_s)
    return printer


def _open_file(settings: PrinterSettings) -> Escpos:
    return _opened(settings, "File", devfile=settings.path)


def _open_dummy(settings: PrinterSettings) -> Escpos:
    return _opened(settings, "Dummy")


def _open_usb(settings: PrinterSettings) -> Escpos:
    vendor, product = _number(settings, "vendor_id"), _number(settings, "product_id")
    timeout_ms = int(settings.timeout_s * 1000)
    return _opened(settings, "Usb", "pyusb", idVendor=vendor, idProduct=product, timeout=timeout_ms)


def _open_serial(settings: PrinterSettings) -> Escpos:
    baudrate = _number(settings, "baudrate") if "baudrate" in settings.options else 9600
    return _opened(settings, "Serial", "pyserial", devfile=settings.path, baudrate=baudrate, timeout=settings.timeout_s)


def _open_cups(settings: PrinterSettings) -> Escpos:
    server = {"host": settings.host} if settings.host else {}
    return _opened(settings, "CupsPrinter", "pycups", printer_name=settings.path, **server)


def _open_windows(settings: PrinterSettings) -> Escpos:
    return _opened(settings, "Win32Raw", "pywin32", printer_name=settings.path)


KINDS: dict[str, Callable[[PrinterSettings], Escpos]] = {
    "network": _open_network,
    "file": _open_file,
    "dummy": _open_dummy,
    "usb": _open_usb,
    "serial": _open_serial,
    "cups": _open_cups,
    "windows": _open_windows,
}


def _nothing_more(printer: Escpos, settings: PrinterSettings) -> None:
    """What is written is gone, and the device tells no more."""


def _await_close(printer: Escpos, settings: PrinterSettings) -> None:
    # A finished sendall only means that the kernel holds the bytes; a printer that closes in turn has
    # read them all. Even that is not paper in a hand, but it is the most that port 9100 tells.
    device: socket.socket = printer.device
    device.shutdown(socket.SHUT_WR)
    try:
        _read_to_end(device, settings.timeout_s if settings.closes_when_done else LINGER_S)
    except TimeoutError as exc:
        if settings.closes_when_done:
            raise _failed(settings, UNCONFIRMED) from exc


def _read_to_end(device: socket.socket, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while (left_s := deadline - time.monotonic()) > 0:
        device.settimeout(left_s)
        if not device.recv(1024):  # what it says meanwhile is its own status chatter
            return
    raise TimeoutError


AFTER_SENDING: dict[str, Callable[[Escpos, PrinterSettings], None]] = {"network": _await_close}


def _opened(settings: PrinterSettings, class_name: str, package: str = "", **arguments: object) -> Escpos:
    printer_class = _escpos(class_name)
    # Asked before it is made: without its package even closing such an object fails.
    if not printer_class.is_usable():
        raise _failed(settings, f"the Python package {package} is not installed")
    printer = printer_class(**arguments)
    printer.open()
    return printer


def _escpos(class_name: str) -> Escpos:
    # Imported at the first ticket: it parses its printer data base for a quarter of a second.
    return getattr(importlib.import_module("escpos.printer"), class_name)


# What went wrong, in words for the person beside the printer; gettext msgids.
UNCONFIRMED = "the printer took the ticket but did not confirm it"
_DROPPED = "the printer dropped the connection"
_UNREACHABLE = "the printer cannot be reached; is it on and connected?"
_UNKNOWN_ADDRESS = "the printer's address is not known on this network"
REASONS: dict[int, str] = {
    errno.ECONNREFUSED: "the printer refused the connection",
    errno.ECONNRESET: _DROPPED,
    errno.EPIPE: _DROPPED,
    errno.ENOTCONN: _DROPPED,
    errno.ETIMEDOUT: "the printer did not answer in time",
    errno.EHOSTUNREACH: _UNREACHABLE,
    errno.ENETUNREACH: _UNREACHABLE,
    errno.EHOSTDOWN: _UNREACHABLE,
    errno.ENOENT: "the printer's device is not there",
    errno.EACCES: "the server is not allowed to write to the printer's device",
    socket.EAI_NONAME: _UNKNOWN_ADDRESS,
    socket.EAI_AGAIN: _UNKNOWN_ADDRESS,
}


def _reason(exc: Exception) -> str:
    # python-escpos raises its own error while it handles the one that tells why.
    fault = exc if isinstance(exc, OSError) else exc.__context__
    number = errno.ETIMEDOUT if isinstance(fault, TimeoutError) else getattr(fault, "errno", None)
    return REASONS.get(number or 0) or " ".join(str(exc).split()) or type(exc).__name__


def _failed(settings: PrinterSettings, reason: str) -> PrinterFailed:
    return PrinterFailed(reason=reason, printer=settings.name)


# Drivers whose errors are no OSError. A module that is not loaded cannot have raised one.
FOREIGN_ERRORS = (
    ("escpos.exceptions", "Error"),
    ("cups", "IPPError"),
    ("cups", "HTTPError"),
    ("pywintypes", "error"),
    ("usb.core", "NoBackendError"),
)


def _failures() -> tuple[type[Exception], ...]:
    loaded = (getattr(sys.modules[module], name) for module, name in FOREIGN_ERRORS if module in sys.modules)
    return (OSError, RuntimeError, *loaded)


def _number(settings: PrinterSettings, option: str) -> int:
    try:
        return int(str(settings.options[option]), base=0)  # base 0 reads 0x04b8 too
    except (KeyError, ValueError) as exc:
        raise _failed(settings, f"option {option} is missing or not a number") from exc


def _listed(known: Iterable[object]) -> str:
    return ", ".join(str(each) for each in known)

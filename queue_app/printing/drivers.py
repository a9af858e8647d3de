"""Lines become ESC/POS bytes, and a printer is opened; one entry in KINDS for each way to reach one.

Not here: talking with it (status, attempt), retries and job rows (spool).
"""

from __future__ import annotations

import errno
import importlib
import logging
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from queue_app.config import Printing
from queue_app.domain.log.errors import PrinterFailed
from queue_app.domain.paper.jobs import UNPRINTABLE
from queue_app.printing import qr
from queue_app.printing.cups import CupsQueue
from queue_app.printing.head import fitted, head
from queue_app.printing.lines import PAPERS, TEAR_LINES, Cut, Gap, Line, Picture, Qr, Text

logger = logging.getLogger(__name__)
Escpos = Any  # python-escpos ships no types

# A profile only tells python-escpos the picture width and that there is a cutter.
PROFILES: dict[int, str] = {58: "POS-5890", 80: "TM-T20II"}
ESCPOS_LEVEL_M = 1
USB_TYPE, USB_BULK, USB_IN = 0x03, 0x02, 0x80  # bits of an endpoint's attributes and address
DRAWING = ("bitImageRaster", "bitImageColumn", "graphics")  # what python-escpos calls the commands for pictures
LONGEST_REASON = 300  # letters of a driver's own words


@dataclass(frozen=True)
class PrinterSettings:
    """One printer as the configuration describes it."""

    name: str
    kind: str  # a key of KINDS
    paper_width_mm: int = 80  # a key of PAPERS
    profile: str = ""  # one of python-escpos; "": the usual one of the paper's width
    tells_status: str = "auto"  # "auto": asked, and believed silent if it never answers; "yes"; "no": never asked
    host: str = ""  # network; cups: of its server, "" for this computer's
    port: int = 9100  # network
    path: str = ""  # file, serial: device; cups, windows: the queue's name
    timeout_s: float = 3.0  # for each of: connecting, sending, waiting for the close
    native_qr: bool = True  # False: the QR is sent as a picture, for printers without the command
    cut: bool = True  # False: only feed; 58 mm paper is never cut
    # Whether the printer closes a connection once it has taken everything. False for those that keep
    # it open: then one that stalls cannot be told from one that prints.
    closes_when_done: bool = True
    options: Mapping[str, str | int] = field(default_factory=dict)  # usb: vendor_id, product_id; serial: baudrate


def render(lines: Iterable[Line], settings: PrinterSettings) -> bytes:
    """The lines as the ESC/POS bytes for this printer; touches no device.

    Raises PrinterFailed for a paper that is not in PAPERS, a QR too dense to be scanned, or whatever else fails.
    """
    if settings.paper_width_mm not in PAPERS:
        raise _failed(settings, f"unknown paper width {settings.paper_width_mm} mm, known: {_listed(PAPERS)}")
    try:
        printer = _escpos(settings, "Dummy")(profile=settings.profile or PROFILES[settings.paper_width_mm])
    except KeyError as exc:
        raise _failed(settings, f"python-escpos has no profile {settings.profile}") from exc
    printer.hw("INIT")
    with making(settings.name):
        for line in _fitted(lines, printer, settings):
            _write(printer, line, settings)
    return bytes(printer.output)


@contextmanager
def making(name: str) -> Iterator[None]:
    """Whatever fails while a paper is made is PrinterFailed: nothing of it has gone out. name: of the printer."""
    try:
        yield
    except PrinterFailed:
        raise
    except qr.TooDense as exc:
        raise PrinterFailed(reason=qr.TOO_DENSE, printer=name) from exc
    except Exception as exc:  # pictures, codes, a driver's tables: each has errors of its own
        logger.exception("a paper for the printer %s cannot be made", name)
        told = f"{UNPRINTABLE}: {type(exc).__name__}: {_words(exc)}"[:LONGEST_REASON]
        raise PrinterFailed(reason=told, printer=name) from exc


def opened(settings: PrinterSettings) -> Escpos:
    """The printer, open; the caller closes it. Raises PrinterFailed, its reason a code where known."""
    open_printer = KINDS.get(settings.kind)
    if open_printer is None:
        raise _failed(settings, f"unknown printer kind {settings.kind!r}, known: {_listed(KINDS)}")
    try:
        return open_printer(settings)
    except failures() as exc:
        raise _failed(settings, reason(exc)) from exc


@contextmanager
def closing(printer: Escpos, settings: PrinterSettings) -> Iterator[Escpos]:
    """The open printer, which is closed in the end."""
    try:
        yield printer
    finally:
        CLOSERS.get(settings.kind, _close)(printer)


def settings_of(printing: Printing) -> PrinterSettings:
    """The driver's settings from the configuration's section of the same names."""
    shared = {each.name for each in fields(PrinterSettings)} & {each.name for each in fields(Printing)}
    options: dict[str, dict[str, str | int]] = {
        "usb": {"vendor_id": printing.usb_vendor_id, "product_id": printing.usb_product_id},
        "serial": {"baudrate": printing.serial_baudrate},
    }
    return PrinterSettings(
        name=printing.kind,
        options=options.get(printing.kind, {}),
        **{name: getattr(printing, name) for name in shared},
    )


# Lines to bytes.


def _fitted(lines: Iterable[Line], printer: Escpos, settings: PrinterSettings) -> Iterable[Line]:
    if not settings.profile:
        return lines  # they were laid out for the usual head of this roll
    return fitted(lines, head(PAPERS[settings.paper_width_mm], printer.profile.profile_data))


def _write(printer: Escpos, line: Line, settings: PrinterSettings) -> None:
    match line:
        case Text():
            printer.set(align=line.align, bold=line.bold, custom_size=True, width=line.width, height=line.height)
            printer.text(line.text + "\n")
        case Gap():
            printer.print_and_feed(line.lines)
        case Qr():
            _write_qr(printer, line.content, settings)
        case Picture():
            printer.set(align=line.align)
            printer.image(line.image(), impl=_way_to_draw(printer))
        case Cut() if settings.cut and PAPERS[settings.paper_width_mm].has_cutter:
            printer.cut()
        case Cut():
            printer.print_and_feed(TEAR_LINES)


def _write_qr(printer: Escpos, content: str, settings: PrinterSettings) -> None:
    code = qr.code_of(content)
    # Back to the normal letter: the line feeds around the code are as high as the last letter.
    printer.set(align="center", bold=False, custom_size=True, width=1, height=1)
    if settings.native_qr and _draws_codes(printer, settings):
        printer.qr(content, ec=ESCPOS_LEVEL_M, size=code.box_size, native=True)
    else:
        printer.image(qr.image(content), impl=_way_to_draw(printer))


def _draws_codes(printer: Escpos, settings: PrinterSettings) -> bool:
    """Whether it is believed to know the command: a profile that was chosen says so, the usual one says nothing."""
    return not settings.profile or bool(printer.profile.supports("qrCode"))


def _way_to_draw(printer: Escpos) -> str:
    """Its command for pictures; needle printers know columns only."""
    return next((way for way in DRAWING if printer.profile.supports(way)), DRAWING[0])


# Bytes to a printer: each function answers an open python-escpos printer; that of CUPS, its queue.


def _open_network(settings: PrinterSettings) -> Escpos:
    printer = _escpos(settings, "Network")(settings.host, settings.port, settings.timeout_s)
    # Not printer.open(): it knows IPv4 only and leaves its socket behind when the printer refuses.
    printer.device = socket.create_connection((settings.host, settings.port), settings.timeout_s)
    return printer


def _open_file(settings: PrinterSettings) -> Escpos:
    if settings.path.startswith("/dev/") and not Path(settings.path).exists():
        raise FileNotFoundError(errno.ENOENT, settings.path)  # it would be made as a plain file
    return _made(settings, "File", devfile=settings.path)


def _open_dummy(settings: PrinterSettings) -> Escpos:
    return _made(settings, "Dummy")


def _open_usb(settings: PrinterSettings) -> Escpos:
    vendor, product = _number(settings, "vendor_id"), _number(settings, "product_id")
    timeout_ms = int(settings.timeout_s * 1000)
    printer = _made(settings, "Usb", "pyusb", idVendor=vendor, idProduct=product, timeout=timeout_ms)
    printer.in_ep, printer.out_ep = _bulk_ends(printer)
    return printer


def _bulk_ends(printer: Escpos) -> tuple[int, int]:
    """Where the device is read and written, as it says itself: makers number these ends as they like."""
    ends = [end for interface in printer.device.get_active_configuration() for end in interface]
    bulk = [end.bEndpointAddress for end in ends if end.bmAttributes & USB_TYPE == USB_BULK]
    into = [address for address in bulk if address & USB_IN]
    out = [address for address in bulk if not address & USB_IN]
    return (*into, printer.in_ep)[0], (*out, printer.out_ep)[0]


def _open_serial(settings: PrinterSettings) -> Escpos:
    baudrate = _number(settings, "baudrate") if "baudrate" in settings.options else 9600
    return _made(settings, "Serial", "pyserial", devfile=settings.path, baudrate=baudrate, timeout=settings.timeout_s)


def _open_cups(settings: PrinterSettings) -> Escpos:
    if not settings.path:
        raise _failed(settings, "settings")
    queue = CupsQueue(settings.path, settings.host, settings.timeout_s)
    queue.check()
    return queue


def _open_windows(settings: PrinterSettings) -> Escpos:
    return _made(settings, "Win32Raw", "pywin32", printer_name=settings.path)


# Under gevent a child process is waited for by the event loop itself, and only there.
IN_EVENT_LOOP = frozenset({"cups"})
KINDS: dict[str, Callable[[PrinterSettings], Escpos]] = {
    "network": _open_network,
    "file": _open_file,
    "dummy": _open_dummy,
    "usb": _open_usb,
    "serial": _open_serial,
    "cups": _open_cups,
    "windows": _open_windows,
}


def _close(printer: Escpos) -> None:
    printer.close()


def _hang_up(printer: Escpos) -> None:
    """Of a serial line python-escpos waits until it has carried everything: on one that stands still, for ever."""
    with suppress(*failures()):
        if printer.device.out_waiting:
            printer.device.reset_output_buffer()
    printer.device.close()


CLOSERS: dict[str, Callable[[Escpos], None]] = {"serial": _hang_up}


def _made(settings: PrinterSettings, class_name: str, package: str = "", **arguments: object) -> Escpos:
    printer_class = _escpos(settings, class_name)
    # Asked before it is made: without its package even closing such an object fails.
    if not printer_class.is_usable():
        raise _failed(settings, f"the Python package {package} is not installed")
    printer = printer_class(**arguments)
    printer.open()
    return printer


def _escpos(settings: PrinterSettings, class_name: str) -> Escpos:
    try:
        # Imported at the first ticket: it parses its printer data base for a quarter of a second.
        return getattr(importlib.import_module("escpos.printer"), class_name)
    except OSError as exc:  # and writes what it found to the folder of temporary files
        raise _failed(settings, "disk") from exc


# What went wrong, as a key of paper.CONDITIONS.
REASONS: dict[int, str] = {
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "dropped",
    errno.EPIPE: "dropped",
    errno.ENOTCONN: "dropped",
    errno.EIO: "dropped",  # the line's device is there, and nobody at its other end
    errno.ETIMEDOUT: "silent",
    errno.EHOSTUNREACH: "unreachable",
    errno.ENETUNREACH: "unreachable",
    errno.EHOSTDOWN: "unreachable",
    errno.ENOENT: "not_there",
    errno.ENODEV: "not_there",
    errno.ENOSPC: "disk",
    errno.EFBIG: "disk",
    errno.EROFS: "disk",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    socket.EAI_NONAME: "address",
    socket.EAI_AGAIN: "address",
}

FOREIGN_REASONS = {"DeviceNotFoundError": "not_there"}  # of python-escpos, where it gives no number
TIMEOUTS = ("TimeoutError", "SerialTimeoutException", "USBTimeoutError")


def reason(exc: Exception) -> str:
    """Why it failed: a key of paper.CONDITIONS, or where none fits the driver's own words."""
    # python-escpos and pyserial raise their own error while they handle the one that tells why.
    fault: BaseException | None = exc
    while fault:
        if (number := _number_of(fault)) in REASONS:
            return REASONS[number]
        fault = fault.__context__
    return FOREIGN_REASONS.get(type(exc).__name__) or _words(exc) or type(exc).__name__


def _number_of(fault: BaseException) -> int:
    if type(fault).__name__ in TIMEOUTS:
        return errno.ETIMEDOUT
    told = getattr(fault, "errno", None) or next(iter(fault.args), 0)  # termios.error has it among its words
    return told if isinstance(told, int) else 0


def _words(exc: Exception) -> str:
    """The driver's own words on one line, so that a database and the line to the server take them."""
    told = str(exc).replace("\x00", " ").encode(errors="replace").decode()
    return " ".join(told.split())[:LONGEST_REASON]


def _failed(settings: PrinterSettings, reason: str) -> PrinterFailed:
    return PrinterFailed(reason=reason, printer=settings.name)


# Drivers whose errors are no OSError. A module that is not loaded cannot have raised one.
FOREIGN_ERRORS = (
    ("escpos.exceptions", "Error"),
    ("pywintypes", "error"),
    ("usb.core", "NoBackendError"),
    ("termios", "error"),
)


def failures() -> tuple[type[Exception], ...]:
    """What a driver may raise."""
    loaded = (getattr(sys.modules[module], name) for module, name in FOREIGN_ERRORS if module in sys.modules)
    return (OSError, RuntimeError, *loaded)


def _number(settings: PrinterSettings, option: str) -> int:
    try:
        return int(str(settings.options[option]), base=0)  # base 0 reads 0x04b8 too
    except (KeyError, ValueError) as exc:
        raise _failed(settings, f"option {option} is missing or not a number") from exc


def _listed(known: Iterable[object]) -> str:
    return ", ".join(str(each) for each in known)

"""A paper printer for tests: reads ESC/POS bytes back into what a person would hold in their hand.

It knows the commands a ticket needs and raises Unprintable on any other, on a line or picture wider
than the paper, and on bytes that are not plain ASCII.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import qrcode
import zxingcpp
from PIL import Image

from queue_app.printing.lines import Paper

LF = 0x0A
LEVELS = {48: 1, 49: 0, 50: 3, 51: 2}  # ESC/POS level L, M, Q, H -> the qrcode library's


class Unprintable(Exception):
    """These bytes would not come out as meant."""


@dataclass(frozen=True)
class Printed:
    text: str
    width: int = 1
    height: int = 1
    align: str = "left"
    bold: bool = False


@dataclass
class Slip:
    """What came out of the printer, from top to bottom."""

    lines: list[Printed] = field(default_factory=list)
    qrs: list[str] = field(default_factory=list)
    picture_sizes: list[tuple[int, int]] = field(default_factory=list)
    cuts: int = 0
    fed_lines: int = 0  # since the last line, picture or code

    @property
    def pictures(self) -> int:
        return len(self.picture_sizes)

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def read(data: bytes, paper: Paper) -> Slip:
    """Print the bytes on this paper. Raises Unprintable at the first fault."""
    return _Printer(data, paper).run()


class _Printer:
    def __init__(self, data: bytes, paper: Paper) -> None:
        self.data, self.paper, self.at = data, paper, 0
        self.slip = Slip()
        self.stored = b""
        self.initialize()

    def initialize(self) -> None:
        self.letters = ""
        self.width, self.height, self.align, self.bold = 1, 1, "left", False
        self.module_dots, self.level = 3, 48

    def run(self) -> Slip:
        while self.at < len(self.data):
            start = self.data[self.at]
            if start in (0x1B, 0x1D):
                self.command()
            else:
                self.letter(self.take(1)[0])
        if self.letters:
            raise Unprintable(f"left in the buffer without a line feed: {self.letters!r}")
        return self.slip

    def take(self, count: int) -> bytes:
        piece = self.data[self.at : self.at + count]
        if len(piece) < count:
            raise Unprintable(f"the bytes end inside a command at {self.at}")
        self.at += count
        return piece

    def command(self) -> None:
        for length in (2, 3):
            act = COMMANDS.get(self.data[self.at : self.at + length])
            if act is not None:
                self.at += length
                act(self)
                return
        raise Unprintable(f"unknown command {self.data[self.at : self.at + 4]!r} at {self.at}")

    def letter(self, code: int) -> None:
        if code == LF:
            self.end_line()
        elif 0x20 <= code < 0x7F:
            self.letters += chr(code)
        else:
            raise Unprintable(f"byte {code:#04x} at {self.at - 1} is not plain text")

    def end_line(self) -> None:
        if len(self.letters) * self.width > self.paper.columns:
            raise Unprintable(f"wider than the paper: {self.letters!r} at width {self.width}")
        if not self.letters:
            self.slip.fed_lines += 1
            return
        self.slip.lines.append(Printed(self.letters, self.width, self.height, self.align, self.bold))
        self.letters, self.slip.fed_lines = "", 0

    def feed(self) -> None:
        if self.letters:
            self.end_line()
        self.slip.fed_lines += self.take(1)[0]

    def set_size(self) -> None:
        size = self.take(1)[0]
        self.width, self.height = (size >> 4) + 1, (size & 0x0F) + 1

    def set_bold(self) -> None:
        self.bold = bool(self.take(1)[0] & 1)

    def set_align(self) -> None:
        self.align = ("left", "center", "right")[self.take(1)[0]]

    def set_code_page(self) -> None:
        self.take(1)  # plain ASCII is the same in every one

    def cut(self) -> None:
        if self.take(1)[0] not in (0, 1):
            raise Unprintable("a cut that feeds by itself")
        self.slip.cuts += 1

    def picture(self) -> None:
        mode, row_bytes, rows = self.take(1)[0], self._number(), self._number()
        if mode != 0 or row_bytes * 8 > self.paper.dots:
            raise Unprintable(f"a picture of {row_bytes * 8} dots, mode {mode}, on {self.paper.dots} dots")
        bits = bytes(byte ^ 0xFF for byte in self.take(row_bytes * rows))  # the printer's 1 is black, Pillow's is white
        image = Image.frombytes("1", (row_bytes * 8, rows), bits).convert("L")
        found = [code.text for code in zxingcpp.read_barcodes(image)]
        self.slip.qrs += found
        self.slip.picture_sizes.append((row_bytes * 8, rows))
        self.slip.fed_lines = 0

    def native_code(self) -> None:
        body = self.take(self._number())
        function, argument = body[:2], body[2:]
        match function:
            case b"1A" if argument == b"2\x00":
                pass
            case b"1C":
                self.module_dots = argument[0]
            case b"1E":
                self.level = argument[0]
            case b"1P" if argument[:1] == b"0":
                self.stored = argument[1:]
            case b"1Q" if argument == b"0":
                self.print_native()
            case _:
                raise Unprintable(f"unknown function of GS ( k: {body!r}")

    def print_native(self) -> None:
        code = qrcode.QRCode(error_correction=LEVELS[self.level])
        code.add_data(self.stored)
        code.make()
        if code.modules_count * self.module_dots > self.paper.dots:
            raise Unprintable(f"a code of {code.modules_count} modules of {self.module_dots} dots")
        self.slip.qrs.append(self.stored.decode())
        self.slip.fed_lines = 0

    def _number(self) -> int:
        return int.from_bytes(self.take(2), "little")


COMMANDS: dict[bytes, Callable[[_Printer], None]] = {
    b"\x1b@": _Printer.initialize,
    b"\x1bE": _Printer.set_bold,
    b"\x1ba": _Printer.set_align,
    b"\x1bt": _Printer.set_code_page,
    b"\x1bd": _Printer.feed,
    b"\x1d!": _Printer.set_size,
    b"\x1dV": _Printer.cut,
    b"\x1dv0": _Printer.picture,
    b"\x1d(k": _Printer.native_code,
}

"""The QR code of a ticket, in the dots of a thermal head."""

from __future__ import annotations

from functools import lru_cache

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

SIDE_DOTS = 240  # 30 mm at 203 dpi: an old phone reads it at arm's length, and it fits 58 mm
QUIET_MODULES = 4  # ISO/IEC 18004: the white border on each side
TOO_DENSE = "the address is too long for a QR on this paper"
MODULE_DOTS = range(3, 9)  # below 3 dots (0.4 mm) thermal heads smear the modules together


class TooDense(ValueError):
    """The content has more modules than a thermal head can draw apart on this paper."""


@lru_cache(maxsize=16)  # its length, its bytes and its picture ask for it in turn
def code_of(content: str) -> qrcode.QRCode:  # type: ignore[type-arg]
    """The code, its `box_size` the dots of a module. Raises TooDense for a content too long to be scanned."""
    code: qrcode.QRCode = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_MODULES)  # type: ignore[type-arg]
    code.add_data(content)
    try:
        code.make()
    except DataOverflowError as exc:
        raise TooDense(content) from exc
    code.box_size = min(SIDE_DOTS // (code.modules_count + 2 * QUIET_MODULES), MODULE_DOTS[-1])
    if code.box_size not in MODULE_DOTS:
        raise TooDense(f"{code.modules_count} modules do not fit {SIDE_DOTS} dots")
    return code


def dots(content: str) -> int:
    """Dots of one side with its white border. Raises TooDense as `code_of`."""
    code = code_of(content)
    return int((code.modules_count + 2 * QUIET_MODULES) * code.box_size)


def image(content: str) -> Image.Image:
    """The code as a picture, one dot each, with its white border. Raises TooDense as `code_of`."""
    made: Image.Image = code_of(content).make_image().get_image()
    return made

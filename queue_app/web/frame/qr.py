"""A QR code as an SVG picture of one path, a run of dark modules at a time: a tenth of the size of one square each."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

QUIET = 4  # modules of white around the code, as readers need


@lru_cache(maxsize=512)
def qr_svg(content: str) -> str:
    """The picture, black on white, quiet zone included; it scales to any size."""
    return drawn(content)


def drawn(content: str) -> str:
    """The same, kept nowhere: of a secret."""
    import qrcode  # noqa: PLC0415 - brings Pillow, 4 MB that a server without a kiosk never needs

    code = qrcode.QRCode(border=0, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(content)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows) + 2 * QUIET
    path = "".join(_runs(y + QUIET, row) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _runs(y: int, row: list[bool]) -> str:
    path, x = "", QUIET
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            path += f"M{x} {y}h{length}v1h-{length}z"
        x += length
    return path

"""The pictures that README shows: six of those just taken, made small, in pictures/ beside it."""

from __future__ import annotations

from PIL import Image

from tests.browser.pictures import FOLDER
from tests.servers.antrean import ROOT

SHOWN = ROOT / "pictures"
OF = {  # what README shows -> the picture of a screen, pixels it is wide there
    "kiosk-start": ("kiosk-1-choose-id-1080x1920", 450),
    "kiosk-ticket": ("kiosk-4-ticket-id-1366x768", 900),
    "display-dark": ("display-dark-1920x1080", 900),
    "display-light": ("display-between-light-1920x1080", 900),
    "display-contrast": ("display-contrast-1920x1080", 900),
    "display-portrait": ("display-between-dark-1080x1920", 450),
}
COLOURS = 64


def write() -> None:
    """Writes those whose screens were pictured."""
    SHOWN.mkdir(exist_ok=True)
    for name, (source, width) in OF.items():
        path = FOLDER / f"{source}.png"
        if path.exists():
            small(Image.open(path), width).save(SHOWN / f"{name}.png", optimize=True)


def small(picture: Image.Image, width: int) -> Image.Image:
    """In a palette, so many pixels wide."""
    size = (width, round(picture.height * width / picture.width))
    return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).quantize(COLOURS, dither=Image.Dither.NONE)

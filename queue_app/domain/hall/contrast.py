"""How well a text is read on a colour, and which text a colour can carry (WCAG 2.2, 1.4.3 and 1.4.6). Pure.

A colour is "#rrggbb".
"""

from __future__ import annotations

BLACK, WHITE = "#000000", "#ffffff"
STEPS = 32  # towards black or white


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white. Source: WCAG 2.2, definition "relative luminance"."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21. Source: WCAG 2.2, definition "contrast ratio"."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Black or white, whichever is read better on the colour; on every colour one of them reaches 4.58."""
    return max((BLACK, WHITE), key=lambda text: contrast(text, colour))


def carrying(colour: str, *, least: float) -> tuple[str, str]:
    """The colour nearest to this one whose text reaches the contrast `least` (at most 21), and that text."""
    text = text_on(colour)
    away = WHITE if text == BLACK else BLACK
    mixed = (_mixed(colour, away, step / STEPS) for step in range(STEPS + 1))
    return next(found for found in mixed if contrast(text, found) >= least), text


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)

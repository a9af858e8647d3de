"""How an office's waiting room looks and speaks, as its set-up says it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from queue_app.domain.office.limits import Between, Length, OneOf, Shape

T = TypeVar("T")

# Names of what an office may choose: code -> msgid.
THEMES: dict[str, str] = {"dark": "Dark", "light": "Light", "contrast": "High contrast"}  # folders of display/themes
READINGS: dict[str, str] = {"digits": "Digit by digit (zero zero one)", "number": "As a number (one)"}
LANGUAGES: dict[str, str] = {
    "id": "Indonesian",
    "en": "English",
    "id en": "Indonesian, then English",
    "en id": "English, then Indonesian",
    "id jv": "Indonesian, then Javanese",
    "id su": "Indonesian, then Sundanese",
    "id bbc": "Indonesian, then Batak Toba",
}
SLIDES: dict[str, str] = {
    "figures": "Figures of today",
    "maklumat": "Promise of service (maklumat pelayanan)",
    "holidays": "Coming holidays",
    "closing": "Opening hours and closings",
}
NUMBERINGS: dict[str, str] = {
    "kiosk": "Kiosk or reception",
    "roll": "Paper roll: numbers are torn off, nobody records them",
}
COLOUR = Shape(re.compile(r"(#[0-9A-Fa-f]{6})?"), "bad_colour")


@dataclass(frozen=True, slots=True)
class RoomRules:
    """Look and voice of the waiting room. Lists are words in one text, as a set-up file and a form write them."""

    theme: Annotated[str, OneOf(THEMES)] = "dark"
    accent: Annotated[str, Length(0, 7, COLOUR)] = ""  # the office's, "#1c5d99"; "": the theme's own
    reading: Annotated[str, OneOf(READINGS)] = "digits"
    languages: Annotated[str, OneOf(LANGUAGES)] = "id"  # in the order they are spoken
    repeat: Annotated[int, Between(1, 3)] = 2  # how often each language is said
    rate_pct: Annotated[int, Between(70, 130)] = 100  # 100: as recorded
    chime: bool = True
    browser_voice: bool = False  # spoken by the browser where it has a voice of the language
    ticker_moves: bool = False  # the running text moves; else its lines take turns
    slides: Annotated[str, Length(0, 120)] = "figures maklumat holidays closing"  # keys of SLIDES, in order; "": none
    slide_s: Annotated[int, Between(5, 120)] = 12  # seconds that a still picture or a slide stays
    numbering: Annotated[str, OneOf(NUMBERINGS)] = "kiosk"


def with_slide(slides: str, name: str, way: str) -> str:
    """RoomRules.slides after one step of an administrator. name: a key of SLIDES; way: a key of WAYS.

    A slide that is shown anew comes last. What cannot be (the first one up, a hidden one down) changes nothing.
    """
    shown = slides.split()
    return " ".join(WAYS[way](shown, name) if name in shown or way == "show" else shown)


def moved(things: Sequence[T], thing: T, by: int) -> list[T]:
    """The things with one of them so many places further down, or up, as far as there are places."""
    left = [each for each in things if each != thing]
    place = max(things.index(thing) + by, 0)
    return [*left[:place], thing, *left[place:]]


WAYS: Mapping[str, Callable[[list[str], str], list[str]]] = {
    "up": lambda shown, name: moved(shown, name, -1),
    "down": lambda shown, name: moved(shown, name, 1),
    "show": lambda shown, name: [*(each for each in shown if each != name), name],
    "hide": lambda shown, name: [each for each in shown if each != name],
}

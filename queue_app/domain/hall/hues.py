"""The hues by which a citizen finds a group of services again: on its button, ticket, display and phone. Pure.

A hue never tells anything alone: wherever it stands, the group's name or pictogram stands with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hue:
    """One hue in its two colours, "#rrggbb". web/static/hues.css hands them to the pages."""

    name: str  # a msgid
    on_light: str  # for a light ground: white is read on it, and it on white, at 4.5:1 at least
    on_dark: str  # for a dark ground: black is read on it, and it on the night of the display, at 4.5:1 at least


# Key -> hue. In an order in which neighbours are told apart also by people who see red and green alike.
HUES: dict[str, Hue] = {
    "blue": Hue("Blue", "#1463d1", "#4da3ff"),
    "orange": Hue("Orange", "#b85000", "#ff9f3a"),
    "purple": Hue("Purple", "#4b1f8f", "#d3b4ff"),
    "green": Hue("Green", "#3a8016", "#9bea5c"),
    "pink": Hue("Pink", "#c2146f", "#ff6aa9"),
    "brown": Hue("Brown", "#4e3414", "#bf8a50"),
    "teal": Hue("Teal", "#004f52", "#12b3a4"),
    "grey": Hue("Grey", "#66727d", "#e6ebf0"),
}


def by_place(chosen: Sequence[str]) -> tuple[str, ...]:
    """The hue of each group of an office, in the order of its groups.

    chosen: a key of HUES each, "" where none was chosen: such a group gets one by its place, different from those of
    its neighbours, and one that nobody else has as long as there are any.
    """
    shown = list(chosen)
    for place, own in enumerate(chosen):
        if own == "":
            near = {shown[place - 1] if place else "", *chosen[place + 1 : place + 2]}
            shown[place] = min((key for key in HUES if key not in near), key=shown.count)
    return tuple(shown)

"""Hues of groups: read on light and dark grounds, told apart by place, and the same in the pages' style."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest

from queue_app.domain.hall.contrast import BLACK, WHITE, contrast
from queue_app.domain.hall.hues import HUES, by_place
from queue_app.web.frame.script_texts import FOLDER

NIGHTS = ("#0b1826", "#14273a", "#000000")  # grounds of the display's dark themes
# What people see who lack one kind of cone, from linear red, green and blue.
# Source: Machado, Oliveira and Fernandes 2009, table of severity 1.0.
SIGHTS = {
    "without red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "without green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
TO_XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))  # each by its white


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Lightness and the two axes of colour (CIE L*a*b*), as that sight has it."""
    light = [linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    mixed = [max(0.0, sum(share * part for share, part in zip(row, light, strict=True))) for row in SIGHTS[sight]]
    x, y, z = (sum(share * part for share, part in zip(row, mixed, strict=True)) ** (1 / 3) for row in TO_XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_white_is_read_on_every_hue_and_every_hue_on_white() -> None:
    assert {key: contrast(each.on_light, WHITE) >= 4.5 for key, each in HUES.items()} == dict.fromkeys(HUES, True)


@pytest.mark.parametrize("night", NIGHTS)
def test_every_hue_is_read_at_night_and_black_on_it(night: str) -> None:
    dim = [key for key, each in HUES.items() if min(contrast(each.on_dark, ground) for ground in (night, BLACK)) < 4.5]

    assert dim == []


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("ground", ["on_light", "on_dark"])
def test_neighbours_of_the_table_are_told_apart_by_everyone(sight: str, ground: str) -> None:
    colours = [getattr(each, ground) for each in HUES.values()]
    alike = [pair for pair in pairwise(colours) if math.dist(*(seen(each, sight) for each in pair)) < 15]

    assert alike == []


def test_who_chose_no_hue_gets_one_of_its_own() -> None:
    assert by_place(["", "", "", ""]) == ("blue", "orange", "purple", "green")


def test_a_hue_by_place_leaves_alone_what_others_chose() -> None:
    assert by_place(["", "blue", "", "orange"]) == ("purple", "blue", "green", "orange")


def test_neighbours_differ_in_an_office_of_many_groups() -> None:
    shown = by_place([""] * 30)

    assert [one for one, other in pairwise(shown) if one == other] == []


def test_the_style_of_the_pages_has_these_colours() -> None:
    style = (FOLDER / "hues.css").read_text(encoding="utf-8")

    told = re.findall(r"\.hue-(\w+) { --hue: (#\w+); --hue-dark: (#\w+);", style)

    assert told == [(key, each.on_light, each.on_dark) for key, each in HUES.items()]

"""Pictograms of groups: each name has its drawing, all in one stroke."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from queue_app.domain.hall.pictograms import PICTOGRAMS
from queue_app.web.frame.script_texts import FOLDER

SPRITE = FOLDER / "pictograms.svg"
SYMBOL = "{http://www.w3.org/2000/svg}symbol"
STROKE = {
    "viewBox": "0 0 24 24", "fill": "none", "stroke": "currentColor", "stroke-width": "1.75",
    "stroke-linecap": "round", "stroke-linejoin": "round",
}  # fmt: skip


def test_each_pictogram_is_drawn_in_the_same_stroke() -> None:
    drawn = ET.parse(SPRITE).getroot().iter(SYMBOL)

    assert [dict(each.attrib) for each in drawn] == [{"id": key, **STROKE} for key in PICTOGRAMS]


def test_no_drawing_has_a_stroke_or_colour_of_its_own() -> None:
    shapes = re.findall(r"<(?:path|circle|rect) [^>]+>", SPRITE.read_text(encoding="utf-8"))

    assert [each for each in shapes if re.search(r"stroke|fill|style", each)] == []

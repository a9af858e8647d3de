"""What each address shows to each role in each language: one file each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from tests.golden import plain
from tests.golden.caller import Caller
from tests.golden.house import House

LANGUAGES = ("id", "en")
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
SHIPPED = re.compile(r"/(static|kiosk/page|display/page|browser|display/voice|display/themes)/|.*\?v=")
MOST_FOLLOWED = 60  # links of one role beyond the addresses that everyone is asked for


def record(house: House, caller: Caller, paths: Iterable[str], folder: Path) -> None:
    """Every path, and the links that stand in what was answered."""
    for lang in LANGUAGES:
        place = folder / lang
        place.mkdir(parents=True)
        for path, text in _walked(house, caller, paths, lang):
            (place / f"{file_name(path)}.txt").write_text(f"GET {path}\n{text}", encoding="utf-8")


def _walked(house: House, caller: Caller, paths: Iterable[str], lang: str) -> Iterator[tuple[str, str]]:
    line = list(paths)
    known, followed = set(line), 0
    for path in line:
        text = plain.answer(caller.ask(house, "GET", path, lang=lang))
        yield path, text
        for link in _links(text):
            if link not in known and followed < MOST_FOLLOWED:
                known.add(link)
                line.append(link)
                followed += 1


def _links(text: str) -> list[str]:
    found = (unescape(link) for link in LINK.findall(text))
    return [link for link in found if not SHIPPED.match(link) and "lang=" not in link]


def file_name(path: str) -> str:
    """Readable, and of one path only."""
    name = re.sub(r"[^\w.=&-]", _escaped, unquote(path).strip("/"))
    return name or "home"


def _escaped(sign: re.Match[str]) -> str:
    return "_" if sign[0] in "/ " else f"%{ord(sign[0]):02x}"

"""The state of every screen as it is told on joining, for everyone who asks, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.golden import ledger, plain
from tests.golden.caller import Caller
from tests.golden.house import House
from tests.golden.pages import LANGUAGES
from tests.golden.story import SLUG

ROOMS = ("display", "kiosk", "desk", "board", "printer", "none")


def record(house: House, callers: Mapping[str, Caller], folder: Path) -> None:
    folder.mkdir()
    asked = {room: {"room": room} for room in ROOMS}
    asked |= {f"display-{zone}": {"room": "display", "zone": zone} for zone in ("lantai-1", "lantai-2")}
    asked |= {
        f"ticket-{state}": {"room": "ticket", "token": token} for state, token in ledger.tokens(house.file).items()
    }
    for who, caller in callers.items():
        for lang in LANGUAGES:
            for name, join in asked.items():
                told = house.line(caller.cookie)("join", office=SLUG, lang=lang, page=caller.csrf, **join)
                path = folder / f"{name}-{who}-{lang}.json"
                path.write_text(plain.marked(plain.shown(told)) + "\n", encoding="utf-8")

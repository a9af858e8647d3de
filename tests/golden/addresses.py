"""Every address of the program with its blanks filled from the recorded office, read from the program's own map."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from werkzeug.routing import Rule

from tests.golden import ledger
from tests.golden.house import House
from tests.golden.story import SLUG

ANY_OF = re.compile(r"<any\(([^)]*)\):(\w+)>")
BLANK = re.compile(r"<(?:[^<>]*:)?(\w+)>")
Samples = Mapping[str, Sequence[Any]]
KEYS: Mapping[str, Sequence[str]] = {  # list of the set-up -> some of its things
    "groups": ("KTP",), "services": ("KTP", "AKL"), "counters": ("2",), "zones": ("lantai-1",),
    "officers": ("rina", "hendra"), "seasons": ("2027-02-08",), "special-days": ("2026-12-04",),
    "holidays": ("2026-12-25 Hari Raya Natal",),
}  # fmt: skip
SHIPPED = {  # beginning of a rule -> a file that is shipped there
    "/kiosk/page/": "kiosk.css", "/display/page/": "display.css", "/display/voice/": "id/chime.mp3",
    "/display/themes/": "dark/theme.css", "/static/": "base.css", "/browser/": "line.js",
}  # fmt: skip
ASKED = (  # addresses with a question
    "/counter/search?q=A001", "/counter/search?q=a1", "/counter/search?q=K", "/counter/search?q=zzz",
    "/journal?group=setup", "/journal?day=2026-11-20", "/journal?officer=2", "/journal?before=40",
    "/preview?day=2026-11-20&kind=arrival", "/preview?day=2026-11-20&kind=ageing&head_start_min=15",
    "/preview?day=2026-11-20&kind=appointment_window", "/preview?day=2026-11-21&kind=none&regular=x",
    f"/display/{SLUG}?zone=lantai-2", f"/display/{SLUG}?sound=off", f"/display/{SLUG}/state?zone=lantai-2",
    f"/display/{SLUG}?zone=none", f"/kiosk/{SLUG}?seat=low", f"/kiosk/{SLUG}?printer=1", f"/kiosk/{SLUG}?printer=77",
    "/sign-in?next=/counter", "/sign-in?next=//elsewhere.test", "/setup?key=wrong", "/?lang=en", "/?lang=xx",
    "/static/base.css?v=0123456789ab", "/no/such/page", "/api/no/such", "/t/unknown", "/t/unknown/state",
    "/kiosk/none", "/display/none/state", "/api/offices/none/services", "/files/none.png",
    "/standards/medan/none", "/admin/services/edit/none", "/admin/holidays/1066", "/journal/yesterday.csv",
    "/counter/state?lang=en", "/supervisor/state?lang=en",
)  # fmt: skip

OF_THIS_COMPUTER = {"/doctor", "/doctor/sheet.pdf"}  # its disk, clock and network, of this moment


class Address(NamedTuple):
    rule: str
    methods: tuple[str, ...]
    path: str


def addresses(house: House) -> list[Address]:
    """Of every rule, with every choice that its blanks leave; in the order of the paths."""
    samples = _samples(house)
    found = [each for rule in house.app.url_map.iter_rules() for each in _of(rule, samples)]
    return sorted(set(found), key=lambda each: (each.path, each.methods))


def readable(house: House) -> list[str]:
    """Every path that can be read, and some with a question."""
    paths = {each.path for each in addresses(house) if "GET" in each.methods}
    return sorted({*paths, *ASKED} - OF_THIS_COMPUTER)


def _samples(house: House) -> dict[str, Sequence[Any]]:
    file = house.file
    names = [name for (name,) in ledger.asked(file, "SELECT file FROM media ORDER BY id")]
    return {
        "slug": [SLUG], "token": list(ledger.tokens(file).values()) or ["none"],
        "verb": ["start", "recall", "undo", "none"],
        "kind": ["kiosk", "printer", "none"], "device_id": _first(file, "devices"),
        "day": ["2026-11-20", "2026-11-23"], "code": ["KTP", "AKL"], "year": [2026, 2027],
        "name": names or ["none.png"],
        "media_id": _first(file, "media"), "job_id": [1, 3],
        "printer_id": _first(file, "printers"), "flood_id": [1], "key": ["hendra"],
        "decision": ["came-out", "leave", "again", "move", "none"],
        "note_id": [1], "table": ["under_60", "none"], "period": ["2026-10", "2026-Q4", "none"], "officer_id": [1, 3],
        "form": ["pdf", "json", "xlsx"], "token_id": [1], "leave_id": [1], "outage_id": [1], "course_id": [1],
        "criterion_id": [1], "version": [1], "line_id": [1], "change_id": [1],
        "complaint_id": [1], "file_id": [1],
        "forum_id": [1], "promise_id": [1], "hook_id": [1],
        "request_id": [1], "breach_id": [1],
    }  # fmt: skip


def _first(file: Path, what: str) -> list[int]:
    """Of the two that came first; an office that has none is asked for the first all the same."""
    return sorted(ledger.numbers(file, what).values())[:2] or [1]


def _of(rule: Rule, samples: Samples) -> list[Address]:
    """Filled by hand, so that what a converter refuses is recorded too."""
    here = {**samples, **{blank: re.findall(r'"([^"]+)"', words) for words, blank in ANY_OF.findall(rule.rule)}}
    if shipped := next((name for start, name in SHIPPED.items() if rule.rule.startswith(start + "<")), None):
        here["name"] = [shipped]
    if "/standard/" in rule.rule:
        here["day"] = ["2026-01-02"]
    if "/voice/" in rule.rule:
        here["name"] = ["satu"] if rule.rule.startswith("/admin") else here["name"]
    names = BLANK.findall(rule.rule.replace('"', ""))
    chosen = [dict(zip(names, values, strict=True)) for values in itertools.product(*(here[name] for name in names))]
    methods = tuple(sorted(rule.methods or ()))
    return [
        Address(rule.rule, methods, _filled(rule.rule, one))
        for choice in chosen
        for one in _with_keys(choice)
    ]  # fmt: skip


def _with_keys(choice: dict[str, Any]) -> list[dict[str, Any]]:
    """A thing of the set-up is known by a key of its own list."""
    if "key" not in choice or "section" not in choice:
        return [choice]
    return [{**choice, "key": key} for key in KEYS[choice["section"]]]


def _filled(rule: str, choice: Mapping[str, Any]) -> str:
    return re.sub(r"<[^<>]*?(\w+)>", lambda blank: str(choice[blank[1]]), rule)

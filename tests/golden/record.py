"""The whole record: the office lives in a folder of its own, and what it did and shows is written into another."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from tests.golden import addresses, ledger, morning, pages, plain, screens, setting_up, statuses
from tests.golden.caller import Caller
from tests.golden.held import Chance, held_chance
from tests.golden.house import House, first_key, opened
from tests.golden.story import DEVICES, FOUNDED, ROLES, SLUG, Story

MEMORY = Path("/dev/shm")  # every commit is written to disk, and here nobody needs it there
OPEN_OFFICE = "UPDATE office SET pairs_devices = 0"
PUBLIC = ("/kiosk/", "/display/", "/survey/")
SEEN = ("/account", *(f"{start}{SLUG}" for start in PUBLIC))
FIRST_START = ("/", "/setup", f"/setup?key={first_key()}", "/sign-in", "/healthz", f"/kiosk/{SLUG}", "/counter")


def write(out: Path) -> None:
    """Everything. The folder must not be there yet."""
    out.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.exists() else None) as place, held_chance() as chance:
        folder = Path(place)
        house, callers = lived_in(folder, chance, out)
        now = ledger.copied(house.file, folder / "now.db")
        with _part("pages"):
            for role, caller in callers.items():
                pages.record(house, caller, addresses.readable(house), out / "pages" / role)
        with _part("OpenAPI"):
            document = plain.body(callers["nobody"].ask(house, "GET", "/api/openapi.json"))
            (out / "openapi.json").write_text(document + "\n", encoding="utf-8")
        with _part("screens"):
            screens.record(house, callers, out / "screens")
        with _part("other offices"):
            open_office(folder, now, house, out)
            first_start(folder, house, out)
        with _part("statuses"):
            untouched = statuses.Untouched(now, folder, house=house, chance=chance)
            statuses.record(untouched, callers, out / "statuses.csv")
            untouched.close()
        house.close()


def lived_in(folder: Path, chance: Chance, out: Path) -> tuple[House, Mapping[str, Caller]]:
    """The office as it stands at 09.41, and who is asked: one of each role, one device of each kind, and nobody."""
    house = opened(folder, folder / "office.db", now=FOUNDED, chance=chance)
    story = Story(house)
    with _part("set-up"):
        setting_up.found(story)
    with _part("simulated morning"):
        setting_up.play(story)
    _lines(out / "events-simulated.jsonl", ledger.events(house.file))
    with _part("recorded morning"):
        morning.live(story)
    _lines(out / "events.jsonl", ledger.events(house.file))
    _lines(out / "story.txt", story.told)
    (out / "rows").mkdir()
    for table in ledger.tables(house.file):
        _lines(out / "rows" / f"{table}.jsonl", ledger.rows(house.file, table))
    nobody = Caller("nobody")
    nobody.learn_token(house)
    for caller in story.callers.values():
        for path in SEEN:  # so that no request of the record is the first of its minute, which is noted
            caller.do(house, "GET", path)
    people = {role: story.callers[username] for username, role in ROLES.items()}
    return house, {"nobody": nobody, **people, **{kind: story.callers[kind] for kind in DEVICES}}


def open_office(folder: Path, now: Path, house: House, out: Path) -> None:
    """The same office, if it paired no devices, as everybody before its screens sees it."""
    file = folder / "open.db"
    file.write_bytes(now.read_bytes())
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(OPEN_OFFICE)
    other = opened(folder, file, now=house.clock.now, chance=house.chance)
    paths = [path for path in addresses.readable(other) if path.startswith(PUBLIC)]
    pages.record(other, Caller("nobody"), paths, out / "pages" / "nobody-where-no-device-is-paired")
    other.close()


def first_start(folder: Path, house: House, out: Path) -> None:
    """A database without an office."""
    other = opened(folder, folder / "empty.db", now=house.clock.now, chance=house.chance)
    pages.record(other, Caller("nobody"), FIRST_START, out / "pages" / "nobody-where-no-office-is")
    other.close()


def _lines(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@contextmanager
def _part(name: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    sys.stderr.write(f"{name}: {time.monotonic() - began:.1f} s\n")

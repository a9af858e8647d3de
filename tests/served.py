"""An office and the real server before it, with settings of the test's own."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan
from queue_app.store import schema
from queue_app.store.engines import Database
from queue_app.store.hall.tables import Announcement
from queue_app.store.office import catalogue
from queue_app.store.office.founding import found_office
from queue_app.store.office.now import office_now
from queue_app.store.office.tables import Office, Officer
from tests.factories import FOUNDED, PASSWORD, cheap_hash, make_plan
from tests.people import Person
from tests.servers.antrean import Antrean

# The day of no office ends while a test lasts: of these two midnights one is always more than two hours away.
ZONE = "Asia/Jayapura" if 15 <= datetime.now(UTC).hour < 17 else "Asia/Jakarta"
REACHED = "http://antrean.test"  # by phones, whatever this machine's own addresses are
Sections = Mapping[str, Mapping[str, Any]]
CROWD: Mapping[str, Any] = {"most_per_min": 1_000_000, "most_per_min_of_address": 1_000_000}
_presses = itertools.count(1)


def large_plan(counters: int) -> OfficePlan:
    """make_plan() with as many counters as officers (petugas1, petugas2, ...), each offering both services."""
    plan = make_plan()
    return OfficePlan(
        slug=plan.slug, name=plan.name, address=plan.address, time_zone=ZONE, groups=plan.groups,
        services=plan.services,
        counters=[CounterPlan(number, ["KTP", "AKTA"]) for number in range(1, counters + 1)],
        officers=[OfficerPlan(f"petugas{number}", f"Petugas {number}", PASSWORD) for number in range(1, counters + 1)],
    )  # fmt: skip


def found(url: str, plan: OfficePlan) -> None:
    """Migrates the database and founds the office in it."""
    schema.migrate(url)
    database = Database(url)
    found_office(database, plan, at=FOUNDED, hash_password=cheap_hash)
    database.close()


def write_config(folder: Path, sections: Sections) -> Path:
    """A config.toml in the folder: no printer unless asked for, and a crowd that one address may be."""
    lines = []
    usual: Sections = {"printing": {"kind": "none"}, "server": {"public_url": REACHED}, "kiosk": CROWD}
    for name, section in {**usual, **sections}.items():
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in section.items())]
    path = folder / "config.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def server(folder: Path, url: str, **sections: Mapping[str, Any]) -> Antrean:
    """Not started; its offices' day is far from its end. Workers of one folder share its settings and its secret."""
    if make_plan().time_zone != ZONE:
        move(url, ZONE)
    return Antrean(folder=folder, database_url=url, config=write_config(folder, sections), is_quick=True)


def played_by(running: Antrean, module: str) -> Antrean:
    """The same server, not started yet, with a module of the tests in the place of its program."""
    running.program.command = [module if word == "queue_app" else word for word in running.program.command]
    return running


def move(url: str, zone: str) -> None:
    """All offices of the database lie in this time zone."""
    database = Database(url)
    with database.writer.transaction() as connection:
        connection.execute(update(Office).values(time_zone=zone))
    database.close()


@dataclass(frozen=True)
class Names:
    """What a test calls things, and their numbers in the database."""

    services: Mapping[str, int]
    counters: Mapping[int, int]


def names(url: str) -> Names:
    database = Database(url)
    with database.reading() as connection:
        services = {each.code: each.id for each in catalogue.services(connection, 1)}
        numbers = {number: each for each, number in office_now(connection, 1).numbers.items()}
    database.close()
    return Names(services, numbers)


def rows(url: str, *columns: Any) -> Sequence[Any]:
    """These columns of every row, in the order of the first."""
    database = Database(url)
    with database.reading() as connection:
        found = connection.execute(select(*columns).order_by(columns[0])).all()
    database.close()
    return found


def hear(url: str) -> None:
    """Every call up to now was spoken in the room, and nothing sounds there."""
    now = datetime.now(UTC)
    spoken = {"heard_at": now, "starts_at": now, "ends_at": now}
    database = Database(url)
    with database.writer.transaction() as connection:
        connection.execute(update(Announcement).where(Announcement.heard_at.is_(None)).values(spoken))
    database.close()


def make_administrator(url: str, username: str) -> None:
    """Gives somebody of the office the right to set it up."""
    database = Database(url)
    with database.writer.transaction() as connection:
        connection.execute(update(Officer).where(Officer.username == username).values(role=Role.ADMINISTRATOR))
    database.close()


def press(person: Person, service_id: int, *, key: str = "") -> tuple[int, Any]:
    """A press at the kiosk; status and answer."""
    return person.post("/kiosk/uji/tickets", {"key": key or f"served-{next(_presses):08d}", "service_id": service_id})


def take_number(person: Person, service_id: int, *, key: str = "") -> dict[str, Any]:
    """A press at the kiosk that is answered with a number."""
    status, answer = press(person, service_id, key=key)
    assert status in {200, 201}, answer
    given: dict[str, Any] = answer
    return given


def open_counter(url: str, username: str, counter_id: int) -> Person:
    """An officer, signed in at the server, who holds the counter."""
    person = Person(url)
    person.sign_in(username)
    status, answer = person.post("/counter/open", {"counter_id": counter_id})
    assert status == 200, answer
    return person

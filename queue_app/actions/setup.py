"""Founding an office from a plan, and the demo office that ships with the program."""

from __future__ import annotations

import tomllib
from pathlib import Path

from queue_app.actions.accounts import hash_password
from queue_app.domain import plan
from queue_app.domain.errors import ConfigError
from queue_app.domain.plan import OfficePlan
from queue_app.store import catalogue, founding
from queue_app.store.desk import Desk

DEMO = Path(__file__).with_name("demo_medan.toml")


def read_plan(path: Path) -> OfficePlan:
    """The office that a file describes. Raises OSError, ConfigError (the file, and what is wrong with it)."""
    try:
        return plan.from_tables(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as exc:
        raise ConfigError(file=path, key="office", value=exc, expected=f"tables as in {DEMO.name}") from exc


def demo_plan() -> OfficePlan:
    """The demo office "Disdukcapil Kota Medan", whose people and numbers belong to nobody."""
    return read_plan(DEMO)


def found_office(desk: Desk, office: OfficePlan) -> int:
    """Writes the office and everything in it; answers its id."""
    return founding.found_office(desk.database, office, hash_password=hash_password)


def ensure_demo(desk: Desk) -> OfficePlan:
    """Founds the demo office in a database that has no office yet; answers its plan."""
    office = demo_plan()
    with desk.reading() as connection:
        exists = bool(catalogue.offices(connection))
    if not exists:
        found_office(desk, office)
    return office

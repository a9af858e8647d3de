"""Founding an office from a plan, and the demo office that ships with the program."""

from __future__ import annotations

import tomllib
from pathlib import Path

from queue_app.actions.accounts import hash_password
from queue_app.domain import plan
from queue_app.domain.plan import OfficePlan
from queue_app.store import catalogue, founding
from queue_app.store.desk import Desk

DEMO = Path(__file__).with_name("demo_medan.toml")


def demo_plan() -> OfficePlan:
    """The demo office "Disdukcapil Kota Medan", whose people and numbers belong to nobody."""
    return plan.from_tables(tomllib.loads(DEMO.read_text(encoding="utf-8")))


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

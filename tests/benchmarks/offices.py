"""Offices to measure in: real ones, founded and filled through the actions, with everyone at the counter already."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from http.client import HTTPConnection

from sqlalchemy import insert, select

from queue_app.actions.office import setup
from queue_app.actions.office.accounts import token_hash
from queue_app.actions.queue import desks, tickets
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.office import catalogue
from queue_app.store.office.founding import found_office
from queue_app.store.office.now import office_now
from queue_app.store.office.tables import LoginSession, Officer
from tests.benchmarks.load import post

PRIORITY_EVERY = 6  # one citizen in six declares it


@dataclass(frozen=True, slots=True)
class BenchOffice:
    """tokens: of sessions signed in; each officer holds the counter of the same place in line."""

    id: int
    slug: str
    service_ids: Sequence[int]
    tokens: Sequence[str]


def plan(slug: str, *, counters: int) -> OfficePlan:
    """The demo office with so many counters, each with its officer and open for all services."""
    demo = setup.demo_plan()
    codes = [service.code for service in demo.services]
    numbers = range(1, counters + 1)
    return replace(
        demo,
        slug=slug,
        counters=[CounterPlan(number, codes) for number in numbers],
        officers=[OfficerPlan(f"{slug}-{number}", f"Petugas {number}", "-") for number in numbers],
    )


@contextmanager
def filling(url: str) -> Iterator[Desk]:
    """A desk on a migrated database, before its server starts."""
    schema.migrate(url)
    database = Database(url)
    try:
        yield Desk(database)
    finally:
        database.close()


def found(desk: Desk, slug: str, *, counters: int) -> BenchOffice:
    """An office where every officer is signed in and holds a counter."""
    # Nobody signs in by password here, and a real hash of each would take longer than the measuring.
    office_id = found_office(
        desk.database, plan(slug, counters=counters), at=desk.clock(), hash_password=lambda _password: "-"
    )
    with desk.reading() as connection:
        service_ids = [each.id for each in catalogue.services(connection, office_id)]
    return BenchOffice(office_id, slug, service_ids, _everyone_at_work(desk, office_id))


def wait(desk: Desk, office: BenchOffice, *, count: int) -> None:
    """So many citizens take a number and wait."""

    def take(place: int) -> None:
        tickets.issue(
            desk, office.id, service_id=office.service_ids[place % len(office.service_ids)],
            press_key=uuid.uuid4().hex, priority=_priority(place),
        )  # fmt: skip

    with ThreadPoolExecutor(8) as pool:  # together, so that they share commits
        list(pool.map(take, range(count)))


def presses(office: BenchOffice, count: int) -> list[bytes]:
    """Requests for numbers, each another press of a button, over all services in turn; keys as kiosks make them."""
    began = f"{time.time_ns() // 1_000_000:x}"
    return [
        post(
            f"/kiosk/{office.slug}/tickets",
            json.dumps({
                "key": f"{began}-{uuid.uuid4()}", "service_id": office.service_ids[place % len(office.service_ids)],
                "priority": _priority(place), "lang": "id",
            }).encode(),
        )
        for place in range(count)
    ]  # fmt: skip


def calls(port: int, tokens: Sequence[str]) -> list[bytes]:
    """One call-next of each of these officers."""
    return [post("/counter/call-next", b"{}", headers=lines) for lines in signed_headers(port, tokens)]


def signed_headers(port: int, tokens: Sequence[str]) -> list[str]:
    """What a counter's page of each of these officers sends with each request."""
    return [_signed_headers(port, token) for token in tokens]


def _signed_headers(port: int, token: str) -> str:
    link = HTTPConnection("127.0.0.1", port)
    link.request("GET", "/counter", headers={"Cookie": f"antrean_session={token}"})
    answer = link.getresponse()
    page = answer.read().decode()
    link.close()
    browser = str(answer.headers["Set-Cookie"]).split(";", 1)[0]
    boot = re.search(r'id="boot">(.*?)</script>', page, re.DOTALL)
    assert boot is not None, page
    csrf = json.loads(boot[1])["csrf"]
    return f"X-CSRFToken: {csrf}\r\nCookie: {browser}; antrean_session={token}\r\n"


def _everyone_at_work(desk: Desk, office_id: int) -> list[str]:
    now = desk.clock()
    with desk.reading() as connection:
        officer_ids = connection.execute(
            select(Officer.id).where(Officer.office_id == office_id).order_by(Officer.id)
        ).scalars().all()  # fmt: skip
        counter_ids = list(office_now(connection, office_id).numbers)
    tokens = [uuid.uuid4().hex for _ in officer_ids]
    for counter_id, officer_id in zip(counter_ids, officer_ids, strict=True):
        desks.open_desk(desk, office_id, counter_id=counter_id, officer_id=officer_id)
    with desk.database.writer.transaction() as connection:
        # Seen just now for as long as the run takes: the idle clock's own write, once a minute, is not measured.
        connection.execute(insert(LoginSession), [
            {"token_hash": token_hash(token), "officer_id": officer_id, "created_at": now,
             "seen_at": now + timedelta(minutes=30)}
            for token, officer_id in zip(tokens, officer_ids, strict=True)
        ])  # fmt: skip
    return tokens


def _priority(place: int) -> str | None:
    return next(iter(CATEGORIES)) if place % PRIORITY_EVERY == 0 else None

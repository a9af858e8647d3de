"""A set-up that is saved while a page is being read: the page shows the one or the other, never both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from queue_app.actions.office import setup
from queue_app.domain.office.plan import OfficePlan
from tests.web.visitors import Site

MOMENTS = range(1, 9)  # after so many looks at the database since the page was asked for


def renamed(plan: OfficePlan) -> OfficePlan:
    return replace(plan, services=[replace(each, name_id=f"{each.name_id} baru") for each in plan.services])


def saved_after(site: Site, reading: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves the set-up just after the page has ended its `reading`-th look at the database."""
    looks, read = iter(range(1, 1000)), site.office.desk.reading

    @contextmanager
    def counted() -> Iterator[Connection]:
        with read() as connection:
            yield connection
        if next(looks) == reading:
            monkeypatch.setattr(site.office.desk, "reading", read)
            setup.change(site.office.desk, site.office.office_id, by=None, edit=renamed)

    monkeypatch.setattr(site.office.desk, "reading", counted)


def told(page: str) -> dict[str, Any]:
    found = re.search(r'id="boot">(.*?)</script>', page, re.DOTALL)
    assert found
    boot: dict[str, Any] = json.loads(found[1])
    return boot


@pytest.mark.parametrize("reading", MOMENTS)
def test_a_kiosk_shows_the_services_of_the_set_up_that_it_names(
    site: Site, reading: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, before = site.visitor(), told(site.visitor().get("/kiosk/uji").text)["state"]["setup"]

    saved_after(site, reading, monkeypatch)
    boot = told(visitor.get("/kiosk/uji").text)

    names = [service["name"]["id"] for group in boot["groups"] for service in group["services"]]
    assert {name.endswith(" baru") for name in names} == {boot["state"]["setup"] > before}


@pytest.mark.parametrize("reading", MOMENTS)
def test_a_counter_knows_the_services_of_the_set_up_that_it_names(
    site: Site, reading: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = site.at_counter()
    before = told(officer.get("/counter").text)["state"]["setup"]

    saved_after(site, reading, monkeypatch)
    boot = told(officer.get("/counter").text)

    assert {each["name"].endswith(" baru") for each in boot["services"]} == {boot["state"]["setup"] > before}

"""All offices side by side: what each shows to everyone already, of no officer, and in no order of merit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from queue_app.store.engines import Database
from queue_app.store.office.tables import Office as OfficeTable
from queue_app.web.city.page import KEPT_FOR
from tests.factories import PASSWORD, make_plan
from tests.offices import Office
from tests.web.visitors import Site

Found = Callable[..., Office]


def told(site: Site) -> Any:
    return site.visitor().get("/api/city").json


def slugs(site: Site, sort: str) -> list[str]:
    page = site.visitor().get(f"/city?sort={sort}").text
    return [each.partition('"')[0] for each in page.split('data-testid="office-')[1:]]


def test_each_office_is_told_with_what_it_shows_to_everyone(site: Site) -> None:
    site.office.issue()

    assert told(site)["offices"] == [
        {
            "slug": "uji", "name": "Kantor Uji", "address": "Jl. Percobaan No. 1", "time_zone": "Asia/Jakarta",
            "is_open": True, "why": None, "opens_at": None, "waiting": 1, "wait": None, "given_today": 1,
            "month": {
                "month": "2026-10", "median_wait_s": None, "within_standard_pct": None, "within_60_min_pct": None,
            },
            "ikm": None,
        }
    ]  # fmt: skip


def test_no_name_of_an_officer_stands_there(site: Site) -> None:
    site.at_counter("wati")
    page = site.visitor().get("/city").text + site.visitor().get("/api/city").text

    assert [name for name in ("Wati", "Joko", "Tini", PASSWORD) if name in page] == []


def test_offices_stand_by_name_or_by_what_a_citizen_asks_for(site: Site, found_another: Found) -> None:
    found_another(make_plan(slug="barat", tag=".b"), tag=".b").issue()

    assert slugs(site, "name") == ["barat", "uji"]
    assert slugs(site, "waiting") == ["uji", "barat"]
    assert slugs(site, "ikm") == slugs(site, "name")  # there is no such order


def test_a_demo_office_is_left_out_beside_one_that_is_none(
    site: Site, found_another: Found, database: Database
) -> None:
    found_another(make_plan(slug="contoh", tag=".c"), tag=".c")
    with database.writer.transaction() as connection:
        table: Any = OfficeTable.__table__
        connection.execute(table.update().where(table.c.slug == "contoh").values(is_demo=True, setup_version=99))

    assert [each["slug"] for each in told(site)["offices"]] == ["uji"]


def test_it_is_made_once_in_some_seconds_for_everybody(site: Site) -> None:
    before = told(site)["offices"][0]["given_today"]
    site.office.issue()
    kept = told(site)["offices"][0]["given_today"]
    site.office.clock.tick(seconds=KEPT_FOR.total_seconds())

    assert (before, kept, told(site)["offices"][0]["given_today"]) == (0, 0, 1)


def test_who_has_it_already_is_sent_nothing(site: Site) -> None:
    first = site.visitor().get("/city")
    again = site.visitor().get("/city", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


def test_the_start_page_leads_there_and_lists_many_offices_by_name(site: Site, found_another: Found) -> None:
    short = site.visitor().get("/").text
    for number in range(8):
        found_another(make_plan(slug=f"kantor-{number}", tag=f".{number}"), tag=f".{number}")
    long, sought = site.visitor().get("/").text, site.visitor().get("/?q=KANTOR-3").text

    assert ('href="/city"' in short, 'role="search"' in short, 'role="search"' in long) == (True, False, True)
    assert [text.count("<details") for text in (short, long, sought)] == [0, 9, 1]


@pytest.mark.parametrize("path", ["/city?sort=%3Cscript%3E", "/?q=%3Cscript%3E"])
def test_what_was_asked_for_is_never_a_part_of_the_page(site: Site, found_another: Found, path: str) -> None:
    for number in range(8):
        found_another(make_plan(slug=f"kantor-{number}", tag=f".{number}"), tag=f".{number}")

    assert "<script>" not in site.visitor().get(path).text

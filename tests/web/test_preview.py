"""The preview of another order, as a supervisor sees it."""

from __future__ import annotations

import re

import pytest

from queue_app.domain.queue.routing import LIMITS
from tests.web.visitors import Site, Visitor

MONDAY = "2026-11-23"


@pytest.fixture
def past(site: Site) -> Site:
    """Monday: three regular tickets and one priority ticket are served; today is Tuesday."""
    site.office.open_counter(1)
    for priority in (None, None, None, "lansia"):
        site.office.issue("KTP", priority=priority)
    for _ in range(4):
        site.office.served(minutes=10)
    site.office.clock.tick(days=1)
    return site


def supervisor(site: Site, *, lang: str = "en") -> Visitor:
    return site.signed_in("tini", lang=lang)


def rows(page: str, table: str) -> list[list[str]]:
    """The text of each cell of a table's body, row by row."""
    found = re.search(rf'<table data-testid="{table}">.*?</thead>(.*?)</table>', page, re.DOTALL)
    assert found
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)]


def test_the_last_day_is_shown_under_another_order_at_once(past: Site) -> None:
    page = supervisor(past).get("/preview").text

    assert rows(page, "classes") == [
        ["Everybody", "As it was", "4", "15.0", "27.0", "30.0"],
        ["Present order, replayed", "4", "15.0", "27.0", "30.0"],
        ["Other order, replayed", "4", "15.0", "27.0", "30.0"],
        ["Regular", "As it was", "3", "10.0", "26.0", "30.0"],
        ["Present order, replayed", "3", "10.0", "26.0", "30.0"],
        ["Other order, replayed", "3", "10.0", "18.0", "20.0"],
        ["Priority", "As it was", "1", "20.0", "20.0", "20.0"],
        ["Present order, replayed", "1", "20.0", "20.0", "20.0"],
        ["Other order, replayed", "1", "30.0", "30.0", "30.0"],
    ]
    assert rows(page, "services") == [["Service KTP", "4", *["15.0"] * 3, *["27.0"] * 3, *["30.0"] * 3]]


def test_a_policy_with_its_numbers_can_be_asked_for(past: Site) -> None:
    page = supervisor(past).get(f"/preview?day={MONDAY}&kind=ratio&regular=1").text

    others = [row[-4:] for row in rows(page, "classes") if row[-5] == "Other order, replayed"]
    assert others == [
        ["4", "15.0", "27.0", "30.0"], ["3", "20.0", "28.0", "30.0"], ["1", "10.0", "10.0", "10.0"],
    ]  # fmt: skip
    assert "Ratio 1:1" in page


def test_the_page_speaks_indonesian(past: Site) -> None:
    page = supervisor(past, lang="id").get("/preview").text

    assert "Senin, 23 November 2026" in page
    assert rows(page, "classes")[0] == ["Semua", "Kenyataan", "4", "15,0", "27,0", "30,0"]


def test_an_order_is_named_in_the_readers_language_under_the_offices_name(past: Site) -> None:
    page = supervisor(past, lang="id").get(f"/preview?day={MONDAY}&kind=ageing&head_start_min=20").text

    assert "Prioritas dipercepat 20 menit" in page
    assert re.findall(r'<span class="frame-office">(.*?)</span>', page) == ["Kantor Uji"]


def test_nothing_on_the_page_is_styled_inline(past: Site) -> None:
    page = supervisor(past).get("/preview").text

    assert "<svg" in page
    assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("day=2026-11-24", "Choose a day from Monday, 23 November 2026 to Monday, 23 November 2026."),
        ("day=never", "Choose a day from Monday, 23 November 2026 to Monday, 23 November 2026."),
        ("kind=lottery", "Choose one of these."),
        ("kind=ratio&regular=0", "A whole number from 1 to 20."),
        ("kind=ratio&regular=two", "A whole number from 1 to 20."),
        ("kind=ageing&head_start_min=-1", "A whole number from 0 to 240."),
        ("kind=ageing&head_start_min=" + "9" * 5000, "A whole number from 0 to 240."),
        ("help_after_min=", "A whole number from 0 to 240."),
    ],
)
def test_what_cannot_be_replayed_is_told_beside_its_field(past: Site, asked: str, told: str) -> None:
    answer = supervisor(past).get(f"/preview?{asked}")

    assert answer.status_code == 200
    assert re.findall(r'<p class="fault"[^>]*>(.*?)</p>', answer.text) == [told]
    assert 'data-testid="classes"' not in answer.text


def test_every_number_has_its_limits_in_the_form(past: Site) -> None:
    page = supervisor(past).get("/preview").text

    found = re.findall(r'<input type="number" id="(\w+)".*? min="(\d+)" max="(\d+)"', page)
    assert {name: (int(low), int(high)) for name, low, high in found} == LIMITS


def test_before_the_first_day_has_passed_there_is_nothing_to_replay(site: Site) -> None:
    site.office.issue("KTP")

    assert "No day has passed yet that could be replayed." in supervisor(site).get("/preview").text


def test_a_day_without_tickets_says_so(past: Site) -> None:
    past.office.clock.tick(days=7)
    past.office.issue("KTP")
    past.office.clock.tick(days=1)

    assert "No number was taken on this day." in supervisor(past).get("/preview?day=2026-11-25").text


def test_an_officer_may_not_look(past: Site) -> None:
    assert past.signed_in("wati").get("/preview").status_code == 403

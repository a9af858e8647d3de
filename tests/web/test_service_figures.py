"""Last month's figures for everyone: by service, of no officer, and of no few cases."""

from __future__ import annotations

import re

import pytest

from queue_app.screens.history import History
from tests.evidence import DECEMBER_FIRST
from tests.web.history.conftest import worked_day
from tests.web.visitors import Site


@pytest.fixture
def december(site: Site) -> Site:
    """November brought 30 identity cards and one certificate."""
    worked_day(site.office, visits=30, minutes=1)
    site.office.issue("AKTA")
    site.office.served()
    site.office.clock.now = DECEMBER_FIRST
    return site


def rows(page: str) -> list[list[str]]:
    lines = re.findall(r'<tr>(<th scope="row">.*?)</tr>', page)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in lines]


def test_everyone_reads_the_figures_of_a_service_and_none_of_a_few_cases_or_of_an_officer(december: Site) -> None:
    page = december.visitor().get("/figures/uji").text

    assert "November 2026" in page
    assert "100,0 % dari 31 kunjungan selesai dalam 60 menit" in page
    assert rows(page) == [["Layanan AKTA", "–", "–", "–"], ["Layanan KTP", "30", "15,5", "100,0"]]
    assert "Wati" not in page


def test_an_office_without_a_past_says_that_there_is_too_little(site: Site) -> None:
    page = site.visitor(lang="en").get("/figures/uji").text

    assert "Too few visits for figures: at least 30 are needed." in page
    assert rows(page) == []


def test_whoever_reads_the_rows_are_asked_once_in_a_while(december: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = december.visitor().get("/figures/uji").text
    monkeypatch.setattr(History, "of", None)

    assert rows(december.visitor().get("/figures/uji").text) == rows(page) != []


def test_the_start_page_and_the_pledge_lead_to_the_figures(site: Site) -> None:
    visitor = site.visitor()

    assert ['href="/figures/uji"' in visitor.get(path).text for path in ("/", "/maklumat/uji")] == [True, True]


def test_no_office_has_no_figures(site: Site) -> None:
    assert site.visitor().get("/figures/elsewhere").status_code == 404

"""What docs/how-to tells is done as it stands there, in a copy of the house; then it works."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.doing import House, copied, done, hold_as_asked

pytestmark = pytest.mark.timeout(600)  # each runs tests of the copy
ORDER = """
from datetime import timedelta
from queue_app.domain.queue.routing import Policy, Turn, order
from tests.factories import MORNING, make_candidate

def test_it_calls_by_the_new_order():
    now = MORNING + timedelta(hours=1)
    line = [make_candidate(number, is_priority=number in (3, 9)) for number in (1, 3, 6, 9)]
    called = order(line, Turn(), policy=Policy("slots"), now=now, limit=9)
    assert [(each.candidate.order_no, each.rule) for each in called] == [
        (3, "priority_slot"), (1, "regular_slot"), (9, "priority_slot"), (6, "only_regular"),
    ]
"""
OFFERED = """
from tests.web.admin.test_index import administrator

def test_the_set_up_offers_it(site):
    page = administrator(site, lang="id").get("/admin/order").text
    assert ('value="slots"' in page, "Per lima menit" in page) == (True, True)
"""
THEME = """
from tests.web.admin.test_index import administrator

def test_an_office_chooses_it(site):
    told = administrator(site).get("/admin/room/look/state?theme=dusk&accent=").json
    css = site.visitor().get(told["theme_url"])
    assert (css.status_code, "--back: #1d1420" in css.text) == (200, True)
"""
COLUMN = """
import csv
from openpyxl import load_workbook
from tests.reports.test_officers import work, write

def test_both_files_have_it(office, tmp_path):
    work(office)
    first, *_others, book = write(office, tmp_path)
    (row,) = csv.DictReader(first.read_text(encoding="utf-8-sig").splitlines())
    titles, cells = list(load_workbook(book).worksheets[0].values)
    assert (row["Terlama (menit)"], dict(zip(titles, cells))["Terlama (menit)"]) == ("8.0", 8)
"""
LANGUAGE = """
def test_pages_are_read_in_it(site):
    ticket = site.office.issue().token
    pages = {way: site.visitor().get(f"{way}?lang=jv") for way in ("/sign-in", f"/t/{ticket}", "/kiosk/uji", "/o/uji")}
    assert {way: page.status_code for way, page in pages.items()} == dict.fromkeys(pages, 200)
    assert "Tembung wadi" in pages["/sign-in"].text
    assert "Basa Jawa" in site.visitor().get("/sign-in").text
    assert "Layanan KTP" in pages["/o/uji"].text
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return copied(tmp_path)


@pytest.mark.slow("a whole house, copied")
def test_an_order_that_was_added_calls_by_it(house: House) -> None:
    done("rule.md", house)

    house.proves(ORDER, beside="tests/domain")
    house.proves(OFFERED, beside="tests/web")


@pytest.mark.slow("a whole house, copied")
def test_a_theme_that_was_added_is_served_to_who_chooses_it(house: House) -> None:
    done("theme.md", house)

    house.proves(THEME, beside="tests/web")


@pytest.mark.slow("a whole house, copied")
def test_a_printer_that_was_added_prints_to_a_file_each(house: House) -> None:
    done("printer.md", house)
    (paper,) = (house.folder / "build" / "tickets").iterdir()

    assert b"antrean-kiosk" in paper.read_bytes()


@pytest.mark.slow("a whole house, copied")
def test_a_column_that_was_added_is_in_csv_and_xlsx(house: House) -> None:
    done("report-column.md", house)

    house.proves(COLUMN, beside="tests/reports")


@pytest.mark.slow("a whole house, copied")
def test_a_language_that_was_added_is_shown(house: House) -> None:
    done("language.md", house)

    house.proves(LANGUAGE, beside="tests/web")


@pytest.mark.long
@pytest.mark.parametrize("page", ["rule.md", "theme.md", "printer.md", "report-column.md", "language.md"])
def test_the_tests_that_a_page_asks_for_hold_when_it_was_done(house: House, page: str) -> None:
    done(page, house)

    hold_as_asked(page, house)

"""The page of the history: what it shows of which span, in words where there is little, and to whom."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from queue_app.domain.evidence.definitions import DEFINITIONS
from queue_app.domain.log.rights import Role
from queue_app.reports.history import TITLES
from tests.factories import make_plan
from tests.forgeries import spoil
from tests.offices import Office
from tests.web.history.conftest import worked_day
from tests.web.visitors import Site, Visitor, make_site

SPAN = "first=2026-11-23&last=2026-11-25"


def words_of(text: str, name: str) -> str:
    """What stands in the element, without its tags, on one line."""
    found = re.search(rf'<(\w+)[^>]*data-testid="{name}"[^>]*>(.*?)</\1>', text, re.DOTALL)
    assert found, name
    return " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())


def rows_of(text: str, name: str) -> list[list[str]]:
    """The table's cells, its titles first."""
    table = re.search(rf'<table[^>]*data-testid="table-{name}">(.*?)</table>', text, re.DOTALL)
    assert table, name
    lines = re.findall(r"<tr>(.*?)</tr>", table[1], re.DOTALL)
    return [[re.sub("<.*?>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", line)] for line in lines]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OFFICER, 403), (Role.SUPERVISOR, 200), (Role.HEAD, 200), (Role.ADMINISTRATOR, 200), (Role.AUDITOR, 403)],
)
def test_who_watches_the_office_sees_its_history(site: Site, role: Role, status: int) -> None:
    site.give_role("joko", role)

    assert site.signed_in("joko").get("/history").status_code == status


def test_the_flagship_figure_says_how_many_visits_it_is_of(tini: Visitor) -> None:
    page = tini.get(f"/history?{SPAN}").text

    assert words_of(page, "flagship") == "86,4 %"
    assert "19 dari 22 kunjungan" in page


def test_the_trend_tells_each_day_with_its_number(tini: Visitor) -> None:
    page = tini.get(f"/history?{SPAN}").text

    assert rows_of(page, "under_60")[1:] == [
        ["23 Nov 2026", "23 Nov 2026", "10", "10", "100,0"],
        ["24 Nov 2026", "24 Nov 2026", "6", "3", "belum cukup"],
        ["25 Nov 2026", "25 Nov 2026", "6", "6", "belum cukup"],
    ]


def test_every_measure_has_a_figure_a_table_and_a_definition(tini: Visitor) -> None:
    page = tini.get(f"/history?{SPAN}").text

    assert set(TITLES) == set(DEFINITIONS) == set(re.findall(r'data-testid="table-(\w+)"', page))
    assert page.count("<dt>Yang dihitung</dt>") == len(TITLES)


def test_the_parts_of_a_visit_stand_with_median_and_p90(tini: Visitor) -> None:
    rows = rows_of(tini.get(f"/history?{SPAN}&lang=en").text, "times")

    assert rows[0] == ["Part of the visit", "Measured (n)", "Median (minutes)", "P90 (minutes)"]
    assert [row[:2] for row in rows[1:]] == [
        ["Waiting", "28"], ["Walk to the counter", "22"], ["Service", "22"], ["Whole visit", "22"],
    ]  # fmt: skip


def test_what_became_of_each_adds_up_to_all_who_came(tini: Visitor) -> None:
    rows = rows_of(tini.get(f"/history?{SPAN}").text, "ends")[1:]

    assert [row[1] for row in rows] == ["22", "0", "0", "3", "3", "0", "0", "0", "0"]
    assert rows[0][2] == "78,6"


def test_one_service_or_hour_or_counter_is_a_part_of_all(lived_in: Site, tini: Visitor) -> None:
    ktp, akta = (lived_in.office.services[code] for code in ("KTP", "AKTA"))
    asked = (f"service={ktp}", f"service={akta}", "hour=8", "hour=9", f"counter={lived_in.office.counters[1]}")

    found = [words_of(tini.get(f"/history?{SPAN}&{each}").text, "told").rpartition("n = ")[2] for each in asked]

    assert found == ["28", "0", "28", "0", "28"]


def test_of_few_visits_the_page_says_in_words_that_they_tell_too_little(site: Site) -> None:
    worked_day(site.office, visits=2)

    page = site.signed_in("tini").get("/history?span=month").text

    assert words_of(page, "flagship") == "belum cukup data (n = 2; perlu 10)"
    assert [row[1:] for row in rows_of(page, "times")[1:]][-1] == ["2", "belum cukup", "belum cukup"]


def test_an_office_without_a_past_says_so(site: Site) -> None:
    answer = site.signed_in("tini", lang="en").get("/history?span=year")

    assert answer.status_code == 200
    assert words_of(answer.text, "empty") == "Nobody came in this span, or nothing of it is known."


def test_ten_years_are_one_page(tini: Visitor) -> None:
    answer = tini.get("/history?first=2016-11-26&last=2026-11-26")

    assert rows_of(answer.text, "under_60")[1:] == [["1 Nov 2026", "26 Nov 2026", "22", "19", "86,4"]]
    assert "per bulan" in answer.text


def test_the_span_that_was_asked_for_stands_in_every_way_onward(tini: Visitor) -> None:
    page = tini.get("/history?span=month&hour=8").text

    assert len(re.findall(r'href="/history/\w+\.csv\?span=month&amp;hour=8"', page)) == len(TITLES)
    assert 'href="/history?span=year&amp;hour=8"' in page


def test_figures_are_drawn_without_any_script(tini: Visitor) -> None:
    page = tini.get(f"/history?{SPAN}").text

    assert len(re.findall(r'<svg class="plot still"', page)) == 7
    assert len(re.findall(r'<svg class="plot heat"', page)) == 2
    assert " style=" not in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("first=kemarin", "“kemarin” bukan tanggal yang bisa dicari. Tulis misalnya 31/12/2026."),
        ("first=2026-02-30", "“2026-02-30” bukan tanggal yang bisa dicari. Tulis misalnya 31/12/2026."),
        ("first=0001-01-01", "“0001-01-01” bukan tanggal yang bisa dicari. Tulis misalnya 31/12/2026."),
        ("first=2026-11-23&last=2026-11-22", "Hari terakhir mendahului hari pertama."),
        ("first=2027-01-01&last=2027-02-01", "Hari pertama belum tiba."),
        ("span=besok", "rentang hari"),
        ("service=999", "layanan"),
        ("counter=x", "loket"),
        ("hour=24", "jam"),
        ("hour=%C2%B2", "jam"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason_and_shows_no_figure(site: Site, query: str, told: str) -> None:
    answer = site.signed_in("tini").get(f"/history?{query}")

    assert answer.status_code == 400
    assert told in words_of(answer.text, "fault")
    assert "<figure" not in answer.text


def test_days_after_today_are_left_out(tini: Visitor) -> None:
    page = tini.get("/history?first=2026-11-23&last=2027-12-31&lang=en").text

    assert words_of(page, "told").startswith("Monday, 23 November 2026 to Thursday, 26 November 2026")


def test_days_are_typed_as_people_write_them(tini: Visitor) -> None:
    page = tini.get("/history?first=23/11/2026&last=24 November 2026&lang=en").text

    assert words_of(page, "told").startswith("Monday, 23 November 2026 to Tuesday, 24 November 2026")


def test_days_that_are_those_of_the_span_leave_the_span(tini: Visitor) -> None:
    same = tini.get("/history?span=week&first=2026-11-19&last=2026-11-25").text
    others = tini.get("/history?span=week&first=2026-11-18&last=2026-11-25").text

    assert [re.findall(r'data-testid="span-(\w+)" aria-current', page) for page in (same, others)] == [["week"], []]


def test_no_office_sees_anothers_past(lived_in: Site, found_another: Callable[..., Office]) -> None:
    other = Site(lived_in.app, found_another(make_plan(slug="kedua", tag="2"), tag="2"))

    page = other.signed_in("tini2").get(f"/history?{SPAN}").text

    assert words_of(page, "told").endswith("n = 0")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_day_whose_log_was_changed_is_in_no_figure_and_page_and_file_say_so(
    unchecked_office: Office, tmp_path: Path
) -> None:
    site = make_site(unchecked_office, tmp_path)
    for _ in range(3):
        unchecked_office.issue()
    spoil(unchecked_office)
    tini = site.signed_in("tini")

    page = tini.get("/history?span=month").text
    notes = load_workbook(io.BytesIO(tini.get("/history/wait.xlsx?span=month").data))["Keterangan"]

    told = "1 hari tidak masuk angka ini: masih dihitung, atau catatannya rusak."
    assert (words_of(page, "pending"), "<figure" in page) == (told, False)
    assert ("Tidak termasuk", told) in list(notes.iter_rows(values_only=True))

"""The sheet of a day: one page whatever the day was, and the same bytes for the same day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from queue_app.domain.evidence.day_figures import DayFigures
from queue_app.reports.recap_pdf import OfOffice, recap_pdf
from queue_app.screens.recap import Line, Recap
from tests import sheets

OFFICE = OfOffice("Dinas Uji", "uji", "Asia/Jakarta")
FIGURES = DayFigures(600.0, 1800.0, within=33, judged=44, stays_short=60, stays=81, doubted=2, done=40)


def make_line(number: int) -> Line:
    return Line("A", f"Layanan {number} dengan nama yang panjang sekali", (number, 0, 0, 1, 2, 0), FIGURES)


def make_recap(services: int = 2, **other: Any) -> Recap:
    lines = [make_line(number) for number in range(1, services + 1)]
    dull: dict[str, Any] = {
        "day": date(2026, 11, 23), "at": datetime(2026, 11, 23, 17, tzinfo=UTC), "lines": lines,
        "totals": tuple(map(sum, zip(*(each.counts for each in lines), strict=True))) or (0,) * 6, "figures": FIGURES,
        "happened": [], "seq": 4711, "hash": "ab" * 32, "is_over": True, "clock_set": [], "fault": "",
    }  # fmt: skip
    return Recap(**{**dull, **other})


def test_the_sheet_says_the_figures_of_each_service_and_the_head_of_the_log() -> None:
    text = sheets.text_of(recap_pdf(make_recap(happened=["Kertas dicetak ulang: 3."]), OFFICE, lang="id"))

    assert "Senin, 23 November 2026" in text
    assert (
        "A · Layanan 2 dengan nama yang panjang sekali 5 2 0 1 2 10 30 75 % Semua layanan 9 3 0 2 4 10 30 75 %" in text
    )
    assert "Dari 81 kunjungan yang dilayani, 60 (74 %) selesai dalam 60 menit sejak datang." in text
    assert "Kertas dicetak ulang: 3." in text
    assert f"antrean verify-log --expect uji:4711:{'ab' * 32}" in text


def test_who_is_still_there_has_a_column_while_the_day_goes_on() -> None:
    going, over = (sheets.text_of(recap_pdf(make_recap(is_over=told), OFFICE, lang="en")) for told in (False, True))

    assert ("Still there" in going, "Still there" in over) == (True, False)


def test_the_same_day_makes_the_same_bytes() -> None:
    assert recap_pdf(make_recap(), OFFICE, lang="id") == recap_pdf(make_recap(), OFFICE, lang="id")


@pytest.mark.parametrize("services", [0, 17, 60])
def test_it_is_one_page_however_many_services_there_are(services: int) -> None:
    found = make_recap(services, clock_set=["Jam server dimundurkan 18 menit."] * 3, happened=["Sebuah catatan."] * 9)

    pages = sheets.pages(recap_pdf(found, OFFICE, lang="id"))

    assert [f"uji:4711:{'ab' * 32}" in page for page in pages] == [True]


def test_of_more_services_than_fit_the_busiest_stay_and_the_sums_are_whole() -> None:
    text = sheets.text_of(recap_pdf(make_recap(80), OFFICE, lang="en"))

    assert ("Layanan 80 " in text, "Layanan 1 " in text, "more services" in text) == (True, False, True)
    assert f"All services {sum(range(1, 81)) + 240}" in text


def test_of_a_log_that_was_changed_it_says_so_and_counts_nothing() -> None:
    text = sheets.text_of(recap_pdf(make_recap(0, fault="Entri 7 hilang."), OFFICE, lang="id"))

    assert ("Entri 7 hilang." in text, "Semua layanan" in text) == (True, False)


def test_signs_of_other_scripts_and_such_that_turn_the_reading_do_no_harm() -> None:
    office = OfOffice("Kantor ꦲꦤꦕꦫꦏ السلام 漢字 \u202egnirts\x00", "uji", "Asia/Jayapura")

    assert "Kantor" in sheets.text_of(recap_pdf(make_recap(), office, lang="id"))

"""What everybody may read of promises and calls, month by month, and what those who are responsible see of it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.scored import Cell, Sums
from queue_app.screens.promises import kept_of_ten
from queue_app.store.citizen import scores
from queue_app.store.citizen.scores import Counted
from tests.evidence import DECEMBER_FIRST
from tests.web.visitors import Site

KTP, AKTA = (Cell(service, How.EARLY, is_first=True) for service in (1, 2))
FIFTY = Sums(
    shown=55, kept=40, earlier=4, later=6, unknown=5, gone=2, width_min=55 * 14, known=50_000, kept_known=40_000,
    earlier_known=4000, timed=48, timed_w=48_000, held_80=38_400, held_90=43_200, off_s=48_000 * 240,
    pinball_80=48_000 * 90, wished=3, without=7,
)  # fmt: skip


def keep(site: Site, day: date, **cells: Sums) -> None:
    named = {"ktp": KTP, "akta": AKTA, "learned": Cell(1, How.LEARNED, is_first=True),
             "followed": Cell(1, How.EARLY, is_first=False)}  # fmt: skip
    found = Counted(day, 1, {named[name]: sums for name, sums in cells.items()})
    with site.office.desk.transaction(site.office.office_id) as work:
        scores.keep(work.connection, site.office.office_id, found)


@pytest.fixture
def december(site: Site) -> Site:
    """In November identity cards had fifty promises that can be judged, certificates only two."""
    keep(site, date(2026, 11, 23), ktp=FIFTY, akta=Sums(shown=2, kept=2, known=2000, kept_known=2000))
    site.office.clock.now = DECEMBER_FIRST
    return site


def rows(page: str, table: str) -> list[list[str]]:
    (found,) = re.findall(rf'data-testid="{table}">(.*?)</table>', page, re.DOTALL)
    lines = re.findall(r'<tr>(<th scope="row">.*?)</tr>', found)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in lines]


def test_everybody_reads_what_was_promised_and_kept_and_what_is_not_judged(december: Site) -> None:
    page = december.visitor().get("/promises/uji").text

    assert "November 2026" in page
    assert "Dari 52 perkiraan waktu, 80,8\u00a0% tepat. Yang dituju 80\u00a0%." in page
    assert rows(page, "kept-table") == [
        ["Layanan AKTA", "2", "–", "–", "–", "–"],
        ["Layanan KTP", "50", "80,0", "8,0", "12,0", "14,0"],
    ]
    assert [line[1] for line in rows(page, "beside")] == ["7", "5", "3", "0", "0", "0", "0", "2", "0"]


def test_the_plot_says_in_words_what_its_bars_show(december: Site) -> None:
    page = december.visitor(lang="en").get("/promises/uji").text

    (plot,) = re.findall(r'data-testid="services">(.*?)</ul>', page, re.DOTALL)
    of = re.findall(r'class="kept-of">(.*?)</span>', plot)
    assert of == ["n = 2", "<strong>80.0 %</strong> · n = 50"]
    assert re.findall(r'class="bar" x="0" y="3" width="(.*?)"', plot) == ["320.0"]


def test_of_few_promises_only_their_number_is_told(site: Site) -> None:
    keep(site, date(2026, 11, 20), ktp=Sums(shown=29, kept=29, known=29_000, kept_known=29_000))

    page = site.visitor(lang="en").get("/promises/uji").text

    assert "Too few promises for a share: 29 can be judged, 30 are needed." in page
    assert "100" not in re.sub(r"<(style|script|svg).*?</\1>|<[^>]+>", "", page, flags=re.DOTALL)


def test_another_month_is_asked_for_in_the_address_and_an_empty_one_says_so(december: Site) -> None:
    visitor = december.visitor(lang="en")

    assert "Too few promises for a share: 0 can be judged" in visitor.get("/promises/uji?month=2026-10").text
    assert [visitor.get(f"/promises/uji?month={each}").status_code for each in ("2026-Q4", "x", "2026-13")] == [404] * 3
    assert visitor.get("/promises/elsewhere").status_code == 404


def test_the_table_of_all_months_is_a_file(december: Site) -> None:
    told = december.visitor(lang="en").get("/promises/uji.csv")

    head, _akta, ktp = csv.reader(io.StringIO(told.text.lstrip("\ufeff")))
    assert told.headers["Content-Disposition"] == 'attachment; filename="promises-uji.csv"'
    assert dict(zip(head, ktp, strict=True)) == {
        "Month": "2026-11", "Service": "Service KTP", "Promised": "55", "Kept": "40", "Called earlier": "4",
        "Called later": "6", "Judged": "50", "Kept (%)": "80.0", "Called earlier (%)": "8.0",
        "Called later (%)": "12.0", "Width of the range (minutes)": "14.0", "Given a number without a promise": "7",
        "Left before it was known": "5", "Asked to be called later": "3", "Call taken back": "0", "Clock was set": "0",
        "Entered from paper": "0", "Taken by nobody": "0", "Among the later: never called": "2",
        "Among the rest: called and not there": "0",
    }  # fmt: skip


def test_whoever_reads_the_rows_are_asked_once_in_a_while(december: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = december.visitor().get("/promises/uji").text
    monkeypatch.setattr(scores, "of_days", None)

    assert rows(december.visitor().get("/promises/uji").text, "kept-table") == rows(page, "kept-table") != []


def test_the_start_page_and_the_figures_lead_to_the_promises(site: Site) -> None:
    visitor = site.visitor()

    assert ['href="/promises/uji"' in visitor.get(path).text for path in ("/", "/figures/uji")] == [True, True]


def test_of_ten_promises_of_last_month_so_many_were_kept(december: Site) -> None:
    with december.office.desk.reading() as connection:
        office_id = december.office.office_id

        assert kept_of_ten(connection, office_id, date(2026, 12, 1)) == 8
        assert kept_of_ten(connection, office_id, date(2026, 11, 30)) is None


@pytest.mark.parametrize(("kept", "of_ten"), [(999, 9), (1000, 10), (849, 8), (0, 0)])
def test_ten_of_ten_are_told_only_where_every_promise_was_kept(site: Site, kept: int, of_ten: int) -> None:
    keep(site, date(2026, 10, 5), ktp=Sums(shown=40, kept=40, known=1000, kept_known=kept))

    with site.office.desk.reading() as connection:
        assert kept_of_ten(connection, site.office.office_id, date(2026, 11, 23)) == of_ten


def test_a_supervisor_sees_each_day_and_service_and_how_far_off_it_was(site: Site) -> None:
    keep(site, date(2026, 11, 20), ktp=FIFTY, learned=replace(FIFTY, without=0), followed=Sums(shown=1, later=1))

    page = site.signed_in("tini", lang="en").get("/waits").text

    figures = ["50", "80.0", "8.0", "12.0", "14.0", "80.0", "90.0", "4.0", "90.0"]
    assert rows(page, "given") == [
        ["Service KTP · first estimate", *figures], ["Service KTP · learned from the past", *figures],
    ]  # fmt: skip
    assert [line[0] for line in rows(page, "days")] == [
        "20 Nov 2026 · first estimate", "20 Nov 2026 · learned from the past",
    ]  # fmt: skip
    assert rows(page, "followed") == [["Service KTP · first estimate", "1", *["–"] * 8]]
    assert rows(page, "left-out") == [["Service KTP", "7", "10", "6", "0", "0", "0", "0", "4", "0"]]


def test_before_a_day_is_counted_the_page_says_so(site: Site) -> None:
    assert "No promise has been counted yet." in site.signed_in("tini", lang="en").get("/waits").text


def test_the_days_are_a_file_and_officers_have_none(site: Site) -> None:
    keep(site, date(2026, 11, 20), ktp=FIFTY)

    told = list(csv.reader(io.StringIO(site.signed_in("tini", lang="en").get("/waits.csv").text.lstrip("\ufeff"))))

    assert told[0][:4] == ["Day", "Service", "Estimate", "Promise"]
    assert told[1][:6] == ["2026-11-20", "Service KTP", "first estimate", "with the number", "55", "40"]
    assert [site.signed_in("wati").get(path).status_code for path in ("/waits", "/waits.csv")] == [403, 403]

"""The public page of an office."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from sqlalchemy import update

from queue_app.actions.evidence.facts import renew_facts
from queue_app.domain.citizen.estimate import How
from queue_app.screens import office_page
from queue_app.screens.office_page import WaitRange
from queue_app.store.evidence import kept_days
from queue_app.store.hall.tables import RoomSetting
from queue_app.store.office.tables import Office as OfficeRow
from queue_app.web.office_page import range_text
from tests.bookings import take_bookings
from tests.calendars import say_holiday, say_hours, say_last_ticket, say_special_day, set_service
from tests.evidence import DECEMBER_FIRST
from tests.web.history.conftest import worked_day
from tests.web.promised import promise_newcomers
from tests.web.visitors import Site


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def read(site: Site, name: str, *, path: str = "/o/uji", lang: str = "") -> str:
    """The words of one part of the page; "" where it has none."""
    page = site.visitor(lang=lang).get(path)
    assert page.status_code == 200, page.text
    found = re.search(rf'<(\w+)[^>]*data-testid="{name}"[^>]*>(.*?)</\1>', page.text, re.DOTALL)
    return words(found[2]) if found else ""


def service(site: Site, code: str, *, lang: str = "") -> str:
    """What is told of one service before it is opened."""
    page = site.visitor(lang=lang).get("/o/uji").text
    found = re.search(rf'data-testid="service-{code}".*?<summary>(.*?)</summary>', page, re.DOTALL)
    assert found, page
    return words(found[1])


def test_somebody_at_home_reads_what_is_open_how_long_it_takes_and_what_is_left(site: Site) -> None:
    set_service(site.office, "KTP", daily_quota=30)
    site.office.issue()
    site.office.issue()
    promise_newcomers(site.office, KTP=(20, 40))

    expected = "Tunggu 20–40 menit perkiraan awal"
    assert read(site, "state") == "Buka sekarang."
    assert [service(site, code) for code in ("KTP", "AKTA")] == [
        f"Layanan KTP {expected} 2 orang menunggu · sisa 28 dari 30 nomor hari ini",
        "Layanan AKTA Tidak ada yang menunggu",
    ]


def test_an_office_that_takes_bookings_leads_to_them_and_no_other_does(site: Site) -> None:
    before = read(site, "book")
    take_bookings(site.office)
    site.office.clock.tick(minutes=1)

    assert (before, read(site, "book")) == ("", "Pesan waktu")


def test_it_says_the_same_in_english_and_marks_no_estimate_that_was_learnt(site: Site) -> None:
    site.office.issue()
    promise_newcomers(site.office, how=How.LEARNED, KTP=(0, 5))

    assert service(site, "KTP", lang="en") == "Service KTP Wait at most 5 minutes One person is waiting"


def test_while_somebody_waits_and_nothing_can_be_promised_it_says_so(site: Site) -> None:
    site.office.issue()

    assert service(site, "KTP") == "Layanan KTP Belum cukup data untuk perkiraan 1 orang menunggu"


def test_a_promise_of_long_ago_is_not_told(site: Site) -> None:
    promise_newcomers(site.office, KTP=(20, 40))
    site.office.clock.tick(minutes=2)

    assert service(site, "KTP") == "Layanan KTP Tidak ada yang menunggu"


def test_a_closed_service_says_why_and_promises_nothing(site: Site) -> None:
    set_service(site.office, "KTP", is_open=False, closed_reason="blangko_habis")
    promise_newcomers(site.office, KTP=(20, 40))

    assert service(site, "KTP") == "Layanan KTP Ditutup sementara: blangko habis."


def test_a_closed_office_says_why_once_and_when_it_opens(site: Site) -> None:
    say_hours(site.office, "08.00-15.00")
    promise_newcomers(site.office, KTP=(20, 40))
    site.office.clock.set_local("2026-11-23 19:00:00")

    assert read(site, "state") == "Sudah tutup untuk hari ini. Buka besok pukul 08.00 WIB."
    assert service(site, "KTP") == "Layanan KTP"


def test_numbers_from_a_roll_tell_of_nobody_who_waits(site: Site) -> None:
    promise_newcomers(site.office, KTP=(20, 40))
    with site.office.desk.transaction(site.office.office_id) as work:
        work.connection.execute(update(RoomSetting).values(numbering="roll"))
        work.connection.execute(update(OfficeRow).values(setup_version=OfficeRow.setup_version + 1))

    assert service(site, "KTP") == "Layanan KTP"


def test_the_hours_of_the_next_days_tell_of_holidays_and_of_days_of_their_own(site: Site) -> None:
    say_hours(site.office, "08.00-12.00 13.00-15.00")
    say_last_ticket(site.office, 30)
    say_holiday(site.office, date(2026, 11, 25), "Hari Uji")
    say_special_day(site.office, date(2026, 11, 26), "Rapat dinas", "08.00-10.00")

    days = read(site, "days")

    assert days.startswith("Senin, 23 November Hari ini 08.00–12.00, 13.00–15.00 Selasa, 24 November 08.00–12.00,")
    assert "Rabu, 25 November Tutup: Hari Uji. Kamis, 26 November 08.00–10.00 · Rapat dinas Jumat, 27" in days
    assert days.endswith("Minggu, 29 November Kantor tutup hari ini.")
    assert "Nomor terakhir diberikan 30 menit sebelum tutup." in words(site.visitor().get("/o/uji").text)


@pytest.fixture
def lived_in(site: Site) -> Site:
    """On Monday, 23 November, 31 people came at eight; now it is December."""
    worked_day(site.office, visits=30, minutes=1)
    site.office.issue("AKTA")
    site.office.served()
    site.office.clock.now = DECEMBER_FIRST
    renew_facts(site.office.desk, site.office.office_id)
    return site


def test_the_usual_waits_are_told_by_weekday_and_hour_in_minutes_and_in_a_word(lived_in: Site) -> None:
    assert read(lived_in, "usual") == "Sen 08.00 15 sedang"


def test_the_usual_waits_of_one_service_are_its_own(lived_in: Site) -> None:
    assert read(lived_in, "usual", path="/o/uji?service=AKTA") == ""
    assert (
        read(lived_in, "usual-unknown", path="/o/uji?service=AKTA") == "Belum cukup hari berlalu untuk mengetahuinya."
    )
    assert read(lived_in, "usual", path="/o/uji?service=gone", lang="en") == "Mon 08.00 15 moderate"


def test_days_whose_sums_are_not_written_yet_are_in_no_usual_wait(lived_in: Site) -> None:
    with lived_in.office.desk.transaction(lived_in.office.office_id) as work:
        kept_days.forget(work.connection, lived_in.office.office_id)

    assert read(lived_in, "usual-unknown") == "Belum cukup hari berlalu untuk mengetahuinya."


def test_nothing_of_an_officer_stands_on_it(lived_in: Site) -> None:
    lived_in.office.open_counter()

    assert "Wati" not in lived_in.visitor().get("/o/uji").text


@pytest.mark.parametrize("path", ["/", "/maklumat/uji", "/figures/uji", "/standards/uji/KTP"])
def test_the_start_page_the_pledge_the_figures_and_the_standards_lead_there(site: Site, path: str) -> None:
    assert 'href="/o/uji"' in site.visitor().get(path).text


def test_every_link_of_the_page_leads_somewhere(site: Site) -> None:
    visitor = site.visitor()
    links = set(re.findall(r'<a href="(/[^"]*)"', visitor.get("/o/uji").text))

    assert {link: visitor.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert {"/standards/uji/KTP", "/maklumat/uji", "/figures/uji"} <= links


def test_no_office_has_no_page(site: Site) -> None:
    assert site.visitor().get("/o/elsewhere").status_code == 404


def test_however_many_ask_the_rows_are_read_once_in_a_while(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.visitor().get("/o/uji")
    monkeypatch.setattr(office_page, "office_waiting", None)

    again = site.visitor().get("/o/uji", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.text) == (304, "")
    assert site.visitor().get("/o/uji").text == first.text


def test_what_one_reader_asked_stands_in_nobody_elses_page(site: Site) -> None:
    first = site.visitor().get("/o/uji?lang=id&from=chat&service=gone").text

    assert site.visitor().get("/o/uji").text == first
    assert "chat" not in first


@pytest.mark.parametrize("address", ["/o/uji?lang=en", "/api/offices/uji/queue-monitor?lang=en"])
def test_no_cache_keeps_for_others_what_sets_a_cookie(site: Site, address: str) -> None:
    answer = site.visitor().get(address)

    assert (answer.headers["Cache-Control"], len(answer.headers.getlist("Set-Cookie"))) == ("max-age=15, private", 1)


def test_a_cache_may_keep_the_page_of_each_language(site: Site) -> None:
    answer = site.visitor().get("/o/uji", headers={"Accept-Encoding": "gzip"})

    assert (answer.headers["Cache-Control"], set(answer.vary), answer.headers["Content-Encoding"]) == (
        "public, max-age=15", {"Accept-Encoding", "Cookie"}, "gzip",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        ((0, 1), "paling lama 1 menit"),
        ((20, 40), "20–40 menit"),
        ((90, 130), "1 jam 30 menit – 2 jam 10 menit"),
        ((0, 125), "paling lama 2 jam 5 menit"),
    ],
)
def test_a_long_wait_is_told_in_hours(wait: tuple[int, int], told: str) -> None:
    assert range_text(WaitRange(*wait, is_early=False), lang="id") == told

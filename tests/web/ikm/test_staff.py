"""The index for the staff: figures of whole months, what is hidden and why, and publishing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.citizen.survey.answers import Channel, Respondent
from queue_app.domain.log.rights import Role
from tests.published import filled, keep, month
from tests.surveys import served
from tests.web.visitors import Site, Visitor


def send(visitor: Visitor, path: str, **form: Any) -> TestResponse:
    return visitor.browser.post(path, data={**form, "csrf_token": visitor.csrf()}, buffered=True)


def words(page: str, name: str) -> str:
    """The words of what is marked with that name, numbers and tables in reading order."""
    found = re.search(rf'<(\w+)[^>]*data-testid="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    assert found, name
    return " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())


def number(page: str) -> str:
    found = re.search(r'<p class="value"[^>]*>([^<]+)</p>', page)
    return found[1] if found else ""


def fill(site: Site) -> None:
    """A quarter: 30 answers about KTP, 12 about AKTA, 14 about nothing."""
    service = site.office.services
    keep(
        site.office,
        [
            *month(2026, 7, 30, 4, service_id=service["KTP"], respondent=Respondent(sex="p")),
            *month(2026, 8, 12, 3, service_id=service["AKTA"], channel=Channel.TABLET, is_own_device=True),
            *month(2026, 9, 14, 2),
        ],
    )


def test_a_quarter_is_told_with_its_grade_interval_and_elements(site: Site) -> None:
    fill(site)

    page = site.signed_in("tini").get("/ikm?period=2026-Q3").text

    assert number(page) == "82,14"
    assert "Mutu B · Baik" in page
    assert words(page, "channels") == "Diisi lewat Jawaban Bagian Halaman warga 44 78,6 % Tablet di loket 12 21,4 %"
    assert words(page, "unsur").startswith("Unsur NRR Indeks Mutu U1 Persyaratan 3,286 82,14 B U2")


def test_paper_is_no_part_of_the_response_rate_which_two_pages_tell_alike(site: Site) -> None:
    site.office.open_counter()
    for _ in range(5):
        served(site.office)
    site.office.clock.tick(days=1)
    keep(site.office, [filled(date(2026, 11, 23)), *month(2026, 11, 9, channel=Channel.PAPER)])
    browser = site.signed_in("tini")

    index, surveys = browser.get("/ikm?period=2026-11").text, browser.get("/surveys?period=2026-11").text

    assert "Tingkat respons, tanpa kertas 20,0 %" in words(index, "turnout")
    assert "Tingkat respons, tanpa kertas 20 %" in words(surveys, "sums")


def test_where_nobody_was_served_there_is_no_target(site: Site) -> None:
    fill(site)

    told = words(site.signed_in("tini").get("/ikm?period=2026-Q3").text, "turnout")

    assert told.endswith(
        "Diundang (kunjungan dilayani) 0 Tingkat respons, tanpa kertas – Target (Krejcie dan Morgan) –"
    )


def test_groups_of_few_are_hidden_and_say_why(site: Site) -> None:
    service = site.office.services
    keep(
        site.office,
        [*month(2026, 7, 30, 4, service_id=service["KTP"]), *month(2026, 7, 4, 1, service_id=service["AKTA"])],
    )
    keep(site.office, month(2026, 8, 20, 3, service_id=service["KTP"]))

    told = words(site.signed_in("tini").get("/ikm?period=2026-Q3").text, "services")

    assert "Jawaban terlalu sedikit: kurang dari 10 tidak pernah ditampilkan." in told
    assert "Tidak ditampilkan: angka lain yang disembunyikan dapat dihitung darinya." in told


def test_a_month_that_goes_on_has_counts_and_no_figure(site: Site) -> None:
    keep(site.office, month(2026, 11, 15, 4))

    page = site.signed_in("tini").get("/ikm?period=2026-11").text

    assert number(page) == ""
    assert words(page, "why").startswith("Belum: sebuah bulan dihitung")


def test_a_period_is_published_once_and_its_sheet_hangs_for_everybody(site: Site) -> None:
    fill(site)
    tini = site.signed_in("tini")

    published = send(tini, "/ikm/publish", period="2026-Q3", weight="0.111")
    again = send(tini, "/ikm/publish", period="2026-Q3", weight="0.111", reason="Sama")
    citizen = site.visitor()
    sheet = citizen.get("/o/uji/ikm/2026-Q3").text

    assert [published.status_code, again.status_code] == [302, 409]
    assert "Isinya sama dengan versi yang sudah terbit." in again.text
    assert "INDEKS KEPUASAN MASYARAKAT (IKM)" in sheet
    assert "TRIWULAN III TAHUN 2026" in sheet
    assert "TERIMA KASIH ATAS PENILAIAN YANG TELAH ANDA BERIKAN" in sheet
    assert number(sheet) == "82,06"
    assert "Dengan 1/9 tepat, IKM menjadi 82,14 (B)." in sheet
    assert "82,06" in words(citizen.get("/o/uji/ikm").text, "published")


def test_the_sheet_is_a_pdf_of_one_page_and_the_table_a_workbook(site: Site) -> None:
    fill(site)
    tini = site.signed_in("tini")
    send(tini, "/ikm/publish", period="2026-Q3", weight="1/9")

    pdf = site.visitor().get("/o/uji/ikm/2026-Q3/1.pdf")
    table = tini.get("/ikm/2026-Q3/1.xlsx")

    assert (pdf.status_code, pdf.data[:5], pdf.data.count(b"/Type /Page\n")) == (200, b"%PDF-", 1)
    assert (table.status_code, table.data[:2]) == (200, b"PK")


@pytest.mark.parametrize(
    "path", ["/ikm?period=2027-Q1", "/ikm?period=2026-13", "/o/uji/ikm/2026-Q3", "/ikm/2026-Q3/1.xlsx"]
)
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert site.signed_in("tini").get(path).status_code == 404


def test_a_correction_needs_its_reason(site: Site) -> None:
    fill(site)
    tini = site.signed_in("tini")
    send(tini, "/ikm/publish", period="2026-Q3", weight="1/9")

    refused = send(tini, "/ikm/publish", period="2026-Q3", weight="0.11")
    corrected = send(tini, "/ikm/publish", period="2026-Q3", weight="0.11", reason="Bobot seperti Excel")

    assert [refused.status_code, corrected.status_code] == [400, 302]
    assert "Versi ini sudah dikoreksi." in site.visitor().get("/o/uji/ikm/2026-Q3/1").text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_the_head_and_a_supervisor_see_figures(site: Site, role: Role) -> None:
    site.give_role("wati", role)

    assert site.signed_in("wati").get("/ikm").status_code == 403

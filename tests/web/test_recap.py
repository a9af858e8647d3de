"""The recap of a day: what became of those who came, and the head of the log as it stood when the day ended."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from queue_app.actions.office import recap_copies
from queue_app.actions.queue import absences, counter
from queue_app.store.log import chain
from tests import sheets
from tests.forgeries import spoil
from tests.offices import Office
from tests.web.visitors import Site, make_site


def cells(text: str) -> list[list[str]]:
    """The table's lines, without the marks."""
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", text)
    return [[re.sub("<.*?>", "", cell) for cell in re.split("</t[hd]>", row) if cell] for row in rows]


def head(site: Site) -> tuple[int, str]:
    with site.office.desk.reading() as connection:
        return chain.verify(connection, site.office.office_id)


def test_the_recap_counts_what_became_of_each_service(site: Site) -> None:
    for _ in range(3):
        site.office.issue()
    site.office.open_counter()
    site.office.do(counter.start, site.office.call_next())

    text = site.signed_in("tini").get("/recap").text

    assert cells(text) == [
        ["A · Layanan KTP", "0", "0", "0", "0", "0", "3"], ["Semua layanan", "0", "0", "0", "0", "0", "3"],
    ]  # fmt: skip


def test_a_service_counts_once_a_visit_and_what_was_begun_in_vain_is_told(site: Site) -> None:
    office = site.office
    for _ in range(5):
        office.issue()
    office.open_counter()
    office.open_counter(2, by="joko")
    office.transfer(office.do(counter.start, office.call_next()), to="AKTA")
    office.served(by="joko")
    office.transfer(office.do(counter.start, office.call_next()), to="AKTA", come_back=True)
    office.served(by="joko")
    office.served()
    begun = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=30)
    office.do(absences.cancel, office.do(counter.hold, begun))
    office.do(counter.no_show, office.call_next())

    text = site.signed_in("tini").get("/recap").text

    assert cells(text) == [
        ["A · Layanan KTP", "1", "1", "1", "1", "0", "1"], ["B · Layanan AKTA", "2", "0", "0", "0", "0", "0"],
        ["Semua layanan", "3", "1", "1", "1", "0", "1"],
    ]  # fmt: skip


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_of_a_log_that_was_changed_nothing_is_counted_and_the_sheet_says_so(
    unchecked_office: Office, tmp_path: Path
) -> None:
    site = make_site(unchecked_office, tmp_path)
    for _ in range(3):
        unchecked_office.issue()
    seq = spoil(unchecked_office)

    text = site.signed_in("tini").get("/recap").text

    assert cells(text) == [["Semua layanan", "0", "0", "0", "0", "0", "0"]]
    assert f"Entri {seq} dalam catatan hilang atau diubah, maka tidak ada yang dihitung." in text


def test_the_head_of_a_past_day_is_the_one_that_it_ended_with(site: Site) -> None:
    site.office.issue()
    seq, last = head(site)
    site.office.clock.tick(days=1)
    site.office.issue()

    text = site.signed_in("tini").get("/recap?day=2026-11-23").text

    assert f"antrean verify-log --expect uji:{seq}:{last}</code>" in text


def test_the_recap_tells_how_the_clock_was_set_on_its_day(site: Site) -> None:
    site.office.issue()
    site.office.clock.set_by(minutes=-18)
    site.office.issue()
    site.office.clock.tick(days=1)
    tini = site.signed_in("tini")

    found = [tini.get(f"/recap?day=2026-11-{day}").text.count("Jam server dimundurkan 18 menit") for day in (23, 24)]

    assert found == [1, 0]


def test_a_day_that_is_none_is_today(site: Site) -> None:
    tini = site.signed_in("tini")

    assert [tini.get(f"/recap?day={day}").status_code for day in ("", "x", "9999-12-31", "0001-01-01")] == [200] * 4


def test_the_sheet_to_keep_says_what_the_page_says(site: Site) -> None:
    office = site.office
    for _ in range(3):
        office.issue()
    office.open_counter()
    office.served()
    seq, last = head(site)
    site.office.clock.tick(days=1)

    answer = site.signed_in("tini").get("/recap.pdf?day=2026-11-23")

    text = sheets.text_of(answer.data)
    assert answer.headers["Content-Disposition"] == 'inline; filename="rekap-uji-2026-11-23.pdf"'
    assert f"uji:{seq}:{last}" in text
    assert "Semua layanan 3 1 0 0 0" in text


def test_the_page_tells_of_a_recap_that_could_not_be_sent(site: Site) -> None:
    office, day = site.office, date(2026, 11, 23)
    for way in ("mail", "folder"):
        recap_copies.claim(office.desk, office.office_id, day, way)
    recap_copies.failed(office.desk, office.office_id, day, "folder", fault="<Errno 13>")
    office.clock.tick(hours=2)

    text = site.signed_in("tini").get("/recap").text

    told, ask = "Senin, 23 November 2026", "Tanyakan apakah sudah diterima: rekap ini tidak dikirim lagi."
    assert re.findall(r'data-testid="not-sent">(.*?)</p>', text) == [
        f"Rekap {told} belum tersimpan di foldernya; dicoba lagi setiap sepuluh menit. Sebabnya: &lt;Errno 13&gt;",
        f"Server berhenti saat mengirim rekap {told} lewat surel. {ask}",
    ]

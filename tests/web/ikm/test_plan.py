"""The follow-up plan on its page, as files, and for citizens."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl

from tests.published import keep, month
from tests.web.ikm.test_staff import send, words
from tests.web.visitors import Site, Visitor

LINE = {
    "period": "2026-Q3", "unsur": "waktu", "programme": "=HYPERLINK(1)", "owner": "Kasi Pelayanan",
    "due_on": "2027-03-31", "public": "1",
}  # fmt: skip


def note(visitor: Visitor, **own: Any) -> int:
    return send(visitor, "/ikm/plan", **{**LINE, **own}).status_code


def test_a_line_is_set_done_and_told_to_citizens_beside_the_published_index(site: Site) -> None:
    keep(site.office, month(2026, 7, 20))
    tini = site.signed_in("tini")

    statuses = [note(tini, programme="Buka loket 4"), note(tini, programme="Rahasia", public="")]
    unpublished = site.visitor().get("/o/uji/ikm").text
    send(tini, "/ikm/publish", period="2026-Q3", weight="1/9")
    done = send(tini, "/ikm/plan/1/done", realisation="Loket 4 buka", evidence="SK 12")
    told = words(site.visitor().get("/o/uji/ikm").text, "plan")

    assert ([*statuses, done.status_code], "Buka loket 4" in unpublished) == ([302, 302, 302], False)
    assert "Buka loket 4" in told
    assert "Loket 4 buka" in told
    assert "Rahasia" not in told


def test_what_was_typed_wrong_is_told_and_stays(site: Site) -> None:
    refused = send(site.signed_in("tini"), "/ikm/plan", **{**LINE, "due_on": "2020-01-01"})

    assert refused.status_code == 400
    assert "Tenggat hari ini atau sesudahnya." in refused.text
    assert "=HYPERLINK(1)" in refused.text


def test_the_workbook_keeps_what_people_typed_as_text(site: Site) -> None:
    tini = site.signed_in("tini")
    note(tini)

    book = openpyxl.load_workbook(BytesIO(tini.get("/ikm/plan.xlsx?period=2026-Q3").data))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=5)]

    assert rows[0][:4] == ["No.", "Prioritas Unsur", "Program/Kegiatan", "TW I"]
    assert rows[1][:3] == ["1", "U3 Waktu Penyelesaian", "=HYPERLINK(1)"]
    assert rows[1][3:9] == ["2027", "", "", "", "Kasi Pelayanan", "Rabu, 31 Maret 2027"]
    assert book.active["C6"].data_type == "s"


def test_a_withdrawn_line_is_in_no_file(site: Site) -> None:
    tini = site.signed_in("tini")
    note(tini)

    withdrawn = send(tini, "/ikm/plan/1/withdraw")
    book = openpyxl.load_workbook(BytesIO(tini.get("/ikm/plan.xlsx?period=2026-Q3").data))

    assert (withdrawn.status_code, book.active.max_row) == (302, 5)
    assert tini.get("/ikm/plan.pdf?period=2026-Q3").data[:5] == b"%PDF-"

"""Dated notes on the page: written by who watches the office, marked on every line, and taken off again."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.log.rights import Role
from queue_app.store.evidence.note_tables import DayNote
from tests.web.history.test_page import SPAN, words_of
from tests.web.visitors import Site, Visitor


def write(visitor: Visitor, day: str = "2026-11-24", text: str = "Loket 3 dibuka") -> TestResponse:
    form = {"csrf_token": visitor.csrf(), "day": day, "text": text}
    return visitor.browser.post(f"/history/notes?{SPAN}", data=form)


def test_a_note_leads_back_to_its_span_and_stands_on_every_line(tini: Visitor) -> None:
    answer = write(tini)
    page = tini.get(str(answer.location)).text

    assert (answer.status_code, answer.location) == (302, f"/history?{SPAN}#notes")
    assert words_of(page, "note").startswith("24 Nov 2026 Loket 3 dibuka")
    assert page.count('class="note-number"') == page.count('class="plot still"') > 0


def test_the_words_of_a_note_are_no_markup(tini: Visitor) -> None:
    write(tini, text="<b>Loket</b> & <script>")

    page = tini.get(f"/history?{SPAN}").text

    assert "&lt;b&gt;Loket&lt;/b&gt; &amp; &lt;script&gt;" in page
    assert "<b>Loket" not in page


def test_a_note_of_another_span_is_not_shown(tini: Visitor) -> None:
    write(tini)

    assert 'data-testid="note"' not in tini.get("/history?first=2026-11-25&last=2026-11-25").text


def test_a_note_is_taken_off(lived_in: Site, tini: Visitor) -> None:
    write(tini)
    [note_id] = lived_in.office.rows(DayNote.id)

    answer = tini.browser.post(f"/history/notes/{note_id}/remove?{SPAN}", data={"csrf_token": tini.csrf()})

    assert (answer.status_code, lived_in.office.rows(DayNote.id)) == (302, [])
    again = tini.browser.post(f"/history/notes/{note_id}/remove?{SPAN}", data={"csrf_token": tini.csrf()})
    assert again.status_code == 404


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"day": "2026-11-27"}, "Tanggal catatan paling akhir hari ini."),
        ({"day": "kemarin"}, "Tanggal catatan paling akhir hari ini."),
        ({"text": " "}, "Catatan berisi 1 sampai 120 karakter."),
        ({"text": "x" * 121}, "Catatan berisi 1 sampai 120 karakter."),
        ({"text": "a\0b"}, "Catatan berisi 1 sampai 120 karakter."),
    ],
)
def test_a_note_that_cannot_be_kept_is_told_beside_what_was_typed(
    lived_in: Site, tini: Visitor, sent: dict[str, str], told: str
) -> None:
    answer = write(tini, **sent)

    assert (answer.status_code, words_of(answer.text, "note-fault")) == (400, told)
    assert "<figure" in answer.text
    assert lived_in.office.rows(DayNote.id) == []


def test_where_nobody_knows_what_to_show_then_no_note_is_kept(lived_in: Site, tini: Visitor) -> None:
    form = {"csrf_token": tini.csrf(), "day": "2026-11-24", "text": "Loket 3 dibuka"}

    answer = tini.browser.post("/history/notes?span=besok", data=form)

    assert (answer.status_code, lived_in.office.rows(DayNote.id)) == (404, [])


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_who_may_not_look_may_not_write(site: Site, role: Role) -> None:
    site.give_role("joko", role)

    assert write(site.signed_in("joko")).status_code == 403


def test_the_journal_tells_that_a_note_was_written(lived_in: Site, tini: Visitor) -> None:
    write(tini)
    lived_in.give_role("joko", Role.AUDITOR)

    page = lived_in.signed_in("joko").get("/journal?group=day").text

    assert re.findall(r'<td class="what">(.*?)</td>', page) == ["Catatan ditulis untuk Selasa, 24 November 2026."]

"""A forum from its invitation to what became of its promises, as staff write it and as everybody reads it."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from queue_app.domain.log.rights import Role
from queue_app.store.backup import contents
from queue_app.store.log.tables import LoggedEvent
from tests.actions.citizen.test_attachments import drawing
from tests.web.visitors import Site, Visitor

FORUM = {
    "title": "FKP 2026", "kind": "consultation", "held_on": "2026-11-20", "place": "Aula",
    "invitation": "Silakan hadir",
    "minutes": "Warga minta loket difabel.", "people_citizens": "24", "people_disability": "6",
}  # fmt: skip
PROMISE = {"text": "Loket difabel", "owner": "Seksi Pelayanan", "due_on": "2026-12-01"}


@pytest.fixture
def head(site: Site) -> Visitor:
    site.give_role("joko", Role.HEAD)
    return site.signed_in("joko")


def press(visitor: Visitor, way: str, **form: object) -> TestResponse:
    return visitor.browser.post(f"/forums{way}", data={**form, "csrf_token": visitor.csrf()})


def held(head: Visitor) -> None:
    assert press(head, "", **FORUM).location == "/forums/1"
    assert press(head, "/1", **FORUM).status_code == 302
    assert press(head, "/1/promises", **PROMISE).status_code == 302


def test_a_forum_has_a_place_and_minutes_in_the_words_of_an_office(head: Visitor) -> None:
    held(head)

    page = head.get("/forums/1?lang=id").text

    assert [page.count(f"<span>{word}</span>") for word in ("Tempat", "Notulen", "Letak", "Menit")] == [1, 1, 0, 0]


def test_nobody_outside_reads_a_forum_before_it_is_published(site: Site, head: Visitor) -> None:
    held(head)
    before = site.visitor(lang="id").get("/forum/uji").text

    press(head, "/1/publish")

    page = site.visitor(lang="id").get("/forum/uji").text
    assert ["FKP 2026" in each for each in (before, page)] == [False, True]
    for told in ("Warga 24, Penyandang disabilitas 6", "Loket difabel", "Seksi Pelayanan", "Berjalan"):
        assert told in page


def test_a_promise_whose_day_has_passed_is_late_and_one_that_ended_says_how(site: Site, head: Visitor) -> None:
    held(head)
    press(head, "/1/promises", **{**PROMISE, "text": "Antrean online", "due_on": "2026-11-22"})
    press(head, "/1/publish")
    late = site.visitor(lang="id").get("/forum/uji").text

    ended = press(head, "/1/promises/2", became="kept", result="Sudah berjalan").status_code

    page = site.visitor(lang="id").get("/forum/uji").text
    assert (ended, "1 terlambat" in late, "1 ditepati, 0 terlambat, 1 berjalan" in page) == (302, True, True)
    assert "Sudah berjalan" in page
    assert press(head, "/1/promises/2", became="dropped", result="x").status_code == 404  # once


def test_what_is_missing_is_told_and_nothing_is_written(site: Site, head: Visitor) -> None:
    held(head)
    wrong = [
        press(head, "", **{**FORUM, "title": " "}), press(head, "", **{**FORUM, "kind": "x"}),
        press(head, "/1", **{**FORUM, "people_media": "-1"}), press(head, "/1", **{**FORUM, "held_on": "besok"}),
        press(head, "/1/promises", **{**PROMISE, "owner": ""}), press(head, "/1/promises/1", became="dropped"),
        press(head, "/1/promises/1", became="open"),
    ]  # fmt: skip

    assert [each.status_code for each in wrong] == [400] * 7
    ways = ("", "/publish", "/promises")
    assert [press(head, f"/9{way}", **FORUM, **PROMISE).status_code for way in ways] == [404] * 3
    assert site.visitor().get("/forum/none").status_code == 404


def test_the_signed_list_is_sealed_backed_up_and_only_for_those_who_hold_it(site: Site, head: Visitor) -> None:
    held(head)
    none = head.get("/forums/1/list").status_code

    sent = press(head, "/1/list", list=(io.BytesIO(drawing()), "hadir.png"))

    assert (none, sent.status_code, head.get("/forums/1/list").mimetype) == (404, 302, "image/png")
    assert site.signed_in("wati").get("/forums/1/list").status_code == 403
    assert press(head, "/1/list", list=(io.BytesIO(b"%PDF-"), "a.pdf")).status_code == 400
    with site.office.desk.reading() as connection:
        assert len(contents.read(connection).uploads) == 1


def test_each_step_is_an_event_that_holds_no_word(site: Site, head: Visitor) -> None:
    held(head)
    press(head, "/1/publish")
    press(head, "/1/promises/1", became="kept")

    with site.office.desk.reading() as connection:
        kinds = connection.execute(select(LoggedEvent.kind).order_by(LoggedEvent.seq)).scalars().all()
    told = [kind for kind in kinds if kind.startswith("forum")]

    assert told == ["forum.set", "forum.set", "forum.promised", "forum.set", "forum.promise_ended"]
    assert head.get("/forums/1/minutes.pdf").data.startswith(b"%PDF-")
    assert "FKP 2026" in head.get("/forums").text
    assert "Loket difabel" in head.get("/forums/1").text

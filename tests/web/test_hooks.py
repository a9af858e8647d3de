"""An administrator says which programs are told what happens; nobody else does, and a secret is shown once."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.log.rights import Role
from queue_app.store.office.hooks import rows
from tests.web.visitors import Site, Visitor

NEW = {"name": "Papan kota", "address": "https://papan.medan.test/kabar?kunci=A1B2C3", "told": ["ticket.called"]}


def sent(visitor: Visitor, path: str, form: Mapping[str, object]) -> TestResponse:
    return visitor.browser.post(path, data={**form, "csrf_token": visitor.csrf()})


@pytest.fixture
def admin(site: Site) -> Visitor:
    site.give_role("joko", Role.ADMINISTRATOR)
    return site.signed_in("joko")


def test_a_receiver_is_added_and_its_secret_is_shown_this_once(site: Site, admin: Visitor) -> None:
    made = sent(admin, "/admin/hooks", NEW)
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", made.text)
    again = admin.get("/admin/hooks").text

    assert secret is not None
    assert (secret[0] in again, "Papan kota" in again, made.headers["Cache-Control"]) == (False, True, "no-store")


def test_what_stands_behind_a_question_mark_is_not_shown(admin: Visitor) -> None:
    sent(admin, "/admin/hooks", NEW)

    assert "A1B2C3" not in admin.get("/admin/hooks").text + admin.get("/admin/hooks/1").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "http://papan.medan.test/"}, "Isikan alamat lengkap yang diawali https://"),
        ({"name": " "}, "Beri penerima nama"),
        ({"told": []}, "Pilihlah sedikitnya satu hal"),
        ({"told": ["complaint.moved"]}, "Pilihlah sedikitnya satu hal"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_what_was_typed(
    admin: Visitor, wrong: dict[str, object], said: str
) -> None:
    refused = sent(admin, "/admin/hooks", {**NEW, **wrong})

    assert (refused.status_code, said in refused.text, "whsec_" in refused.text) == (400, True, False)


def test_it_is_paused_resumed_told_again_and_removed(site: Site, admin: Visitor) -> None:
    sent(admin, "/admin/hooks", NEW)
    for way in ("pause", "test", "resume", "leave-out"):
        assert sent(admin, f"/admin/hooks/1/{way}", {}).status_code == 302
    assert "whsec_" in sent(admin, "/admin/hooks/1/secret", {}).text
    assert sent(admin, "/admin/hooks/1/again", {"seq": "1"}).status_code == 302
    assert sent(admin, "/admin/hooks/1/again", {"seq": "99999"}).status_code == 400
    assert sent(admin, "/admin/hooks/1/remove", {}).headers["Location"] == "/admin/hooks"

    assert admin.get("/admin/hooks/1").status_code == 404


def test_one_that_paused_by_itself_stands_on_the_administrators_first_page(site: Site, admin: Visitor) -> None:
    sent(admin, "/admin/hooks", NEW)
    before = admin.get("/admin").text
    with site.office.desk.beside() as connection:
        rows.change(connection, 1, paused_at=site.office.clock.now, paused_why="silent")

    said = "Satu penerima kabar terhenti"
    assert (said in before, said in admin.get("/admin").text) == (False, True)


def test_nobody_but_an_administrator_sees_or_changes_it(site: Site, admin: Visitor) -> None:
    sent(admin, "/admin/hooks", NEW)
    officer = site.signed_in("wati")

    assert [officer.get("/admin/hooks").status_code, sent(officer, "/admin/hooks/1/remove", {}).status_code] == [
        403, 403,
    ]  # fmt: skip

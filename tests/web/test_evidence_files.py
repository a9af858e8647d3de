"""Reports as files: to whom each opens, and that a locked one is the same bytes whoever asks, and for ever."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from queue_app.actions.evidence import openings
from queue_app.domain.evidence import letter
from queue_app.store.evidence import frozen
from queue_app.store.evidence.frozen_tables import FrozenPdf
from tests import sheets
from tests.evidence import Unit, lived
from tests.offices import Office
from tests.web.visitors import Site, Visitor, make_site

PERIOD = "2026-11"
WRONG_TOKEN = {"Authorization": "Bearer antrean_wrong"}


@pytest.fixture
def published(unit: Unit, tmp_path: Path) -> tuple[Unit, Site]:
    unit.publish()
    return unit, make_site(unit.office, tmp_path)


def locked(unit: Unit) -> None:
    unit.both_discuss()
    unit.lock()


def team(unit: Unit, form: str = "pdf") -> str:
    return f"/evidence/files/team/{unit.office.officers['wati']}/{PERIOD}.{form}"


def token_of(visitor: Visitor, **wish: Any) -> str:
    form = {"name": "e-Kinerja", "days": "90", "officer": "", "csrf_token": visitor.csrf(), **wish}
    page = visitor.browser.post("/evidence/tokens", data=form).text
    return page.partition('data-testid="token" translate="no">')[2].partition("<")[0]


def asked(site: Site, token: str, *, slug: str = "uji", period: str = PERIOD) -> Any:
    sent = {"Authorization": f"Bearer {token}"}
    return site.visitor().get(f"/api/offices/{slug}/evidence/{period}", headers=sent)


def test_each_role_gets_what_is_theirs_and_nobody_else_anything(published: tuple[Unit, Site]) -> None:
    unit, site = published
    own, theirs = f"/evidence/files/own/{PERIOD}.pdf", team(unit)
    heads = theirs.replace("team", "unit")
    ways = (own, theirs, heads, f"/evidence/files/team/{PERIOD}.xlsx", f"/evidence/files/unit/{PERIOD}/rekap.xlsx")

    found = {
        name: [site.signed_in(name).get(way).status_code for way in ways]
        for name in ("wati", "joko", "tini", "lestari")
    }

    assert found == {
        "wati": [200, 403, 403, 403, 403],
        "joko": [404, 403, 403, 403, 403],
        "tini": [404, 200, 403, 200, 403],
        "lestari": [403, 403, 404, 403, 200],
    }
    assert {site.visitor().get(way).status_code for way in ways} == {302}


def test_a_head_gets_one_officers_file_on_the_day_a_reason_was_given(published: tuple[Unit, Site]) -> None:
    unit, site = published
    lestari = site.signed_in("lestari")
    path = team(unit).replace("team", "unit")
    openings.open_letter(
        unit.office.desk, unit.whose, reader_id=unit.office.officers["lestari"], reason="pengaduan", words="Surat 12."
    )

    found = [lestari.get(path).status_code]
    unit.office.clock.tick(days=1)

    assert [*found, site.signed_in("lestari").get(path).status_code] == [200, 404]


def test_a_locked_report_is_one_file_for_all_and_the_log_has_its_hash(published: tuple[Unit, Site]) -> None:
    unit, site = published
    locked(unit)

    first = site.signed_in("tini").get(team(unit))
    again = site.signed_in("wati").get(f"/evidence/files/own/{PERIOD}.pdf")

    assert first.data == again.data
    (told,) = unit.told("evidence.pdf_made")
    assert told["sha256"] == hashlib.sha256(first.data).hexdigest()
    assert told["letter_sha256"] == letter.sha256(unit.locked())
    assert first.headers["Cache-Control"] == "no-store"
    assert "Dikunci: isinya tidak dapat berubah lagi" in sheets.text_of(first.data)


def test_a_kept_file_stays_whatever_a_later_program_would_draw(
    published: tuple[Unit, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, site = published
    locked(unit)
    tini = site.signed_in("tini")
    before = tini.get(team(unit)).data

    monkeypatch.setattr("queue_app.web.evidence_files._drawn", lambda _letter: (b"another", "{}"))

    assert tini.get(team(unit)).data == before


@pytest.mark.parametrize("statement", ["UPDATE frozen_pdf SET content = 'x'", "DELETE FROM frozen_pdf"])
def test_the_database_refuses_to_change_a_kept_file(published: tuple[Unit, Site], statement: str) -> None:
    unit, site = published
    locked(unit)
    site.signed_in("tini").get(team(unit))

    with pytest.raises(DBAPIError), unit.office.desk.transaction(unit.office.office_id) as work:
        work.connection.execute(text(statement))
    assert len(unit.office.rows(FrozenPdf.lang)) == 1


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_kept_file_that_somebody_spoiled_is_not_served_and_verify_log_finds_it(
    unchecked_office: Office, tmp_path: Path
) -> None:
    unit = lived(unchecked_office)
    unit.publish()
    locked(unit)
    tini = make_site(unit.office, tmp_path).signed_in("tini")
    tini.get(team(unit))
    with unit.office.desk.transaction(unit.office.office_id) as work:
        work.connection.execute(text("DROP TRIGGER frozen_pdf_no_update"))
        work.connection.execute(text("UPDATE frozen_pdf SET content = x'00'"))
        found = list(frozen.differences(work.connection, unit.office.office_id))

    assert tini.get(team(unit)).status_code == 409
    assert [(each.table, each.field) for each in found] == [("frozen_pdf", "content")]


def test_what_is_not_locked_is_drawn_as_it_stands_and_kept_nowhere(published: tuple[Unit, Site]) -> None:
    unit, site = published

    text_told = sheets.text_of(site.signed_in("tini").get(team(unit)).data)

    assert "Rancangan: angka masih dapat berubah." in text_told
    assert unit.office.rows(FrozenPdf.lang) == []


def test_the_json_of_a_locked_report_is_its_own_bytes(published: tuple[Unit, Site]) -> None:
    unit, site = published
    locked(unit)

    assert site.signed_in("tini").get(team(unit, "json")).data == unit.locked()


def test_the_teams_table_and_recap_hold_the_officer(published: tuple[Unit, Site]) -> None:
    _unit, site = published
    tini = site.signed_in("tini")

    book = openpyxl.load_workbook(BytesIO(tini.get(f"/evidence/files/team/{PERIOD}.xlsx").data))
    recap = openpyxl.load_workbook(BytesIO(tini.get(f"/evidence/files/team/{PERIOD}/rekap.xlsx").data))

    assert [cell.value for cell in book.worksheets[0]["A"]][1:] == ["Wati"]
    assert [cell.value for cell in recap.worksheets[0]["C"]][5:] == ["Wati"]
    assert "Wati" in tini.get(f"/evidence/files/team/{PERIOD}.csv").text


@pytest.mark.parametrize("period", ["2026-13", "2026-Q5", "x", "0000-01"])
def test_a_period_that_is_none_is_not_found(published: tuple[Unit, Site], period: str) -> None:
    _unit, site = published

    assert site.signed_in("tini").get(f"/evidence/files/team/{period}.csv").status_code == 404


def test_a_program_reads_all_reports_or_one_officers_with_its_token(published: tuple[Unit, Site]) -> None:
    unit, site = published
    tini = site.signed_in("tini")
    everybody, nobody = token_of(tini), token_of(tini, officer=str(unit.office.officers["joko"]))

    answer = asked(site, everybody)

    (told,) = answer.json["letters"]
    assert (answer.json["office"], answer.json["period"], told["state"]) == ("uji", PERIOD, "published")
    assert letter.canonical(letter.read(json.dumps(told["letter"]).encode())) == letter.canonical(unit.letter())
    assert asked(site, nobody).json["letters"] == []


def test_a_wrong_a_revoked_and_no_token_open_nothing(published: tuple[Unit, Site]) -> None:
    _unit, site = published
    tini = site.signed_in("tini")
    token = token_of(tini)
    form = {"csrf_token": tini.csrf()}
    tini.browser.post("/evidence/tokens/1/revoke", data=form)

    found = [asked(site, each).status_code for each in (token, "antrean_x", "")]

    assert found == [401, 401, 401]
    assert tini.get(f"/api/offices/uji/evidence/{PERIOD}").status_code == 401  # a session is no token


def test_who_guesses_tokens_is_told_to_wait_and_the_right_one_too_from_there(published: tuple[Unit, Site]) -> None:
    _unit, site = published
    guesser = site.visitor()

    found = [guesser.get(f"/api/offices/uji/evidence/{PERIOD}", headers=WRONG_TOKEN).status_code for _ in range(6)]

    assert found == [401] * 5 + [429]


def test_only_a_supervisor_makes_tokens_and_the_page_shows_one_once(published: tuple[Unit, Site]) -> None:
    unit, site = published
    tini = site.signed_in("tini")
    token = token_of(tini)

    assert [site.signed_in(name).get("/evidence/tokens").status_code for name in ("wati", "lestari")] == [403, 403]
    assert token.startswith("antrean_")
    assert token not in tini.get("/evidence/tokens").text
    with unit.office.desk.reading() as connection:
        assert connection.execute(select(FrozenPdf.lang)).all() == []


def test_what_no_token_can_be_is_told_beside_the_form(published: tuple[Unit, Site]) -> None:
    _unit, site = published
    tini = site.signed_in("tini")
    form = {"name": "e-Kinerja", "days": "999", "officer": "", "csrf_token": tini.csrf()}

    answer = tini.browser.post("/evidence/tokens", data=form)

    assert (answer.status_code, "Berlaku (hari)" in answer.text, "1-366" in answer.text) == (400, True, True)

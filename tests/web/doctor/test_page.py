"""The check-up's page, and the sheet that the office signs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from queue_app.actions.hall import presence
from queue_app.config import DatabaseSettings
from queue_app.domain.log.rights import DeviceKind, Role
from tests.offices import Office
from tests.sheets import text_of
from tests.web.admin.test_index import administrator
from tests.web.visitors import Site, make_site


@pytest.fixture
def site(office: Office, tmp_path: Path) -> Site:
    return make_site(office, tmp_path, database=DatabaseSettings(office.desk.database.url))


def test_the_administrator_reads_what_is_wrong_and_what_to_do(site: Site) -> None:
    page = administrator(site).get("/doctor").text

    assert "The server makes no backups." in page
    assert "Name a folder on another disk in [backup] of config.toml, and restart the server." in page
    assert "It can be written to: a change was tried and taken back." in page


def test_the_head_reads_it_and_an_officer_does_not(site: Site) -> None:
    site.give_role("joko", Role.HEAD)

    told = [site.signed_in(name).get("/doctor").status_code for name in ("joko", "wati")]

    assert told == [200, 403]


def test_it_is_kept_for_five_minutes_unless_it_is_asked_again(site: Site) -> None:
    page = administrator(site)
    first = page.get("/doctor").text
    site.office.clock.tick(minutes=1)
    kept = page.get("/doctor").text
    page.browser.post("/doctor", data={"csrf_token": page.csrf()})
    anew = page.get("/doctor").text

    assert [moment(each) for each in (first, kept, anew)] == ["08:00", "08:00", "08:01"]


def moment(page: str) -> str:
    return page.partition("Looked at on ")[2].partition(" WIB")[0][-5:]


def test_the_sheet_names_each_device_and_what_people_are_to_see_and_hear(site: Site) -> None:
    site.device(DeviceKind.DISPLAY, name="Layar ruang tunggu")
    site.device(DeviceKind.PRINTER, name="Printer pintu")

    answer = administrator(site).get("/doctor/sheet.pdf")

    told = text_of(answer.data)
    assert answer.headers["Content-Disposition"] == 'inline; filename="uat-uji-2026-11-23.pdf"'
    assert [each in told for each in ("Layar ruang tunggu", "Printer pintu", "The server makes no backups.")] == [
        True
    ] * 3
    assert "A call was heard in every part of its zone" in told


def test_a_broken_setting_of_the_database_does_not_break_the_page(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, database=DatabaseSettings(f"sqlite:///{tmp_path / 'gone.db'}"))

    page = administrator(site).get("/doctor")

    assert (page.status_code, "There is no database at" in page.text) == (200, True)


def test_the_sheet_is_the_same_for_the_same_findings(site: Site) -> None:
    page = administrator(site)

    assert page.get("/doctor/sheet.pdf").data == page.get("/doctor/sheet.pdf").data


def test_a_display_without_sound_is_sent_for(site: Site) -> None:
    presence.seen(
        site.office.desk, site.office.office_id, key="layar-aaaa", kind=DeviceKind.DISPLAY, version="1",
        sound="locked", zone="", device_id=None,
    )  # fmt: skip

    assert "uji: Display ··aaaa is there, but without sound." in administrator(site).get("/doctor").text


def test_the_administrator_sees_first_that_no_backup_could_be_made(site: Site) -> None:
    site.app.extensions["antrean.keeping"] = SimpleNamespace(trouble="the disk is full")

    page = administrator(site).get("/admin").text

    blocking = page.partition('data-testid="blocking"')[2].partition("</section>")[0]
    assert "The server could not make its backup: the disk is full" in blocking
    assert 'href="/doctor"' in blocking

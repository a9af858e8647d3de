"""No word, name, contact or code is in clear anywhere but before those who may see it."""

from __future__ import annotations

import logging
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from queue_app.actions.citizen.complaints import days, handle, sender
from queue_app.actions.citizen.complaints.moving import Words
from queue_app.domain.citizen.complaints.states import Verb
from queue_app.domain.log.rights import Role
from queue_app.store.backup import backups
from tests.complaints import BRIBE, SAYS, SITI, as_role, brought
from tests.offices import Office
from tests.web.visitors import Site

SAID = ("Menunggu tiga jam", "Loket ditambah", "Diminta uang", "Siti Rahma", "0812 5555 0101", "sudah kami tambah",
        "rapat Senin", "tiga orang saksi")  # fmt: skip


def lived(office: Office) -> list[str]:
    """Both tracks, handled, answered and opened again; answers their codes."""
    tini = as_role(office, "tini", Role.SUPERVISOR)
    number, code = brought(office, replace(SAYS, identity=SITI, is_confidential=True))
    _bribe, other = brought(office, BRIBE, officer_id=office.officers["wati"], identity=SITI)
    handle.step(office.desk, office.office_id, number, verb=Verb.ASK, words=Words("Berapa orang?"), by=tini)
    sender.complete(office.desk, office.office_id, code=code, text="tiga orang saksi")
    handle.step(office.desk, office.office_id, number, verb=Verb.ACCEPT, by=tini)
    handle.assign(office.desk, office.office_id, number, to_id=tini.officer_id, by=tini)
    handle.open_identity(office.desk, office.office_id, number, by=tini)
    answer = Words("Loket sudah kami tambah", "rapat Senin")
    handle.answer(office.desk, office.office_id, number, words=answer, by=tini)
    office.clock.tick(days=1)
    days.tell_log(office.desk, office.office_id)
    return [code, other]


def found_in(content: bytes, codes: list[str]) -> list[str]:
    return [each for each in (*SAID, *codes) if each.encode() in content]


def test_rows_pages_of_others_and_the_log_of_the_program_know_nothing(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    codes = lived(site.office)
    site.give_role("joko", Role.ADMINISTRATOR)
    joko = site.signed_in("joko")
    pages = [joko.get(each).text for each in ("/journal", "/journal/2026-11-24.csv", "/admin", "/supervisor")]

    assert "pengaduan" in pages[0].lower() or "warga" in pages[0]
    for content in (repr(site.dump()), *pages, caplog.text):
        assert found_in(content.encode(), codes) == []


def test_the_file_what_is_beside_it_and_a_backup_know_nothing(office: Office, tmp_path: Path) -> None:
    codes = lived(office)
    made = tmp_path / "monday.backup"
    (tmp_path / "files").mkdir()
    backups.make(office.desk.database.url, tmp_path / "files", made, now=office.clock(), version="1")
    with zipfile.ZipFile(made) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    if office.desk.database.is_sqlite:
        file = Path(str(make_url(office.desk.database.url).database))
        contents |= {each.name: each.read_bytes() for each in file.parent.glob(f"{file.name}*")}

    assert any(b"complaint" in each for each in contents.values())
    assert [(name, found_in(content, codes)) for name, content in contents.items() if found_in(content, codes)] == []

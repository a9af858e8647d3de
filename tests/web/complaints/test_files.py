"""What leaves the house of complaints: the year's recap, and the file for SP4N-LAPOR!."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from queue_app.actions.citizen.complaints import sender
from queue_app.domain.log.rights import Role
from tests.complaints import BRIBE, SAYS, SITI, brought
from tests.web.visitors import Site, Visitor


@pytest.fixture
def tini(site: Site) -> Visitor:
    site.give_role("tini", Role.SUPERVISOR)
    return site.signed_in("tini")


def told(text: str) -> dict[str, str]:
    return dict(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))


def handed_on(visitor: Visitor, number: int, form: str = "csv") -> bytes:
    answer = visitor.browser.post(f"/complaints/{number}/file/{form}", data={"csrf_token": visitor.csrf()})
    assert answer.status_code == 200
    return bytes(answer.data)


def test_a_supervisor_counts_what_every_supervisor_may_see(site: Site, tini: Visitor) -> None:
    brought(site.office)
    _number, code = brought(site.office)
    sender.withdraw(site.office.desk, site.office.office_id, code=code)
    brought(site.office, BRIBE)
    brought(site.office, SAYS, officer_id=site.office.officers["tini"])

    figures = told(tini.get("/complaints/recap/2026.csv").text)

    assert (figures["Kanal sendiri: masuk"], figures["Kanal sendiri: selesai"]) == ("2", "1 (50,0 %)")
    assert figures["Integritas dan laporan tentang pimpinan"] == "disampaikan setelah tahun ini berakhir"
    assert tini.get("/complaints/recap?year=2026").text.count('data-testid="figure"') == len(figures)


def test_the_recap_is_a_sheet_too_and_of_no_year_that_is_none(tini: Visitor) -> None:
    assert tini.get("/complaints/recap/2026.pdf").data.startswith(b"%PDF-")
    assert [tini.get(f"/complaints/recap?year={year}").status_code for year in ("x", "1066", "٢٠٢٦")] == [404] * 3


def test_a_named_one_is_handed_on_with_its_name_and_that_is_noted(site: Site, tini: Visitor) -> None:
    number, _code = brought(site.office, identity=SITI)

    lines = told(handed_on(tini, number).decode())

    assert (lines["Nama"], lines["Kontak"], lines["Isi"]) == (SITI.name, SITI.contact, SAYS.text)
    assert len(re.findall("Identitas pengadu dibuka", tini.get(f"/complaints/{number}").text)) == 1


@pytest.mark.parametrize("more", [{}, {"identity": SITI, "is_confidential": True}])
def test_an_anonymous_and_a_confidential_one_go_on_without_any_name(
    site: Site, tini: Visitor, more: dict[str, Any]
) -> None:
    number, _code = brought(site.office, **more)

    lines = told(handed_on(tini, number).decode())

    assert (lines["Pengadu"], "Nama" in lines, SITI.name in str(lines)) == ("anonim", False, False)
    assert handed_on(tini, number, "pdf").startswith(b"%PDF-")

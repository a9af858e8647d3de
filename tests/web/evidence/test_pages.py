"""The pages of evidence: what each person reads there, what a form does, and what is nobody else's business."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_app.actions.evidence import openings
from queue_app.actions.office import setup
from queue_app.domain.evidence.cycle import State
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import OfficePlan
from queue_app.reports.evaluation import told
from queue_app.reports.evaluation.words import Words
from tests import sheets
from tests.evidence import Unit
from tests.factories import make_plan
from tests.web.visitors import Site, Visitor, make_site

OWN, TEAM = "/evidence/own/2026-11", "/evidence/team"
NIP = "199001012015051001"


@pytest.fixture
def site(unit: Unit, tmp_path: Path) -> Iterator[Site]:
    made = make_site(unit.office, tmp_path)
    yield made
    made.app.extensions["antrean.trainings"].close()


def theirs(unit: Unit) -> str:
    return f"{TEAM}/{unit.whose.officer_id}/2026-11"


def send(visitor: Visitor, path: str, **form: Any) -> TestResponse:
    return visitor.browser.post(path, data={**form, "csrf_token": visitor.csrf()}, buffered=True)


def part(page: str, name: str) -> str:
    """The words of what is marked with that name."""
    found = re.search(rf'<(\w+) [^>]*data-testid="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    assert found, name
    return " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())


def test_a_month_goes_through_the_pages(site: Site, unit: Unit) -> None:
    tini, wati = site.signed_in("tini"), site.signed_in("wati")
    way = theirs(unit)

    answers = [
        send(tini, f"{way}/publish", seen=unit.seen()),
        send(wati, f"{OWN}/note", text="Printer rusak."),
        send(wati, f"{OWN}/dispute", about=unit.records()[0].code, reason="Jaringan mati."),
        send(tini, f"{way}/decide", dispute=1, decision="refused", answer="Log utuh."),
        send(tini, f"{way}/feedback", text="Baik.", seen=unit.progress().report.revision + 0),
        send(wati, f"{OWN}/discussed", seen=unit.seen()),
    ]
    answers.append(send(tini, f"{way}/discussed", seen=unit.seen()))
    answers.append(send(tini, f"{way}/lock", seen=unit.seen(), reason=""))

    assert [each.status_code for each in answers] == [302] * 8
    assert unit.state() is State.LOCKED
    page = wati.get(OWN).text
    assert part(page, "state").startswith("Dikunci")
    assert "<form" not in page.partition("<article")[2]
    for text in ("Printer rusak.", "Jaringan mati.", "Log utuh.", "Baik."):
        assert text in page


def test_targets_are_typed_in_rows_and_answered_below_each_other(site: Site, unit: Unit) -> None:
    wati = site.signed_in("wati")

    send(
        wati, f"{OWN}/targets", plan=["Terlayani", ""], aspect=["waktu", "waktu"], indicator=["Jumlah", ""],
        target=["100", ""], measure=["volume", ""], leader_plan=["", ""],
    )  # fmt: skip

    assert "Terlayani Waktu: Jumlah 100 3" in part(wati.get(OWN).text, "targets")


def test_the_officer_opening_the_draft_is_its_receipt(site: Site, unit: Unit) -> None:
    unit.publish()
    site.signed_in("wati").get(OWN)
    site.signed_in("wati").get(OWN)

    assert [each["kind"] for each in unit.told("evidence.received")] == ["evidence.received"]


def test_every_own_record_is_listed_with_whether_it_counts_and_why_not(site: Site, unit: Unit) -> None:
    unit.publish()
    unit.decide(unit.dispute(unit.records()[0].code))
    listed = part(site.signed_in("wati").get(f"{OWN}/records").text, "record-list")

    assert re.findall(r"(A\d+) Layanan KTP 6 menit (Ya|Tidak: [^;]*?) Sanggah", listed) == [
        ("A001", "Tidak: Ditandai tidak akurat oleh supervisor"), ("A002", "Ya"), ("A003", "Ya"),
    ]  # fmt: skip


def test_a_few_services_give_no_ratio_and_say_so(site: Site, unit: Unit) -> None:
    unit.publish()

    assert "n = 0" in part(site.signed_in("wati").get(OWN).text, "ratio")
    assert "<svg" not in site.signed_in("wati").get(OWN).text


def test_feedback_that_came_too_late_stands_in_its_blank_still(site: Site, unit: Unit) -> None:
    unit.publish()
    seen, tini = unit.seen(), site.signed_in("tini")
    send(site.signed_in("wati"), f"{OWN}/note", text="Baru")

    answer = send(tini, f"{theirs(unit)}/feedback", text="Panjang lebar", seen=seen)

    assert answer.status_code == 409
    assert "Panjang lebar</textarea>" in answer.text
    assert "Laporan ini berubah" in part(answer.text, "refused")


def test_the_nip_is_for_the_officer_and_the_supervisor(site: Site, unit: Unit) -> None:
    def with_nip(plan: OfficePlan) -> OfficePlan:
        wati, *others = plan.officers
        return replace(plan, officers=[replace(wati, nip=NIP, employment="PNS"), *others])

    setup.change(unit.office.desk, unit.office.office_id, by=unit.tini, edit=with_nip)
    unit.publish()
    openings.open_letter(
        unit.office.desk, unit.whose, reader_id=unit.office.officers["lestari"], reason="penilaian", words="Triwulan"
    )
    unit_page = f"/evidence/unit/2026-11/{unit.whose.officer_id}"

    asked = {"wati": OWN, "tini": theirs(unit), "lestari": unit_page}
    read = [site.signed_in(name).get(way) for name, way in asked.items()]

    assert [each.status_code for each in read] == [200, 200, 200]
    assert [NIP in each.text for each in read] == [True, True, False]


def test_no_later_trial_period_hides_a_published_report(site: Site, unit: Unit) -> None:
    unit.publish()
    setup.change(
        unit.office.desk, unit.office.office_id, by=unit.tini, edit=lambda plan: replace(plan, evidence_from=None)
    )

    tini = site.signed_in("tini")
    assert [tini.get(way).status_code for way in (theirs(unit), f"{TEAM}/{unit.tini}/2026-11")] == [200, 409]
    assert "Wati" in part(tini.get(f"{TEAM}?period=2026-11").text, "team")
    assert "masa uji coba" not in site.signed_in("wati").get(OWN).text


def test_a_head_reads_one_report_only_after_a_reason_which_the_officer_reads(site: Site, unit: Unit) -> None:
    unit.publish()
    head, way = site.signed_in("lestari"), f"/evidence/unit/2026-11/{unit.whose.officer_id}"
    before = head.get(way).status_code

    opened = send(
        head, "/evidence/unit/2026-11/open", officer=unit.whose.officer_id, reason="keberatan", words="Surat Wati"
    )

    assert (before, opened.location, head.get(way).status_code) == (403, way, 200)
    assert "Surat Wati" in part(site.signed_in("wati").get(OWN).text, "opening")
    unit.office.clock.tick(minutes=24 * 60)
    assert site.signed_in("lestari").get(way).status_code == 403


def test_a_unit_is_told_in_sums(site: Site, unit: Unit) -> None:
    assert part(site.signed_in("lestari").get("/evidence/unit?period=2026-11").text, "sums").startswith(
        "1 petugas bersama-sama menyelesaikan 3 layanan"
    )


def test_the_team_stands_by_name_without_a_figure(site: Site, unit: Unit) -> None:
    told = part(site.signed_in("tini").get(f"{TEAM}?period=2026-11").text, "team")

    assert re.findall(r"Joko|Sri|Tini|Wati", told) == ["Joko", "Sri", "Tini", "Wati"]
    assert not re.search(r"\d", told)


def test_the_periods_and_the_records_of_the_team_are_read(site: Site, unit: Unit) -> None:
    unit.publish()

    assert "November 2026 Telah diterbitkan" in part(site.signed_in("wati").get("/evidence/own").text, "periods")
    records = part(site.signed_in("tini").get(f"{theirs(unit)}/records").text, "record-list")
    assert ("A003" in records, "Sanggah" in records) == (True, False)


@pytest.mark.parametrize("name", ["wati", "tini"])
def test_a_published_letter_leads_to_its_pdf(site: Site, unit: Unit, name: str) -> None:
    unit.publish()
    reader = site.signed_in(name)
    way = re.search(r'href="([^"]+)" data-testid="pdf"', reader.get(OWN if name == "wati" else theirs(unit)).text)

    assert way
    assert reader.get(way[1]).data.startswith(b"%PDF")


def test_the_team_and_the_unit_lead_to_files_and_explanations_that_open(site: Site, unit: Unit) -> None:
    unit.publish()
    found = {}
    for name, page in (("tini", f"{TEAM}?period=2026-11"), ("lestari", "/evidence/unit?period=2026-11")):
        reader = site.signed_in(name)
        ways = re.findall(r'href="(/evidence/(?:files|explained|tokens)[^"]*)"', reader.get(page).text)
        found[name] = {way: reader.get(way).status_code for way in ways}

    files = "/evidence/files/team/2026-11"
    assert found == {
        "tini": dict.fromkeys(
            [f"{files}.xlsx", f"{files}.csv", f"{files}/rekap.xlsx", "/evidence/explained", "/evidence/tokens"], 200
        ),
        "lestari": {"/evidence/files/unit/2026-11/rekap.xlsx": 200, "/evidence/explained": 200},
    }


def test_a_letter_on_its_page_and_as_a_file_says_the_same(site: Site, unit: Unit) -> None:
    unit.publish()
    wati, letter, words = site.signed_in("wati"), unit.letter(), Words("id", "Asia/Jakarta")
    page = html.unescape(wati.get(OWN).text)
    file = sheets.text_of(wati.get("/evidence/files/own/2026-11.pdf").data)

    said = [
        told.opening(letter, words), *told.work(letter, words), *told.quality(letter, words),
        *told.time(letter, words), *told.beside_time(letter, words), *told.left_out(letter, words), words.say("use"),
    ]  # fmt: skip

    assert [each for each in said if each not in page or each not in file] == []


def test_nobody_evaluates_the_own_work_on_a_page(site: Site, unit: Unit) -> None:
    own = f"{TEAM}/{unit.tini}/2026-11"
    tini = site.signed_in("tini")

    assert "publish-form" not in tini.get(own).text
    assert send(tini, f"{own}/publish", seen=0).status_code == 403


def test_in_the_trial_only_the_officer_reads_the_own_records(site: Site, unit: Unit) -> None:
    edit = lambda plan: replace(plan, evidence_from=None)  # noqa: E731 - one line
    setup.change(unit.office.desk, unit.office.office_id, by=unit.tini, edit=edit)
    tini, head = site.signed_in("tini"), site.signed_in("lestari")

    assert site.signed_in("wati").get(OWN).status_code == 200
    assert [tini.get(theirs(unit)).status_code, send(tini, f"{theirs(unit)}/publish", seen=0).status_code] == [409, 409]
    assert "masa uji coba" in part(tini.get(f"{TEAM}?period=2026-11").text, "trial")
    asked = send(head, "/evidence/unit/2026-11/open", officer=unit.whose.officer_id, reason="keberatan", words="x")
    assert asked.status_code == 409


def test_what_is_wrong_in_an_address_is_not_found_or_refused(site: Site, unit: Unit) -> None:
    wati, tini = site.signed_in("wati"), site.signed_in("tini")

    assert [wati.get(f"/evidence/own/{code}").status_code for code in ("2026-13", "x", "2026-Q9")] == [404] * 3
    assert [tini.get(f"{TEAM}/4711/2026-11{more}").status_code for more in ("", "/records")] == [404] * 2
    assert send(tini, f"{theirs(unit)}/publish", seen="x").status_code == 400
    assert send(wati, f"{OWN}/dispute", about="2026-11-23_1", reason="x").status_code == 404
    assert send(wati, f"{OWN}/dispute", about="", reason="x").status_code == 409


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.HEAD, None])
def test_who_has_no_business_there_reads_nothing_of_an_officer(site: Site, unit: Unit, role: Role | None) -> None:
    unit.publish()
    if role:
        site.give_role("joko", role)
    asked = site.signed_in("joko") if role else site.visitor()

    found = [asked.get(path) for path in (OWN, f"{OWN}/records", theirs(unit), f"{theirs(unit)}/records", TEAM)]

    assert [each.status_code for each in found] == [403 if role else 302] * 5
    assert not any("Wati" in each.text for each in found)


def test_another_offices_supervisor_finds_nobody_of_this_one(site: Site, unit: Unit, found_another: Any) -> None:
    found_another(make_plan(slug="lain", tag="2"), tag="2")
    stranger = site.signed_in("tini2")

    assert stranger.get(theirs(unit)).status_code == 404
    assert send(stranger, f"{theirs(unit)}/publish", seen=0).status_code == 404
    assert send(stranger, f"{theirs(unit)}/feedback", text="x", seen=0).status_code == 404

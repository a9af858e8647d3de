"""The calendar's pages: what each role sees and does there, and what of a request is nobody else's business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.log.rights import Role
from queue_app.store.evidence.leave_tables import Leave
from queue_app.store.evidence.outage_tables import OfficeOutage
from tests.calendars import say_hours
from tests.evidence import Unit
from tests.web.visitors import Site, Visitor, make_site

ASKED = {"kind": "sick", "first": "2026-12-02", "last": "2026-12-03", "words": "Surat dokter 7"}
OUTAGE = {"day": "2026-11-23", "begins": "00:00", "ends": "24.00", "kind": "siak"}


@pytest.fixture
def site(unit: Unit, tmp_path: Path) -> Iterator[Site]:
    made = make_site(unit.office, tmp_path)
    yield made
    made.app.extensions["antrean.trainings"].close()


def send(visitor: Visitor, path: str, **form: Any) -> TestResponse:
    return visitor.browser.post(path, data={**form, "csrf_token": visitor.csrf()})


def ask(visitor: Visitor, **other: str) -> TestResponse:
    return send(visitor, "/calendar/leave", **{**ASKED, **other})


def decide(visitor: Visitor, leave_id: int, decision: str = "approved", *, way: str = "team", reason: str = "") -> int:
    return send(visitor, f"/calendar/{way}", leave=leave_id, decision=decision, reason=reason).status_code


def parts(page: str, name: str) -> list[str]:
    found = re.findall(rf'<(\w+) [^>]*data-testid="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for _tag, text in found]


def test_an_officer_asks_a_supervisor_approves_and_the_hours_follow(site: Site) -> None:
    say_hours(site.office, "08.00-12.00 13.00-15.00")
    wati, tini = site.signed_in("wati"), site.signed_in("tini")
    before = parts(wati.get("/calendar?month=2026-12").text, "expected")

    asked, [leave_id] = ask(wati), site.office.rows(Leave.id)
    [waiting] = parts(tini.get("/calendar/team").text, "waiting")

    assert (asked.status_code, asked.location) == (302, "/calendar?month=2026-12#requests")
    assert waiting.startswith("Wati Rabu, 2 Desember 2026 s.d. Kamis, 3 Desember 2026 Cuti sakit Surat dokter 7")
    assert decide(tini, leave_id) == 302
    page = wati.get("/calendar?month=2026-12").text
    [request] = parts(page, "request")
    assert "Cuti sakit: disetujui · Tini" in request
    assert "138 jam" in before[0]
    assert "126 jam" in parts(page, "expected")[0]


def test_the_month_of_the_team_stands_by_name_with_its_hours(site: Site) -> None:
    say_hours(site.office, "08.00-12.00 13.00-15.00")
    ask(site.signed_in("wati"))

    lines = parts(site.signed_in("tini").get("/calendar/team?month=2026-12").text, "line")

    assert lines == [
        "Joko 138", "Sri 138", "Tini 138", "Wati Cuti sakit, menunggu keputusan Cuti sakit, menunggu keputusan 138",
    ]  # fmt: skip


def test_the_head_reads_no_kind_and_decides_about_supervisors_alone(site: Site) -> None:
    tini, lestari = site.signed_in("tini"), site.signed_in("lestari")
    ask(tini, words="rahasia")
    ask(site.signed_in("wati"))
    own, other = site.office.rows(Leave.id)

    page = lestari.get("/calendar/unit").text

    assert [each.partition(" Alasan")[0] for each in parts(page, "waiting")] == [
        "Tini Rabu, 2 Desember 2026 s.d. Kamis, 3 Desember 2026"
    ]
    assert not any(each in page for each in ("rahasia", "sakit"))
    assert [decide(lestari, each, way="unit") for each in (other, own)] == [403, 302]
    assert lestari.get("/calendar/team").status_code == 403


def test_nobody_decides_about_the_own_request(site: Site) -> None:
    tini = site.signed_in("tini")
    ask(tini)
    [own] = site.office.rows(Leave.id)

    assert 'name="decision"' not in tini.get("/calendar/team").text
    assert decide(tini, own) == 403
    assert decide(site.signed_in("sri"), own) == 302


def test_a_refusal_without_a_reason_is_told_and_changes_nothing(site: Site) -> None:
    ask(site.signed_in("wati"))
    [leave_id] = site.office.rows(Leave.id)

    answer = send(site.signed_in("tini"), "/calendar/team", leave=leave_id, decision="refused", reason=" ")

    assert (answer.status_code, parts(answer.text, "refused")) == (
        400, ["Penolakan perlu alasan, paling panjang 200 karakter."],
    )  # fmt: skip
    assert site.office.rows(Leave.state) == ["asked"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "malas"}, "Pilih dulu jenisnya."),
        ({"first": "besok"}, "Isi hari pertama berupa tanggal."),
        ({"last": "2026-12-01"}, "Hari paling jauh setahun"),
        ({"begins": "10:00"}, "Jam berlaku untuk satu hari"),
        ({"begins": "10:00", "ends": "12:00"}, "Jam berlaku untuk satu hari"),  # of two days
        ({"words": "x" * 201}, "Keterangan paling panjang 200 karakter."),
    ],
)
def test_what_cannot_be_asked_for_is_told_beside_what_was_typed(site: Site, wrong: dict[str, str], told: str) -> None:
    answer = ask(site.signed_in("wati"), **wrong)

    assert answer.status_code == 400
    assert parts(answer.text, "refused")[0].startswith(told)
    assert site.office.rows(Leave.id) == []


def test_a_part_of_a_day_is_said_with_its_times(site: Site) -> None:
    wati = site.signed_in("wati", lang="en")
    ask(wati, last="", begins="13.00", ends="15:30")

    [request] = parts(wati.get("/calendar").text, "request")

    assert request.startswith("Wednesday, 2 December 2026, 13.00–15.30 Sick leave: waits for a decision")


def test_the_same_days_twice_are_refused_on_the_page(site: Site) -> None:
    wati = site.signed_in("wati")
    ask(wati)

    again = ask(wati)

    assert (again.status_code, len(site.office.rows(Leave.id))) == (409, 1)
    assert parts(again.text, "refused") == ["Sebagian waktu ini sudah Anda ajukan. Cabut dulu pengajuan itu."]


def test_the_own_request_is_withdrawn_and_a_colleagues_is_not_found(site: Site) -> None:
    ask(site.signed_in("wati"))
    [leave_id] = site.office.rows(Leave.id)
    way = f"/calendar/leave/{leave_id}/withdraw"

    answers = [send(site.signed_in(who), way).status_code for who in ("joko", "wati", "wati")]

    assert answers == [404, 302, 404]
    assert site.office.rows(Leave.state) == ["withdrawn"]


@pytest.mark.parametrize("month", ["2026-13", "2026-Q4", "x", "1999-01"])
def test_a_month_that_is_none_is_not_found(site: Site, month: str) -> None:
    assert site.signed_in("wati").get(f"/calendar?month={month}").status_code == 404


def test_words_of_a_request_are_no_markup(site: Site) -> None:
    wati = site.signed_in("wati")
    ask(wati, words="<script>x</script>")

    assert "&lt;script&gt;x" in wati.get("/calendar").text
    assert "<script>x" not in site.signed_in("tini").get("/calendar/team").text


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_is_no_officer_sees_no_calendar(site: Site, role: Role) -> None:
    site.give_role("joko", role)
    joko = site.signed_in("joko")

    assert [joko.get(f"/calendar{way}").status_code for way in ("", "/team", "/unit")] == [403] * 3


def test_an_outage_is_noted_counted_and_read_by_everybody(site: Site) -> None:
    tini = site.signed_in("tini")

    answer = send(tini, "/outages", **OUTAGE)

    assert (answer.status_code, answer.location) == (302, "/outages#register")
    for who in ("wati", "lestari", "tini"):
        [told] = parts(site.signed_in(who).get("/outages").text, "outage")
        assert told.startswith("Senin, 23 November 2026, 00.00–24.00 SIAK tidak dapat diakses · semua layanan")
        assert re.search(r"Tidak ikut karenanya: [1-9]\d* layanan dari 1 petugas\. Dicatat Tini", told)


def test_an_outage_of_some_services_names_them(site: Site) -> None:
    tini = site.signed_in("tini")
    send(tini, "/outages", **OUTAGE, services=[site.office.services["AKTA"]])

    [told] = parts(tini.get("/outages").text, "outage")

    assert "SIAK tidak dapat diakses · Layanan AKTA" in told
    assert site.office.rows(OfficeOutage.services) == [str(site.office.services["AKTA"])]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"day": "2026-12-31"}, "Hari gangguan adalah hari ini"),
        ({"day": ""}, "Hari gangguan adalah hari ini"),
        ({"ends": "00:00"}, "Jam berlaku untuk satu hari"),
        ({"begins": ""}, "Jam berlaku untuk satu hari"),
        ({"kind": "hujan"}, "Pilih dulu jenisnya."),
        ({"services": ["99999"]}, "Pilih layanan kantor ini."),
        ({"services": ["KTP"]}, "Pilih layanan kantor ini."),
    ],
)
def test_what_is_no_outage_is_told_beside_what_was_typed(site: Site, wrong: dict[str, Any], told: str) -> None:
    answer = send(site.signed_in("tini"), "/outages", **{**OUTAGE, **wrong})

    assert answer.status_code == 400
    assert parts(answer.text, "refused")[0].startswith(told)
    assert site.office.rows(OfficeOutage.id) == []


def test_officers_and_the_head_write_no_outage(site: Site) -> None:
    tini = site.signed_in("tini")
    send(tini, "/outages", **OUTAGE)
    [outage_id] = site.office.rows(OfficeOutage.id)

    for who in ("wati", "lestari"):
        visitor = site.signed_in(who)
        assert send(visitor, "/outages", **OUTAGE).status_code == 403
        assert send(visitor, f"/outages/{outage_id}/withdraw").status_code == 403


def test_a_withdrawn_outage_stays_to_be_seen(site: Site) -> None:
    tini = site.signed_in("tini")
    send(tini, "/outages", **OUTAGE)
    [outage_id] = site.office.rows(OfficeOutage.id)

    answers = [send(tini, f"/outages/{outage_id}/withdraw").status_code for _ in range(2)]

    [told] = parts(tini.get("/outages").text, "outage")
    assert answers == [302, 404]
    assert "Dicabut Tini" in told
    assert "Tidak ikut karenanya" not in told


def test_the_journal_tells_both_without_the_kind_of_leave(site: Site) -> None:
    tini = site.signed_in("tini")
    send(tini, "/outages", **OUTAGE)
    ask(site.signed_in("wati"))
    site.give_role("joko", Role.AUDITOR)
    joko = site.signed_in("joko")

    outages, leave = (joko.get(f"/journal?group={group}").text for group in ("outage", "leave"))

    assert "Gangguan pada Senin, 23 November 2026 pukul 00.00–24.00: semua layanan." in outages
    assert "SIAK tidak dapat diakses" in outages
    assert "Wati mengajukan tidak bertugas di loket dari Rabu, 2 Desember 2026 sampai Kamis, 3 Desember 2026." in leave
    assert "sakit" not in leave


def test_the_letter_tells_the_hours_expected_and_every_outage(site: Site, unit: Unit) -> None:
    say_hours(site.office, "08.00-12.00 13.00-15.00")
    wati, tini = site.signed_in("wati"), site.signed_in("tini")
    before = wati.get("/evidence/own/2026-11").text

    send(tini, "/outages", **OUTAGE, services=[site.office.services["AKTA"]])
    after = wati.get("/evidence/own/2026-11").text

    assert "Menurut kalender 36 jam hadir" in re.sub(r"36,0", "36", before)
    assert parts(before, "outages") == []
    [told] = parts(after, "outages")
    assert told.startswith("Gangguan yang dicatat kantor pada periode ini, berlaku untuk semua petugas (1): ")
    assert told.endswith("23 November 2026 pukul 00.00–24.00, SIAK tidak dapat diakses (Layanan AKTA).")

"""The pages of training: the register, what each person reads of it, and what is told of a course."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from math import exp
from random import Random
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.log.rights import Role
from queue_app.store.evidence import courses, facts
from tests.case_facts import case
from tests.web.visitors import Site, Visitor

DAY = date(2026, 11, 20)


def send(visitor: Visitor, path: str, **form: Any) -> TestResponse:
    return visitor.browser.post(path, data={**form, "csrf_token": visitor.csrf()}, buffered=True)


def words(page: str, name: str) -> str:
    """The words of what is marked with that name."""
    found = re.search(rf'<(\w+)[^>]*data-testid="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    assert found, name
    return " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())


def enter(site: Site, visitor: Visitor, *, attendees: tuple[str, ...] = ("wati",), **own: Any) -> TestResponse:
    form = {"topic": "Pelayanan prima", "day": str(DAY), "hours": "8", "note": "", "services": ["1"]}
    return send(visitor, "/courses", **{**form, "attendees": [site.office.officers[each] for each in attendees], **own})


def register(site: Site) -> list[courses.KeptCourse]:
    with site.office.desk.reading() as connection:
        return courses.courses(connection, site.office.office_id)


def test_a_course_is_entered_read_by_its_officer_and_withdrawn(site: Site) -> None:
    tini, wati, joko = (site.signed_in(name) for name in ("tini", "wati", "joko"))

    entered = enter(site, tini)
    own = [words(each.get("/courses/own").text, "courses") for each in (wati, joko)]
    told = words(tini.get("/courses").text, "register")
    withdrawn = send(tini, "/courses/1/withdraw")

    assert [entered.status_code, withdrawn.status_code] == [302, 302]
    assert own == [
        "Pelayanan prima 20 November 2026 · 8 JP", "Belum ada diklat Anda yang tercatat. Atasan yang mencatatnya.",
    ]  # fmt: skip
    assert told == "Pelayanan prima Wati 20 November 2026 · 8 JP"
    assert words(wati.get("/courses/own").text, "courses").startswith("Belum ada")
    assert words(tini.get("/courses").text, "register").startswith("Pelayanan prima dicabut")


def test_a_head_reads_how_many_attended_and_enters_nothing(site: Site) -> None:
    enter(site, site.signed_in("tini"))
    site.give_role("joko", Role.HEAD)

    page = site.signed_in("joko").get("/courses").text

    assert words(page, "register") == "Pelayanan prima 1 peserta 20 November 2026 · 8 JP"
    assert ("Wati" in page, "<form" in page.partition("<article")[2]) == (False, False)


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        ({"topic": " "}, "Topik berisi"), ({"day": "2026-11-24"}, "Tanggal diklat"), ({"day": "x"}, "Tanggal diklat"),
        ({"hours": "8,5"}, "Jam pelajaran"), ({"services": ["99"]}, "Salah satu layanan"),
        ({"note": "x" * 501}, "Keterangan"), ({"attendees": []}, "Centang"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_taken_says_why_and_what_was_typed_stands(site: Site, own: dict[str, Any], fault: str) -> None:
    answer = enter(site, site.signed_in("tini"), **{"note": "Di balai kota", **own})

    assert (answer.status_code, register(site)) == (400, [])
    assert words(answer.text, "refused").startswith(fault)
    assert 'name="hours"' in answer.text
    assert ("Di balai kota</textarea>" in answer.text) == ("note" not in own)


def test_topics_are_changed_on_the_page(site: Site) -> None:
    tini = site.signed_in("tini")

    send(tini, "/courses/topics", rework="Cek berkas")

    assert 'value="Cek berkas"' in tini.get("/courses").text


def lived(*, effect: float, attended: int = 3) -> list[CaseFact]:
    """Six officers, twelve days before and after; those who attended by so much longer or shorter."""
    random = Random(7)
    return [
        case(officer, service=1, business_date=DAY + timedelta(days=day), service_s=300 * exp(took))
        for officer in range(1, 7)
        for day in (*range(-12, 0), *range(1, 13))
        for took in (random.gauss(effect * (day > 0 and officer <= attended), 0.3) for _ in range(4))
    ]


def told_of(site: Site, monkeypatch: pytest.MonkeyPatch, cases: list[CaseFact], count: int) -> str:
    """What the page says of a course of the first so many of six officers."""
    monkeypatch.setattr(facts, "cases", lambda *_args, **_more: cases)
    tini = site.signed_in("tini")
    enter(site, tini)
    entry = register(site)[0]
    known = replace(entry, entry=replace(entry.entry, attendees=frozenset(range(1, count + 1))))
    monkeypatch.setattr(courses, "course", lambda *_args: known)
    return tini.get("/courses/1").text


def test_a_known_effect_is_told_of_the_group_beside_the_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = told_of(site, monkeypatch, lived(effect=-0.4), 3)

    assert "3 petugas memiliki cukup layanan: 144 dalam 60 hari sebelum" in words(page, "effect")
    assert words(page, "verdict").endswith(". Berbeda nyata.")


def test_without_an_effect_the_page_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = told_of(site, monkeypatch, lived(effect=0), 3)

    assert words(page, "verdict").endswith("Tidak berbeda nyata.")


def test_without_a_comparison_group_the_page_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = told_of(site, monkeypatch, lived(effect=-0.4, attended=6), 5)

    assert words(page, "verdict").startswith("Tidak ada kelompok pembanding")


def test_of_one_who_attended_nothing_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page = told_of(site, monkeypatch, lived(effect=-0.4), 1)

    assert words(page, "effect").startswith("Belum cukup data")


def test_a_gap_suggests_a_topic_for_the_team(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = [case(1 + each % 3, service=1, service_s=900.0) for each in range(100)]
    monkeypatch.setattr(facts, "cases", lambda *_args: [*slow, *(case(1, service=2) for _ in range(300))])

    told = words(site.signed_in("tini").get("/courses").text, "suggestions")

    assert "Alur layanan ini dan aplikasinya Layanan KTP: 100,0 % melebihi standar waktu; pada layanan lain 0,0" in told

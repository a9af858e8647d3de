"""The page of recognition: criteria that are published today count only later, and the unit alone is told of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from queue_app.domain.log.rights import Role
from queue_app.store.evidence import facts
from tests.case_facts import case
from tests.web.people.test_courses import send, words
from tests.web.visitors import Site

JANUARY = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)  # the month is over


def test_a_criterion_counts_from_the_next_month_on(site: Site) -> None:
    tini = site.signed_in("tini")
    published = send(tini, "/recognition", measure="stay", limit_pct="80", group="")
    wati = site.signed_in("wati")

    told = [words(wati.get(f"/recognition?period={each}").text, "results") for each in ("2026-11", "2026-12")]

    assert published.status_code == 302
    assert told[0] == "Belum ada kriteria yang diumumkan sebelum periode ini dimulai."
    assert told[1].startswith("Kunjungan selesai dalam 60 menit Seluruh kantor · paling sedikit 80 % · diumumkan 23")


def test_what_was_met_is_told_once_the_period_is_over(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tini = site.signed_in("tini")
    send(tini, "/recognition", measure="stay", limit_pct="80", group="")
    monkeypatch.setattr(facts, "cases", lambda *_args: [case() for _ in range(40)])

    running = words(tini.get("/recognition?period=2026-12").text, "results")
    site.office.clock.now = JANUARY
    over = words(site.signed_in("tini").get("/recognition?period=2026-12").text, "results")

    assert running.endswith("100,0 % (dari 40) · sejauh ini")
    assert over.endswith("100,0 % (dari 40) · terpenuhi")


def test_an_officer_reads_the_criteria_and_sets_none(site: Site) -> None:
    page = site.signed_in("wati").get("/recognition").text

    assert 'data-testid="criterion-form"' not in page


def test_a_head_publishes_and_withdraws(site: Site) -> None:
    site.give_role("joko", Role.HEAD)
    joko = site.signed_in("joko")

    published = send(joko, "/recognition", measure="left", limit_pct="5", group="umum")
    withdrawn = send(joko, "/recognition/1/withdraw")

    assert [published.status_code, withdrawn.status_code] == [302, 302]
    assert "Belum ada." in joko.get("/recognition").text


def test_a_criterion_that_is_none_is_refused_with_a_word(site: Site) -> None:
    answer = send(site.signed_in("tini"), "/recognition", measure="stay", limit_pct="8o", group="")

    assert answer.status_code == 400
    assert words(answer.text, "refused") == "Kriteria menyebut persen bulat dari 1 sampai 100."

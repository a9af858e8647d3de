from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from queue_app.actions.office import setup, wizard
from queue_app.actions.office.wizard import KINDS, Answers
from queue_app.domain.office.plan_check import check
from queue_app.domain.office.plan_export import export
from queue_app.domain.office.plan_file import read
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.office import catalogue
from tests.factories import PASSWORD, make_service

TODAY = date(2026, 11, 23)
ANSWERS = Answers("Puskesmas Kota Baru", "Jl. Baru 1", "Asia/Makassar", "puskesmas", 4, "Ibu Ani", "ani", PASSWORD)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("counters", [1, 3, 4, 20])
def test_every_kind_of_office_is_sound_with_any_number_of_counters(kind: str, counters: int) -> None:
    plan = wizard.plan_of(replace(ANSWERS, kind=kind, counters=counters))

    assert check(plan, today=TODAY) == []
    assert [counter.number for counter in plan.counters] == list(range(1, counters + 1))
    assert read(export(plan), today=TODAY).services == plan.services


@pytest.mark.parametrize("kind", KINDS)
def test_every_requirement_of_a_template_is_told_in_both_languages(kind: str) -> None:
    services = wizard.plan_of(replace(ANSWERS, kind=kind)).services

    assert [s.code for s in services if len(s.requirements_id) != len(s.requirements_en)] == []


def test_the_office_has_usual_hours_and_its_screens_are_paired() -> None:
    plan = wizard.plan_of(ANSWERS)
    [hours] = plan.hours

    assert (hours.mon, hours.fri, hours.sat) == ("07.30-12.00 13.00-16.00", "07.30-11.30 13.00-16.30", "")
    assert (plan.rules.last_ticket_min, plan.pairs_devices, plan.is_demo) == (30, True, False)
    assert (plan.slug, plan.time_zone) == ("puskesmas-kota-baru", "Asia/Makassar")


def test_each_service_has_a_counter_of_its_own_and_all_others_help() -> None:
    services = [make_service(code) for code in "ABCDE"]

    counters = wizard.spread(services, counters=2)

    assert [(c.services, c.helps) for c in counters] == [(("A", "B"), ("C", "D", "E")), (("C", "D", "E"), ("A", "B"))]


def test_more_counters_than_services_share_them() -> None:
    counters = wizard.spread([make_service("A"), make_service("B")], counters=3)

    assert [counter.services for counter in counters] == [("A",), ("B",), ("A",)]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Disdukcapil Kab. Ngada", "disdukcapil-kab-ngada"), ("Kantor “Utama”", "kantor-utama"), ("北京", "kantor"),
     ("x" * 60, "x" * 40)],
)  # fmt: skip
def test_the_short_name_is_made_of_the_name(name: str, slug: str) -> None:
    assert wizard.short_name(name) == slug


def test_two_who_answer_at_the_same_instant_found_one_office(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.migrate(empty_url)
    both_found_none = threading.Barrier(2)
    # The hash stands between the first look and the writing: both have seen that there is no office.
    monkeypatch.setattr(setup, "hash_password", lambda _password: str(both_found_none.wait(timeout=30)))

    def answered(number: int) -> int | None:
        with closing(Database(empty_url)) as database:  # as another worker has its own
            return wizard.found(Desk(database), replace(ANSWERS, name=f"Kantor {number}", username=f"ani{number}"))

    with ThreadPoolExecutor(2) as threads:
        founded = list(threads.map(answered, [1, 2]))
    with closing(Database(empty_url)) as database, database.reading() as connection:
        offices = catalogue.offices(connection)

    assert [each.id for each in offices] == [each for each in founded if each is not None]

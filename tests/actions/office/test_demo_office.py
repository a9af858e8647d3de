"""The office that ships with the program: complete, offered, and well-formed in everything a report prints."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import date, datetime

import pytest

from queue_app.actions.office import setup
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import OfficerPlan
from queue_app.domain.queue.routing import Policy
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now

PLAN = setup.demo_plan()
STANDARD_MINUTES = {
    "REK": 10, "KTP": 10, "KK": 12, "KIA": 10, "PDH": 12, "DTG": 12, "NIKB": 15, "AKL": 15, "AKM": 15, "AKW": 15,
    "AKC": 15, "AKN": 15, "LEG": 8, "IKD": 10, "KON": 10, "ADU": 8, "AMB": 3,
}  # fmt: skip
CLEAR_LETTERS = set("AFHKLMRSX")  # the others rhyme in Indonesian: be ce de ge pe te ve we
EASILY_MISTAKEN = ({"H", "K"}, {"F", "S"}, {"S", "X"})  # ha ka, ef es, es eks
PPPK_MONTH = "21"  # stands where PNS have the month of their appointment
WITH_NIP = [officer for officer in PLAN.officers if officer.nip is not None]


def test_the_demo_office_has_the_17_services_with_their_standard_minutes() -> None:
    assert {service.code: service.standard_minutes for service in PLAN.services} == STANDARD_MINUTES
    assert len(PLAN.services) == 17


def test_every_service_is_offered_by_a_counter_and_no_counter_offers_an_unknown_one() -> None:
    offered = {code for counter in PLAN.counters for code in counter.services}

    assert offered == set(STANDARD_MINUTES)
    assert [counter.number for counter in PLAN.counters] == [1, 2, 3, 4, 5, 6]


def test_every_service_stands_in_a_group_and_every_group_has_services() -> None:
    assert {service.group for service in PLAN.services} == {group.code for group in PLAN.groups}
    assert len(PLAN.groups) == 6


def test_series_letters_are_not_mistaken_for_each_other_when_spoken() -> None:
    letters = {service.series for service in PLAN.services}

    assert letters <= CLEAR_LETTERS
    assert [pair for pair in EASILY_MISTAKEN if pair <= letters] == []


def test_every_series_is_called_by_one_or_two_counters() -> None:
    series = {service.code: service.series for service in PLAN.services}
    callers = Counter(letter for counter in PLAN.counters for letter in {series[code] for code in counter.services})

    assert set(callers) == set(series.values())
    assert set(callers.values()) <= {1, 2}


def test_requirements_have_as_many_lines_in_both_languages() -> None:
    lines = {service.code: len(service.requirements_id) for service in PLAN.services}

    assert {service.code: len(service.requirements_en) for service in PLAN.services} == lines
    assert [code for code, count in lines.items() if count == 0] == ["ADU"]  # a complaint needs no document


def test_names_are_unique_and_fit_a_button() -> None:
    for names in ([s.name_id for s in PLAN.services], [s.name_en for s in PLAN.services]):
        assert len(set(names)) == 17
        assert max(map(len, names)) <= 80


def test_every_role_is_there_and_all_sign_in_with_one_password() -> None:
    roles = Counter(officer.role for officer in PLAN.officers)

    assert roles == {Role.OFFICER: 8, **dict.fromkeys(set(Role) - {Role.OFFICER}, 1)}
    assert {officer.password for officer in PLAN.officers} == {"antrean-demo"}
    assert [o.username for o in PLAN.officers] == [o.name.split()[0].lower() for o in PLAN.officers]


def test_every_kind_of_employment_is_there_and_only_asn_have_a_nip() -> None:
    assert {officer.employment for officer in PLAN.officers} == {"PNS", "PPPK", "NON_ASN"}
    assert [o.username for o in PLAN.officers if o.nip is None] == [
        o.username for o in PLAN.officers if o.employment == "NON_ASN"
    ]


@pytest.mark.parametrize("officer", WITH_NIP, ids=lambda officer: officer.username)
def test_a_nip_is_18_digits_with_plausible_dates_sex_and_a_made_up_serial(officer: OfficerPlan) -> None:
    nip = officer.nip or ""
    born = datetime.strptime(nip[:8], "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    month = 1 if officer.employment == "PPPK" else int(nip[12:14])
    appointed = date(int(nip[8:12]), month, 1)

    assert len(nip) == 18
    assert nip.isdecimal()
    assert (nip[12:14] == PPPK_MONTH) == (officer.employment == "PPPK")
    assert 16 <= (appointed - born).days / 365.25 <= 60
    assert nip[14] in "12"
    assert nip[15] == "9"


def test_two_services_show_what_a_standard_is_and_three_counters_help_others() -> None:
    standards = {service.code: len(service.standards) for service in PLAN.services if service.standards}

    assert standards == {"KTP": 1, "AKL": 2}
    assert [counter.number for counter in PLAN.counters if counter.helps] == [2, 4, 6]


def test_the_demo_is_always_open_and_its_screens_need_no_pairing() -> None:
    assert (PLAN.hours, PLAN.pairs_devices, PLAN.policy) == ((), False, Policy(kind="ratio", regular=2))


def test_no_two_officers_share_a_nip() -> None:
    assert len({officer.nip for officer in WITH_NIP}) == len(WITH_NIP) == 12


def test_the_demo_office_is_founded_once_and_read_back(empty_url: str) -> None:
    schema.migrate(empty_url)
    with closing(Database(empty_url)) as database, database.reading() as connection:
        desk = Desk(database)
        setup.ensure_demo(desk)
        setup.ensure_demo(desk)

        offices = catalogue.offices(connection)
        services = [service.code for service in catalogue.services(connection, offices[0].id)]
        numbers = list(office_now(connection, offices[0].id).numbers.values())

    assert [(office.slug, office.is_demo) for office in offices] == [("medan", True)]
    assert services == [service.code for service in PLAN.services]
    assert numbers == [1, 2, 3, 4, 5, 6]

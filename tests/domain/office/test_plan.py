from __future__ import annotations

from datetime import date

from queue_app.domain.office.plan import CounterPlan, HoursPlan, OfficerPlan, ServicePlan, SpecialDayPlan, tables
from tests.factories import make_plan


def test_lists_and_tuples_make_the_same_plan() -> None:
    assert CounterPlan(1, ["KTP"], further=[["AKTA"]]) == CounterPlan(1, ("KTP",), further=(("AKTA",),))


def test_a_counter_knows_the_rank_of_each_service() -> None:
    counter = CounterPlan(1, ["A", "B"], helps=["C"], further=[["D"], ["E"]])

    assert counter.ranks() == {"A": 1, "B": 1, "C": 2, "D": 3, "E": 4}


def test_a_user_name_is_small_and_a_nip_only_digits() -> None:
    officer = OfficerPlan(" Rina ", "Rina", employment="PNS", nip="19900101 201505 1 999")

    assert (officer.username, officer.nip) == ("rina", "199001012015051999")
    assert OfficerPlan("sari", "Sari", nip="").nip is None


def test_hours_are_kept_in_one_way_of_writing() -> None:
    assert HoursPlan(mon="8:00-12:00,13:00-16:00").mon == "08.00-12.00 13.00-16.00"
    assert SpecialDayPlan(date(2026, 12, 31), "Tutup buku", "8.00-11.30").hours == "08.00-11.30"


def test_the_series_of_an_office_are_those_of_its_services() -> None:
    assert make_plan().series() == ("A", "B")


def test_every_table_of_a_plan_has_its_place() -> None:
    places = [where for where, _each in tables(make_plan())]

    assert places == [
        ("office",), ("policy",), ("rules",), ("targets",), ("room",), ("booking",), ("group", 0),
        ("service", 0), ("service", 1), ("counter", 0), ("counter", 1), ("officer", 0), ("officer", 1), ("officer", 2),
    ]  # fmt: skip


def test_a_service_without_a_quota_takes_as_many_as_come() -> None:
    assert ServicePlan("KTP", "umum", "A", "KTP", "ID", 10).daily_quota is None

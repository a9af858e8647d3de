from __future__ import annotations

import pytest

from queue_app.domain.plan import CounterPlan, GroupPlan, OfficerPlan, ServicePlan, from_tables
from queue_app.domain.rights import Role


def make_tables(**changes: object) -> dict[str, object]:
    return {
        "office": {"slug": "uji", "name": "Kantor Uji", "address": "Jl. Uji 1", "zone": "Asia/Jakarta"},
        "group": [{"code": "umum", "name_id": "Umum", "name_en": "General"}],
        "service": [
            {"code": "KTP", "group": "umum", "series": "A", "name_id": "KTP", "name_en": "ID", "standard_minutes": 10}
        ],
        "counter": [{"number": 1, "services": ["KTP"]}],
        "officer": [
            {"username": "rina", "name": "Rina", "password": "x"},
            {"username": "sari", "name": "S", "password": "x", "role": "supervisor", "employment": "PNS", "nip": "1"},
        ],
        **changes,
    }


def test_the_tables_of_a_file_become_a_plan() -> None:
    plan = from_tables(make_tables())

    assert (plan.slug, plan.zone, plan.is_demo) == ("uji", "Asia/Jakarta", False)
    assert plan.groups == [GroupPlan("umum", "Umum", "General")]
    assert plan.services == [ServicePlan("KTP", "umum", "A", "KTP", "ID", 10)]
    assert plan.counters == [CounterPlan(1, ["KTP"])]


def test_who_has_no_role_is_an_officer() -> None:
    rina, sari = from_tables(make_tables()).officers

    assert rina == OfficerPlan("rina", "Rina", "x", Role.OFFICER, "NON_ASN", None)
    assert sari == OfficerPlan("sari", "S", "x", Role.SUPERVISOR, "PNS", "1")


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="king"):
        from_tables(make_tables(officer=[{"username": "r", "name": "R", "password": "x", "role": "king"}]))


def test_a_key_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        from_tables(make_tables(group=[{"code": "u", "name_id": "U", "name_en": "G", "colour": "red"}]))

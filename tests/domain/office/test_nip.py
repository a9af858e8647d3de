from __future__ import annotations

from datetime import date

import pytest

from queue_app.domain.office import nip
from queue_app.domain.office.faults import FAULTS

TODAY = date(2026, 11, 22)
PNS, PPPK = "199001012015051999", "199001012025212999"


def test_a_pns_and_a_pppk_are_told_by_the_month_of_their_appointment() -> None:
    assert nip.fault(PNS, employment="PNS", today=TODAY) is None
    assert nip.fault(PPPK, employment="PPPK", today=TODAY) is None
    assert nip.fault(PNS, employment="PPPK", today=TODAY) == "nip_appointment"
    assert nip.fault(PPPK, employment="PNS", today=TODAY) == "nip_appointment"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("199013012015051999", "nip_birth"),
        ("199001012015131999", "nip_appointment"),
        ("199001012015053999", "nip_sex"),
        ("199001012015051000", "nip_serial"),
        ("19900101201505199", "nip_length"),
        ("201001012015051999", "nip_age"),
        ("195001012015051999", "nip_age"),
        ("202701012015051999", "nip_birth"),
        ("199001012027011999", "nip_appointment"),
        ("19900101201505199x", "nip_length"),
        ("１９９００１０１２０１５０５１９９９", "nip_length"),
        ("", "nip_missing"),
        (None, "nip_missing"),
    ],
)
def test_what_is_wrong_is_named(number: str | None, code: str) -> None:
    assert nip.fault(number, employment="PNS", today=TODAY) == code
    assert code in FAULTS


def test_who_is_no_civil_servant_has_no_number() -> None:
    assert nip.fault(None, employment="NON_ASN", today=TODAY) is None
    assert nip.fault(PNS, employment="NON_ASN", today=TODAY) == "nip_of_non_asn"


@pytest.mark.parametrize(("born", "code"), [("20040601", "nip_age"), ("20040501", None)])
def test_sixteen_years_are_counted_to_the_month_of_appointment(born: str, code: str | None) -> None:
    assert nip.fault(f"{born}2020051001", employment="PNS", today=TODAY) == code


@pytest.mark.parametrize("text", ["19900101 201505 1 999", "19900101.201505.1.999", PNS])
def test_spaces_and_dots_of_print_are_left_out(text: str) -> None:
    assert nip.digits(text) == PNS


def test_it_is_shown_as_the_press_prints_it() -> None:
    assert nip.grouped(PNS) == "19900101 201505 1 999"

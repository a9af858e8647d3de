"""A slip's sign, and when it is believed to have been given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.queue.lease.slips import FAULTS, KINDS, Slip, believed, contact, signed
from tests.factories import MORNING

SLIP = Slip(
    "press-0001", date(2026, 11, 23), 1, 9001, 2, is_priority=False, party=1, taken_ms=1_795_395_600_000, token="t" * 22
)


@pytest.mark.parametrize(
    "change",
    [{"number": 9002}, {"taken_ms": 1}, {"is_priority": True}, {"party": 2}, {"token": "u" * 22}, {"key": "press-02"}],
)
def test_nothing_of_a_slip_can_be_changed_under_its_sign(change: dict[str, object]) -> None:
    assert signed(replace(SLIP, **change), "secret") != signed(SLIP, "secret")  # type: ignore[arg-type]


def test_another_computer_signs_otherwise() -> None:
    assert signed(SLIP, "secret") != signed(SLIP, "another")


@given(said_s=st.integers(-100_000, 100_000), outage_s=st.integers(0, 10_000))
def test_whatever_a_kiosk_says_it_is_within_the_outage(said_s: int, outage_s: int) -> None:
    contact_at, now = MORNING, MORNING + timedelta(seconds=outage_s)

    assert contact_at <= believed(MORNING + timedelta(seconds=said_s), contact_at=contact_at, now=now) <= now


@pytest.mark.parametrize(
    ("known_s", "heard_s", "contact_s"),
    [(None, None, 60), (None, 10, 10), (20, None, 20), (20, 10, 20), (20, 30, 30), (20, 90, 60)],
)
def test_the_contact_is_the_last_answer_that_was_heard(
    known_s: int | None, heard_s: int | None, contact_s: int
) -> None:
    known, heard = (None if each is None else MORNING + timedelta(seconds=each) for each in (known_s, heard_s))
    now = MORNING + timedelta(seconds=60)

    assert contact(known, heard_at=heard, now=now) == MORNING + timedelta(seconds=contact_s)


def test_every_fault_has_its_words() -> None:
    assert FAULTS.keys() == KINDS.keys()

"""Codes of a phone, by the vectors of their RFCs."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime, timedelta

import pytest

from queue_app.domain.office import second_factor

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
AT = datetime(2026, 11, 23, 1, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(  # RFC 6238, appendix B, SHA-1
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_a_code_is_that_of_the_rfc(seconds: int, code: str) -> None:
    step = second_factor.step_of(datetime.fromtimestamp(seconds, UTC))

    assert second_factor.code(RFC_SECRET, step, digits=8) == code
    assert second_factor.code(RFC_SECRET, step) == code[-6:]


@pytest.mark.parametrize(  # RFC 4226, appendix D
    ("counter", "code"), [(0, "755224"), (1, "287082"), (5, "254676"), (9, "520489")]
)
def test_a_counted_code_is_that_of_the_rfc(counter: int, code: str) -> None:
    assert second_factor.code(RFC_SECRET, counter) == code


def matched(drift_s: int, *, after: int = 0) -> int | None:
    typed = second_factor.code(RFC_SECRET, second_factor.step_of(AT + timedelta(seconds=drift_s)))
    return second_factor.matching_step(RFC_SECRET, typed, at=AT, after=after)


def test_a_phone_may_be_half_a_minute_off_and_no_more() -> None:
    now = second_factor.step_of(AT)

    assert [matched(drift_s) for drift_s in (-60, -30, 0, 30, 60)] == [None, now - 1, now, now + 1, None]


def test_no_code_counts_twice_nor_one_before_it() -> None:
    now = second_factor.step_of(AT)

    assert [matched(drift_s, after=now) for drift_s in (-30, 0, 30)] == [None, None, now + 1]


@pytest.mark.parametrize(
    ("typed", "bare"), [(" 123 456 ", "123456"), ("123-456", "123456"), ("K7WM-3QTZ-9XFA", "k7wm3qtz9xfa"), ("", "")]
)
def test_what_only_parts_a_code_is_not_part_of_it(typed: str, bare: str) -> None:
    assert second_factor.bare(typed) == bare


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12345\u0661"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert second_factor.matching_step(RFC_SECRET, second_factor.bare(typed), at=AT, after=0) is None


def test_secrets_and_recovery_codes_are_never_the_same() -> None:
    made = {second_factor.secret_of(secrets.token_bytes(second_factor.SECRET_BYTES)) for _ in range(50)}
    codes = {code for _ in range(5) for code in second_factor.recovery_codes(secrets.choice)}

    assert ({len(each) for each in made}, len(made)) == ({32}, 50)
    assert ({len(second_factor.bare(each)) for each in codes}, len(codes)) == ({12}, 50)


def test_a_phone_reads_who_and_where_from_the_picture() -> None:
    uri = second_factor.enrolment("ABC", account="Ibu Wati", issuer="Antrean Kota Uji")

    assert uri == (
        "otpauth://totp/Antrean%20Kota%20Uji:Ibu%20Wati?secret=ABC&issuer=Antrean%20Kota%20Uji&digits=6&period=30"
    )

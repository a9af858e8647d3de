from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from queue_app.actions import accounts
from queue_app.domain.errors import SignInRefused
from queue_app.domain.rights import Role
from queue_app.store.accounts import SignedIn
from queue_app.store.tables import LoginSession, Officer
from tests.factories import MORNING, PASSWORD
from tests.offices import Office

IDLE, ABSOLUTE = timedelta(minutes=60), timedelta(hours=12)


def sign_in(office: Office, username: str = "wati", password: str = PASSWORD) -> str:
    return accounts.sign_in(office.desk, username=username, password=password)


def who_is(office: Office, token: str) -> SignedIn | None:
    return accounts.who_is(office.desk, token, idle=IDLE, absolute=ABSOLUTE)


def test_who_signs_in_is_known_by_the_token(office: Office) -> None:
    token = sign_in(office, "tini")

    assert who_is(office, token) == SignedIn(
        office.officers["tini"], office.office_id, "Tini", Role.SUPERVISOR, MORNING, MORNING
    )


def test_the_name_may_be_typed_in_capitals_and_with_spaces(office: Office) -> None:
    assert who_is(office, sign_in(office, "  WATI ")) is not None


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("wati", "wrong"),
        ("wati", ""),
        ("wati", PASSWORD.upper()),
        ("nobody", PASSWORD),
        ("", ""),
        ("' OR 1=1 --", PASSWORD),
        ("wati\0", PASSWORD),
    ],
)
def test_a_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(
    office: Office, username: str, password: str
) -> None:
    with pytest.raises(SignInRefused) as refusal:
        sign_in(office, username, password)

    assert str(refusal.value) == "The user name or the password is not right."
    assert refusal.value.data == {}
    assert office.rows(LoginSession.officer_id) == []


def test_an_unknown_name_costs_a_look_at_a_hash_too(office: Office) -> None:
    looks = 0

    def counted(work: object) -> object:
        nonlocal looks
        looks += 1
        return work()  # type: ignore[operator]  # what is offloaded is a function

    office.desk.offload = counted
    for username in ("wati", "nobody"):
        with pytest.raises(SignInRefused):
            sign_in(office, username, "wrong")

    assert looks == 2


def test_an_officer_who_left_cannot_sign_in_and_is_signed_out(office: Office) -> None:
    token = sign_in(office)
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.username == "wati").values(is_active=False))

    assert who_is(office, token) is None
    with pytest.raises(SignInRefused):
        sign_in(office)


def test_only_hashes_are_kept_of_passwords_and_tokens(office: Office) -> None:
    token = sign_in(office)

    with office.desk.reading() as connection:
        together = select(Officer.password_hash, LoginSession.token_hash).join(
            LoginSession, LoginSession.officer_id == Officer.id
        )
        kept = connection.execute(together).one()
    assert kept.password_hash.startswith("$argon2id$")
    assert kept.token_hash == accounts.token_hash(token)
    assert token not in kept.token_hash


def test_hashes_are_made_with_salt_and_fit_their_column() -> None:
    hashes = [accounts.hash_password(PASSWORD) for _ in range(2)]

    assert hashes[0] != hashes[1]
    assert max(len(each) for each in hashes) <= 200


def test_a_session_ends_after_too_long_without_a_request(office: Office) -> None:
    token = sign_in(office)

    office.clock.tick(minutes=60)
    assert who_is(office, token) is not None
    office.clock.tick(minutes=60, seconds=1)
    assert who_is(office, token) is None


def test_a_session_ends_after_half_a_day_however_busy_it_is(office: Office) -> None:
    token = sign_in(office)
    for _ in range(24):
        office.clock.tick(minutes=30)
        assert who_is(office, token) is not None

    office.clock.tick(seconds=1)

    assert who_is(office, token) is None


def test_a_busy_session_is_written_at_most_once_a_minute(office: Office) -> None:
    token = sign_in(office)
    seen = []
    for _ in range(5):
        office.clock.tick(seconds=30)
        who_is(office, token)
        seen += office.rows(LoginSession.seen_at)

    assert [(each - MORNING).total_seconds() for each in seen] == [0, 0, 90, 90, 90]


def test_signing_out_ends_the_session_and_no_other(office: Office) -> None:
    first, second = sign_in(office), sign_in(office)

    accounts.sign_out(office.desk, first, office_id=office.office_id)
    accounts.sign_out(office.desk, first, office_id=office.office_id)

    assert who_is(office, first) is None
    assert who_is(office, second) is not None


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\0", "é"])
def test_a_token_that_was_never_given_is_nobody(office: Office, token: str) -> None:
    sign_in(office)

    assert who_is(office, token) is None


def test_signing_in_is_no_event_and_tells_nobody(office: Office) -> None:
    accounts.sign_out(office.desk, sign_in(office), office_id=office.office_id)

    assert (office.events(), office.published) == ([], [])

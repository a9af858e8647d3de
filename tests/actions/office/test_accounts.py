from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from queue_app.actions.office import accounts
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound, SignInRefused, WeakPassword, WrongPassword
from queue_app.domain.log.rights import Right, Role
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database, run_here
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.tables import LoginSession, Officer
from tests.factories import MORNING, PASSWORD, make_plan
from tests.offices import Office

OTHER = "teh-manis-2026"

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

    for _ in range(2):
        accounts.sign_out(office.desk, first, who=person(office, second))

    assert who_is(office, first) is None
    assert who_is(office, second) is not None


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "\0", "é"])
def test_a_token_that_was_never_given_is_nobody(office: Office, token: str) -> None:
    sign_in(office)

    assert who_is(office, token) is None


def test_the_log_tells_who_came_and_went_and_who_was_refused(office: Office) -> None:
    wati = office.officers["wati"]
    token = sign_in(office)
    known = person(office, token)
    for username in ("wati", "nobody"):
        with pytest.raises(SignInRefused):
            sign_in(office, username, "wrong")
    for _ in range(2):
        accounts.sign_out(office.desk, token, who=known)

    assert office.events() == [
        events.SignedIn(wati),
        events.SignInRefused(wati),
        events.SignInRefused(None),
        events.SignedOut(wati),
    ]


def test_a_name_that_nobody_has_is_refused_in_the_log_of_the_first_office(
    office: Office, found_another: Callable[..., Office]
) -> None:
    other = found_another(make_plan(slug="kedua", tag="2"), tag="2")

    with pytest.raises(SignInRefused):
        sign_in(other, "nobody")

    assert (office.events(), other.events()) == ([events.SignInRefused(None)], [])


def test_without_any_office_nobody_signs_in(empty_url: str) -> None:
    schema.migrate(empty_url)
    database = Database(empty_url)

    with pytest.raises(SignInRefused):
        accounts.sign_in(Desk(database), username="wati", password=PASSWORD)
    database.close()


def test_a_new_password_ends_every_session_and_the_old_one_is_worth_nothing(office: Office) -> None:
    tokens = [sign_in(office), sign_in(office)]

    accounts.set_password(office.desk, office.office_id, username="wati", password=OTHER, by=office.officers["tini"])

    assert [who_is(office, token) for token in tokens] == [None, None]
    with pytest.raises(SignInRefused):
        sign_in(office)
    assert who_is(office, sign_in(office, password=OTHER)) is not None
    assert events.PasswordSet(office.officers["wati"], by_id=office.officers["tini"]) in office.events()


def test_another_offices_officer_gets_no_password_here(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="kedua", tag="2"), tag="2")

    with pytest.raises(NotFound):
        accounts.set_password(office.desk, office.office_id, username="wati2", password=OTHER, by=None)

    assert who_is(other, sign_in(other, "wati2")) is not None


@pytest.mark.parametrize("password", ["", "kurang-10", "Wati-Sri-Rahayu", "  wati-sri-rahayu "])
def test_a_password_that_is_short_or_the_name_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword) as refusal:
        accounts.check_password(password, username="wati-sri-rahayu")

    assert refusal.value.data == {"length": 10}


def test_who_changes_the_own_password_stays_signed_in_here_and_nowhere_else(office: Office) -> None:
    here, elsewhere = sign_in(office), sign_in(office)

    token = accounts.change_own_password(office.desk, person(office, here), old=PASSWORD, new=OTHER)

    assert [who_is(office, each) is not None for each in (here, elsewhere, token)] == [False, False, True]


@pytest.mark.parametrize(("old", "new", "error"), [("wrong", OTHER, WrongPassword), (PASSWORD, "short", WeakPassword)])
def test_a_password_that_is_not_changed_ends_nothing(
    office: Office, old: str, new: str, error: type[Exception]
) -> None:
    token = sign_in(office)

    with pytest.raises(error):
        accounts.change_own_password(office.desk, person(office, token), old=old, new=new)

    assert who_is(office, token) is not None
    assert office.events() == [events.SignedIn(office.officers["wati"])]


def test_a_password_set_while_the_old_one_is_looked_at_wins(office: Office) -> None:
    """The hash is looked at outside the transaction; a session begun with the old password would outlive it."""

    def set_meanwhile(work: Callable[[], object]) -> object:
        office.desk.offload = run_here
        accounts.set_password(office.desk, office.office_id, username="wati", password=OTHER, by=None)
        return work()

    office.desk.offload = set_meanwhile

    with pytest.raises(SignInRefused):
        sign_in(office)

    assert who_is(office, sign_in(office, password=OTHER)) is not None


@pytest.mark.parametrize("may_pick", [True, False])
def test_the_office_lets_an_officer_call_out_of_order(office: Office, *, may_pick: bool) -> None:
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.username == "wati").values(may_pick=may_pick))

    assert (Right.PICK in person(office, sign_in(office)).rights) is may_pick


def person(office: Office, token: str) -> SignedIn:
    found = who_is(office, token)
    assert found
    return found


@pytest.mark.parametrize("is_told", [False, True], ids=["before anybody wrote", "once the log tells of it"])
def test_a_clock_that_is_set_forward_signs_nobody_out_and_time_that_passes_still_does(
    office: Office, is_told: bool
) -> None:
    token = sign_in(office)
    office.clock.set_by(minutes=24 * 60)
    if is_told:
        office.issue()

    assert who_is(office, token) is not None
    office.clock.tick(minutes=61)
    assert who_is(office, token) is None

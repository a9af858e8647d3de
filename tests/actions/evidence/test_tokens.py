"""Tokens of other programs: each opens what it was made for, and nothing once anything is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from queue_app.actions.evidence import tokens
from queue_app.actions.evidence.tokens import Wish
from queue_app.domain.log.errors import BadInput, NotFound, SignInRequired
from queue_app.domain.log.rights import Role
from queue_app.store.evidence.token_tables import ApiToken
from queue_app.store.office.tables import Officer
from tests.factories import make_plan
from tests.offices import Office


def make(office: Office, **wish: object) -> str:
    asked = replace(Wish("e-Kinerja", 90), **wish)  # type: ignore[arg-type]  # a test's own words
    return tokens.make(office.desk, office.office_id, asked, by=office.officers["tini"])


def admits(office: Office, token: str) -> bool:
    try:
        return tokens.admit(office.desk, office.office_id, token).office_id == office.office_id
    except SignInRequired:
        return False


def newest(office: Office) -> int:
    return int(max(office.rows(ApiToken.id)))


def test_a_token_opens_its_office_and_only_its_hash_is_kept(office: Office) -> None:
    token = make(office)

    with office.desk.reading() as connection:
        kept = connection.execute(select(ApiToken.__table__)).one()
    assert (admits(office, token), admits(office, token + "x"), admits(office, "")) == (True, False, False)
    assert [value for value in kept if isinstance(value, str) and token in value] == []


def test_the_log_tells_of_its_making_and_its_end_without_its_name(office: Office) -> None:
    token = make(office, officer_id=office.officers["wati"])
    for _ in range(2):
        tokens.revoke(office.desk, office.office_id, newest(office), by=office.officers["tini"])

    told = [(each.kind, each.data()) for each in office.events()]
    assert told == [
        ("api_token.made", {
            "token_id": newest(office), "officer_id": office.officers["wati"], "last_day": "2027-02-21",
            "by_id": office.officers["tini"],
        }),
        ("api_token.revoked", {"token_id": newest(office), "by_id": office.officers["tini"]}),
    ]  # fmt: skip
    assert not admits(office, token)


def test_it_works_through_its_last_day_and_no_longer(office: Office) -> None:
    token = make(office, days=1)

    office.clock.set_local("2026-11-24 23:59:00")
    works = [admits(office, token)]
    office.clock.set_local("2026-11-25 00:00:00")

    assert [*works, admits(office, token)] == [True, False]


@pytest.mark.parametrize("values", [{"role": Role.OFFICER}, {"is_active": False}], ids=str)
def test_it_opens_nothing_once_its_maker_evaluates_no_more(unchecked_office: Office, values: dict[str, object]) -> None:
    token = make(unchecked_office)
    with unchecked_office.desk.transaction(unchecked_office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.username == "tini").values(values))

    assert not admits(unchecked_office, token)


def test_a_token_of_another_office_opens_nothing_here(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")
    token = make(other)

    assert (admits(other, token), admits(office, token)) == (True, False)
    with pytest.raises(NotFound):
        make(office, officer_id=other.officers["wati"])
    with pytest.raises(NotFound):
        tokens.revoke(office.desk, office.office_id, newest(office), by=office.officers["tini"])


@pytest.mark.parametrize("wish", [{"name": ""}, {"name": " "}, {"name": "x" * 61}, {"days": 0}, {"days": 367}], ids=str)
def test_what_no_token_can_be_is_refused(office: Office, wish: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        make(office, **wish)


def test_that_it_was_used_is_noted_once_an_hour(office: Office) -> None:
    token = make(office)
    first = office.clock.now
    admits(office, token)
    office.clock.tick(minutes=59)
    admits(office, token)
    noted = office.rows(ApiToken.used_at)
    office.clock.tick(minutes=1)
    admits(office, token)

    assert [*noted, *office.rows(ApiToken.used_at)] == [first, office.clock.now]

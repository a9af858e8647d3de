"""What a provider says of somebody, once it is proved."""

from __future__ import annotations

import pytest

from queue_app.actions.office import single_sign_on
from queue_app.actions.office.single_sign_on import Said
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.sign_in_errors import NotKnownHere
from queue_app.store.office.tables import LoginSession
from tests.offices import Office


def said(subject: str, name: str = "wati") -> Said:
    return Said("https://sso.test", subject, name, "username", is_proved_twice=False)


def test_an_account_that_was_released_is_bound_to_whoever_comes_next(office: Office) -> None:
    desk, wati = office.desk, office.officers["wati"]
    single_sign_on.sign_in(desk, said("s-1"))
    with pytest.raises(NotKnownHere):
        single_sign_on.sign_in(desk, said("s-2"))

    single_sign_on.release(desk, username="wati")
    single_sign_on.sign_in(desk, said("s-2"))

    assert len(office.rows(LoginSession.officer_id)) == 2
    assert office.events()[-4:] == [
        events.SignInRefused(wati),
        events.SingleSignOnReleased(wati),
        events.SingleSignOnBound(wati),
        events.SignedIn(wati, way="single_sign_on"),
    ]


@pytest.mark.parametrize("name", ["", "\0", "nobody"])
def test_a_name_that_nobody_has_is_refused_and_written_down(office: Office, name: str) -> None:
    with pytest.raises(NotKnownHere):
        single_sign_on.sign_in(office.desk, said("s-1", name))

    assert office.events() == [events.SignInRefused(None)]


def test_what_is_bound_to_nobody_cannot_be_released(office: Office) -> None:
    for username in ("wati", "nobody"):
        with pytest.raises(NotFound):
            single_sign_on.release(office.desk, username=username)

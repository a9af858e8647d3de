"""Nobody sees a complaint about themselves, nor one about those above them; and nobody is told that there is one."""

from __future__ import annotations

import pytest

from queue_app.actions.citizen.complaints import handle
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.citizen.complaints.states import Verb
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Role
from queue_app.screens.complaints import office as screen
from tests.complaints import BRIBE, SAYS, as_role, brought
from tests.offices import Office

PEOPLE = {"wati": Role.OFFICER, "tini": Role.SUPERVISOR, "joko": Role.HEAD}


def seers(office: Office, number: int, viewers: list[Viewer]) -> list[Role]:
    """The roles of those in whose list it is; for all others it must not be there by its number either."""
    found = []
    for viewer in viewers:
        listed = number in {line.id for line in screen.listing(office.desk, office.office_id, viewer).standing}
        try:
            screen.one(office.desk, office.office_id, viewer, number)
        except NotFound:
            assert not listed
        else:
            assert listed
            found.append(viewer.role)
    return found


def everybody(office: Office) -> list[Viewer]:
    named = [as_role(office, username, role) for username, role in PEOPLE.items()]
    return [*named, *(Viewer(900 + place, role) for place, role in enumerate(Role))]


@pytest.mark.parametrize(
    ("of", "is_bribe", "expected"),
    [
        (None, False, [Role.SUPERVISOR, Role.HEAD, Role.SUPERVISOR, Role.HEAD]),
        ("wati", False, [Role.SUPERVISOR, Role.HEAD, Role.SUPERVISOR, Role.HEAD]),
        ("tini", False, [Role.HEAD, Role.HEAD]),
        ("joko", False, [Role.INSPECTOR]),
        (None, True, [Role.INSPECTOR]),
        ("wati", True, [Role.INSPECTOR]),
        ("tini", True, [Role.INSPECTOR]),
    ],
)
def test_who_is_reported_and_who_stands_below_does_not_see_it(
    office: Office, of: str | None, is_bribe: bool, expected: list[Role]
) -> None:
    viewers = everybody(office)
    number, _code = brought(office, BRIBE if is_bribe else SAYS, officer_id=office.officers[of] if of else None)

    assert seers(office, number, viewers) == expected


def test_an_inspector_who_is_reported_does_not_see_it_and_another_one_does(office: Office) -> None:
    own, other = as_role(office, "tini", Role.INSPECTOR), Viewer(901, Role.INSPECTOR)
    number, _code = brought(office, BRIBE, officer_id=own.officer_id)

    assert seers(office, number, [own, other]) == [Role.INSPECTOR]
    with pytest.raises(NotFound):
        screen.one(office.desk, office.office_id, own, number)


def test_whoever_held_the_counter_that_it_names_does_not_see_it(office: Office) -> None:
    office.open_counter(2, by="tini")
    today = office.clock().date()
    viewers = everybody(office)
    number, _code = brought(office, counter_id=office.counters[2], happened_on=today)

    assert seers(office, number, viewers) == [Role.HEAD, Role.HEAD]


def test_what_is_not_there_and_what_is_not_for_their_eyes_are_refused_alike(office: Office) -> None:
    tini = as_role(office, "tini", Role.SUPERVISOR)
    number, _code = brought(office, BRIBE)
    refusals = []
    for wished in (number, 1):
        with pytest.raises(NotFound) as refused:
            handle.step(office.desk, office.office_id, wished, verb=Verb.ACCEPT, by=tini)
        refusals.append((str(refused.value), refused.value.data))

    assert refusals[0] == refusals[1]

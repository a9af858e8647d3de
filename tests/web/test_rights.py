"""Who may open which address: the table against the program that runs."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from queue_app.domain.rights import RIGHTS, Right, Role, may
from queue_app.store.tables import Officer
from queue_app.web.auth import RIGHT_OF
from tests.web.addresses import Address, addresses
from tests.web.visitors import Site, Visitor

REFUSED = {302, 401, 403}


def test_every_address_has_its_right_and_every_right_its_address(site: Site) -> None:
    assert {rule.endpoint for rule in site.app.url_map.iter_rules()} == set(RIGHT_OF)


def give_role(site: Site, username: str, role: Role) -> None:
    with site.office.desk.transaction(site.office.office_id) as work:
        work.connection.execute(update(Officer).where(Officer.username == username).values(role=role))


def asked(visitor: Visitor, address: Address) -> int:
    answer = visitor.get(address.path) if address.method == "GET" else visitor.post(address.path)
    return answer.status_code


def status_for_nobody(address: Address) -> int:
    is_page = address.method == "GET" and not address.path.endswith("/state")
    return 302 if is_page else 401  # a person is led to the sign-in, a script is told


@pytest.mark.parametrize("role", RIGHTS, ids=str)
def test_each_role_opens_what_it_may_and_nothing_else(site: Site, role: Role | None) -> None:
    if role:
        give_role(site, "joko", role)
    statuses, expected = {}, {}

    for address in addresses(site):
        visitor = site.signed_in("joko") if role else site.visitor()
        statuses[address] = asked(visitor, address)
        is_welcome = may(role, RIGHT_OF[address.endpoint])
        refusal = 403 if role else status_for_nobody(address)
        expected[address] = statuses[address] if is_welcome else refusal

    assert statuses == expected


@pytest.mark.parametrize("role", RIGHTS, ids=str)
def test_what_a_role_may_do_is_not_refused_for_its_right(site: Site, role: Role | None) -> None:
    if role:
        give_role(site, "joko", role)

    refused = []
    for address in addresses(site):
        visitor = site.signed_in("joko") if role else site.visitor()
        is_welcome = may(role, RIGHT_OF[address.endpoint]) and RIGHT_OF[address.endpoint] is not Right.SIGNED_IN
        if address.endpoint != "auth.sign_in" and is_welcome and asked(visitor, address) in REFUSED:
            refused.append(address)

    assert refused == []


def test_a_verb_without_a_csrf_token_is_refused_and_changes_nothing(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()
    before = site.dump()

    answer = wati.browser.post("/counter/call-next", json={})

    assert (answer.status_code, answer.json["error"]) == (400, "page_expired")  # type: ignore[index]
    assert site.dump() == before

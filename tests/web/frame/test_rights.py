"""Who may open which address: the table against the program that runs, for every role, every device and nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.log.rights import DEVICE_RIGHTS, OF_DEVICES, RIGHTS, DeviceKind, Right, Role, may
from queue_app.web.frame.address import Address as Said
from queue_app.web.frame.address import known
from tests.factories import make_plan
from tests.offices import Office
from tests.web.addresses import Address, addresses
from tests.web.visitors import Site, Visitor

REFUSED = {401, 403}
ENDS_SESSION = {"accounts.sign_in", "accounts.sign_out"}  # behind these somebody signs in anew
OF_ITSELF = {
    "accounts.sign_in",
    "accounts.sign_out",
    "second_factor.sign_in",
    "evidence_api.letters",
}  # refuse, or lead to the sign-in, for reasons of their own


def test_every_address_has_its_right_and_every_right_its_address(site: Site) -> None:
    assert {rule.endpoint for rule in site.app.url_map.iter_rules()} == set(known(site.app))


def test_an_address_of_which_nothing_is_said_is_open_to_nobody(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    site.app.add_url_rule("/told", view_func=Said(Right.OPEN, "Says who may ask")(lambda: "shown"), endpoint="told")
    site.app.add_url_rule("/untold", view_func=lambda: "shown", endpoint="untold")

    asked_by = (site.visitor(), site.signed_in("joko"))
    found = [[who.get(path).status_code for path in ("/told", "/untold")] for who in asked_by]

    assert found == [[200, 302], [200, 403]]
    document = site.visitor().get("/api/openapi.json").text
    assert [path in document for path in ('"/told"', '"/untold"')] == [True, False]


def answer_of(visitor: Visitor, address: Address) -> TestResponse:
    return visitor.get(address.path) if address.method == "GET" else visitor.post(address.path)


def asked(visitor: Visitor, address: Address) -> int:
    return answer_of(visitor, address).status_code


def is_refused(visitor: Visitor, address: Address) -> bool:
    answer = answer_of(visitor, address)
    return answer.status_code in REFUSED or str(answer.location).startswith("/sign-in")


def each_address(site: Site, role: Role | None) -> Iterator[tuple[Address, Visitor]]:
    """Every address, with somebody of this role who is to ask for it."""
    visitor: Visitor | None = None
    for address in addresses(site):
        if visitor is None:
            visitor = site.signed_in("joko") if role else site.visitor()
        yield address, visitor
        if address.endpoint in ENDS_SESSION:
            visitor = None


def is_page(address: Address) -> bool:
    return address.method == "GET" and not address.path.endswith(("/state", "/search"))


def refusal(address: Address, role: Role | None) -> int:
    """A screen that is not paired is told how; a person is led to the sign-in; a script is told."""
    if address.right in OF_DEVICES:
        return 401
    if role:
        return 403
    return 302 if is_page(address) else 401


@pytest.mark.parametrize("role", RIGHTS, ids=str)
@pytest.mark.slow("asks at every address")
def test_each_role_opens_what_it_may_and_nothing_else(site: Site, role: Role | None) -> None:
    site.pairs_devices()
    if role:
        site.give_role("joko", role)
    statuses, expected = {}, {}

    for address, visitor in each_address(site, role):
        statuses[address] = asked(visitor, address)
        is_welcome = may(role, address.right)
        expected[address] = statuses[address] if is_welcome else refusal(address, role)

    assert statuses == expected


@pytest.mark.parametrize("kind", DeviceKind)
def test_each_device_opens_what_its_kind_may_and_nothing_else(site: Site, kind: DeviceKind) -> None:
    site.pairs_devices()
    device = site.device(kind)
    statuses, expected = {}, {}

    for address in addresses(site):
        statuses[address] = asked(device, address)
        is_welcome = address.right in {Right.OPEN, *DEVICE_RIGHTS[kind]}
        expected[address] = statuses[address] if is_welcome else refusal(address, None)

    assert statuses == expected


@pytest.mark.parametrize("kind", [each for each in DeviceKind if each is not DeviceKind.PRINTER])  # it has no page
def test_what_a_device_may_do_is_not_refused_for_its_right(site: Site, kind: DeviceKind) -> None:
    site.pairs_devices()
    device = site.device(kind)
    own = [each for each in addresses(site) if each.right in DEVICE_RIGHTS[kind]]

    refused = [address for address in own if is_refused(device, address)]

    assert own
    assert refused == []


@pytest.mark.parametrize("kind", DeviceKind)
def test_a_device_of_another_office_opens_nothing_here(
    site: Site, found_another: Callable[..., Office], kind: DeviceKind
) -> None:
    other = Site(site.app, found_another(make_plan(slug="kedua", tag="2"), tag="2"))
    for each in (site, other):
        each.pairs_devices()
    stranger = other.device(kind)
    stranger.hold(stranger.token, slug="uji")
    own = [each for each in addresses(site) if each.right in OF_DEVICES]

    assert {asked(stranger, address) for address in own} == {401}


def test_where_no_screen_is_paired_everyone_may_use_them_but_a_printers_computer_is_paired_always(site: Site) -> None:
    own = [each for each in addresses(site) if each.right in OF_DEVICES]

    refused = [each for each in own if is_refused(site.visitor(), each)]

    assert refused == [each for each in own if each.right is Right.PRINT]


@pytest.mark.parametrize("role", RIGHTS, ids=str)
def test_what_a_role_may_do_is_not_refused_for_its_right(site: Site, role: Role | None) -> None:
    if role:
        site.give_role("joko", role)

    refused = []
    for address, visitor in each_address(site, role):
        is_welcome = may(role, address.right) and address.endpoint not in OF_ITSELF
        if is_welcome and is_refused(visitor, address):
            refused.append(address)

    assert refused == []


def test_a_form_sent_when_its_session_has_ended_is_refused_with_a_page(site: Site) -> None:
    visitor = site.visitor()
    form = {"csrf_token": visitor.csrf()}
    of_people = [
        each for each in addresses(site) if each.method == "POST" and each.right not in {Right.OPEN, *OF_DEVICES}
    ]

    answered = {address: visitor.browser.post(address.path, data=form).status_code for address in of_people}

    assert answered == dict.fromkeys(of_people, 401)


def test_a_verb_without_a_csrf_token_is_refused_and_changes_nothing(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()
    before = site.dump()

    answer = wati.browser.post("/counter/call-next", json={})

    assert (answer.status_code, answer.json["error"]) == (400, "page_expired")  # type: ignore[index]
    assert site.dump() == before

"""Bug of a peer: an unauthenticated GET created tickets and served them (FQM). Here no GET changes a row."""

from __future__ import annotations

import pytest

from tests.web.addresses import addresses
from tests.web.visitors import Site


@pytest.mark.parametrize("username", [None, "wati", "tini"])
def test_no_get_changes_a_row_whoever_asks(site: Site, username: str | None) -> None:
    visitor = site.signed_in(username) if username else site.visitor()
    readable = [address for address in addresses(site) if address.method == "GET"]
    before = site.dump()

    answered = [visitor.get(f"{address.path}?lang=en&key=taken&service_id=1").status_code for address in readable]

    assert max(answered) < 500
    assert site.dump() == before


def test_what_is_changed_by_post_is_not_there_for_get(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()
    known = addresses(site)  # once: each look has a ticket of its own
    posts = {address.path for address in known if address.method == "POST"}
    pages = {address.path for address in known if address.method == "GET"}
    before = site.dump()

    answered = {path: wati.get(path).status_code for path in posts - pages}

    assert answered == dict.fromkeys(answered, 405)
    assert site.dump() == before

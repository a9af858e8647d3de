"""docs/api.md tells every address as the program tells it of itself, and the page at /api the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.write_api import API, SAID, api
from queue_app.web.reference.reading import GROUPS, operations, structs
from tests.offices import Office
from tests.web.visitors import Site, make_site


@pytest.fixture
def site(office: Office, tmp_path: Path) -> Site:
    return make_site(office, tmp_path)


def document(site: Site) -> Any:
    return site.visitor().get("/api/openapi.json").json


@pytest.mark.slow("every address, written")
def test_the_page_is_what_the_addresses_say_now(site: Site) -> None:
    is_fresh = API.read_text(encoding="utf-8") == api(site)

    assert is_fresh, "An address has changed. Write the page anew and commit it: .venv/bin/python -m docs.write_api"


def test_every_operation_stands_in_one_group(site: Site) -> None:
    found = document(site)
    told = operations(found)

    assert sum(map(len, told.values())) == sum(map(len, found["paths"].values()))
    assert [group.key for group in GROUPS if not told[group.key]] == []


def test_what_a_field_leads_to_is_told(site: Site) -> None:
    said = document(site)
    found = structs(said, operations(said))
    names = {each.name for each in found}

    assert {field.struct for each in found for field in each.fields} - {""} <= names


def test_every_event_of_a_line_is_told(site: Site) -> None:
    handlers = set(site.app.extensions["socketio"].server.handlers["/"])

    assert handlers - {"disconnect"} == set(SAID)


def test_the_page_at_api_tells_every_address_and_needs_nothing_from_elsewhere(site: Site) -> None:
    page = site.visitor(lang="en").get("/api").text
    paths = document(site)["paths"]

    assert [path for path in paths if f"<code>{path}</code>" not in page] == []
    assert ("http://" in page, "https://" in page) == (False, False)

"""The display's page: its place in the room, its sound, its colours, and the languages it tells in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import ZonePlan
from tests.web.frame.test_pages import Parts
from tests.web.visitors import Site, Visitor

EAST = ZonePlan("timur", "Sayap timur", "East wing")
EAST_NAMES = {"id": "Sayap timur", "en": "East wing"}


def arranged(site: Site, **rules: Any) -> None:
    setup.change(
        site.office.desk, site.office.office_id, by=None,
        edit=lambda plan: replace(plan, zones=[EAST], room=RoomRules(**rules)),
    )  # fmt: skip


def boot(visitor: Visitor, address: str = "/display/uji") -> dict[str, Any]:
    return Parts(visitor.get(address).text).boot


@pytest.mark.parametrize(
    ("asked", "zone", "name", "speaks"),
    [
        ("", "", None, True),
        ("?zone=timur", "timur", EAST_NAMES, True),
        ("?zone=barat", "", None, True),  # there is none of that name
        ("?zone=timur&sound=off", "timur", EAST_NAMES, False),
    ],
)
def test_the_address_of_an_open_display_names_its_zone_and_silence(
    site: Site, asked: str, zone: str, name: dict[str, str] | None, speaks: bool
) -> None:
    arranged(site)

    told = boot(site.visitor(), f"/display/uji{asked}")

    assert (told["zone"], told["zone_name"], told["speaks"]) == (zone, name, speaks)


def test_the_page_and_the_state_count_the_same_zone(site: Site) -> None:
    arranged(site)
    site.office.issue()

    seen = [
        json.loads(site.visitor().get(f"/display/uji/state?zone={zone}").data)["state"]["waiting"]
        for zone in ("", "timur")
    ]

    assert seen == [[{"group": "umum", "name": {"id": "Umum", "en": "General"}, "hue": "blue", "count": 1}]] * 2


@pytest.mark.parametrize(
    ("rules", "sheet"),
    [
        ({"accent": "#1c5d99"}, ":root { --accent: #1c5d99; --on-accent: #ffffff; }"),
        ({"theme": "light", "accent": "#ffee00"}, ":root { --accent: #ffee00; --on-accent: #000000; }"),
    ],
)
def test_the_colour_of_the_office_comes_with_letters_that_can_be_read_on_it(
    site: Site, rules: dict[str, str], sheet: str
) -> None:
    arranged(site, **rules)

    answer = site.visitor().get("/display/uji/theme.css")

    assert (answer.status_code, answer.mimetype, answer.text.strip()) == (200, "text/css", sheet)


def test_another_colour_has_another_address_so_that_the_old_one_may_be_kept(site: Site) -> None:
    addresses = []
    for accent in ("#1c5d99", "#8a1538"):
        arranged(site, accent=accent)
        addresses.append(boot(site.visitor())["room"]["colours_url"])

    assert addresses[0] != addresses[1]
    assert site.visitor().get(addresses[0]).headers["Cache-Control"] == "max-age=31536000"


def test_a_room_of_two_languages_is_told_in_both_the_pages_own_first(site: Site) -> None:
    arranged(site, languages="en id")

    room = boot(site.visitor(), "/display/uji")["room"]

    assert room["languages"] == ["id", "en"]
    assert room["ticker"] == [
        {"lang": "id", "text": "Nomor Anda terlewat? Silakan hubungi petugas."},
        {"lang": "en", "text": "Missed your number? Please speak to an officer."},
    ]

"""The administrator's pages of the waiting room: zones, look and voice, and the paper ticket with its picture."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import update
from werkzeug.test import TestResponse

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.office.plan import OfficePlan, ZonePlan
from queue_app.domain.paper.ticket_layout import DEFAULT, TicketLinePlan
from queue_app.store.hall.tables import Device
from tests.web.admin.forms import Fields, fields, press, send
from tests.web.admin.test_index import administrator, doubts_of, logged, plan_of
from tests.web.visitors import Site, Visitor

TICKET = "/admin/ticket"
SHORT = [TicketLinePlan("number", 4, bold=True), TicketLinePlan("text", text_id="Silakan duduk", text_en="Please sit")]


def with_plan(site: Site, **changes: object) -> None:
    setup.change(site.office.desk, site.office.office_id, by=site.office.officers["tini"],
                 edit=lambda plan: replace(plan, **changes))  # type: ignore[arg-type]  # fmt: skip


def test_a_zone_is_added_with_its_counters(site: Site) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/zones/add", code="l2", name_id="Lantai 2", name_en="Floor 2", hall="aula", counters="2")

    assert answer.status_code == 302
    assert plan_of(site).zones == (ZonePlan("l2", "Lantai 2", "Floor 2", "aula"),)
    assert [each.zone for each in plan_of(site).counters] == ["", "l2"]
    assert logged(site) == [("zone", "l2", "code name_id name_en hall"), ("counter", "2", "zone")]
    assert 'href="/display/uji?zone=l2"' in tini.get("/admin/zones").text


def in_two_zones(plan: OfficePlan) -> dict[str, object]:
    zones = [ZonePlan("l1", "Lantai 1", "Floor 1"), ZonePlan("l2", "Lantai 2", "Floor 2")]
    return {"zones": zones, "counters": [plan.counters[0], replace(plan.counters[1], zone="l2")]}


def test_a_counter_is_in_one_zone_and_leaves_it_where_its_tick_is_taken_away(site: Site) -> None:
    with_plan(site, **in_two_zones(plan_of(site)))
    tini = administrator(site)

    send(tini, "/admin/zones/edit/l1", counters=["1", "2"])
    assert [each.zone for each in plan_of(site).counters] == ["l1", "l1"]

    send(tini, "/admin/zones/edit/l1", counters=None)
    assert [each.zone for each in plan_of(site).counters] == ["", ""]


def test_zones_have_an_order_and_an_empty_one_can_be_deleted(site: Site) -> None:
    with_plan(site, **in_two_zones(plan_of(site)))
    tini = administrator(site)

    press(tini, "/admin/zones/move/l2", way="up")
    assert [each.code for each in plan_of(site).zones] == ["l2", "l1"]
    assert press(tini, "/admin/zones/remove/l2").status_code == 404
    press(tini, "/admin/zones/remove/l1")

    assert [each.code for each in plan_of(site).zones] == ["l2"]


def test_a_zone_that_no_counter_is_in_is_doubtful(site: Site) -> None:
    with_plan(site, **in_two_zones(plan_of(site)))
    tini = administrator(site)

    told = [text for href, text in doubts_of(tini) if href.startswith("/admin/zones")]

    assert told == ["No counter is in the zone l1: its displays show nothing of their own."]


def test_a_zone_that_a_paired_display_shows_stays(site: Site) -> None:
    with_plan(site, **in_two_zones(plan_of(site)))
    tini = administrator(site)
    site.device(DeviceKind.DISPLAY)
    with site.office.desk.transaction(site.office.office_id) as work:
        work.connection.execute(update(Device).values(zone="l1"))

    answer = press(tini, "/admin/zones/remove/l1")

    assert answer.status_code == 400
    assert "The display display shows the zone l1: give it another one" in answer.text


def test_look_and_voice_are_one_form(site: Site) -> None:
    tini = administrator(site)
    send(tini, "/admin/room", theme="light", accent="#1c5d99", languages="id en", repeat="1", reading="number",
         rate_pct="90", chime=None, slide_s="20", ticker_moves="y",
         numbering="roll")  # fmt: skip

    assert plan_of(site).room == RoomRules(
        "light", "#1c5d99", "number", "id en", 1, 90, chime=False, ticker_moves=True, slide_s=20,
        numbering="roll",
    )  # fmt: skip
    assert [each[0] for each in logged(site)] == ["room"]


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("accent", "blue", "A colour is written as #1c5d99."),
        ("rate_pct", "200", "from 70 to 130"),
        ("slide_s", "4", "from 5 to 120"),
    ],
)
def test_what_the_room_cannot_have_is_told_beside_its_field(site: Site, field: str, typed: str, fault: str) -> None:
    tini = administrator(site)

    answer = send(tini, "/admin/room", **{field: typed})

    assert answer.status_code == 400
    assert fault in answer.text.split(f'id="{field}-fault">')[1].split("</p>")[0]
    assert fields(answer.text, "/admin/room")[field] == typed
    assert logged(site) == []


def step(visitor: Visitor, name: str, typed: Fields | None = None, *, on: TestResponse | None = None) -> TestResponse:
    """Presses a button of the ticket's form, on its page or on the answer to the press before."""
    found = fields((on or visitor.get(TICKET)).text, TICKET)
    return visitor.browser.post(TICKET, data={**found, **(typed or {}), "step": name})


def whats(answer: TestResponse) -> list[str]:
    """The parts of the form, in order."""
    return re.findall(r'name="\d+-what" value="(\w+)"', answer.text)


def pictures(answer: TestResponse) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'<img src="([^"]+)"', answer.text)]


def test_an_office_that_chose_no_layout_sees_the_usual_one(site: Site) -> None:
    answer = administrator(site).get(TICKET)

    assert whats(answer) == [each.what for each in DEFAULT]
    assert pictures(answer) == [f"{TICKET}/preview.png?paper={width}&lang=en" for width in (58, 80)]


def test_saving_the_usual_layout_chooses_nothing(site: Site) -> None:
    tini = administrator(site)

    assert step(tini, "save").status_code == 302

    assert plan_of(site).ticket == ()
    assert logged(site) == []


def test_a_button_changes_the_form_and_not_yet_the_office(site: Site) -> None:
    with_plan(site, ticket=SHORT)
    tini = administrator(site)

    answer = step(tini, "up-1", {"0-size": "6"})

    assert whats(answer) == ["text", "number"]
    assert fields(answer.text, TICKET)["1-size"] == "6"
    assert 'data-testid="unsaved"' in answer.text
    assert list(plan_of(site).ticket) == SHORT


def test_what_was_chosen_is_saved_and_in_the_log(site: Site) -> None:
    with_plan(site, ticket=SHORT)
    tini = administrator(site)

    moved = step(tini, "up-2", on=step(tini, "add", {"add": "qr"}))
    answer = step(tini, "save", {"0-size": "5", "2-text_id": "Harap tenang", "2-align": "left"}, on=moved)

    assert answer.status_code == 302
    assert plan_of(site).ticket == (
        TicketLinePlan("number", 5, bold=True), TicketLinePlan("qr"),
        TicketLinePlan("text", align="left", text_id="Harap tenang", text_en="Please sit"),
    )  # fmt: skip
    assert logged(site)[-1] == ("ticket_line", "", "lines")


def test_a_part_is_dropped_and_the_usual_layout_comes_back(site: Site) -> None:
    with_plan(site, ticket=SHORT)
    tini = administrator(site)

    assert whats(step(tini, "drop-1")) == ["number"]
    step(tini, "save", on=step(tini, "usual"))

    assert plan_of(site).ticket == ()


def test_a_line_too_wide_is_refused_and_what_was_typed_stays(site: Site) -> None:
    with_plan(site, ticket=SHORT)
    tini = administrator(site)
    wide = "Pelayanan di kantor ini gratis, terima kasih"

    answer = step(tini, "save", {"1-text_id": wide})

    assert answer.status_code == 400
    assert f"“{wide}” takes 44 columns at this size; the paper has 32." in answer.text.split('id="1-text_id-fault">')[1]
    assert fields(answer.text, TICKET)["1-text_id"] == wide
    assert list(plan_of(site).ticket) == SHORT
    assert tini.get(pictures(answer)[0]).status_code == 200


def test_a_ticket_without_its_number_is_refused(site: Site) -> None:
    with_plan(site, ticket=SHORT)
    tini = administrator(site)

    answer = step(tini, "save", on=step(tini, "drop-0"))

    assert (answer.status_code, "A ticket needs a line with the number." in answer.text) == (400, True)


@pytest.mark.parametrize(("paper", "dots"), [(58, 384), (80, 576)])
def test_the_picture_is_as_wide_as_the_paper(site: Site, paper: int, dots: int) -> None:
    answer = administrator(site).get(f"{TICKET}/preview.png?paper={paper}&lang=id")

    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/png", "no-store")
    assert Image.open(io.BytesIO(answer.data)).width == dots


def test_what_is_not_saved_yet_is_in_the_picture_already(site: Site) -> None:
    with_plan(site, ticket=SHORT)
    tini = administrator(site)
    saved, typed = pictures(tini.get(TICKET))[0], pictures(step(tini, "drop-1"))[0]

    heights = [Image.open(io.BytesIO(tini.get(address).data)).height for address in (saved, typed)]

    assert heights[0] > heights[1]


@pytest.mark.parametrize(
    "query",
    [
        "paper=72", "", "paper=58&layout=x", 'paper=58&layout=[["number",9,true,"center","",""]]',
        'paper=58&layout=[["dragon",1,true,"center","",""]]', 'paper=58&layout=[["number",1]]',
    ],
)  # fmt: skip
def test_a_picture_of_nothing_that_could_be_printed_is_refused(site: Site, query: str) -> None:
    assert administrator(site).get(f"{TICKET}/preview.png?{query}").status_code == 400


@pytest.mark.parametrize("pressed", ["fly", "up-", "up-2", "drop-99", "save-1", "up--1"])
def test_a_step_that_no_button_has_is_refused(site: Site, pressed: str) -> None:
    with_plan(site, ticket=SHORT)

    assert step(administrator(site), pressed).status_code == 400

"""A kiosk's computer at the server's door: numbers are lent to it, and it hands in what it gave."""

from __future__ import annotations

from typing import Any

import pytest

from queue_app.actions.office.accounts import token_hash
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.domain.queue.lease.slips import Slip, signed
from queue_app.store.queue.tables import Ticket
from tests.web.visitors import Site, Visitor

TOKEN = "abcd" + "x" * 18


@pytest.fixture
def computer(site: Site) -> Visitor:
    return site.device(DeviceKind.PRINTER, name="Kios depan")


def ask(computer: Visitor, **told: Any) -> dict[str, Any]:
    answered = computer.post("/kiosk/uji/lease", told)
    assert answered.status_code == 200, answered.text
    return dict(answered.json or {})


def slip_of(site: Site, computer: Visitor, block: dict[str, Any], *, key: str = "press-00000001") -> dict[str, Any]:
    """The first number of a block, as the computer signs it."""
    made = {
        "key": key, "day": block["day"], "series_id": block["series_id"], "number": block["first"], "service_id": 1,
        "is_priority": False, "party": 1, "taken_ms": int(site.office.clock.now.timestamp() * 1000), "token": TOKEN,
    }  # fmt: skip
    plain = Slip(**{**made, "day": site.office.clock.now.date()})
    return {**made, "sign": signed(plain, token_hash(computer.token))}


def test_a_paired_computer_learns_what_it_may_give_and_all_that_it_needs_for_it(computer: Visitor) -> None:
    told = ask(computer)

    assert [(each["first"], each["last"]) for each in told["blocks"]] == [(9001, 9020)] * 4
    assert [each["letter"] for each in told["services"]] == ["A", "B"]
    assert (told["name"], told["time_zone"], told["calendar"]["last_ticket_min"]) == ("Kantor Uji", "Asia/Jakarta", 0)


def test_nobody_else_is_lent_anything(site: Site) -> None:
    kiosk = site.device(DeviceKind.KIOSK, name="Layar sentuh")

    for stranger in (site.visitor(), kiosk, site.signed_in("tini")):
        assert stranger.post("/kiosk/uji/lease", {}).status_code == 401


def test_what_was_given_is_handed_in_once(site: Site, computer: Visitor) -> None:
    slip = slip_of(site, computer, ask(computer)["blocks"][0])

    told = [computer.post("/kiosk/uji/handed-in", {"slips": [slip]}).json for _ in range(2)]

    assert told == [{"new": [{"key": slip["key"], "number": "A9001", "fault": None}]}, {"new": []}]
    assert site.office.rows(Ticket.token) == [TOKEN]
    assert site.visitor().get(f"/t/{TOKEN}").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"), [("number", 12), ("number", 10_000), ("key", "x"), ("token", "short"), ("party", 21)]
)
def test_what_no_computer_of_ours_writes_is_not_understood(
    site: Site, computer: Visitor, field: str, value: object
) -> None:
    slip = {**slip_of(site, computer, ask(computer)["blocks"][0]), field: value}

    assert computer.post("/kiosk/uji/handed-in", {"slips": [slip]}).status_code == 400


def test_the_supervisor_sees_what_is_lent_and_looks_at_what_was_not_as_it_should_be(
    site: Site, computer: Visitor
) -> None:
    slip = slip_of(site, computer, ask(computer)["blocks"][0])
    computer.post("/kiosk/uji/handed-in", {"slips": [slip, {**slip, "key": "press-forged-1", "sign": "0" * 64}]})
    site.give_role("joko", Role.SUPERVISOR)
    joko = site.signed_in("joko")

    state = joko.get("/stations/state").json or {}
    (lent,), (told,) = state["lent"], state["slips"]
    assert (lent["name"], lent["handed_in"]) == ("Kios depan", 2)
    assert lent["left"] == [{"letter": "A", "left": 19}, {"letter": "B", "left": 20}]
    assert told["text"].startswith("A9001")

    looked = joko.post("/stations/slip", {"slip_id": told["id"]}).json or {}
    assert looked["slips"] == []

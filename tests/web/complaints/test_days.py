"""The table of days, as the administrator edits it."""

from __future__ import annotations

import pytest

from queue_app.actions.citizen.complaints.set_days import name_of
from queue_app.domain.citizen.complaints.deadlines import DEFAULTS
from queue_app.domain.log.events import SetupChanged
from queue_app.domain.log.rights import Role
from queue_app.store.citizen.complaints import rules
from queue_app.web.complaints.days import RULES
from tests.web.visitors import Site, Visitor


@pytest.fixture
def joko(site: Site) -> Visitor:
    site.give_role("joko", Role.ADMINISTRATOR)
    return site.signed_in("joko")


def send(visitor: Visitor, **days: object) -> int:
    form = {name_of(rule): DEFAULTS.get(rule, 0) for rule in RULES} | days
    return visitor.browser.post("/complaints/deadlines", data={"csrf_token": visitor.csrf(), **form}).status_code


def kept(site: Site) -> dict[str, int]:
    with site.office.desk.reading() as connection:
        found = rules.rules(connection, site.office.office_id)
    return {name_of(rule): days for rule, days in found.items() if DEFAULTS.get(rule, 0) != days}


def test_an_office_sets_its_own_days_and_the_log_tells(site: Site, joko: Visitor) -> None:
    assert send(joko, complaint_finish_working=10) == 302

    assert kept(site) == {"complaint_finish_working": 10}
    changed = [each for each in site.office.events() if isinstance(each, SetupChanged)]
    assert [(each.what, each.before, each.after) for each in changed] == [
        ("complaint_days", '{"complaint_finish_working": 14}', '{"complaint_finish_working": 10}')
    ]
    assert (
        'name="complaint_finish_working" min="0" max="365" required value="10"'
        in joko.get("/complaints/deadlines").text
    )


@pytest.mark.parametrize("days", ["", "x", -1, 366])
def test_what_is_no_number_of_days_is_refused(site: Site, joko: Visitor, days: object) -> None:
    assert send(joko, complaint_finish_working=days) == 400
    assert kept(site) == {}

"""Whoever has every role but one looks at every page, before and after: nobody is told who complained or answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from queue_app.actions.citizen.complaints import attachments, days, rating, sender
from queue_app.actions.citizen.survey import sealing
from queue_app.domain.citizen.booking.holder import Reminder
from queue_app.domain.citizen.complaints.kinds import Via
from queue_app.domain.log.complaint_errors import ComplaintStands
from queue_app.domain.log.rights import Role
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.complaints.tables import Complaint, ComplaintStep
from tests.actions.citizen.test_attachments import drawing
from tests.bookings import booked, take_bookings
from tests.complaints import BRIBE, SAYS, as_role, brought
from tests.offices import Office
from tests.surveys import answer, rate, served
from tests.web.visitors import Site, Visitor, make_site

ROLES = [each for each in Role if each is not Role.INSPECTOR]
NEW_EACH_TIME = re.compile(r'(data-csrf=|csrf[^>]{0,60}(value|content)=|name="key"[^>]*value=|"(csrf|key)": ?)"[^"]*"')
OFFER = re.compile(
    r'<form method="post" action="/account/second-factor".*?</form>', re.DOTALL
)  # a secret, new each time
DAY_S = 24 * 3600
Pages = dict[str, tuple[int, str]]


@pytest.fixture
def site(office: Office, tmp_path: Path) -> Iterator[Site]:
    made = make_site(office, tmp_path)
    yield made
    made.app.extensions["antrean.trainings"].close()


def somebody(site: Site, role: Role) -> Visitor:
    site.give_role("joko", role)
    return site.signed_in("joko", lang="en")


def pages_of(site: Site, visitor: Visitor) -> Pages:
    """Every page and state that the visitor can ask for by its address alone."""
    ways = sorted(
        each.rule for each in site.app.url_map.iter_rules()
        if "GET" in (each.methods or ()) and not each.arguments and each.rule not in {"/ready", "/health", "/metrics"}
    )  # fmt: skip
    found = {}
    for way in ways:
        told = visitor.get(way)
        body = (
            NEW_EACH_TIME.sub("", OFFER.sub("", told.text))
            if (told.mimetype or "").startswith(("text/", "application/json"))
            else ""
        )
        found[way] = (told.status_code, body)
    return found


def changed(before: Pages, after: Pages) -> list[str]:
    return [way for way in before if before[way] != after[way]]


@pytest.mark.slow("every page of a role, twice")
@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_any_other_role_changes_with_a_report_about_integrity(site: Site, role: Role) -> None:
    visitor = somebody(site, role)
    before = pages_of(site, visitor)

    brought(site.office, BRIBE, officer_id=site.office.officers["wati"])

    assert changed(before, pages_of(site, visitor)) == []


@pytest.mark.slow("every page of a role, twice")
@pytest.mark.parametrize("role", list(Role))
def test_no_page_of_any_role_changes_when_somebody_answers(site: Site, role: Role) -> None:
    site.office.open_counter()
    issued = served(site.office)
    visitor = somebody(site, role)
    before = pages_of(site, visitor)

    answer(site.office, issued, comment="Kursi kurang.")
    rate(site.office, issued, 1)

    assert changed(before, pages_of(site, visitor)) == []


@pytest.mark.parametrize("via", [Via.COUNTER, Via.PAPER])
def test_whoever_took_it_in_and_read_its_code_cannot_end_it(office: Office, via: Via) -> None:
    _number, code = brought(office, SAYS, via=via)

    with pytest.raises(ComplaintStands):
        sender.withdraw(office.desk, office.office_id, code=code)
    with pytest.raises(ComplaintStands):
        rating.rate(office.desk, office.office_id, code=code, score=4)


def test_the_page_of_such_a_code_does_not_offer_to_end_it(site: Site) -> None:
    pages = []
    for via in (Via.PAGE, Via.COUNTER):
        _number, code = brought(site.office, SAYS, via=via)
        headers = {"Origin": "http://localhost"}
        pages.append(site.visitor().browser.post("/voice/uji/status", data={"code": code}, headers=headers).text)

    assert ["act-withdraw" in each for each in pages] == [True, False]


def test_the_time_of_a_pictures_file_tells_no_minute(office: Office, tmp_path: Path) -> None:
    attachments.store(office.desk, tmp_path / "files", [drawing()])

    (file,) = (tmp_path / "files").iterdir()

    assert file.stat().st_mtime % DAY_S == 0


def test_of_a_counter_without_a_day_nobody_is_told_who_held_it(site: Site) -> None:
    tini = as_role(site.office, "tini", Role.SUPERVISOR)
    site.office.open_counter(by="tini")
    number, _code = brought(site.office, SAYS, counter_id=site.office.counters[1])

    told = site.signed_in("tini").get(f"/complaints/{number}").status_code

    assert (tini.role, told) == (Role.SUPERVISOR, 404)


def test_how_long_a_sealed_part_is_tells_no_letter(office: Office) -> None:
    brought(office, replace(SAYS, text="a", wish=""))
    brought(office, replace(SAYS, text="“é…” " * 40, wish="💬"))

    assert len({len(each) for each in office.rows(Complaint.content)}) == 1


def test_once_its_day_is_over_a_complaint_is_written_anew_with_all_its_parts(office: Office) -> None:
    for _ in range(3):
        brought(office)
    before = {*office.rows(Complaint.content), *office.rows(ComplaintStep.sealed)}
    office.clock.tick(days=1)

    days.tell_log(office.desk, office.office_id)

    assert before.isdisjoint({*office.rows(Complaint.content), *office.rows(ComplaintStep.sealed)})
    assert len(written_by(office, "complaint") | written_by(office, "complaint_step")) == 1


def test_neither_comment_nor_press_nor_mark_tells_when_the_last_of_a_day_came(office: Office) -> None:
    office.open_counter()
    first, second = served(office), served(office)
    rate(office, first, 1)
    answer(office, first, comment="Baik.")
    answer(office, second)
    assert written_by(office, "survey_comment") == written_by(office, "survey_answer")
    office.clock.tick(days=1)

    sealing.close_days(office.desk, office.office_id)

    tables = ("survey_answer", "survey_comment", "quick_rating", "survey_mark")
    assert len(set.union(*(written_by(office, each) for each in tables))) == 1


def test_how_long_a_sealed_mail_is_tells_no_letter(office: Office) -> None:
    take_bookings(office)
    for mail in ("a@b.id", "siti.rahmawati.binti.ahmad@kantor-desa.example"):
        booked(office, remind=Reminder(mail, "id"))

    assert len({len(each) for each in office.rows(Booking.mail)}) == 1


def test_what_counts_tries_knows_no_address(site: Site) -> None:
    visitor = site.visitor()
    visitor.get(f"/t/{'0' * 32}/survey")
    visitor.get(f"/b/{'0' * 32}")

    here = site.app.extensions["antrean.throttle"]._here.storage

    assert len(here.events) > 0
    assert [key for key in here.events if visitor.browser.environ_base["REMOTE_ADDR"] in key] == []


def test_a_fault_of_the_database_tells_no_value(office: Office) -> None:
    with pytest.raises(Exception, match="nowhere") as told, office.desk.reading() as connection:
        connection.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": "Siti Rahma"})

    assert "Siti Rahma" not in str(told.value)


def written_by(office: Office, table: str) -> set[str]:
    """The transactions that wrote what stands in a table now; of SQLite, which keeps none, one."""
    with office.desk.reading() as connection:
        if connection.dialect.name == "sqlite":
            return {"none"}
        return set(connection.execute(text(f"SELECT xmin::text FROM {table}")).scalars())

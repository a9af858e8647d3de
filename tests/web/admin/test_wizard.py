"""The first start: an empty database becomes an office by four answers, for whoever has the server's key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_app import create_app
from queue_app.actions.office import setup
from queue_app.config import Config
from queue_app.domain.log.events import SignedIn, StandardSet
from queue_app.domain.log.rights import Role
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log import chain
from queue_app.store.office import catalogue
from queue_app.web.admin.wizard import key_of
from tests.factories import PASSWORD, Clock
from tests.web.visitors import Site, Visitor

ANSWERS = {
    "name": "Samsat Bima", "address": "Jl. Soekarno-Hatta", "time_zone": "Asia/Makassar", "kind": "samsat",
    "counters": "3",
    "person": "Ahmad", "username": "Ahmad", "password": PASSWORD,
}  # fmt: skip


@dataclass(frozen=True)
class Empty:
    """The program around a database without an office."""

    desk: Desk
    visitor: Visitor
    key: str

    def answer(self, key: str = "", **changes: str) -> TestResponse:
        form = {**ANSWERS, **changes, "csrf_token": self.visitor.csrf()}
        return self.visitor.browser.post(f"/setup?key={key or self.key}", data=form)

    def slugs(self) -> list[str]:
        with self.desk.reading() as connection:
            return [office.slug for office in catalogue.offices(connection)]


@pytest.fixture
def empty(empty_url: str, tmp_path: Path) -> Iterator[Empty]:
    schema.migrate(empty_url)
    config = replace(Config(), server=replace(Config().server, secret_file=str(tmp_path / "secret.key")))
    with closing(Database(empty_url)) as database:
        desk = Desk(database, clock=Clock())
        app = create_app(config, desk)
        yield Empty(desk, Visitor(app, lang="en"), key_of(str(app.config["SECRET_KEY"])))


def test_the_start_page_of_an_empty_database_asks_for_the_key(empty: Empty) -> None:
    start = empty.visitor.get("/")
    asked = empty.visitor.get("/setup")

    assert (start.status_code, start.location) == (302, "/setup")
    assert (asked.status_code, 'name="key"' in asked.text) == (403, True)


@pytest.mark.parametrize("key", ["0" * 32, "ключ"])
def test_with_a_wrong_key_nothing_is_asked_and_nothing_is_set_up(empty: Empty, key: str) -> None:
    assert (page := empty.visitor.get(f"/setup?key={key}")).status_code == 403
    assert "This is not the code." in page.text
    assert empty.answer(key).status_code == 403
    assert empty.slugs() == []


def test_the_key_need_not_be_told_again_to_read_in_another_language(empty: Empty) -> None:
    empty.visitor.get(f"/setup?key={empty.key}")

    assert "Pengaturan awal" in empty.visitor.get("/setup?lang=id").text


def test_four_answers_make_an_office_that_runs(empty: Empty) -> None:
    assert empty.visitor.get(f"/setup?key={empty.key}").status_code == 200

    done = empty.answer()

    plan = setup.current(empty.desk, 1)
    assert (done.status_code, done.location) == (302, "/admin")
    assert (plan.slug, plan.name, plan.time_zone, len(plan.counters)) == (
        "samsat-bima",
        "Samsat Bima",
        "Asia/Makassar",
        3,
    )
    assert [(each.username, each.name, each.role) for each in plan.officers] == [("ahmad", "Ahmad", Role.ADMINISTRATOR)]
    assert {each.day.year for each in plan.holidays} == {2026, 2027}


def test_the_administrator_is_signed_in_at_once_and_the_log_tells_it(empty: Empty) -> None:
    empty.answer()

    with empty.desk.reading() as connection:
        told = [entry.event for entry in chain.recorded(connection, 1)]
    assert empty.visitor.get("/admin").status_code == 200
    assert [each for each in told if not isinstance(each, StandardSet)] == [SignedIn(officer_id=1)]


def test_once_there_is_an_office_the_wizard_is_gone(empty: Empty) -> None:
    empty.answer()

    assert empty.visitor.get(f"/setup?key={empty.key}").status_code == 404
    assert empty.answer("0" * 32).status_code == 404
    assert empty.slugs() == ["samsat-bima"]


@pytest.mark.parametrize(("username", "reached"), [("ahmad", "/admin"), ("lain", "/sign-in")])
def test_who_sends_the_answers_twice_founds_nothing_more_and_is_in_with_the_right_password(
    empty: Empty, username: str, reached: str
) -> None:
    empty.answer()

    again = empty.answer(name="Lain", username=username)

    assert (again.status_code, again.location, empty.slugs()) == (302, reached, ["samsat-bima"])


def test_every_fault_is_told_at_once_and_what_was_typed_stays(empty: Empty) -> None:
    answered = empty.answer(name="", counters="", username="ahmad yani", password="pendek")

    assert re.findall(r'class="fault" id="(\w+)-wrong"', answered.text) == ["name", "counters", "username", "password"]
    assert re.findall(r'value="(ahmad yani|pendek|Jl. Soekarno-Hatta)"', answered.text) == [
        "Jl. Soekarno-Hatta",
        "ahmad yani",
        "pendek",
    ]


def test_another_kind_of_office_starts_without_services(empty: Empty) -> None:
    empty.answer(kind="lainnya")

    plan = setup.current(empty.desk, 1)
    assert (plan.groups, plan.services) == ((), ())
    assert [(each.number, each.services) for each in plan.counters] == [(1, ()), (2, ()), (3, ())]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"counters": "0"}, "This must be a number from 1 to 60."),
        ({"counters": "tiga"}, "This must be a number from 1 to 60."),
        ({"kind": "bank"}, "Please fill this in."),
        ({"time_zone": "Asia/Tokyo"}, "Please fill this in."),
        ({"name": "x" * 121}, "At most 120 characters are possible."),
        ({"username": "ahmad yani"}, "Only small letters, digits, dots, - and _ are possible."),
        ({"password": "pendek"}, "A password has at least 10 characters and is not the user name."),
        ({"address": "Jl.\0"}, "A character in this text cannot be kept."),
    ],
)
def test_a_wrong_answer_is_told_beside_its_question_and_nothing_is_set_up(
    empty: Empty, changes: dict[str, Any], told: str
) -> None:
    answered = empty.answer(**changes)
    [field] = changes

    assert answered.status_code == 400
    assert f'<p class="fault" id="{field}-wrong">{told}</p>' in answered.text
    assert empty.slugs() == []


def test_an_office_that_runs_has_no_wizard(site: Site) -> None:
    key = key_of(str(site.app.config["SECRET_KEY"]))

    assert site.visitor().get(f"/setup?key={key}").status_code == 404

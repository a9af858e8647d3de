"""An office's line is made once after a change, and handed to thousands."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection
from werkzeug.test import Client, TestResponse

from queue_app.screens import line
from queue_app.screens.line import OfficeLine
from queue_app.store.desk import OfficeKey
from queue_app.web.frame import line_shim
from tests.web.visitors import Site

LINE = "/o/uji/line"


@dataclass
class Phones:
    """Phones before a program that says each time it is asked itself; the seconds pass when a test lets them."""

    site: Site
    now: float = 0.0
    reached: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        app = self.site.app
        lines = line_shim.OfficeLines(self.site.office.desk, lambda: app.config["HEADERS"], clock=lambda: self.now)
        app.extensions["antrean.lines"] = lines
        inner = app.wsgi_app

        def program(environ: Any, start_response: Any) -> Any:
            self.reached.append(environ["PATH_INFO"])
            return inner(environ, start_response)

        self.browser = Client(line_shim.before(program, lines))

    def ask(self, path: str = LINE, *, after_s: float = 0.0, host: str = "localhost", **headers: str) -> TestResponse:
        self.now += after_s
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.get(path, headers=sent, base_url=f"http://{host}")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When the line was read anew."""
    at: list[datetime] = []
    office_line = line.office_line

    def noted(connection: Connection, office: OfficeKey, *, now: datetime) -> OfficeLine:
        at.append(now)
        return office_line(connection, office, now=now)

    monkeypatch.setattr(line, "office_line", noted)
    return at


@pytest.fixture
def phones(site: Site) -> Phones:
    return Phones(site)


def test_the_program_is_asked_once_and_everybody_has_the_same_bytes(phones: Phones) -> None:
    phones.site.office.issue()

    answers = [phones.ask() for _ in range(50)]

    assert phones.reached == [LINE]
    assert {(each.status_code, each.data) for each in answers} == {(200, answers[0].data)}
    assert [*json.loads(answers[0].data)["line"]] == ["A001"]


def test_what_the_program_answers_and_what_is_at_hand_do_not_differ(phones: Phones) -> None:
    first, second = phones.ask(), phones.ask()

    assert dict(first.headers) == dict(second.headers)
    assert {name: first.headers[name] for name in ("Cache-Control", "Vary", "X-Content-Type-Options")} == {
        "Cache-Control": "public, max-age=1", "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff",
    }  # fmt: skip


def test_who_has_the_newest_is_sent_nothing(phones: Phones) -> None:
    mark = phones.ask().headers["ETag"]

    again = phones.ask(If_None_Match=mark)

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", mark)


def test_a_phone_that_takes_gzip_is_sent_less(phones: Phones) -> None:
    for _ in range(20):
        phones.site.office.issue()

    packed, whole = phones.ask(Accept_Encoding="gzip, deflate"), phones.ask()

    assert gzip.decompress(packed.data) == whole.data
    assert len(packed.data) < len(whole.data) / 4


def test_a_change_is_in_it_a_second_later(phones: Phones) -> None:
    mark = phones.ask().headers["ETag"]
    phones.site.office.issue()

    answers = [phones.ask(after_s=seconds, If_None_Match=mark).status_code for seconds in (0.9, 0.2)]

    assert answers == [304, 200]


def test_while_nothing_happens_it_is_looked_at_once_a_second_and_read_only_for_the_clock(
    phones: Phones, reads: list[datetime]
) -> None:
    for _ in range(48):
        phones.ask(after_s=0.25)

    assert (len(phones.reached), len(reads)) == (12, 2)


def test_many_who_ask_at_once_read_it_once(phones: Phones, reads: list[datetime]) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _each: phones.ask().status_code, range(40)))

    assert (answers, len(reads)) == ([200] * 40, 1)


def test_a_day_later_yesterdays_numbers_are_gone(phones: Phones) -> None:
    phones.site.office.issue()
    today = phones.ask().json
    phones.site.office.clock.tick(days=1)

    tomorrow = phones.ask(after_s=2).json

    assert [(each["date"], [*each["line"]]) for each in (today, tomorrow) if each] == [
        ("2026-11-23", ["A001"]), ("2026-11-24", []),
    ]  # fmt: skip


def test_no_line_under_a_strangers_name_even_where_it_is_at_hand(phones: Phones) -> None:
    answers = [phones.ask(host=host).status_code for host in ("localhost", "evil.example", "evil.example")]

    assert answers == [200, 421, 421]


def test_an_office_that_is_not_there_has_no_line(phones: Phones) -> None:
    assert [phones.ask(path).status_code for path in ("/o/none/line", "/o/uji/lines")] == [404] * 2


def test_two_workers_hand_out_the_same(site: Site) -> None:
    site.office.issue()

    marks = {Phones(site).ask().headers["ETag"] for _ in range(2)}

    assert len(marks) == 1

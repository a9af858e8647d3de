"""The page about the log's format is true: its table, its example, and its lines that check a log alone."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields

import pytest
from sqlalchemy import make_url, text

from queue_app.domain.log.events import KINDS, Event
from queue_app.store.log import chain
from tests.docs.pages import ROOT, fenced
from tests.offices import Office

PAGE = (ROOT / "docs" / "log-format.md").read_text(encoding="utf-8")
on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("backend", ["postgresql"], indirect=True)


def told(kind: type[Event]) -> str:
    """The kind's fields as the table writes them."""
    return ", ".join(f"`{each.name}`{'?' if 'None' in str(each.type) else ''}" for each in fields(kind))


def test_every_kind_is_in_the_table_with_its_fields_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \| [^|]+ \| (`.+) \|$", PAGE, re.MULTILINE)

    assert rows == [(kind, told(each)) for kind, each in KINDS.items()]


def test_the_example_has_the_hash_that_is_told() -> None:
    (example,) = (each for each in fenced(PAGE, "") if "account.signed_in" in each)

    assert f"Its hash is `{hashlib.sha256(example.encode()).hexdigest()}`." in PAGE


def test_the_lines_of_the_page_are_twenty_at_most() -> None:
    (lines,) = fenced(PAGE, "python")

    assert len(lines.splitlines()) <= 20


def checked(office: Office) -> tuple[int, str]:
    """What the page's lines say of the office's database: exit status, and all that they wrote."""
    (lines,) = fenced(PAGE, "python")
    file = str(make_url(office.desk.database.url).database)
    done = subprocess.run([sys.executable, "-I", "-c", lines, file], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def forged(office: Office, *statements: str) -> None:
    """As somebody does who owns the file: without the triggers that hold everybody else."""
    with sqlite3.connect(str(make_url(office.desk.database.url).database)) as connection:
        for statement in ("DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete", *statements):
            connection.execute(statement)
    connection.close()


@pytest.fixture
def busy_office(unchecked_office: Office) -> Office:
    """An office with nine events: two standards, a desk opened, two numbers, a call, start, finish, one more call."""
    unchecked_office.open_counter()
    for _ in range(2):
        unchecked_office.issue()
    unchecked_office.served()
    unchecked_office.call_next()
    return unchecked_office


@on_sqlite
def test_the_lines_of_the_page_find_a_sound_log_sound(busy_office: Office) -> None:
    with busy_office.desk.reading() as connection:
        seq, head = chain.verify(connection, busy_office.office_id)

    assert checked(busy_office) == (0, f"office 1: {seq} events, head {head}\n")


@on_sqlite
@pytest.mark.parametrize(
    ("forgery", "said"),
    [
        ("UPDATE event SET data = data || ' ' WHERE seq = 4", "event 4 is missing or was changed"),
        ("DELETE FROM event WHERE seq = 5", "event 5 is missing or was changed"),
        ("DELETE FROM event WHERE seq = 9", "the log does not end where its head says"),
    ],
    ids=["changed", "taken out", "cut off"],
)
def test_the_lines_of_the_page_name_what_was_forged(busy_office: Office, forgery: str, said: str) -> None:
    forged(busy_office, forgery)

    assert checked(busy_office) == (1, f"office 1: {said}\n")


@on_postgresql
def test_the_question_for_postgresql_gives_what_was_hashed(busy_office: Office) -> None:
    (question,) = fenced(PAGE, "sql")

    with busy_office.desk.reading() as connection:
        asked: Sequence[object] = [tuple(row) for row in connection.execute(text(question.replace(":", "\\:")))]
        links = list(chain.links(connection, busy_office.office_id))

    assert asked == [(each.seq, each.at, each.kind, each.data, each.hash) for each in links]

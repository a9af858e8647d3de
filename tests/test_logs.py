"""Lines of the log hold nobody: not what a library tells, and not what a fault says of itself."""

from __future__ import annotations

import json
import logging
import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy.exc import IntegrityError

from queue_app import logs
from queue_app.domain.log.errors import BadInput
from queue_app.logs import Asked, Json, Text, fault, redacted


def record(said: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    found = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("queue_app.web", logging.WARNING, "page.py", 7, said, args, found)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /t/0sw2Qm9xKf3LpVt81aZcYe failed", "GET /t/… failed"),
        ("POST /b/0sw2Qm9xKf3LpVt81aZcYe/move", "POST /b/…/move"),
        ("/journal?who=siti&day=2026-11-23 was slow", "/journal?… was slow"),
        ('packet 2["join",{"room":"ticket","token":"abcDEF123"}]', 'packet 2["join",{"room":"ticket","token":…}]'),
        ("Cookie: antrean_session=abc; lang=id", "Cookie: …"),
        ("Authorization: Bearer abc", "Authorization: …"),
        ("password=rahasia ok", "password=… ok"),
        ("postgresql+psycopg://antrean:geheim@db/antrean", "postgresql+psycopg://…@db/antrean"),
        ("postgresql://antrean:ge/heim@db/antrean", "postgresql://…@db/antrean"),
        ("siti.m@example.org refused", "… refused"),
        ("1271994101900001 and +6281234567890", "… and …"),
        ("0812-3456-7890 rang", "… rang"),
        ("from 10.1.2.3", "from 10.1.x.x"),
        ("from 2001:db8::17:5", "from …"),
        ("press 7d3b0f6e-52ac-4c11-9d3e-0a1b2c3d4e5f again", "press … again"),
    ],
)
def test_what_leads_to_somebody_is_taken_out(said: str, kept: str) -> None:
    assert redacted(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "2026-11-30 11:09:55,123 the end of the day could not be written",
        "serving ['medan'] on port 8000",
        "ticket A001 was not printed (try 3): paper_out",
        "queue_app/store/citizen/privacy/tables.py:45",
        "/o/medan/line took 0.25 s",
    ],
)
def test_what_the_house_says_of_itself_stays(said: str) -> None:
    assert redacted(said) == said


def test_of_a_fault_the_kind_is_told_and_not_what_was_typed() -> None:
    driver = sqlite3.IntegrityError("UNIQUE constraint failed: booking.office_id, booking.code_mark")

    kept = PermissionError(13, "Permission denied", "/home/siti/x")
    found = [ValueError("invalid literal: 'rahasia'"), KeyError("siti"), BadInput(field="name", expected="x"), kept]

    assert [fault(each) for each in (*found, IntegrityError("INSERT", {"a": "siti"}, driver))] == [
        "ValueError", "KeyError", "BadInput: bad_input", "PermissionError: Permission denied",
        "IntegrityError (IntegrityError: UNIQUE constraint failed: booking.office_id, booking.code_mark)",
    ]  # fmt: skip


def test_a_fault_among_the_arguments_is_told_by_its_kind_as_well() -> None:
    assert Text("1").format(record("%s: %s", "medan", ValueError("rahasia"))).endswith("medan: ValueError")


def test_a_traceback_tells_the_way_and_every_cause_but_no_value() -> None:
    try:
        try:
            int("rahasia")
        except ValueError as first:
            raise RuntimeError("rahasia") from first
    except RuntimeError as error:
        told = Text("1").format(record("failed", error=error))

    assert "rahasia" not in told
    assert [line for line in told.splitlines() if not line.startswith((" ", "2", "1"))] == [
        "ValueError",
        "RuntimeError",
    ]


def test_a_line_of_json_is_one_object_with_its_request_and_office() -> None:
    token = logs.ASKED.set(Asked("ab12cd34", "medan"))
    line = Json("4711").format(record("two\nlines of %s", "it"))
    logs.ASKED.reset(token)

    told = json.loads(line)
    assert "\n" not in line
    assert {**told, "time": ""} == {
        "time": "", "level": "WARNING", "logger": "queue_app.web", "said": "two | lines of it", "request": "ab12cd34",
        "office": "medan", "worker": "4711",
    }  # fmt: skip


UNCAUGHT = """
import threading
from queue_app import logs
logs.set_up(form="json", level="DEBUG")
def fail(name): raise ValueError(name)
thread = threading.Thread(target=fail, args=("rahasia",)); thread.start(); thread.join()
class Last:
    def __del__(self): raise ValueError("rahasia")
Last()
fail("rahasia")
"""


@pytest.mark.slow("starts an interpreter: what nobody caught is told in the same lines")
def test_what_nobody_caught_is_a_line_too() -> None:
    done = subprocess.run([sys.executable, "-c", UNCAUGHT], capture_output=True, text=True, check=False)

    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [each["said"] for each in told] == [
        "a thread failed", "a fault that nobody could catch", "the program failed",
    ]  # fmt: skip
    assert "rahasia" not in done.stderr


def test_where_another_program_holds_this_one_its_way_of_logging_stays() -> None:
    before = list(logging.getLogger().handlers)

    logs.set_up(form="json", level="INFO")

    assert list(logging.getLogger().handlers) == before
    assert [each for each in before if isinstance(each.formatter, Json)] == []

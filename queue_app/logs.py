"""Log lines without anybody in them: as text for people, or as JSON for programs.

What a line must not hold is kept out twice. No caller writes it; and whatever a library, or a fault's own words, bring
all the same passes `redacted`, which takes out tokens, addresses' questions, mail addresses, and long numbers. Of a
fault the kind and the way through the program are told, and its words only where they cannot hold what somebody typed.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import sys
import threading
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

from queue_app.domain.log.errors import QueueError

GONE = "…"
# In this order. Each is wide on purpose: a line that says too little is mended, one that said too much is not.
REDACTED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\b(cookie|set-cookie|authorization|x-csrftoken)(['\"]?\s*[:=,]\s*)[^\r\n]+"), rf"\1\2{GONE}"),
    (
        re.compile(r"(?i)\b(password|secret|token|code|key|otp|totp)(['\"]?\s*[:=]\s*)[^\s,;&)}\]]+"),
        rf"\1\2{GONE}",
    ),
    (re.compile(r"://[^\s@]+@"), f"://{GONE}@"),
    (re.compile(r"/(t|b)/[^/\s?'\"]+"), rf"/\1/{GONE}"),
    (re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]+"), rf"\1?{GONE}"),
    (re.compile(r"[^\s<>'\"(=:,/…]+@[^\s<>'\"),]+"), GONE),
    (re.compile(r"\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b"), r"\1.x.x"),
    (re.compile(r"(?i)(?<![\w:])(?:[0-9a-f]{1,4}:){2,}[0-9a-f:]*[a-f:][0-9a-f:]*"), GONE),  # IPv6, and no time of day
    (re.compile(r"\+?\b\d{2,4}[- ]\d{3,4}[- ]\d{3,6}\b"), GONE),
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{20,}(?![\w-])"), GONE),
    (re.compile(r"\+?\d{9,}"), GONE),
)
LONGEST = 2000  # letters of one message
# Faults whose words are the program's or the machine's own; of all others only the kind is told.
PLAIN_WORDS: tuple[type[BaseException], ...] = (
    sqlite3.Error,
    ZeroDivisionError,
    ImportError,
    MemoryError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line is told beside: the request it belongs to, and the office in its address."""

    request: str = ""
    office: str = ""


ASKED: ContextVar[Asked] = ContextVar("antrean_asked", default=Asked())  # noqa: B039 - it is frozen


def redacted(text: str) -> str:
    """The same without what could lead to somebody, or let somebody in."""
    for pattern, instead in REDACTED:
        text = pattern.sub(instead, text)
    return text


def fault(error: BaseException) -> str:
    """What is told of an error: its kind, and words only where nobody typed them."""
    name = type(error).__name__
    original = getattr(error, "orig", None)  # of SQLAlchemy: what the driver said
    if isinstance(original, BaseException):
        return f"{name} ({fault(original)})"
    if isinstance(error, QueueError):
        return f"{name}: {error.code}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    if state := getattr(error, "sqlstate", None):  # PostgreSQL's words quote the row
        return f"{name}: {state}"
    return f"{name}: {redacted(str(error))}" if isinstance(error, PLAIN_WORDS) else name


class Text(logging.Formatter):
    """A line for people, as it always was."""

    def __init__(self, worker: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._worker = worker

    def format(self, record: logging.LogRecord) -> str:
        asked = ASKED.get()
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {_message(record)}"
        if asked.request:
            line += f" [{' '.join(filter(None, (asked.request, asked.office)))}]"
        told = _of_error(record.exc_info)
        return f"{line}\n{told}" if told else line


class Json(logging.Formatter):
    """One object a line."""

    def __init__(self, worker: str) -> None:
        super().__init__()
        self._worker = worker

    def format(self, record: logging.LogRecord) -> str:
        asked = ASKED.get()
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "logger": record.name, "said": _message(record), "request": asked.request,
            "office": redacted(asked.office), "worker": self._worker, "fault": _of_error(record.exc_info),
        }  # fmt: skip
        return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


FORMATS: dict[str, type[Text | Json]] = {"text": Text, "json": Json}


def set_up(*, form: str, level: str) -> None:
    """Every line of this process, also of libraries and of what nobody caught, goes to stderr in this form.

    Where another program holds this one (a test), its way of logging stays.
    """
    logging.getLogger("queue_app").setLevel(level)
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
        logging.captureWarnings(capture=True)
        _catch_the_rest()
    elif not any(isinstance(each.formatter, Text | Json) for each in root.handlers):
        return
    root.handlers[0].setFormatter(FORMATS[form](str(os.getpid())))


def _catch_the_rest() -> None:
    """What Python itself would print with everything that stood in it."""
    logger = logging.getLogger("queue_app")

    def of_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logger.critical("the program failed", exc_info=(kind, error, trace))

    def of_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            logger.error("a thread failed", exc_info=(told.exc_type, told.exc_value, told.exc_traceback))

    def of_nobody(told: sys.UnraisableHookArgs) -> None:
        if told.exc_value is not None:
            logger.error(
                "a fault that nobody could catch", exc_info=(told.exc_type, told.exc_value, told.exc_traceback)
            )

    sys.excepthook, threading.excepthook, sys.unraisablehook = of_program, of_thread, of_nobody


def of_greenlet(_hub: object, _context: object, kind: type[BaseException], error: BaseException,
                trace: TracebackType | None) -> None:  # fmt: skip
    """In place of gevent's own, which prints the arguments that the greenlet was started with."""
    logging.getLogger("queue_app").error("a greenlet failed", exc_info=(kind, error, trace))


def _message(record: logging.LogRecord) -> str:
    """With faults among the arguments told as `fault` tells them, whatever they say of themselves."""
    args = record.args
    if isinstance(args, tuple):
        args = tuple(fault(each) if isinstance(each, BaseException) else each for each in args)
    try:
        said = str(record.msg) % args if args else str(record.msg)
    except (TypeError, ValueError):
        said = str(record.msg)
    return redacted(said[:LONGEST]).replace("\n", " | ")


def _of_error(found: object) -> str:
    """The way through the program (its own lines, no value), from the first cause to the last."""
    if not isinstance(found, tuple) or found[1] is None:
        return ""
    error: BaseException | None = found[1]
    parts, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)
        way = "".join(f"  {each.filename}:{each.lineno} {each.name}\n" for each in frames)
        parts.append(f"{way}{fault(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(reversed(parts))

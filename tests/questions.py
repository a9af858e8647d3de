"""What a database is asked, whichever way the statement goes to it, and how the database would find the answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, text

from queue_app.store import statements
from queue_app.store.statements import RUN

Question = tuple[str, Any]  # a statement's text, and its values


@contextmanager
def questions() -> Iterator[list[Question]]:
    """Grows by each statement of this thread in the block, to whatever database.

    Of this thread alone: what an earlier test left running asks, too.
    """
    seen: list[Question] = []
    run, mine = statements._Run, threading.get_ident()

    def keep(question: Question) -> None:
        if threading.get_ident() == mine:
            seen.append(question)

    class Noted(run):  # type: ignore[valid-type, misc]
        def __init__(self, connection: Connection, compiled: Any, parameters: tuple[Any, ...]) -> None:
            keep((compiled.text, parameters))
            super().__init__(connection, compiled, parameters)

    def note(*told: Any) -> None:
        keep((told[2], told[3]))

    event.listen(Engine, "before_cursor_execute", note)
    statements._Run = Noted  # type: ignore[misc]
    try:
        yield seen
    finally:
        statements._Run = run  # type: ignore[misc]
        event.remove(Engine, "before_cursor_execute", note)


def plan(connection: Connection, question: Question) -> str:
    """How the database finds the answer, as it would in a table too large to be read from end to end."""
    statement, values = question
    if connection.dialect.name == "sqlite":
        return "\n".join(map(str, connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values)))
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    if isinstance(values, tuple):
        cursor = connection.info[RUN]("EXPLAIN " + statement, values)
        cursor.fill()
        return "\n".join(map(str, cursor.fetchall()))
    return "\n".join(map(str, connection.exec_driver_sql("EXPLAIN " + statement, values)))

"""Refusals about moving an office into another database. Whichever is raised, the target holds nothing of the move."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class NothingToMove(QueueError):
    """There is no database of Antrean at {database}. Nothing was moved."""

    code = "nothing_to_move"


class SchemasDiffer(QueueError):
    """{database} is not at this program's schema ({schema}). Run there first: antrean migrate. Nothing was moved."""

    code = "schemas_differ"


class OfficeIsThere(QueueError):
    """{database} has an office {office} already. Nothing was moved."""

    code = "office_is_there"


class NumberTaken(QueueError):
    """{database} has a row {number} of its own in {table}, as has {office}. Nothing was moved: the log names rows by number, so each must keep its own. Give this office a database of its own."""  # noqa: E501 - one sentence for the terminal

    code = "number_taken"


class MoveFailed(QueueError):
    """Nothing was moved; {table}: {reason}"""  # noqa: D400 - ends with the data

    code = "move_failed"


class MoveDiffers(QueueError):
    """Nothing was moved, for what arrived is not what was sent: {where}"""  # noqa: D400 - ends with the data

    code = "move_differs"


class NoRange(QueueError):
    """{database} cannot number its rows from there on. That needs PostgreSQL, no office yet, and 1 to {most}."""

    code = "no_range"

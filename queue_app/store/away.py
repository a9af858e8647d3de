"""The database is away: what that means for whoever was asking, told in two classes.

`Away` is the answer to almost everything that goes wrong outside: it leaves no trace, so the same may be asked again.
Only a COMMIT that was under way may have left one (`Unsure`).
"""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, OperationalError

# What PostgreSQL says when it refuses a transaction or a connection as a whole, by its SQLSTATE.
REFUSED = {
    "40001": "serialization failure",
    "40P01": "deadlock",
    "55P03": "another program holds a row for longer than is waited for it",
    "25006": "read only: this is a standby, or was made one",
}
LOST = {
    "57P01": "ended by an administrator, or by a stop of the server",
    "57P02": "ended by the crash of another connection",
    "57P03": "cannot connect now",
    "57P05": "idle for too long",
    "53300": "too many connections",
}
CONNECTION = "08"  # the class of all that is wrong with a connection


class Away(OperationalError):
    """Nothing was done: the connection was lost before COMMIT, or the transaction was refused as a whole."""


class Unsure(OperationalError):
    """The connection was lost while COMMIT was under way: whether it was done only the database knows."""


def state_of(error: DBAPIError) -> str | None:
    """The SQLSTATE that PostgreSQL gave; None where nothing was said, as when the line is cut."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state


def is_away(error: DBAPIError, *, lost: tuple[type[Exception], ...], own: tuple[type[Exception], ...]) -> bool:
    """Whether the same may succeed a moment later, on another connection.

    lost: errors of the driver that mean a lost connection where PostgreSQL gave no state; own: the exceptions to it.
    """
    state = state_of(error)
    if state is None:
        return isinstance(error.orig, lost) and not isinstance(error.orig, own)
    return state in REFUSED or state in LOST or state.startswith(CONNECTION)


def told(error: DBAPIError, kind: type[OperationalError]) -> OperationalError:
    """The error as one of the two classes here."""
    return kind(error.statement, None, error.orig)  # type: ignore[arg-type] # SQLAlchemy's own may lack what was wrong

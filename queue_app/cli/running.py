"""A command is carried out with the settings of config.toml; what goes wrong is told in lines, never as a traceback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from queue_app import logs
from queue_app.config import Config, load
from queue_app.domain.log.errors import FaultyPlan, QueueError
from queue_app.domain.office.faults import Fault
from queue_app.refusals import sentence
from queue_app.store.trouble import Trouble, trouble
from queue_app.texts import translate

INTERRUPTED = 130  # the shell's number for Ctrl+C
Command = Callable[[Config, argparse.Namespace], int]
TO_DO = {
    Trouble.FULL: "The disk on which the database lies is full. Make room on it.",
    Trouble.UNWRITABLE: "The database cannot be written. Is its disk mounted read-only, or its folder another user's?",
    Trouble.LOCKED: "Another program is holding the database. Which one has its file open?",
    Trouble.DAMAGED: "The database is damaged, or is no database. Keep the file as it is, and put a backup back.",
}  # fmt: skip
UNKNOWN = "The database did not answer as it should. Is it there, and migrated?"


def carry_out(command: Command, arguments: argparse.Namespace) -> int:
    """The command's own exit status; where it was refused 1, or what its options name as `refused`."""
    logs.set_up(form="text", level="WARNING")
    try:
        config = load()
        logs.set_up(form=config.log.format, level=config.log.level)
        return command(config, arguments)
    except QueueError as exc:
        faults: list[Fault] = exc.data["faults"] if isinstance(exc, FaultyPlan) else []  # type: ignore[assignment]
        sys.stderr.writelines(f"{_line_of(each)}\n" for each in faults)
        sys.stderr.write(sentence(exc, lang="en") + "\n")
    except OSError as exc:
        sys.stderr.write(f"{exc}\n")
    except SQLAlchemyError as exc:
        found = trouble(exc) if isinstance(exc, DBAPIError) else None
        sys.stderr.write(f"{TO_DO.get(found, UNKNOWN) if found else UNKNOWN} {_first_line(exc)}\n")
    except KeyboardInterrupt:
        return INTERRUPTED
    return int(getattr(arguments, "refused", 1))


def _line_of(fault: Fault) -> str:
    """A fault with its line in the file and its place in the set-up, and what the parser of the file said."""
    from queue_app.web.admin.form.places import place  # noqa: PLC0415 - pages, only where something is wrong

    line = f"line {fault.line}" if fault.line else ""
    where = place(fault.where, fault.of, lang="en")
    said = f"({fault.values['reason']})" if "reason" in fault.values else ""
    words = " ".join(part for part in (translate("en", fault.message, **fault.values), said) if part)
    return ": ".join(part for part in (line, where, words) if part)


def _first_line(error: SQLAlchemyError) -> str:
    return str(error).partition("\n")[0]

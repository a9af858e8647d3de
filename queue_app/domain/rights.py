"""Who may do what: one table for every page and every change."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    OFFICER = "officer"  # calls and serves
    SUPERVISOR = "supervisor"  # watches waits and times
    HEAD = "head"  # answers for the office
    ADMINISTRATOR = "administrator"  # sets the office up
    AUDITOR = "auditor"  # reads the log


class Right(StrEnum):
    OPEN = "open"  # everyone in the building
    SERVE = "serve"  # call and serve at a counter
    WATCH = "watch"  # waits and officers' times
    SIGNED_IN = "signed_in"  # whoever has an account


RIGHTS: dict[Role | None, frozenset[Right]] = {
    None: frozenset({Right.OPEN}),
    Role.OFFICER: frozenset({Right.OPEN, Right.SIGNED_IN, Right.SERVE}),
    Role.SUPERVISOR: frozenset({Right.OPEN, Right.SIGNED_IN, Right.SERVE, Right.WATCH}),
    Role.HEAD: frozenset({Right.OPEN, Right.SIGNED_IN, Right.WATCH}),
    Role.ADMINISTRATOR: frozenset({Right.OPEN, Right.SIGNED_IN, Right.WATCH}),
    Role.AUDITOR: frozenset({Right.OPEN, Right.SIGNED_IN}),
}


def may(role: Role | None, right: Right) -> bool:
    """Whether someone of `role` (None: nobody signed in) has `right`."""
    return right in RIGHTS[role]

"""What a person may ask of the office about the own data, and until when the office has done it (UU 27/2022)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

THREE_DAYS = timedelta(hours=72)  # "3 x 24 jam": hours that go on at night and on holidays, no working days


class RequestKind(StrEnum):
    """The rights of UU 27/2022 Ps 5 to 13 that somebody can ask in writing."""

    ACCESS = "access"
    CORRECT = "correct"
    ERASE = "erase"
    WITHDRAW = "withdraw"  # consent that was given before
    RESTRICT = "restrict"
    OBJECT = "object"  # to a decision that a machine made alone
    PORT = "port"  # a copy for another program


class Outcome(StrEnum):
    DONE = "done"
    PARTLY = "partly"  # what must stay by law stayed, and the person was told why
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Term:
    """How long the office has, and where that stands; what was not seen in the law itself says so."""

    within: timedelta
    source: str


TERMS: dict[RequestKind, Term] = {
    RequestKind.ACCESS: Term(THREE_DAYS, "UU 27/2022 Ps 32 (to be confirmed)"),
    RequestKind.CORRECT: Term(THREE_DAYS, "UU 27/2022 Ps 30 (to be confirmed)"),
    RequestKind.ERASE: Term(THREE_DAYS, "UU 27/2022 Ps 8, 43 (to be confirmed)"),
    RequestKind.WITHDRAW: Term(THREE_DAYS, "UU 27/2022 Ps 40"),
    RequestKind.RESTRICT: Term(THREE_DAYS, "UU 27/2022 Ps 41 (to be confirmed)"),
    RequestKind.OBJECT: Term(THREE_DAYS, "UU 27/2022 Ps 10 (to be confirmed)"),
    RequestKind.PORT: Term(THREE_DAYS, "UU 27/2022 Ps 13 (to be confirmed)"),
}


def due_at(kind: RequestKind, received_at: datetime) -> datetime:
    """Until when the office has answered. received_at: aware."""
    return received_at + TERMS[kind].within

"""What a person may ask of the office about the own data, and until when the office has done it (UU 27/2022)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_app.domain.log.errors import BadInput

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


WHO_MOST, WORDS_MOST = 200, 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, when it came (aware), by whom and how to answer, in what words."""

    kind: RequestKind
    received_at: datetime
    who: str
    words: str


def checked(asked: Asked, *, now: datetime) -> Asked:
    """The same, trimmed. Raises BadInput: nobody to answer to, too long, received in time to come."""
    good = Asked(asked.kind, asked.received_at, asked.who.strip(), asked.words.strip())
    if not 0 < len(good.who) <= WHO_MOST:
        raise BadInput(field="who", expected=f"1-{WHO_MOST}")
    if len(good.words) > WORDS_MOST:
        raise BadInput(field="words", expected=f"0-{WORDS_MOST}")
    if good.received_at > now:
        raise BadInput(field="received_at", expected="not after now")
    return good

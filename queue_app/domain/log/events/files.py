"""Files of reports about officers, and the programs that may read reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class ApiTokenMade(Event):
    kind: ClassVar[str] = "api_token.made"
    token_id: int
    officer_id: int | None  # whose reports it reads; None: all of the office
    last_day: str  # on which it works
    by_id: int


@dataclass(frozen=True, slots=True)
class ApiTokenRevoked(Event):
    kind: ClassVar[str] = "api_token.revoked"
    token_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class PdfFrozen(Event):
    kind: ClassVar[str] = "evidence.pdf_made"  # of a locked report: the unsigned file, kept for ever from here on
    officer_id: int
    period: str
    lang: str
    letter_sha256: str  # of the locked report that it was made of
    sha256: str  # of the file

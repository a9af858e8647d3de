"""The shapes of our JSON answers, as the document at /api/openapi.json tells them; the fuzzing holds views to them."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from queue_app.domain.evidence.letter import Letter
from queue_app.domain.queue.lifecycle import State
from queue_app.screens.board import BoardState
from queue_app.screens.desk import DeskState
from queue_app.screens.display import DisplayState
from queue_app.screens.kiosk import KioskState
from queue_app.screens.office_page import WaitRange
from queue_app.screens.search import FoundTicket
from queue_app.screens.state import Moment

# As other programs were promised it; the screens themselves are told a state.Moment.
Time = Annotated[
    str, msgspec.Meta(description="UTC, ISO 8601 with milliseconds", examples=["2026-11-23T01:00:00.000Z"])
]


class ByLanguage(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    en: str


class Refusal(msgspec.Struct, forbid_unknown_fields=True):
    """Why nothing was done: a stable code, and the reason in the reader's language."""

    error: str
    message: str


class KioskScreen(msgspec.Struct, forbid_unknown_fields=True):
    state: KioskState


class DisplayScreen(msgspec.Struct, forbid_unknown_fields=True):
    state: DisplayState


class DeskScreen(msgspec.Struct, forbid_unknown_fields=True):
    state: DeskState


class BoardScreen(msgspec.Struct, forbid_unknown_fields=True):
    state: BoardState


class Taken(msgspec.Struct, forbid_unknown_fields=True):
    """What was taken: a clip's name, or a title."""

    name: str


class Look(msgspec.Struct, forbid_unknown_fields=True):
    """What a theme and a colour make of a display. told: how well a call is read, in words."""

    theme_url: str
    accent: str
    on_accent: str
    told: str


class CarriedOver(msgspec.Struct, forbid_unknown_fields=True):
    state: BoardState
    carried: int


class OpenTicket(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: int
    number: str
    state: State
    call_count: int


class Undo(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: int
    action: str
    until: Moment


class Done(msgspec.Struct, forbid_unknown_fields=True):
    """What is open at the counter after a verb, and what can be taken back until when.

    ahead: how many wait before the one who was put back into the queue; null where nobody was.
    """

    open: OpenTicket | None
    undo: Undo | None
    ahead: int | None


class HeldDesk(msgspec.Struct, forbid_unknown_fields=True):
    desk: int | None


class DeskPresence(msgspec.Struct, forbid_unknown_fields=True):
    status: str


class FoundTickets(msgspec.Struct, forbid_unknown_fields=True):
    tickets: list[FoundTicket]


class ExpectedCall(msgspec.Struct, forbid_unknown_fields=True):
    """Between which times of the office's clock the call is expected. is_early: there is little history behind it."""

    first: str
    last: str
    is_early: bool


class Number(msgspec.Struct, forbid_unknown_fields=True):
    """A number that was taken: 201 for a new one, 200 for a press that was sent again."""

    number: str
    ahead: int
    is_priority: bool
    service: ByLanguage
    group: str  # its code
    token: str
    url: str
    qr_url: str
    taken_at_text: str
    expected: ExpectedCall | None  # None: nothing was promised
    paper: str


class Followed(msgspec.Struct, forbid_unknown_fields=True):
    """Whether a phone is woken when the turn of its ticket comes."""

    is_followed: bool


class Pairing(msgspec.Struct, forbid_unknown_fields=True):
    is_paired: bool
    code: str
    left_s: int


class Health(msgspec.Struct, forbid_unknown_fields=True):
    is_alive: bool


class Ready(msgspec.Struct, forbid_unknown_fields=True):
    """faults: names of what is wrong. away: of what can be done without."""

    is_ready: bool
    faults: list[str]
    away: list[str]


class Office(msgspec.Struct, forbid_unknown_fields=True):
    slug: str
    name: str
    zone: str


class ServiceNow(msgspec.Struct, forbid_unknown_fields=True):
    """A service: how many wait, and whether a number may be taken now; if not, why and until when."""

    code: str
    series: str
    name: ByLanguage
    requirements: dict[str, list[str]]
    standard_minutes: int
    waiting: int
    is_open: bool
    reason: str | None
    why: ByLanguage | None
    opens_at: Time | None


class ServicesNow(msgspec.Struct, forbid_unknown_fields=True):
    office: Office
    at: Time
    services: list[ServiceNow]


class ServiceWait(msgspec.Struct, forbid_unknown_fields=True):
    """A service for somebody who would come now.

    waiting: null where nobody records who waits. wait: null where nothing can be promised. quota, left: numbers of the
    day, and how many are left; null where there is no limit. reason, why, opens_at: null while it gives numbers.
    """

    code: str
    series: str
    name: ByLanguage
    is_open: bool
    reason: str | None
    why: ByLanguage | None
    opens_at: Time | None
    waiting: int | None
    wait: WaitRange | None
    quota: int | None
    left: int | None


class WaitsNow(msgspec.Struct, forbid_unknown_fields=True):
    office: Office
    at: Time
    services: list[ServiceWait]


class OneLetter(msgspec.Struct, forbid_unknown_fields=True):
    """sha256: of the report in its canonical form (UTF-8 JSON, names sorted), as the log has it of a locked one."""

    sha256: str
    state: str
    letter: Letter


class Letters(msgspec.Struct, forbid_unknown_fields=True):
    """The published reports of a period, by the officers' names."""

    office: str
    period: str
    letters: list[OneLetter]


class OpenApi(msgspec.Struct):
    openapi: str
    info: dict[str, Any]
    paths: dict[str, Any]

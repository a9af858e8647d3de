"""The shapes of our JSON answers, as the document at /api/openapi.json tells them; the fuzzing holds views to them."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from queue_app.domain.queue.lifecycle import State

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


class ScreenState(msgspec.Struct):
    """The whole small state of one screen; `seq` is the number of the last event that it includes."""

    seq: int
    now: Time


class Screen(msgspec.Struct, forbid_unknown_fields=True):
    state: ScreenState


class Slides(msgspec.Struct, forbid_unknown_fields=True):
    """version: another one whenever the slides may be others. Each slide's `kind` says what else it holds."""

    version: str
    slides: list[dict[str, Any]]


class Taken(msgspec.Struct, forbid_unknown_fields=True):
    """What was taken: a clip's name, or a title."""

    name: str


class Stations(msgspec.Struct, forbid_unknown_fields=True):
    """The printers and screens of an office, each with its last contact."""

    now: Time
    printers: list[dict[str, Any]]
    screens: list[dict[str, Any]]


class CarriedOver(msgspec.Struct, forbid_unknown_fields=True):
    state: ScreenState
    carried: int


class OpenTicket(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: int
    number: str
    state: State
    call_count: int


class Undo(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: int
    action: str
    until: Time


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


class FoundTicket(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: int
    number: str
    service_id: int
    state: State
    counter: int | None
    is_priority: bool
    arrived_at: Time
    ended_at: Time | None
    verbs: list[str]


class FoundTickets(msgspec.Struct, forbid_unknown_fields=True):
    tickets: list[FoundTicket]


class Number(msgspec.Struct, forbid_unknown_fields=True):
    """A number that was taken: 201 for a new one, 200 for a press that was sent again."""

    number: str
    ahead: int
    is_priority: bool
    service: ByLanguage
    token: str
    url: str
    qr_url: str
    taken_at_text: str
    paper: str


class Pairing(msgspec.Struct, forbid_unknown_fields=True):
    is_paired: bool
    code: str
    left_s: int


class Health(msgspec.Struct, forbid_unknown_fields=True):
    offices: int


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


class OpenApi(msgspec.Struct):
    openapi: str
    info: dict[str, Any]
    paths: dict[str, Any]

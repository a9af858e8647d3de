"""The blanks of what somebody brings, and what was written into them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection

from queue_app.domain.citizen.complaints.kinds import INTEGRITY, Category, Kind, Via
from queue_app.domain.citizen.complaints.lodged import Identity, Lodged
from queue_app.domain.log.errors import BadInput
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow
from queue_app.web.frame.address import DAY, TEXT, Schema, words

Word = TypeVar("Word", Category, Kind)
KEY = re.compile(r"[0-9a-f]{32}")
KINDS = (Kind.COMPLAINT, Kind.INFORMATION, Kind.IDEA, Kind.THANKS)
WHO = {
    "anonymous": "Anonymous: nobody asks for a name, and nothing leads to you.",
    "confidential": "Confidential: only the person who handles it may open your name, and each look is noted.",
    "open": "With my name: whoever works on it may see it.",
}
TRAP = "website"  # no person sees it; whoever fills it in is a machine
FORM: Schema = {
    "type": "object",
    "properties": {
        "kind": words(KINDS), "category": words(Category), "who": words(WHO), "name": TEXT, "contact": TEXT,
        "service": TEXT, "counter": TEXT, "happened_on": DAY, "text": TEXT, "wish": TEXT, "key": TEXT, TRAP: TEXT,
    },
    "required": ["kind", "text"],
}  # fmt: skip
FAULTS = {  # the blank that is wrong -> what is said of it
    "kind": "Please choose what you bring.",
    "category": "Please choose what it is about.",
    "who": "Please choose whether you give your name.",
    "text": "Please write what happened, in at most 4000 letters.",
    "wish": "Please say what you wish for in at most 1000 letters.",
    "happened_on": "This day cannot be. Leave it empty if you do not know it.",
    "name": "This name is too long.",
    "contact": "Please write a name, a phone number or an address, or choose “Anonymous”.",
    "service": "This office does not have this service.",
    "counter": "This office does not have this counter.",
    "": "Please look at the form again.",
}


class Choices(NamedTuple):
    """What the form offers of one office. services: code -> (id, name); counters: number -> id."""

    services: Mapping[str, tuple[int, str]]
    counters: Mapping[str, int]


def choices(connection: Connection, office: OfficeNow, lang: str) -> Choices:
    """Services and counters as they are now."""
    services = {each.code: (each.id, each.name(lang)) for each in catalogue.services(connection, office.id)}
    return Choices(services, {str(each.number): each.id for each in office.counters})


def new_key() -> str:
    """Of one writing: sent again after a cut line it is known."""
    return secrets.token_hex(16)


def key_of(typed: Mapping[str, str]) -> str:
    """As the form carried it; a new one where it carries none."""
    key = typed.get("key", "")
    return key if KEY.fullmatch(key) else new_key()


def lodged(typed: Mapping[str, str], offered: Choices, via: Via) -> Lodged:
    """What was written. Raises BadInput with one of FAULTS; texts are checked by the domain."""
    category = _one_of(Category, "category", typed.get("category") or Category.OTHER)
    kind = _one_of(Kind, "kind", typed.get("kind", ""))
    service = _named("service", typed, {code: each[0] for code, each in offered.services.items()})
    return Lodged(
        kind=Kind.COMPLAINT if category in INTEGRITY else kind, category=category, text=typed.get("text", ""),
        wish=typed.get("wish", ""), service_id=service, counter_id=_named("counter", typed, offered.counters),
        happened_on=_day(typed.get("happened_on", "")), identity=_identity(typed),
        is_confidential=typed.get("who") == "confidential", via=via,
    )  # fmt: skip


def fault(refusal: BadInput) -> str:
    """The msgid of what is wrong with what was written."""
    return FAULTS.get(str(refusal.data.get("field")), FAULTS[""])


def _identity(typed: Mapping[str, str]) -> Identity | None:
    who = typed.get("who") or "anonymous"
    if who not in WHO:
        raise BadInput(field="who", expected=", ".join(WHO))
    if who == "anonymous":
        return None
    said = Identity(typed.get("name", "").strip(), typed.get("contact", "").strip())
    if not (said.name or said.contact):
        raise BadInput(field="contact", expected="a name or a contact")
    return said


def _one_of(kind: type[Word], field: str, typed: str) -> Word:
    try:
        return kind(typed)
    except ValueError as exc:
        raise BadInput(field=field, expected=", ".join(kind)) from exc


def _named(field: str, typed: Mapping[str, str], known: Mapping[str, int]) -> int | None:
    asked = typed.get(field, "")
    if asked and asked not in known:
        raise BadInput(field=field, expected=", ".join(known))
    return known[asked] if asked else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as exc:
        raise BadInput(field="happened_on", expected="a day") from exc

"""The log in words: a sentence for every kind of event, and what its codes mean."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import datetime

from queue_app.domain import desks, hours, outcomes, performance
from queue_app.domain.lifecycle import Action
from queue_app.domain.rights import DeviceKind
from queue_app.store.journal import Entry, Names
from queue_app.texts import clock_time, translate

GROUPS: dict[str, str] = {
    "ticket": "Tickets",
    "desk": "Counters",
    "service": "Services",
    "account": "Sign-in and passwords",
    "device": "Devices",
    "setup": "Set-up",
}
WORDS: dict[str, str] = {  # kind -> msgid
    "ticket.issued": "Ticket {ticket} was taken for {service}.",
    "ticket.called": "Ticket {ticket} was called to counter {counter}.",
    "ticket.recalled": "Ticket {ticket} was called again to counter {counter}.",
    "ticket.started": "Ticket {ticket}: service began at counter {counter}.",
    "ticket.held": "Ticket {ticket} was put on hold at counter {counter}.",
    "ticket.resumed": "Ticket {ticket} was taken off hold at counter {counter}.",
    "ticket.finished": "Ticket {ticket} was finished at counter {counter}.",
    "ticket.transferred": "Ticket {ticket} was sent from counter {counter} to {service}.",
    "ticket.continued": "Ticket {ticket} went on from counter {counter} to {service}.",
    "ticket.no_show": "Ticket {ticket} did not come to counter {counter}.",
    "ticket.restored": "Ticket {ticket} waits again.",
    "ticket.cancelled": "Ticket {ticket} was cancelled.",
    "ticket.expired": "Ticket {ticket} expired.",
    "ticket.carried": "Ticket {ticket} goes on as ticket {next_ticket}.",
    "ticket.noted": "A note was written about ticket {ticket}.",
    "ticket.time_marked": "Ticket {ticket}: it was said whether its time is accurate.",
    "ticket.undone": "Ticket {ticket}: the last action was undone.",
    "desk.opened": "Counter {counter} was opened.",
    "desk.closed": "Counter {counter} was closed.",
    "desk.handed_over": "Counter {counter} was handed over to {to_officer}.",
    "desk.paused": "Counter {counter} calls nobody for a while.",
    "desk.back": "Counter {counter} calls again.",
    "service.closed": "{service} was closed by hand.",
    "service.reopened": "{service} was opened again.",
    "account.signed_in": "{officer} signed in.",
    "account.refused": "A sign-in was refused. Account: {officer}",
    "account.signed_out": "{officer} signed out.",
    "account.password_set": "A new password was set for {officer}.",
    "device.paired": "The screen “{device}” was paired.",
    "device.revoked": "The screen “{device}” was unpaired.",
    "setup.changed": "Set-up: {what} {key}",
}
NO_ACTOR = "account.refused"  # its officer is the one whom somebody claimed to be
ENDINGS: dict[str, str] = {
    desks.Ending.CLOSED: "by its officer",
    desks.Ending.HANDED_OVER: "handed over",
    desks.Ending.DAY_END: "left open, closed at the end of the day",
}
STATUSES: dict[str, str] = {"break": "Break", "back_office": "Back office"}
SETUP: dict[str, str] = {  # what of the set-up was changed
    "office": "office",
    "policy": "order of the queue",
    "rules": "rules of the counter",
    "hours": "opening hours",
    "season": "season",
    "special_day": "special day",
    "holiday": "holiday",
    "text": "text",
    "group": "group of services",
    "series": "series",
    "service": "service",
    "standard": "service standard",
    "counter": "counter",
    "officer": "officer",
    "device": "device",
    "order": "order of the buttons",
}
DEVICES: dict[str, str] = {
    DeviceKind.KIOSK: "Kiosk",
    DeviceKind.DISPLAY: "Display",
    DeviceKind.SURVEY: "Survey tablet",
}
ACTIONS: dict[str, str] = {
    Action.CALL: "Call",
    Action.RECALL: "Call again",
    Action.START: "Start service",
    Action.HOLD: "Hold",
    Action.RESUME: "Resume",
    Action.TRANSFER: "Transfer",
    Action.FINISH: "Finish",
    Action.NO_SHOW: "No-show",
    Action.RESTORE: "Restore",
    Action.CANCEL: "Cancel",
    Action.EXPIRE: "Expire",
}
CODES: dict[tuple[str, str], Mapping[str, str]] = {  # (kind, field) -> code -> msgid
    ("ticket.called", "reason"): outcomes.PICKS,
    ("ticket.held", "reason"): outcomes.HOLDS,
    ("ticket.finished", "outcome"): outcomes.OUTCOMES,
    ("ticket.cancelled", "reason"): outcomes.CANCELS,
    ("ticket.expired", "reason"): outcomes.EXPIRIES,
    ("ticket.time_marked", "why"): performance.DOUBTS,
    ("ticket.undone", "action"): ACTIONS,
    ("desk.closed", "how"): ENDINGS,
    ("desk.paused", "status"): STATUSES,
    ("desk.paused", "reason"): desks.BREAKS,
    ("service.closed", "reason"): hours.CLOSINGS,
    ("device.paired", "device_kind"): DEVICES,
}
DETAILS: dict[str, str] = {  # field -> msgid, said after the sentence where the field holds something
    "to_counter": "to counter {to_counter}",
    "to_officer": "to {to_officer}",
    "back_service": "comes back to {back_service}",
    "back_counter": "comes back to counter {back_counter}",
    "documents": "documents: {documents}",
    "missing": "missing: {missing}",
    "back_at": "back at {back_at}",
    "field_names": "fields: {field_names}",
    "before": "before: {before}",
    "after": "after: {after}",
}
LOOKED_UP: dict[str, tuple[str, str]] = {  # field -> its name in sentences, and the field of Names
    "ticket_id": ("ticket", "tickets"),
    "next_ticket_id": ("next_ticket", "tickets"),
    "service_id": ("service", "services"),
    "back_service_id": ("back_service", "services"),
    "counter_id": ("counter", "counters"),
    "to_counter_id": ("to_counter", "counters"),
    "back_counter_id": ("back_counter", "counters"),
    "officer_id": ("officer", "officers"),
    "to_officer_id": ("to_officer", "officers"),
    "device_id": ("device", "devices"),
}
UNKNOWN = "–"


def actor(entry: Entry, names: Names) -> str:
    """Who did it; a dash where nobody with an account did, or it is not known who."""
    number = None if entry.kind == NO_ACTOR else entry.data.get("by_id", entry.data.get("officer_id"))
    return UNKNOWN if number is None else names.officers.get(number, UNKNOWN)


def sentence(entry: Entry, names: Names, *, lang: str, zone: str) -> str:
    """What happened, for people. What nobody has words for is shown as it is stored."""
    values = _values(entry, names, lang, zone)
    msgid = WORDS.get(entry.kind)
    if msgid is None or not _blanks(msgid) <= set(values):
        return f"{entry.kind} {entry.text}"
    details = [text for text in (*_coded(entry, lang), *_said(msgid, values, lang)) if text]
    return " · ".join([translate(lang, msgid, **values), *details])


def _blanks(msgid: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(msgid) if name}


def _coded(entry: Entry, lang: str) -> list[str]:
    """The meaning of the codes that the event holds."""
    codes = ((entry.data.get(field), table) for (kind, field), table in CODES.items() if kind == entry.kind)
    return [translate(lang, table.get(code, code)) for code, table in codes if code]


def _said(msgid: str, values: Mapping[str, object], lang: str) -> list[str]:
    """The details that the sentence does not say already."""
    left = [name for name in DETAILS if values.get(name) not in {None, "", UNKNOWN} and name not in _blanks(msgid)]
    return [translate(lang, DETAILS[name], **{name: values[name]}) for name in left]


def _values(entry: Entry, names: Names, lang: str, zone: str) -> dict[str, object]:
    """Every fact under the name that sentences use: ticket_id becomes ticket, its number."""
    found: dict[str, object] = {}
    for field, value in entry.data.items():
        name, sort = LOOKED_UP.get(field, (field, ""))
        found[name] = _name(names, sort, value, lang) if sort else value
    if "what" in found:
        found["what"] = translate(lang, SETUP.get(str(found["what"]), str(found["what"])))
    if isinstance(found.get("back_at"), str):
        found["back_at"] = clock_time(datetime.fromisoformat(str(found["back_at"])), zone)
    if isinstance(found.get("missing"), str):
        found["missing"] = ", ".join(str(found["missing"]).splitlines())
    return found


def _name(names: Names, sort: str, number: object, lang: str) -> str:
    found = getattr(names, sort).get(number, UNKNOWN)
    return str(found[lang == "en"] if isinstance(found, tuple) else found)

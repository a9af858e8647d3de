"""The log in words: what happened, who did it, and the details that the words of its kind leave open."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date, datetime

from queue_app.domain.log.events import DataForgotten, SetupChanged
from queue_app.domain.office.standard_times import ALWAYS
from queue_app.store.log.journal import Entry, Names
from queue_app.texts import clock_time, duration, long_date, long_period, long_time, translate
from queue_app.web.journal import setup
from queue_app.web.journal.words import BELOW, CODES, DETAILS, LOOKED_UP, NO_ACTOR, SETUP, UNKNOWN, WITHOUT, WORDS


def actor(entry: Entry, names: Names) -> str:
    """Who did it; a dash where nobody with an account did, or it is not known who."""
    number = None if entry.kind == NO_ACTOR else entry.data.get("by_id", entry.data.get("officer_id"))
    return UNKNOWN if number is None else names.officers.get(number, UNKNOWN)


def sentence(entry: Entry, names: Names, *, lang: str, zone: str) -> str:
    """What happened, for people. What nobody has words for is shown as it is stored."""
    values = _values(entry, names, lang, zone)
    msgid = _words(entry)
    if msgid is None or not _blanks(msgid) <= set(values):
        return f"{entry.kind} {entry.text}"
    told = setup.changes(entry.data, lang=lang) if entry.kind == SetupChanged.kind else []
    details = [text for text in (*_coded(entry, lang), *_said(msgid, values, lang), *told) if text]
    return " · ".join([translate(lang, msgid, **values).strip(), *details])


def _words(entry: Entry) -> str | None:
    others = (
        text
        for table, holds in ((WITHOUT, _is_nothing), (BELOW, _is_negative))
        for (kind, field), text in table.items()
        if kind == entry.kind and holds(entry.data.get(field))
    )
    return next(others, WORDS.get(entry.kind))


def _is_nothing(value: object) -> bool:
    return value is None or value == ALWAYS.isoformat()


def _is_negative(value: object) -> bool:
    return isinstance(value, int | float) and value < 0


def _blanks(msgid: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(msgid) if name}


def _coded(entry: Entry, lang: str) -> list[str]:
    """The meaning of the codes that the event holds."""
    codes = ((entry.data.get(field), table) for (kind, field), table in CODES.items() if kind == entry.kind)
    texts = ((code, table.get(code)) for code, table in codes if code)
    return [
        translate(lang, text, **entry.data) if text and _blanks(text) <= set(entry.data) else str(code)
        for code, text in texts
    ]


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
        what = str(found["what"])
        found["key"] = setup.thing(what, str(found.get("key", "")), names, lang=lang)
        found["what"] = translate(lang, SETUP.get(what, what))
    if isinstance(found.get("reopens_at"), str):
        found["reopens_at"] = long_time(datetime.fromisoformat(str(found["reopens_at"])), zone, lang=lang)
    if isinstance(by_s := found.get("by_s"), int | float):
        found["by_s"] = duration(by_s, lang=lang)
    for name in ("business_date", "from_day", "first_day", "last_day"):
        if isinstance(found.get(name), str):
            found[name] = long_date(date.fromisoformat(str(found[name])), lang=lang)
    if entry.kind == DataForgotten.kind and isinstance(found.get("before"), str):
        found["before"] = long_date(date.fromisoformat(str(found["before"])), lang=lang)
    if isinstance(found.get("period"), str):
        found["period"] = long_period(str(found["period"]), lang=lang)
    found |= _of_outage(found, names, lang) | _of_wish(found, zone)
    if isinstance(found.get("missing"), str):
        found["missing"] = ", ".join(str(found["missing"]).splitlines())
    return found


def _of_outage(told: Mapping[str, object], names: Names, lang: str) -> dict[str, str]:
    """Its minutes as times of the day, and the names of the services that it stopped."""
    minutes = {name: minute for name in ("from_min", "until_min") if isinstance(minute := told.get(name), int)}
    found = {name: f"{minute // 60:02}.{minute % 60:02}" for name, minute in minutes.items()}
    if isinstance(services := told.get("services"), str):
        each = [_name(names, "services", int(number), lang) for number in services.split()]
        found["services"] = ", ".join(each) or translate(lang, "all services")
    return found


def _of_wish(told: Mapping[str, object], zone: str) -> dict[str, object]:
    """When somebody means to be there, and how many were let past."""
    found: dict[str, object] = {
        name: clock_time(datetime.fromisoformat(at), zone)
        for name in ("back_at", "not_before", "slot_at")
        if isinstance(at := told.get(name), str)
    }
    return found | ({"passed": len(passed.split())} if isinstance(passed := told.get("passed"), str) else {})


def _name(names: Names, sort: str, number: object, lang: str) -> str:
    found = getattr(names, sort).get(number, UNKNOWN)
    return str(found[lang == "en"] if isinstance(found, tuple) else found)

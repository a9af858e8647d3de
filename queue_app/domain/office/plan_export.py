"""A set-up as a TOML text for people: in the order of the plan, with comments, without any password."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from queue_app.domain.office.plan import LISTS, OFFICE_FIELDS, ONES, OfficePlan
from queue_app.domain.office.standards import COMPONENTS

_HEAD = """\
# The whole set-up of one office. Codes, letters, counter numbers and user names are what things are known by: they
# never change. What is left out of this file goes out of use when it is read back; passwords are not in it and stay."""
_ABOUT = {
    "policy": "The order of the queue: kind is arrival, ratio, ageing or appointment_window. Times in minutes.",
    "rules": "At the counter. restore_place is arrival, front, after (restore_after others) or end; 0 offers no wish.",
    "targets": "Limits that the supervisor's board measures the day against. service_pct: of a service's standard.",
    "room": "The waiting room. languages and slides: words in their order. rate_pct: 100 is as recorded.",
    "booking": "Booked times. Without takes_bookings nobody can book. Times in minutes; cool_down_days 0: none.",
    "group": "Groups of services, in the order of the kiosk's screens. Without a hue they have one by their place.",
    "service": "Services, in the order of the kiosk's buttons. A series is the letter before the number.",
    "zone": "Zones of the waiting room, each with displays of its own. Zones of one hall take turns in speaking.",
    "counter": "Counters. services: own work; helps: called here too after a long wait; further: after longer ones.",
    "officer": "Officers. A password is set by the administrator, or here once: password = ...",
    "hours": "Opening hours of a week, by the name of the template; normal holds outside every season.",
    "season": "Dates between which another template holds, as in Ramadan.",
    "special_day": "Single dates with hours of their own, or none. They outweigh holidays.",
    "holiday": "Holidays: national, collective (cuti bersama) or local. is_active = false: the office opens.",
    "text": "Texts of the office: notice, ticket_footer, maklumat, directions, survey_foot.",
    "ticket_line": "The paper ticket, from top to bottom. Without any line here it has the usual layout.",
}
_NOT_WRITTEN = {"password", "standards"}
_WIDTH = 110  # a list that is longer stands one element a line


def export(plan: OfficePlan) -> str:
    """The text that plan_file.read reads back to an equal plan, passwords apart. Equal plans give equal texts."""
    return "\n".join([*_lines(plan), ""])


def _lines(plan: OfficePlan) -> Iterator[str]:
    yield from [_HEAD, "", "[office]", *_keys(plan, OFFICE_FIELDS)]
    for name, kind in ONES.items():
        yield from ["", f"# {_ABOUT[name]}", f"[{name}]"]
        yield from (f"{each.name} = {_value(getattr(getattr(plan, name), each.name))}" for each in fields(kind))
    for name, (attribute, kind) in LISTS.items():
        names = [field.name for field in fields(kind) if field.name not in _NOT_WRITTEN]
        for index, each in enumerate(getattr(plan, attribute)):
            yield from ["", *([] if index else [f"# {_ABOUT[name]}"]), f"[[{name}]]", *_keys(each, names)]
            for standard in getattr(each, "standards", ()):
                yield from ["", f"[[{name}.standard]]", *_keys(standard, ["valid_from", "decree"])]
                yield from ["", f"[{name}.standard.components]", *_components(standard.components)]


def _keys(each: Any, names: Sequence[str]) -> Iterator[str]:
    """What differs from the default, and what has none."""
    defaults = {field.name: field.default for field in fields(each)}
    for name in names:
        value = getattr(each, name)
        if defaults[name] is MISSING or value != defaults[name]:
            yield f"{name} = {_value(value)}"


def _components(components: Mapping[str, str]) -> Iterator[str]:
    order = list(COMPONENTS)
    for key in sorted(components, key=lambda key: (order.index(key) if key in order else len(order), key)):
        yield f"{key} = {_value(components[key])}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _list([_value(each) for each in value])
    return _text(value) if isinstance(value, str) else str(value)


def _list(parts: Sequence[str]) -> str:
    in_one_line = f"[{', '.join(parts)}]"
    if len(in_one_line) <= _WIDTH:
        return in_one_line
    return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def _text(text: str) -> str:
    signs = [_SIGNS.get(sign) or (sign if sign.isprintable() else f"\\U{ord(sign):08X}") for sign in text]
    if "\n" not in text:
        return f'"{"".join(signs)}"'
    return '"""\n' + "".join("\n" if sign == "\\n" else sign for sign in signs) + '"""'


_SIGNS = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

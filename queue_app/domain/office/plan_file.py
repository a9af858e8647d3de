"""A set-up from its TOML text, with every fault on its line.

What cannot be read is stood in for by a dull value, so that the rest is looked at as well; faults of a stand-in are
not told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, Field, fields, replace
from datetime import date
from typing import Any, get_type_hints

from queue_app.domain.log.errors import FaultyPlan
from queue_app.domain.log.rights import Role
from queue_app.domain.office.faults import Fault, Where, shown
from queue_app.domain.office.plan import (
    KEYS,
    LISTS,
    OFFICE_FIELDS,
    ONES,
    GroupPlan,
    OfficePlan,
    ServicePlan,
    StandardPlan,
)
from queue_app.domain.office.plan_check import check
from queue_app.domain.office.plan_lines import line_of, lines
from queue_app.domain.office.plan_tokens import DEEPEST, too_deep

_KEY_OF = {"standards": "standard"}  # [[service.standard]]; every other key is the field's name
MOST_THINGS = 2000  # of one kind: the largest offices have some hundred officers, and decades of holidays
MOST_TOLD = 200  # faults of one file: whoever has more mends the first ones and looks again
_MISSING_DAY = date(2000, 1, 1)
_SYNTAX: Mapping[str, str] = {  # how the parser's words begin -> code of the fault
    "Illegal character '\\n'": "syntax_quote",
    "Unterminated string": "syntax_quote",
    "Expected \"'": "syntax_quote",
    "Invalid value": "syntax_value",
    "Expected '='": "syntax_equals",
    "Expected newline or end of document": "syntax_rest",
    "Cannot overwrite a value": "syntax_twice",
    "Cannot declare": "syntax_twice",
    "Expected ']": "syntax_bracket",
    "Unclosed": "syntax_bracket",
    "Unescaped '\\'": "syntax_backslash",
}


def read(text: str, *, today: date) -> OfficePlan:
    """The set-up that the text describes. Raises FaultyPlan: `data["faults"]` holds every fault, in order of lines."""
    if line := too_deep(text):
        raise FaultyPlan(count=1, faults=[Fault((), "too_deep", {"most": DEEPEST}, line=line)])
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError) as exc:  # no TOML; a number of 5,000 digits; brackets in brackets, without end
        raise FaultyPlan(count=1, faults=[_syntax(exc, text)]) from exc
    _renamed(told)
    reader = _Reader()
    plan = reader.plan(told)
    seen = {fault.where for fault in reader.faults}
    found = [*reader.faults, *(each for each in check(plan, today=today) if not _is_inside(each.where, seen))]
    if found:
        where = _renamed_lines(lines(text))
        faults = [replace(each, line=line_of(each.where, where), of=_known_by(told, each.where)) for each in found]
        raise FaultyPlan(count=len(faults), faults=sorted(faults, key=lambda each: each.line or 0))
    return plan


def read_sent(text: str, *, today: date) -> OfficePlan:
    """As `read`, of a text that somebody sent: a refusal holds the first MOST_TOLD faults, and counts all."""
    try:
        return read(text, today=today)
    except FaultyPlan as exc:
        faults: Any = exc.data["faults"]
        raise FaultyPlan(count=len(faults), faults=faults[:MOST_TOLD]) from exc


def _renamed(told: dict[str, Any]) -> None:
    """Gives the keys of files that an older version wrote the names that they have now."""
    office = told.get("office")
    if isinstance(office, dict) and "zone" in office:
        office.setdefault("time_zone", office.pop("zone"))


def _renamed_lines(found: dict[Where, int]) -> dict[Where, int]:
    """The same for the lines on which they stand."""
    old = found.get(("office", "zone"))
    return found if old is None else {("office", "time_zone"): old, **found}


def read_services(text: str) -> tuple[Sequence[GroupPlan], Sequence[ServicePlan]]:
    """Only the groups and services of a text, which may hold nothing else. Raises FaultyPlan, without lines."""
    told, reader = tomllib.loads(text), _Reader()
    groups, services = (reader.objects((name,), told.get(name, []), LISTS[name][1]) for name in ("group", "service"))
    if reader.faults:
        raise FaultyPlan(count=len(reader.faults), faults=reader.faults)
    return groups, services


def _is_inside(where: Where, others: Collection[Where]) -> bool:
    return any(where[:size] in others for size in range(len(where) + 1))


def _syntax(error: Exception, text: str) -> Fault:
    reason, _, place = str(error).partition(" (at ")
    line = re.match(r"line (\d+)", place)
    code = next((code for start, code in _SYNTAX.items() if reason.startswith(start)), "syntax")
    return Fault((), code, {"reason": reason}, line=int(line[1]) if line else text.rstrip().count("\n") + 1)


def _known_by(told: Mapping[str, Any], where: Where) -> str:
    """As plan.key_at, of the text itself: what stands in for something that could not be read is no name."""
    table, place = where[0] if where else "", where[1] if len(where) > 1 else None
    things = told.get(str(table))
    if table not in KEYS or not isinstance(place, int) or not isinstance(things, list):
        return ""
    thing = things[place]
    return " ".join(shown(thing[name]) for name in KEYS[str(table)] if name in thing) if isinstance(thing, dict) else ""


class _Reader:
    """Makes the plan's objects out of plain tables, and collects what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def plan(self, told: Mapping[str, Any]) -> OfficePlan:
        self._unknown((), told, {"office", *ONES, *LISTS})
        if "office" not in told:
            self.faults.append(Fault(("office",), "missing_key", {"key": "[office]"}))
        lists: dict[str, Any] = {
            attribute: self.objects((name,), told.get(name, []), kind) for name, (attribute, kind) in LISTS.items()
        }
        office = self._fields(("office",), told.get("office", {}), OfficePlan, OFFICE_FIELDS)
        ones: dict[str, Any] = {name: self._object((name,), told.get(name, {}), kind) for name, kind in ONES.items()}
        return OfficePlan(**office, **ones, **lists)

    def objects(self, where: Where, told: object, kind: type[Any]) -> tuple[Any, ...]:
        if not isinstance(told, list):
            self.faults.append(
                Fault(where, "must_be_tables", {"key": ".".join(each for each in where if isinstance(each, str))})
            )
            return ()
        if len(told) > MOST_THINGS:
            self.faults.append(Fault((*where, MOST_THINGS), "too_many", {"most": MOST_THINGS}))
        return tuple(self._object((*where, place), each, kind) for place, each in enumerate(told[:MOST_THINGS]))

    def _object(self, where: Where, told: object, kind: type[Any]) -> Any:
        return kind(**self._fields(where, told, kind, [each.name for each in fields(kind)]))

    def _fields(self, where: Where, told: object, kind: type[Any], names: Sequence[str]) -> dict[str, Any]:
        if not isinstance(told, dict):
            self.faults.append(Fault(where, "must_be_table"))
            told = {}
        keys = {_KEY_OF.get(name, name): name for name in names}
        self._unknown(where, told, keys)
        made, hints = {}, get_type_hints(kind)
        for each in fields(kind):
            key = _KEY_OF.get(each.name, each.name)
            if key not in keys:
                continue
            if key in told:
                made[each.name] = self._value((*where, key), told[key], hints[each.name])
            elif _is_required(each):
                self.faults.append(Fault((*where, key), "missing_key", {"key": key}))
                made[each.name] = _KINDS[hints[each.name]][2]
        return made

    def _unknown(self, where: Where, told: Mapping[str, Any], known: Any) -> None:
        self.faults += [Fault((*where, key), "unknown_key", {"key": key}) for key in told if key not in known]

    def _value(self, where: Where, value: object, hint: Any) -> Any:
        if hint == Sequence[StandardPlan]:
            return self.objects(where, value, StandardPlan)
        fault, holds, stand_in = _KINDS[hint]
        if not holds(value):
            values = {"choices": ", ".join(Role)} if hint is Role else {}
            self.faults.append(Fault(where, fault, values))
            return stand_in
        return Role(value) if hint is Role else value  # type: ignore[arg-type]  # it holds: one of its values


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: type(value) is kind  # true is no number here, and a time of a day no date


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_lists(value: object) -> bool:
    return isinstance(value, list) and all(_are_texts(each) for each in value)


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict) and _are_texts(list(value.values()))


# hint -> (code of the fault, whether a value is one, what stands in for one that is not)
_KINDS: dict[Any, tuple[str, Callable[[object], bool], Any]] = {
    str: ("must_be_text", _is(str), ""),
    str | None: ("must_be_text", _is(str), None),
    int: ("must_be_number", _is(int), 1),
    int | None: ("must_be_number", _is(int), None),
    bool: ("must_be_boolean", _is(bool), True),
    date: ("must_be_date", _is(date), _MISSING_DAY),
    date | None: ("must_be_date", _is(date), None),
    Role: ("must_be_one_of", lambda value: value in list(Role), Role.OFFICER),
    Sequence[str]: ("must_be_texts", _are_texts, ()),
    Sequence[Sequence[str]]: ("must_be_lists", _are_lists, ()),
    Mapping[str, str]: ("must_be_table", _is_mapping, {}),
}

"""What a list of the set-up is to its pages, and how its things are named in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import LISTS, NORMAL, OfficePlan
from queue_app.texts import long_date, translate
from queue_app.web.admin.form.fields import Blank, _
from queue_app.web.admin.form.forms import Part
from queue_app.web.frame.pages import lang

ROLES: dict[str, str] = {
    Role.OFFICER: _("Officer"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.HEAD: _("Head of office"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.AUDITOR: _("Auditor"),
    Role.INSPECTOR: _("Receives integrity reports"),
}
STAFF: dict[str, str] = {"PNS": _("PNS"), "PPPK": _("PPPK"), "NON_ASN": _("Not ASN")}
TEMPLATES: dict[str, str] = {NORMAL: _("Every week"), "ramadan": _("Ramadan")}
HOLIDAYS: dict[str, str] = {
    "national": _("National holiday"),
    "collective": _("Collective leave (cuti bersama)"),
    "local": _("Local holiday"),
}
NONE = "–"
YES_NO: dict[bool, str] = {True: _("yes"), False: _("no")}
Values = dict[str, Any]
Cell = Callable[[OfficePlan, Any, date], str]  # its text, from the plan, the thing and today


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. label: a msgid. looks: a class."""

    label: str
    of: Cell
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the set-up. Texts are msgids; `name` tells one thing from the others, in the reader's language."""

    table: str  # a key of plan.LISTS
    title: str
    add: str
    parts: tuple[Part, ...]  # of the form
    name: Callable[[Any], str]
    about: str = ""
    columns: tuple[Column, ...] = ()  # of the list
    switch: tuple[str, str] | None = None  # what the button says that takes one out of use, and puts it back
    is_ordered: bool = False  # the order is that of the kiosk's buttons
    may_remove: Callable[[OfficePlan, Any], bool] = lambda _plan, _thing: False
    new: Values | None = None  # what a new one is beside what the form asks
    finish: Callable[[OfficePlan, Any, Values], OfficePlan] = lambda plan, _thing, _values: plan
    ask: Callable[[OfficePlan, Any], Values] = lambda _plan, _thing: {}  # values that are no field of the thing
    told: Callable[[OfficePlan, Any], Mapping[str, Sequence[str]]] = lambda _plan, _thing: {}  # field -> beside it
    lacks: Callable[[OfficePlan], str] = lambda _plan: ""  # a msgid: what must be there before one can be added
    home: str = ""  # the page it is listed on, where it has none of its own

    def blanks(self, when: str) -> Iterator[Blank]:
        """Of the form that adds one ("add") or edits one ("edit")."""
        return (each for part in self.parts for each in part.blanks if each.when in {"", when})

    def things(self, plan: OfficePlan) -> Sequence[Any]:
        found: Sequence[Any] = getattr(plan, LISTS[self.table][0])
        return found


def by_lang(thing: Any, name: str = "name") -> str:
    """The thing's text in the reader's language."""
    return str(getattr(thing, f"{name}_{lang()}"))


def held(name: str) -> Cell:
    """A field as it is, or that there is none."""
    return lambda _plan, thing, _today: str(getattr(thing, name) or NONE)


def in_words(name: str, names: Mapping[str, str]) -> Cell:
    """A field that holds a code. names: code -> msgid."""
    return lambda _plan, thing, _today: translate(lang(), names[getattr(thing, name)])


def on_day(name: str) -> Cell:
    """A field that holds a date."""
    return lambda _plan, thing, _today: long_date(getattr(thing, name), lang=lang())


def named(_plan: OfficePlan, thing: Any, _today: date) -> str:
    """The thing's name in the reader's language."""
    return by_lang(thing)


def counter_name(counter: Any) -> str:
    return translate(lang(), "Counter {number}", number=counter.number)


def dated(day: date, name: str) -> str:
    return f"{name}, {long_date(day, lang=lang())}"


def template_name(template: str) -> str:
    return translate(lang(), TEMPLATES.get(template, template))


def translated(table: dict[str, str], keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(key, translate(lang(), table[key])) for key in keys]

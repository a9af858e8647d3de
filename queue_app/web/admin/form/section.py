"""What a list of the set-up is to its pages, and how its things are named in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
}
STAFF: dict[str, str] = {"PNS": _("PNS"), "PPPK": _("PPPK"), "NON_ASN": _("Not ASN")}
TEMPLATES: dict[str, str] = {NORMAL: _("Every week"), "ramadan": _("Ramadan")}
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the set-up. Texts are msgids; `name` tells one thing from the others, in the reader's language."""

    table: str  # a key of plan.LISTS
    title: str
    add: str
    parts: tuple[Part, ...]
    name: Callable[[Any], str]
    about: str = ""
    switch: tuple[str, str] | None = None  # what the button says that takes one out of use, and puts it back
    is_ordered: bool = False  # the order is that of the kiosk's buttons
    may_remove: Callable[[OfficePlan, Any], bool] = lambda _plan, _thing: False
    new: Values | None = None  # what a new one is beside what the form asks
    finish: Callable[[OfficePlan, Any, Values], OfficePlan] = lambda plan, _thing, _values: plan
    ask: Callable[[OfficePlan, Any], Values] = lambda _plan, _thing: {}  # values that are no field of the thing
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


def counter_name(counter: Any) -> str:
    return translate(lang(), "Counter {number}", number=counter.number)


def dated(day: date, name: str) -> str:
    return f"{name}, {long_date(day, lang=lang())}"


def template_name(template: str) -> str:
    return translate(lang(), TEMPLATES.get(template, template))


def translated(table: dict[str, str], keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(key, translate(lang(), table[key])) for key in keys]

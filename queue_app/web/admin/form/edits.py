"""Edits of one thing in a list of the set-up: from plan to plan, as setup.change wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from queue_app.domain.log.errors import NotFound
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import LISTS, OfficePlan, key_of
from queue_app.web.admin.form.forms import Edit, FieldOf, current
from queue_app.web.admin.form.section import Section, Values

FIELD_OF_CODE = {"no_counter": "counters"}  # of a fault that is mended in another field than where it stands


def index_of(section: Section, plan: OfficePlan, key: str) -> int:
    """Where the thing of that key stands in its list. Raises NotFound."""
    keys = [key_of(section.table, each) for each in section.things(plan)]
    if key not in keys:
        raise NotFound(what="page")
    return keys.index(key)


def values_of(section: Section, plan: OfficePlan, key: str) -> Values:
    """What the form of the thing starts with. Raises NotFound."""
    thing = section.things(plan)[index_of(section, plan, key)]
    return {**{each.name: getattr(thing, each.name) for each in fields(thing)}, **section.ask(plan, thing)}


def added(section: Section, values: Callable[[], Values]) -> Edit:
    """The plan with one more thing, at the end of its list."""

    def edit(plan: OfficePlan) -> OfficePlan:
        kind = LISTS[section.table][1]
        thing = kind(**_own(kind, {**(section.new or {}), **values()}))
        return section.finish(_with(section, plan, [*section.things(plan), thing]), thing, values())

    return edit


def edited(section: Section, key: str, values: Callable[[], Values]) -> Edit:
    """The plan with new values in one thing. The edit raises NotFound."""

    def edit(plan: OfficePlan) -> OfficePlan:
        things, place = list(section.things(plan)), index_of(section, plan, key)
        things[place] = replace(things[place], **_own(type(things[place]), values()))
        return section.finish(_with(section, plan, things), things[place], values())

    return edit


def switched(section: Section, key: str, *, is_active: bool) -> Edit:
    """The plan with the thing in use, or out of use."""

    def edit(plan: OfficePlan) -> OfficePlan:
        things, place = list(section.things(plan)), index_of(section, plan, key)
        things[place] = replace(things[place], is_active=is_active)
        return _with(section, plan, things)

    return edit


def moved(section: Section, key: str, *, by: int) -> Edit:
    """The plan with the thing so many places further down among those of its own group, or up, as far as there are."""

    def edit(plan: OfficePlan) -> OfficePlan:
        things, place = list(section.things(plan)), index_of(section, plan, key)
        group = getattr(things[place], "group", None)
        near = [at for at, each in enumerate(things) if getattr(each, "group", None) == group]
        own = [things[at] for at in near]
        own.insert(max(near.index(place) + by, 0), own.pop(near.index(place)))
        for at, thing in zip(near, own, strict=True):
            things[at] = thing
        return _with(section, plan, things)

    return edit


def removed(section: Section, key: str) -> Edit:
    """The plan without the thing. The edit raises NotFound, also for what may not be removed."""

    def edit(plan: OfficePlan) -> OfficePlan:
        things, place = list(section.things(plan)), index_of(section, plan, key)
        if not section.may_remove(plan, things.pop(place)):
            raise NotFound(what="page")
        return _with(section, plan, things)

    return edit


def field_of(section: Section, key: str | None, edit: Edit) -> FieldOf:
    """The field of the thing's form (key None: of a new one) that a fault of the edited plan belongs to."""

    def found(fault: Fault) -> str | None:
        plan = current()
        place = len(section.things(edit(plan))) - 1 if key is None else index_of(section, plan, key)
        if fault.where[:2] != (section.table, place) or len(fault.where) < 3:
            return None
        return FIELD_OF_CODE.get(fault.code, str(fault.where[2]))

    return found


def _with(section: Section, plan: OfficePlan, things: Sequence[Any]) -> OfficePlan:
    changed: dict[str, Any] = {LISTS[section.table][0]: things}
    return replace(plan, **changed)


def _own(kind: type[Any], values: Values) -> Values:
    """Of the values those that are the thing's own fields."""
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in values.items() if name in names}

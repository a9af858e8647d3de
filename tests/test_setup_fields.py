"""A field of the set-up is known everywhere once it has its limit, its column and its blank: nothing else names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, get_type_hints

import pytest

from queue_app.actions.office import setup
from queue_app.domain.log.rights import Role
from queue_app.domain.office import limits, plan_file
from queue_app.domain.office.limits import Between, Length, Limit, OneOf
from queue_app.domain.office.plan import KEYS, LISTS, OFFICE_FIELDS, ONES, TABLES, OfficePlan
from queue_app.domain.office.plan_changes import differences
from queue_app.domain.office.plan_export import export
from queue_app.domain.paper.ticket_layout import ALIGNS, PARTS
from queue_app.web.admin import standards, ticket
from queue_app.web.admin.form.places import label
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.admin.settings import SETTINGS
from queue_app.web.journal.setup import THINGS, VALUES
from tests.actions.office.test_setup import rich, without_passwords
from tests.factories import make_plan
from tests.offices import Office

TODAY = date(2026, 11, 22)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OWN_RULE = {  # texts that no limit holds, but a rule of plan_check
    ("counter", "zone"), ("officer", "nip"), *(("hours", day) for day in DAYS),
}  # fmt: skip
UNASKED = {  # fields without a blank of their name: they never change, or their page is no list of blanks
    ("office", "slug"), ("office", "time_zone"), ("office", "is_demo"), ("room", "slides"), ("counter", "further"),
    ("hours", "template"), *(("hours", day) for day in DAYS), ("text", "key"), ("text", "text_id"),
    ("text", "text_en"), ("ticket_line", "what"), ("standard", "components"),
}  # fmt: skip
TIED = {  # fields that cannot hold just anything else: what they name must be there, or a rule ties them to others
    ("office", "slug"), ("office", "time_zone"), ("room", "slides"), ("service", "group"), ("officer", "employment"),
    ("officer", "nip"), ("officer", "password"), ("standard", "valid_from"), ("season", "template"),
    ("special_day", "hours"), ("ticket_line", "what"),
    *(("counter", name) for name in ("services", "helps", "further", "zone")),
    *(("hours", day) for day in DAYS), *((table, name) for table, names in KEYS.items() for name in names),
}  # fmt: skip
TEXTS = ("x", "X", "#123456")


def names(table: str) -> list[str]:
    """The fields of a table of the set-up; those that are tables of their own are not among them."""
    own = OFFICE_FIELDS if table == "office" else [each.name for each in fields(TABLES[table])]
    return [name for name in own if name != "standards"]


FIELDS = [(table, name) for table in TABLES for name in names(table)]


def limit_of(table: str, name: str) -> Limit | None:
    return limits.of(TABLES[table]).get(name)


def thing_of(plan: OfficePlan, table: str) -> Any:
    """The one of the table, or the last of its list."""
    if table == "office":
        return plan
    if table == "standard":
        return next(each for each in plan.services if each.standards).standards[0]
    return getattr(plan, table) if table in ONES else getattr(plan, LISTS[table][0])[-1]


def another(table: str, name: str, value: Any) -> Any:
    """Something else that the field may hold."""
    limit = limit_of(table, name)
    if isinstance(limit, OneOf):
        return next(each for each in limit.choices if each != value)
    if isinstance(limit, Between):
        return limit.most if value != limit.most else limit.least
    if isinstance(limit, Length):
        return next(each for each in TEXTS if each != value and limit.fault((), each) is None)
    return OTHERS[next(kind for kind in OTHERS if isinstance(value, kind))](value)


OTHERS: dict[type, Any] = {
    bool: lambda value: not value,
    date: lambda value: value + timedelta(days=1),
    Role: lambda value: next(each for each in Role if each is not value),
    Mapping: lambda _value: {"product": "x"},
    Sequence: lambda _value: ("x",),
}


def changed(plan: OfficePlan, table: str, name: str) -> OfficePlan:
    """The plan with something else in one field."""
    thing = thing_of(plan, table)
    other = replace(thing, **{name: another(table, name, getattr(thing, name))})
    parts: dict[str, Any] = {table: other}
    if table == "standard":
        parts = {"services": [replace(each, standards=[other]) if each.standards else each for each in plan.services]}
    elif table in LISTS:
        attribute = LISTS[table][0]
        parts = {attribute: [*getattr(plan, attribute)[:-1], other]}
    return other if table == "office" else replace(plan, **parts)


FREE = [each for each in FIELDS if each not in TIED]
each_field = pytest.mark.parametrize(("table", "name"), FIELDS)


def blanks() -> Iterator[tuple[str, str]]:
    for section in SECTIONS.values():
        yield from ((section.table, blank.name) for part in section.parts for blank in part.blanks)
    asked = {blank.name for kind in SETTINGS.values() for blank in kind.blanks()}
    yield from ((table, name) for table in ("office", *ONES) for name in names(table) if name in asked)
    yield from (("standard", blank.name) for part in standards.PARTS for blank in part.blanks)
    yield from (("ticket_line", blank.name) for blank in ticket.LOOKS)


def test_every_text_and_number_has_its_limit() -> None:
    bare = {table: get_type_hints(kind) for table, kind in TABLES.items()}
    bounded = [each for each in FIELDS if bare[each[0]][each[1]] in {str, int, str | None, int | None}]

    assert {each for each in bounded if limit_of(*each) is None} == OWN_RULE


def test_every_field_is_asked_in_a_form() -> None:
    assert set(FIELDS) - set(blanks()) == UNASKED


@each_field
def test_every_field_has_its_words(table: str, name: str) -> None:
    assert name not in {label(table, name, lang="id"), label(table, name, lang="en")}


@pytest.mark.parametrize(("table", "name"), [each for each in FIELDS if isinstance(limit_of(*each), OneOf)])
def test_every_code_has_its_words(table: str, name: str) -> None:
    limit = limit_of(table, name)
    words = {
        **VALUES,
        ("text", "key"): THINGS["text"],
        ("ticket_line", "what"): PARTS,
        ("ticket_line", "align"): ALIGNS,
    }

    assert isinstance(limit, OneOf)
    assert list(words[table, name]) == list(limit.choices)


@pytest.mark.parametrize(("table", "name"), FREE)
def test_a_change_of_any_field_is_told_and_goes_through_the_file(table: str, name: str) -> None:
    before = rich(make_plan())
    after = changed(before, table, name)

    assert [(each.what, each.field_names) for each in differences(before, after)] == [
        (table, {"ticket_line": "lines"}.get(table, name)),
    ]
    assert plan_file.read(export(after), today=TODAY) == without_passwords(after)


def test_a_change_of_every_field_goes_through_the_rows(office: Office) -> None:
    wanted = rich(setup.current(office.desk, office.office_id))
    for table, name in FREE:
        wanted = changed(wanted, table, name)
    setup.change(office.desk, office.office_id, by=office.officers["tini"], edit=lambda _plan: wanted)

    assert setup.current(office.desk, office.office_id) == without_passwords(wanted)

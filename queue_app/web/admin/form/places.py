"""What the parts of a set-up file are called, as their own pages call them: for its faults and its differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from queue_app.domain.office.faults import Where
from queue_app.domain.office.plan import ONES
from queue_app.domain.office.standards import COMPONENTS
from queue_app.texts import translate
from queue_app.web.admin.calendar import DAYS
from queue_app.web.admin.form.fields import Blank, _
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.admin.settings import SETTINGS
from queue_app.web.admin.standards import PARTS
from queue_app.web.admin.ticket import LOOKS
from queue_app.web.journal.words import SETUP

FIELDS: dict[str, str] = {  # what no form of ours asks, and the log's file names
    "slug": _("Short name"),
    "time_zone": _("Time zone"),
    "zone": _("Time zone"),  # as set-up files and events named it until version 0.3
    "is_demo": _("Demo"),
    "kind": _("Kind"),
    "source": _("Source"),
    "ranks": _("Ranks of services"),
    "codes": _("Order"),
    "components": _("Components"),
    "valid_from": _("In force from"),
    "decree": _("Number of the decree (SK)"),
    "template": _("Week"),
    "standard": _("Service standard"),
    "key": _("Text"),
    "day": _("Day"),
    "further": _("Helps later"),
    "text_id": _("In Indonesian"),
    "text_en": _("In English"),
    "what": _("Part"),
    "lines": _("Parts"),
}
UNASKED: dict[str, tuple[str, ...]] = {  # table -> those of FIELDS that are its own
    "text": ("text_id", "text_en"),
    "ticket_line": ("what", "lines"),
    "order": ("codes",),
}
IN_LISTS = ("standard", "requirements_id", "requirements_en")  # of which the fault's own words name no element


def _in_lists() -> Iterator[tuple[str, Blank]]:
    """Table and blank of every field that the lists' forms ask or name."""
    for section in SECTIONS.values():
        yield from ((section.table, blank) for part in section.parts for blank in part.blanks)


def _labels() -> Iterator[tuple[tuple[str, str], str]]:
    yield from (((table, blank.name), blank.alone or blank.label) for table, blank in _in_lists())
    for table in ("office", *ONES, "hours", "text"):  # those without a list of their own
        yield from (((table, blank.name), blank.label) for kind in SETTINGS.values() for blank in kind.blanks())
    yield from ((("standard", blank.name), blank.label) for part in PARTS for blank in part.blanks)
    yield from ((("ticket_line", blank.name), blank.label) for blank in LOOKS)
    yield ("printer", "roll_m"), _("Length of the roll (m)")
    yield ("printer", "used_m"), _("Used of it (m)")
    yield ("clip", "seconds"), _("Length in seconds")
    yield ("room", "slides"), _("Slides")
    yield ("media", "kind"), _("Kind")
    yield ("first_step", "is_said"), _("Said")
    yield ("media", "title"), _("Title")
    yield ("media", "has_sound"), _("With sound")
    yield ("media", "position"), _("Place in the playlist")
    yield from ((("hours", day), name) for day, name in DAYS.items())
    yield from (((table, name), FIELDS[name]) for table, names in UNASKED.items() for name in names)


def _codes() -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    yield from (((table, blank.name), blank.names) for table, blank in _in_lists() if blank.names)
    asked = {blank.name: blank.names for kind in SETTINGS.values() for blank in kind.blanks() if blank.names}
    for table, kind in ONES.items():
        yield from (((table, each.name), asked[each.name]) for each in fields(kind) if each.name in asked)


LABELS: dict[tuple[str, str], str] = dict(_labels())  # (table of the set-up, field) -> msgid
CODES: dict[tuple[str, str], Mapping[str, str]] = dict(_codes())  # (table, field) -> code that it may hold -> msgid
ANYWHERE: dict[str, str] = {  # field -> msgid, in a table that has no such field of its own
    **{key: each.name for key, each in COMPONENTS.items()},
    **DAYS,
    **FIELDS,
    **{blank.name: blank.alone for _table, blank in _in_lists() if blank.alone},
}


def place(where: Where, of: str, *, lang: str) -> str:
    """Where a fault stands: "Officer ‘hendra’: Role". of: what the thing is known by; else its number is told."""
    if not where:
        return ""
    table, rest = str(where[0]), list(where[1:])
    thing = translate(lang, SETUP[table]).capitalize() if table in SETUP else table
    if rest and isinstance(rest[0], int):
        thing += f" ‘{of}’" if of else f" no. {rest[0] + 1}"
        del rest[0]
    parts = ", ".join(_parts(table, rest, lang))
    return f"{thing}: {parts}" if parts else thing


def _parts(table: str, parts: list[str | int], lang: str) -> Iterator[str]:
    before = ""
    for part in parts:
        if isinstance(part, str):
            yield label(table, part, lang=lang)
            before = part
        elif before in IN_LISTS:
            yield f"no. {part + 1}"


def label(table: str, name: str, *, lang: str) -> str:
    """As the form of that part of the set-up calls the field."""
    return translate(lang, LABELS.get((table, name)) or ANYWHERE.get(name, name))

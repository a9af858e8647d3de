"""What the parts of a set-up file are called, as their own pages call them: for its faults and its differences."""

from __future__ import annotations

from collections.abc import Iterator

from queue_app.domain.faults import Where
from queue_app.domain.standards import COMPONENTS
from queue_app.texts import translate
from queue_app.web.admin_calendar import DAYS
from queue_app.web.admin_fields import _
from queue_app.web.admin_sections import SECTIONS
from queue_app.web.admin_settings import SETTINGS
from queue_app.web.journal_words import SETUP

FIELDS: dict[str, str] = {  # what no form of ours asks, and the log's file names
    "slug": _("Short name"),
    "zone": _("Time zone"),
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
}
ALONE: dict[str, str] = {  # whose own forms have a heading above the label
    "requirements_id": _("Requirements in Indonesian"),
    "requirements_en": _("Requirements in English"),
}
IN_LISTS = ("standard", "requirements_id", "requirements_en")  # of which the fault's own words name no element


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
    kinds = [each for each in SECTIONS.values() if each.table == table] or SETTINGS.values()
    labels = {blank.name: blank.label for kind in kinds for part in kind.parts for blank in part.blanks}
    components = {key: each.name for key, each in COMPONENTS.items()}
    return translate(lang, {**components, **DAYS, **FIELDS, **labels, **ALONE}.get(name, name))

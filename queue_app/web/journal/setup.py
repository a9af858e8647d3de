"""Changes of the set-up in words: each field as the administrator's forms name it, each value as people read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from queue_app.domain.hall.room import SLIDES
from queue_app.domain.office import first_steps
from queue_app.domain.office.plan import KEYS
from queue_app.store.log.journal import Names
from queue_app.texts import translate, with_dates
from queue_app.web.admin.counters import RANKS
from queue_app.web.admin.form.fields import _
from queue_app.web.admin.form.places import CODES, LABELS
from queue_app.web.admin.form.section import NONE, TEMPLATES, YES_NO
from queue_app.web.admin.ticket import written

LONGEST = 160  # letters of a value; the whole of it is in the table of the day
Facts = dict[tuple[str, str], Any]  # (field, what of it) -> value
VALUES: dict[tuple[str, str], Mapping[str, str]] = {  # fields that hold a code
    **CODES,
    ("counter", "ranks"): RANKS,
    ("media", "kind"): {"picture": _("Picture"), "video": _("Video"), "logo": _("Logo")},
    ("room", "slides"): SLIDES,
}
THINGS: dict[str, Mapping[str, str]] = {  # tables whose keys are codes
    "hours": TEMPLATES,
    "text": {
        "notice": _("Notice"),
        "ticket_footer": _("Foot of the ticket"),
        "maklumat": _("Service pledge (maklumat pelayanan)"),
        "directions": _("The way to the office"),
        "survey_foot": _("Foot of the survey form"),
    },
    "first_step": first_steps.SAID,
    "order": {"group": _("Groups & series"), "service": _("Services"), "zone": _("Zones")},
}


def thing(what: str, key: str, names: Names, *, lang: str) -> str:
    """What was changed: a person by name, a date in words, all else by its own key."""
    if what == "officer" and key.isdecimal():
        return names.officers.get(int(key), key)
    found = THINGS.get(what, {}).get(key)
    return translate(lang, found) if found else with_dates(key, lang=lang)


def changes(data: Mapping[str, Any], *, lang: str) -> list[str]:
    """What became of each field: "Series: A → B"; of something new or gone, that it is, and what it holds."""
    what, before, after = str(data.get("what")), _facts(data.get("before")), _facts(data.get("after"))
    if before and after:
        places = [place for place in {**before, **after} if before.get(place) != after.get(place)]
        return [
            f"{_label(what, place, lang)}: {_value(what, place, before, lang)} → {_value(what, place, after, lang)}"
            for place in places
        ]
    if before or after:
        held = before or after
        told = [place for place in held if place[0] not in KEYS.get(what, ()) and held[place] not in (None, "", [])]
        values = [f"{_label(what, place, lang)}: {_value(what, place, held, lang)}" for place in told]
        return [translate(lang, "added") if after else translate(lang, "removed"), *values]
    changed = translate(lang, "changed")
    return [f"{_label(what, (name, ''), lang)}: {changed}" for name in str(data.get("field_names") or "").split()]


def _facts(text: object) -> Facts:
    """The fields that the log holds, those within a field apart; none where it holds something else."""
    try:
        found = json.loads(str(text or "{}"))
    except ValueError:
        return {}
    facts: Facts = {}
    for field, value in found.items() if isinstance(found, dict) else ():
        parts = value if isinstance(value, dict) else {"": value}
        facts.update({(field, str(part)): each for part, each in parts.items()})
    return facts


def _label(what: str, place: tuple[str, str], lang: str) -> str:
    field, part = place
    name = part or field
    return translate(lang, LABELS.get((what, name), name))


def _value(what: str, place: tuple[str, str], facts: Facts, lang: str) -> str:
    value = facts.get(place)
    if value in (None, "", []):
        return NONE
    if isinstance(value, bool):
        return translate(lang, YES_NO[value])
    if isinstance(value, list):
        parts = [written(each, lang=lang) if isinstance(each, dict) else str(each) for each in value]
        return _short("; ".join(parts) if what == "ticket_line" else ", ".join(parts))
    codes = VALUES.get((what, place[0]), {})
    words = [codes[each] for each in ([value] if value in codes else str(value).split()) if each in codes]
    if words:
        return ", ".join(translate(lang, each) for each in words)
    return _short(with_dates(str(value), lang=lang))


def _short(text: str) -> str:
    line = ", ".join(text.splitlines())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"

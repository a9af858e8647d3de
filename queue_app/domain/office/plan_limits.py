"""What each field of a set-up may hold, as tables: lengths as wide as the columns, numbers, choices and shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from queue_app.domain.hall.room import LANGUAGES, NUMBERINGS, READINGS, THEMES
from queue_app.domain.office.plan import EMPLOYMENTS, HOLIDAY_KINDS, TEXTS
from queue_app.domain.queue.outcomes import Place
from queue_app.domain.queue.routing import LIMITS, POLICIES

LEAST_PASSWORD, MOST_PASSWORD = 10, 200
MOST_COMPONENT = 5000  # characters of one component of a standard
MOST_LINE = 200  # characters of one requirement

# table -> field -> (least, most)
TEXT_LENGTHS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "office": {"slug": (1, 40), "name": (1, 120), "address": (0, 200), "time_zone": (1, 40)},
    "room": {"accent": (0, 7), "slides": (0, 120)},
    "group": {"code": (1, 20), "name_id": (1, 80), "name_en": (1, 80)},
    "service": {"code": (1, 10), "group": (1, 20), "series": (1, 1), "name_id": (1, 120), "name_en": (1, 120)},
    "standard": {"decree": (0, 120)},
    "zone": {"code": (1, 20), "name_id": (1, 80), "name_en": (1, 80), "hall": (0, 20)},
    "officer": {"username": (1, 40), "name": (1, 80), "password": (0, MOST_PASSWORD)},
    "hours": {"template": (1, 20)},
    "season": {"template": (1, 20)},
    "special_day": {"name": (1, 120), "hours": (0, 80)},
    "holiday": {"name": (1, 120), "source": (0, 80)},
    "text": {"text_id": (0, 2000), "text_en": (0, 2000)},
    "ticket_line": {"text_id": (0, 400), "text_en": (0, 400)},
}
NUMBERS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "policy": LIMITS,
    "rules": {
        "recalls_before_no_show": (0, 10),
        "restore_within_min": (0, 1440),
        "restore_after": (0, 100),
        "last_ticket_min": (0, 480),
    },
    "service": {"standard_minutes": (1, 480), "daily_quota": (1, 9999)},
    "counter": {"number": (1, 999)},
    "room": {"repeat": (1, 3), "rate_pct": (70, 130), "slide_s": (5, 120)},
}
CHOICES: Mapping[str, Mapping[str, Iterable[str]]] = {
    "policy": {"kind": POLICIES},
    "rules": {"restore_place": [place.value for place in Place]},
    "room": {"theme": THEMES, "reading": READINGS, "languages": LANGUAGES, "numbering": NUMBERINGS},
    "officer": {"employment": EMPLOYMENTS},
    "holiday": {"kind": HOLIDAY_KINDS},
    "text": {"key": TEXTS},
}
CODE = re.compile(r"[A-Za-z0-9_-]+")
# table -> field -> (shape, code of the fault)
SHAPES: Mapping[str, Mapping[str, tuple[re.Pattern[str], str]]] = {
    "office": {"slug": (re.compile(r"[a-z0-9-]+"), "bad_slug")},
    "room": {"accent": (re.compile(r"(#[0-9A-Fa-f]{6})?"), "bad_colour")},
    "group": {"code": (CODE, "bad_code")},
    "service": {"code": (CODE, "bad_code"), "series": (re.compile(r"[A-Z]"), "bad_letter")},
    "zone": {"code": (CODE, "bad_code"), "hall": (re.compile(r"[A-Za-z0-9_-]*"), "bad_code")},
    "officer": {"username": (re.compile(r"[a-z0-9._-]+"), "bad_username")},
    "hours": {"template": (CODE, "bad_code")},
}

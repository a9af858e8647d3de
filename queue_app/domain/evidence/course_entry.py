"""An entry of the training register: what it holds, and within what limits. Its words are rows outside the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from queue_app.domain.log.errors import BadInput

LONGEST_TOPIC = 120
LONGEST_NOTE = 500
MOST_HOURS = 400
FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """day: its last one. hours: lesson hours (JP). services: those it was about, by id; none: about no service."""

    topic: str
    day: date
    hours: int
    note: str = ""
    services: frozenset[int] = frozenset()
    attendees: frozenset[int] = frozenset()


def checked(entry: CourseEntry, *, today: date, services: frozenset[int], officers: frozenset[int]) -> CourseEntry:
    """The entry as it is kept. services, officers: of the office.

    Raises BadInput naming the field: topic, day (to come, or long ago), hours, note, services or attendees.
    """
    topic, note = " ".join(entry.topic.split()), entry.note.strip()
    faults = {
        "topic": (not 1 <= len(topic) <= LONGEST_TOPIC or "\0" in topic, f"1-{LONGEST_TOPIC}"),
        "day": (entry.day.year < FIRST_YEAR or entry.day > today, f"<= {today}"),
        "hours": (not 1 <= entry.hours <= MOST_HOURS, f"1-{MOST_HOURS}"),
        "note": (len(note) > LONGEST_NOTE or "\0" in note, f"0-{LONGEST_NOTE}"),
        "services": (not entry.services <= services, "services"),
        "attendees": (not entry.attendees or not entry.attendees <= officers, "officers"),
    }
    for field, (is_wrong, expected) in faults.items():
        if is_wrong:
            raise BadInput(field=field, expected=expected)
    return CourseEntry(topic, entry.day, entry.hours, note, entry.services, entry.attendees)

"""The training register: a supervisor enters a course, withdraws an entry, or changes what is suggested for gaps."""

from __future__ import annotations

from collections.abc import Mapping

from queue_app.domain.evidence import course_entry
from queue_app.domain.evidence.course_entry import LONGEST_TOPIC, CourseEntry
from queue_app.domain.evidence.gaps import Gap
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.store.desk import Desk
from queue_app.store.evidence import courses as rows
from queue_app.store.office import accounts, catalogue


def note(desk: Desk, office_id: int, entry: CourseEntry, *, by: int) -> int:
    """Enters a course that is over; answers the entry's id. Raises BadInput, as course_entry.checked does."""
    with desk.transaction(office_id) as work:
        kept = course_entry.checked(
            entry,
            today=work.today,
            services=frozenset(each.id for each in catalogue.all_services(work.connection, office_id)),
            officers=frozenset(accounts.colleagues(work.connection, office_id)),
        )
        course_id = rows.add(work.connection, office_id, kept, by=by, at=work.now)
        work.record(
            events.CourseNoted(
                course_id=course_id, business_date=kept.day.isoformat(), hours=kept.hours,
                services=rows.numbers(kept.services), officers=rows.numbers(kept.attendees), by_id=by,
            )
        )  # fmt: skip
    return course_id


def withdraw(desk: Desk, office_id: int, *, course_id: int, by: int) -> None:
    """Takes an entry out of every figure; it stays in the register, marked so. Raises NotFound, also when repeated."""
    with desk.transaction(office_id) as work:
        day = rows.withdraw(work.connection, office_id, course_id, by=by, at=work.now)
        work.record(events.CourseWithdrawn(course_id=course_id, business_date=day.isoformat(), by_id=by))


def set_topics(desk: Desk, office_id: int, wanted: Mapping[str, str], *, by: int) -> None:
    """What is suggested for each gap. wanted: by value of gaps.Gap; an empty one is the program's own again.

    Raises BadInput: a gap that is none, or a topic that is too long.
    """
    kept = {gap: " ".join(topic.split()) for gap, topic in wanted.items() if topic.split()}
    if not set(wanted) <= set(Gap) or any(len(each) > LONGEST_TOPIC or "\0" in each for each in kept.values()):
        raise BadInput(field="topic", expected=f"1-{LONGEST_TOPIC}")
    with desk.transaction(office_id) as work:
        if kept == rows.topics(work.connection, office_id):
            return
        rows.set_topics(work.connection, office_id, kept)
        work.record(events.TopicsSet(by_id=by))

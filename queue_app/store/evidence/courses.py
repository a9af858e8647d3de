"""Rows of the training register, and of the topics that are suggested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from queue_app.domain.evidence.course_entry import CourseEntry
from queue_app.domain.log.errors import NotFound
from queue_app.store.evidence.course_tables import Course, CourseAttendee, CourseTopic


@dataclass(frozen=True, slots=True)
class KeptCourse:
    """One entry of the register, also one that was withdrawn."""

    id: int
    entry: CourseEntry
    is_withdrawn: bool


_COURSES = (
    select(
        Course.id, Course.topic, Course.business_date, Course.hours, Course.note, Course.services, Course.withdrawn_at
    )
    .where(Course.office_id == bindparam("office"))
    .order_by(Course.business_date.desc(), Course.id.desc())
)
_ATTENDEES = (
    select(CourseAttendee.course_id, CourseAttendee.officer_id)
    .join(Course, Course.id == CourseAttendee.course_id)
    .where(Course.office_id == bindparam("office"))
)
_TOPICS = select(CourseTopic.gap, CourseTopic.topic).where(CourseTopic.office_id == bindparam("office"))


def courses(connection: Connection, office_id: int) -> list[KeptCourse]:
    """The whole register, the newest course first."""
    attended: dict[int, set[int]] = {}
    for course_id, officer_id in connection.execute(_ATTENDEES, {"office": office_id}):
        attended.setdefault(course_id, set()).add(officer_id)
    return [
        KeptCourse(
            row.id,
            CourseEntry(
                row.topic, row.business_date, row.hours, row.note,
                frozenset(map(int, row.services.split())), frozenset(attended.get(row.id, ())),
            ),
            row.withdrawn_at is not None,
        )
        for row in connection.execute(_COURSES, {"office": office_id})
    ]  # fmt: skip


def course(connection: Connection, office_id: int, course_id: int) -> KeptCourse:
    """One of the register. Raises NotFound."""
    found = next((each for each in courses(connection, office_id) if each.id == course_id), None)
    if found is None:
        raise NotFound(what="course")
    return found


def add(connection: Connection, office_id: int, entry: CourseEntry, *, by: int, at: datetime) -> int:
    """Answers the entry's id."""
    row = {
        "office_id": office_id, "business_date": entry.day, "topic": entry.topic, "hours": entry.hours,
        "note": entry.note, "services": numbers(entry.services), "noted_by": by, "noted_at": at,
    }  # fmt: skip
    course_id = connection.execute(insert(Course).returning(Course.id), row).scalar_one()
    own = [{"course_id": course_id, "officer_id": officer_id} for officer_id in sorted(entry.attendees)]
    connection.execute(insert(CourseAttendee), own)
    return course_id


def withdraw(connection: Connection, office_id: int, course_id: int, *, by: int, at: datetime) -> date:
    """Answers the day of the course. Raises NotFound where none of that number stands."""
    mine = (Course.id == course_id, Course.office_id == office_id, Course.withdrawn_at.is_(None))
    changed = update(Course).where(*mine).values(withdrawn_by=by, withdrawn_at=at).returning(Course.business_date)
    day = connection.execute(changed).scalar_one_or_none()
    if day is None:
        raise NotFound(what="course")
    return day


def numbers(ids: frozenset[int]) -> str:
    """As rows and the log keep them."""
    return " ".join(map(str, sorted(ids)))


def topics(connection: Connection, office_id: int) -> dict[str, str]:
    """The office's own topics, by gap; one that it has not changed is missing."""
    return {row.gap: row.topic for row in connection.execute(_TOPICS, {"office": office_id})}


def set_topics(connection: Connection, office_id: int, wanted: Mapping[str, str]) -> None:
    """Writes all of them anew."""
    connection.execute(delete(CourseTopic).where(CourseTopic.office_id == office_id))
    if wanted:
        rows = [{"office_id": office_id, "gap": gap, "topic": topic} for gap, topic in wanted.items()]
        connection.execute(insert(CourseTopic), rows)

"""Forums in and out of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from queue_app.domain.citizen.forum.forums import Became, Forum, Group, Promise
from queue_app.domain.log.errors import NotFound
from queue_app.store.citizen.forum.tables import ForumAttendance, ForumPromise, ForumRow


@dataclass(frozen=True, slots=True)
class KeptForum:
    """One forum with who came and what was promised. list_stored_as, list_kind: of the signed list, where one is."""

    id: int
    forum: Forum
    is_published: bool
    list_stored_as: str | None
    list_kind: str | None
    counts: Mapping[Group, int]
    promises: Mapping[int, Promise]


def all_of(connection: Connection, office_id: int) -> list[KeptForum]:
    """Of an office, the newest first."""
    asked = select(ForumRow.__table__).where(ForumRow.office_id == office_id)
    rows = connection.execute(asked.order_by(ForumRow.held_on.desc(), ForumRow.id.desc())).all()
    return [_kept(connection, row) for row in rows]


def one(connection: Connection, office_id: int, forum_id: int) -> KeptForum:
    """Raises NotFound."""
    asked = select(ForumRow.__table__).where(ForumRow.office_id == office_id, ForumRow.id == forum_id)
    row = connection.execute(asked).first()
    if row is None:
        raise NotFound(what="forum")
    return _kept(connection, row)


def add(connection: Connection, office_id: int, forum: Forum) -> int:
    """A new one, which nobody outside reads yet; gives its number."""
    made = connection.execute(insert(ForumRow).values(office_id=office_id, **_values(forum)).returning(ForumRow.id))
    return int(made.scalar_one())


def change(connection: Connection, forum_id: int, forum: Forum, counts: Mapping[Group, int]) -> None:
    """What is told of it, and how many came."""
    connection.execute(update(ForumRow).where(ForumRow.id == forum_id).values(**_values(forum)))
    connection.execute(delete(ForumAttendance).where(ForumAttendance.forum_id == forum_id))
    for group, people in counts.items():
        connection.execute(insert(ForumAttendance).values(forum_id=forum_id, group=group, people=people))


def publish(connection: Connection, forum_id: int, *, is_published: bool) -> None:
    """Whether everybody reads it."""
    connection.execute(update(ForumRow).where(ForumRow.id == forum_id).values(is_published=is_published))


def keep_list(connection: Connection, forum_id: int, *, stored_as: str, kind: str) -> None:
    """The signed list, in place of the one before."""
    connection.execute(update(ForumRow).where(ForumRow.id == forum_id).values(list_stored_as=stored_as, list_kind=kind))


def add_promise(connection: Connection, office_id: int, forum_id: int, promise: Promise) -> int:
    """Gives its number."""
    values = {**promise._asdict(), "office_id": office_id, "forum_id": forum_id}
    return int(connection.execute(insert(ForumPromise).values(**values).returning(ForumPromise.id)).scalar_one())


def end_promise(
    connection: Connection, forum_id: int, promise_id: int, *, became: Became, done_on: date, result: str
) -> None:
    """What became of it, once. Raises NotFound where it is none of the forum's, or has ended already."""
    done = connection.execute(
        update(ForumPromise)
        .where(ForumPromise.id == promise_id, ForumPromise.forum_id == forum_id, ForumPromise.became == Became.OPEN)
        .values(became=became, done_on=done_on, result=result)
    )
    if done.rowcount != 1:
        raise NotFound(what="promise")


def lists_in_use(connection: Connection) -> set[str]:
    """Names of the files of every office."""
    asked = select(ForumRow.list_stored_as).where(ForumRow.list_stored_as.is_not(None))
    return {str(name) for name in connection.execute(asked).scalars()}


def _values(forum: Forum) -> dict[str, object]:
    return {
        "title": forum.title, "kind": forum.kind, "held_on": forum.held_on, "place": forum.place,
        "invitation": forum.invitation, "minutes": forum.minutes,
    }  # fmt: skip


def _kept(connection: Connection, row: Row[Any]) -> KeptForum:
    counts = select(ForumAttendance.group, ForumAttendance.people).where(ForumAttendance.forum_id == row.id)
    promises = (
        select(
            ForumPromise.id, ForumPromise.text, ForumPromise.owner, ForumPromise.due_on, ForumPromise.became,
            ForumPromise.done_on, ForumPromise.result,
        )
        .where(ForumPromise.forum_id == row.id)
        .order_by(ForumPromise.due_on, ForumPromise.id)
    )  # fmt: skip
    return KeptForum(
        row.id, Forum(row.title, row.kind, row.held_on, row.place, row.invitation, row.minutes), row.is_published,
        row.list_stored_as, row.list_kind,
        {group: people for group, people in connection.execute(counts)},  # noqa: C416 - rows are no pairs to a dict
        {row.id: Promise(*row[1:]) for row in connection.execute(promises)},
    )  # fmt: skip

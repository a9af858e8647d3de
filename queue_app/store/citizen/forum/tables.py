"""Forums as they are kept: no name of who came, but the signed list, which is sealed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.citizen.forum.forums import Became, ForumKind, Group
from queue_app.store.base import Base, RowId, stored_by_value


class ForumRow(Base):
    """One forum. is_published: everybody reads it."""

    __tablename__ = "forum"
    __table_args__ = (Index("ix_forum_office", "office_id", "held_on"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[ForumKind] = mapped_column(stored_by_value(ForumKind, "forum_kind"))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120))
    invitation: Mapped[str] = mapped_column(Text)
    minutes: Mapped[str] = mapped_column(Text)
    is_published: Mapped[bool] = mapped_column(server_default=false())
    list_stored_as: Mapped[str | None] = mapped_column(String(40))  # the signed list: sealed, in the folder of uploads
    list_kind: Mapped[str | None] = mapped_column(String(20))


class ForumAttendance(Base):
    """How many of a group came."""

    __tablename__ = "forum_attendance"
    forum_id: Mapped[int] = mapped_column(RowId, ForeignKey("forum.id"), primary_key=True, autoincrement=False)
    group: Mapped[Group] = mapped_column("group_code", stored_by_value(Group, "forum_group"), primary_key=True)
    people: Mapped[int]


class ForumPromise(Base):
    """What was promised there, and what became of it."""

    __tablename__ = "forum_promise"
    __table_args__ = (Index("ix_forum_promise_forum", "forum_id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    forum_id: Mapped[int] = mapped_column(RowId, ForeignKey("forum.id"))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(120))  # an office or a section, no person
    due_on: Mapped[date]
    became: Mapped[Became] = mapped_column(stored_by_value(Became, "forum_became"))
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text)

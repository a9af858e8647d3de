"""Complaints as they are kept. What was said, by whom and of whom is sealed; numbers are random and tell no order."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.citizen.complaints.deadlines import Counting, Stage
from queue_app.domain.citizen.complaints.kinds import Group
from queue_app.domain.citizen.complaints.states import State
from queue_app.store.base import Base, RowId, stored_by_value


class Complaint(Base):
    """One complaint, request, idea or thanks of either track: a reader of the file cannot tell which."""

    __tablename__ = "complaint"
    __table_args__ = (Index("ix_complaint_office", "office_id", "state"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)  # random, 62 bits
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    state: Mapped[State] = mapped_column(stored_by_value(State, "complaint_state"))
    received_on: Mapped[date]  # business date
    closed_on: Mapped[date | None]  # when it came to an end of whatever kind
    version: Mapped[int]  # of two who act at once, one finds it changed
    code_mark: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)  # sealed: track, kind, category, of whom, text, wish
    identity: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed; None: anonymous, or forgotten
    handling: Mapped[bytes] = mapped_column(LargeBinary)  # sealed: who has it, what was reminded, its other numbers


class ComplaintStep(Base):
    """One thing that was done with it, in its order."""

    __tablename__ = "complaint_step"
    __table_args__ = (
        UniqueConstraint("complaint_id", "number"),
        Index("ix_complaint_step_told", "office_id", "is_told"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)  # random
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    complaint_id: Mapped[int] = mapped_column(RowId, ForeignKey("complaint.id"))
    number: Mapped[int]
    on: Mapped[date] = mapped_column("done_on")  # business date: the minute would lead to who stood there
    state: Mapped[State] = mapped_column(stored_by_value(State, "complaint_step_state"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # the verb, by whom, the public and the internal part
    is_told: Mapped[bool] = mapped_column(server_default=false())  # the log has it; it hears of all once a day


class ComplaintDeadline(Base):
    """Days that an office has set for itself; what has no row has those of deadlines.DEFAULTS."""

    __tablename__ = "complaint_deadline"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    group: Mapped[Group] = mapped_column("category", stored_by_value(Group, "complaint_group"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(stored_by_value(Stage, "complaint_stage"), primary_key=True)
    counting: Mapped[Counting] = mapped_column(stored_by_value(Counting, "complaint_counting"), primary_key=True)
    days: Mapped[int]


class ComplaintFile(Base):
    """Something that was sent along. The file itself is sealed, too, and lies in a folder that no page serves."""

    __tablename__ = "complaint_file"
    __table_args__ = (Index("ix_complaint_file_complaint", "complaint_id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)  # random
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    complaint_id: Mapped[int] = mapped_column(RowId, ForeignKey("complaint.id"))
    kind: Mapped[str] = mapped_column(String(20))  # by its content: "image/jpeg"
    size: Mapped[int]  # bytes, before it was sealed
    stored_as: Mapped[str] = mapped_column(String(40), unique=True)  # the file's random name in that folder
    name: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed: what the sender called it

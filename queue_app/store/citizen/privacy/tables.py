"""The register of privacy: whom to ask, who asked for what, breaches, and when what was forgotten."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.citizen.privacy.breaches import Step
from queue_app.domain.citizen.privacy.requests import Outcome, RequestKind
from queue_app.store.base import Base, RowId, stored_by_value


class PrivacyContact(Base):
    """One row an office: whom people may ask about their data (UU 27/2022 Ps 53). A post, no person, is best."""

    __tablename__ = "privacy_contact"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    post: Mapped[str] = mapped_column(String(120))
    reached_at: Mapped[str] = mapped_column(String(200))  # mail, telephone or room, as it is printed


class PrivacyRequest(Base):
    """Something a person asked about the own data, in writing."""

    __tablename__ = "privacy_request"
    __table_args__ = (Index("ix_privacy_request_office", "office_id", "done_at"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    request_kind: Mapped[RequestKind] = mapped_column(stored_by_value(RequestKind, "privacy_request_kind"))
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    outcome: Mapped[Outcome | None] = mapped_column(stored_by_value(Outcome, "privacy_outcome"))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # who asked, in what words; None: forgotten


class Breach(Base):
    """Personal data that may have got into wrong hands. What is told of it is sealed: it says where we are weak."""

    __tablename__ = "breach"
    __table_args__ = (Index("ix_breach_office", "office_id", "closed_at"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    found_at: Mapped[datetime]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # what, how, and in the end the report


class BreachStep(Base):
    """That one of the steps was done, once."""

    __tablename__ = "breach_step"
    breach_id: Mapped[int] = mapped_column(RowId, ForeignKey("breach.id"), primary_key=True, autoincrement=False)
    step: Mapped[Step] = mapped_column(stored_by_value(Step, "breach_step_kind"), primary_key=True)
    done_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))


class Keeping(Base):
    """When a kind of data was last looked through, and when something of it was last forgotten."""

    __tablename__ = "keeping"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    data_kind: Mapped[str] = mapped_column(String(30), primary_key=True)  # of domain.citizen.privacy.keeping.KINDS
    looked_on: Mapped[date]
    forgot_on: Mapped[date | None]
    before_day: Mapped[date | None]  # what was forgotten then was of days before this one
    forgot_count: Mapped[int | None]  # None beside a forgot_on: fewer than may be told
    untold: Mapped[int] = mapped_column(server_default=text("0"))  # forgotten since the log was told last
    untold_since: Mapped[date | None]

"""The rows of evidence: facts and their sums, which save reading the log of a day that is over.

Only the log is true. `antrean rollups --rebuild` writes them anew from it, verify-log holds them against it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId, stored_by_value


class Grain(StrEnum):
    """Of how long a row of sums tells."""

    DAY = "day"
    MONTH = "month"


class FactsRead(Base):
    """A business date whose facts are kept: up to which event its log was read, and in the words of which version."""

    __tablename__ = "facts_read"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(RowId)
    version: Mapped[int]  # domain.evidence.rollups.VERSION of the program that wrote it
    is_summed: Mapped[bool]  # whether its month's sums have it, as it stands


class CaseFacts(Base):
    """The cases of one officer on a business date, as store.evidence.packing writes them."""

    __tablename__ = "case_fact"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(primary_key=True)  # 0: nobody had them
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class DeskFacts(Base):
    """The desk sessions that one officer opened on a business date."""

    __tablename__ = "desk_fact"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class Rollup(Base):
    """Counts of a day, or of a month by its first day, in one cell of domain.evidence.rollups.

    The key begins with what every question names; dates stand before counters and services, since a question is for one
    of them or for all, and for a span.
    """

    __tablename__ = "rollup"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    grain: Mapped[Grain] = mapped_column(stored_by_value(Grain, "grain"), primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True)
    counts: Mapped[bytes] = mapped_column(LargeBinary)

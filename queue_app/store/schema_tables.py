"""What a database says of the programs that may serve it."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base


class OldestProgram(Base):
    """One row. schema: the newest migration of the oldest program that may go on writing here."""

    __tablename__ = "oldest_program"
    schema: Mapped[str] = mapped_column(String(20), primary_key=True)

"""The PDFs of locked reports, byte for byte."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId


class FrozenPdf(Base):
    """The unsigned file in one language. The database refuses to change or to take out a row (migration 0021)."""

    __tablename__ = "frozen_pdf"
    evaluation_id: Mapped[int] = mapped_column(RowId, ForeignKey("evaluation.id"), primary_key=True)
    lang: Mapped[str] = mapped_column(String(5), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))  # as the log's evidence.pdf_made has it
    sign_at: Mapped[str] = mapped_column(String(120))  # where a signature belongs: JSON of evaluation.pdf.Place
    made_at: Mapped[datetime]

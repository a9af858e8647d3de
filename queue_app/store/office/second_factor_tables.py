"""The rows of who signs in with more than a password: a secret for codes, codes for a lost phone, a name elsewhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base


class SecondFactor(Base):
    """One row a person: the secret of the codes in use, or who took it away, until the person has been told."""

    __tablename__ = "second_factor"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)  # closed under the seal; None: it was taken away
    set_at: Mapped[datetime | None]  # None: it was taken away
    last_step: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))  # of the last code: none counts twice
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))  # None: by command


class RecoveryCode(Base):
    """A code that counts once, in place of one of the phone's."""

    __tablename__ = "recovery_code"
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)  # what the seal makes of it
    used_at: Mapped[datetime | None]


class SingleSignOn(Base):
    """Who somebody is at a provider of single sign-on, since the first time."""

    __tablename__ = "single_sign_on"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        Index("ix_single_sign_on_officer", "officer_id", "issuer", unique=True),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))  # the provider gives it to nobody else, ever
    bound_at: Mapped[datetime]

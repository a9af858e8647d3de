"""Whom people may ask about their data."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from queue_app.domain.citizen.privacy.contact import Contact
from queue_app.store.citizen.privacy.tables import PrivacyContact


def of_office(connection: Connection, office_id: int) -> Contact | None:
    """None: nobody was named yet."""
    asked = select(PrivacyContact.post, PrivacyContact.reached_at).where(PrivacyContact.office_id == office_id)
    row = connection.execute(asked).first()
    return Contact(row.post, row.reached_at) if row else None


def keep(connection: Connection, office_id: int, contact: Contact) -> None:
    """In place of the one before."""
    connection.execute(delete(PrivacyContact).where(PrivacyContact.office_id == office_id))
    row = {"office_id": office_id, "post": contact.post, "reached_at": contact.reached_at}
    connection.execute(insert(PrivacyContact).values(**row))

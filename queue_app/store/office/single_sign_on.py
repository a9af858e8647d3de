"""Who somebody is at a provider of single sign-on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from queue_app.store.office.accounts import Account
from queue_app.store.office.second_factor_tables import SingleSignOn
from queue_app.store.office.tables import Officer
from queue_app.store.rows import columns

_ACCOUNTS = select(*columns(Account, Officer))


def bound_to(connection: Connection, *, issuer: str, subject: str) -> Account | None:
    """The account that this person of the provider has signed in to before."""
    row = connection.execute(
        _ACCOUNTS.join(SingleSignOn, SingleSignOn.officer_id == Officer.id).where(
            SingleSignOn.issuer == issuer, SingleSignOn.subject == subject
        )
    ).one_or_none()
    return Account(*row) if row else None


def with_nip(connection: Connection, nip: str) -> list[Account]:
    """All accounts with this NIP; two where somebody is known to two offices."""
    return [Account(*row) for row in connection.execute(_ACCOUNTS.where(Officer.nip == nip))]


def is_bound(connection: Connection, officer_id: int, *, issuer: str) -> bool:
    """Whether the account belongs to somebody of this provider already."""
    own = (SingleSignOn.officer_id == officer_id, SingleSignOn.issuer == issuer)
    return connection.execute(select(SingleSignOn.id).where(*own)).first() is not None


def bind(connection: Connection, officer_id: int, *, issuer: str, subject: str, at: datetime) -> None:
    """From now on the account is this person's of the provider, and nobody else's there."""
    row = {"officer_id": officer_id, "issuer": issuer, "subject": subject, "bound_at": at}
    connection.execute(insert(SingleSignOn), row)


def release(connection: Connection, officer_id: int) -> bool:
    """Whoever comes next with the account's name binds it anew. False where nobody had."""
    return connection.execute(delete(SingleSignOn).where(SingleSignOn.officer_id == officer_id)).rowcount > 0

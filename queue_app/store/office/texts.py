"""An office's own words to citizens: plan.TEXTS in two languages."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from queue_app.store.office.tables import OfficeText

_TEXTS = select(OfficeText.key, OfficeText.text_id, OfficeText.text_en).where(
    OfficeText.office_id == bindparam("office")
)


def of_office(connection: Connection, office_id: int) -> dict[str, dict[str, str]]:
    """Key -> language -> text, of those that say something. One language stands in for the other."""
    rows = connection.execute(_TEXTS, {"office": office_id})
    return {
        row.key: {"id": row.text_id or row.text_en, "en": row.text_en or row.text_id}
        for row in rows
        if row.text_id or row.text_en
    }

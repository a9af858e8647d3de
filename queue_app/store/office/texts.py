"""An office's own words to citizens: plan.TEXTS in two languages; a further one is told the Indonesian words."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from queue_app.store.office.tables import OfficeText
from queue_app.texts import LANGUAGES

_TEXTS = select(OfficeText.key, OfficeText.text_id, OfficeText.text_en).where(
    OfficeText.office_id == bindparam("office")
)


def of_office(connection: Connection, office_id: int) -> dict[str, dict[str, str]]:
    """Key -> language -> text, of those that say something. One language stands in for the other."""
    rows = connection.execute(_TEXTS, {"office": office_id})
    return {
        row.key: {lang: _said(row.text_id, row.text_en, lang) for lang in LANGUAGES}
        for row in rows
        if row.text_id or row.text_en
    }


def _said(text_id: str, text_en: str, lang: str) -> str:
    return text_en or text_id if lang == "en" else text_id or text_en

"""What a sender's form becomes: one complaint and its pictures, however often the form arrives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from queue_app.actions.citizen.complaints import attachments
from queue_app.actions.citizen.complaints.lodge import lodge
from queue_app.domain.citizen.complaints.lodged import Lodged
from queue_app.store.citizen.complaints import rows, sealed
from queue_app.store.desk import Desk


def send(
    desk: Desk, office_id: int, *, lodged: Lodged, key: str, folder: Path, pictures: Sequence[bytes] = (),
    by_id: int | None = None,
) -> str:  # fmt: skip
    """Lodges it once for each key, and answers the same code for the same key: the line may be cut behind the first.

    key: random, of one writing. folder: of uploads. by_id: the officer who took it in for somebody.
    Raises as lodge and attachments.store do; nothing is lodged then.
    """
    code = sealed.code_of(desk.seal, f"{office_id}:{key}")
    with desk.reading() as connection:
        if rows.is_known(connection, desk.seal, office_id, code):
            return code
    stored = attachments.store(desk, folder, pictures)
    lodge(desk, office_id, lodged=lodged, by_id=by_id, code=code)
    attachments.attach(desk, office_id, code=code, stored=stored)
    return code

"""A picture file such as an office uploads, and an office that has it as its logo."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image, ImageDraw
from sqlalchemy import func, insert, select

from queue_app.store.desk import Desk
from queue_app.store.hall import media
from queue_app.store.hall.tables import Media
from queue_app.store.paper.tables import TicketLine
from tests.factories import MORNING


def give_logo(desk: Desk, office_id: int, folder: Path, content: bytes) -> None:
    """The office's tickets carry it from now on. folder: where the server keeps files."""
    name = f"{hashlib.sha256(content).hexdigest()}.png"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    with desk.transaction(office_id) as work:
        work.connection.execute(
            insert(Media),
            {"office_id": office_id, "kind": "logo", "title": "", "file": name, "bytes": len(content),
             "position": 0, "added_at": MORNING},
        )  # fmt: skip
        media.count_up(work.connection, office_id)


def give_part(desk: Desk, office_id: int, what: str, *, size: int = 1) -> None:
    """The office's tickets have this part from now on, after those given before, and none of the usual ones."""
    look = {"size": size, "bold": False, "align": "center", "text_id": "", "text_en": ""}
    with desk.transaction(office_id) as work:
        mine = select(func.count()).where(TicketLine.office_id == office_id)
        position = work.connection.execute(mine).scalar_one()
        work.connection.execute(
            insert(TicketLine), {"office_id": office_id, "position": position, "what": what, **look}
        )
        media.count_up(work.connection, office_id)


def give_unknown_part(desk: Desk, office_id: int) -> None:
    """Its layout has a part that this program does not know, as after a step back to an older one."""
    give_part(desk, office_id, "hologram")


def logo(width: int, height: int) -> bytes:
    """A dark disc on nothing, in colour."""
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill=(20, 60, 120, 255))
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()

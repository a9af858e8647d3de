"""Pictures that come with a complaint: drawn anew without what a camera noted, sealed, and kept outside the web root.

What was sent never touches the disk as it came; what a parser does with it happens in a process of its own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from queue_app import apart
from queue_app.domain.citizen.complaints.attachments import MOST, check
from queue_app.domain.citizen.complaints.codes import PURPOSE
from queue_app.domain.log.errors import LargePicture
from queue_app.domain.log.voice_errors import TooManyFiles
from queue_app.store.citizen.complaints import files
from queue_app.store.citizen.complaints.files import Stored
from queue_app.store.citizen.forum import forums
from queue_app.store.desk import Desk
from queue_app.store.hall import files as kept

LARGEST = 2400  # dots of the longer side: the lines of a photographed page are still read
DRAWING = apart.Work("queue_app.actions.hall.pictures", "fitted", memory_mb=900, seconds=30)
KINDS = {".jpg": "image/jpeg", ".png": "image/png"}  # suffix of what was drawn -> what it is


def store(desk: Desk, folder: Path, sent: Sequence[bytes]) -> list[Stored]:
    """Each picture drawn anew and written under the seal; what no complaint takes is deleted after a day.

    Raises TooManyFiles, LargeFile, FileIsHeic, FileIsPdf, FileIsNoPicture, UnreadablePicture, LargePicture,
    FileNotStored.
    """
    if len(sent) > MOST:
        raise TooManyFiles(most=MOST)
    for each in sent:
        check(each)
    return [_stored(desk, folder, each) for each in sent]


def attach(desk: Desk, office_id: int, *, code: str, stored: Sequence[Stored]) -> None:
    """Puts what was stored to the complaint of that code, as far as it may have more. Raises NotFound."""
    if not stored:
        return
    with desk.transaction(office_id) as work:
        complaint_id = files.owner(work.connection, office_id, desk.seal.mark(PURPOSE, code))
        left = MOST - files.count(work.connection, complaint_id)
        files.add(work.connection, office_id, complaint_id, stored[: max(0, left)])


def forget_unused(desk: Desk, folder: Path) -> int:
    """Deletes files that no complaint and no forum has, a day after they were sent; answers how many."""
    with desk.reading() as connection:
        used = files.in_use(connection) | forums.lists_in_use(connection)
    return cast("int", desk.offload(lambda: kept.forget_unused(folder, used, named=kept.SEALED)))


def _stored(desk: Desk, folder: Path, content: bytes) -> Stored:
    try:
        drawn, suffix = apart.done(DRAWING, io.BytesIO(content), largest=LARGEST)
    except apart.Exhausted as exc:
        raise LargePicture(most=50) from exc
    return cast("Stored", desk.offload(partial(files.write, folder, desk.seal, drawn, kind=KINDS[suffix])))

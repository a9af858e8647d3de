"""What was sent along with a complaint: each file sealed, under a random name, in the folder of uploads."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from queue_app.domain.log.errors import FileNotStored, NotFound
from queue_app.store.citizen.complaints.tables import Complaint, ComplaintFile
from queue_app.store.hall.files import SEALED_SUFFIX, find_kept
from queue_app.store.rows import columns
from queue_app.store.sealing import Seal

ID_BITS = 62
DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a complaint. kind: by its content, "image/jpeg"; size: bytes before it was sealed."""

    id: int
    complaint_id: int
    kind: str
    size: int
    stored_as: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the folder, and that no complaint has yet."""

    kind: str
    size: int
    stored_as: str


_ROW = select(*columns(FileRow, ComplaintFile))


def write(folder: Path, seal: Seal, content: bytes, *, kind: str) -> Stored:
    """On disk for good, sealed. Raises FileNotStored where the disk refuses."""
    name = secrets.token_hex(16) + SEALED_SUFFIX
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(seal.close_bytes(content))
            file.flush()
            os.fsync(file.fileno())
        os.utime(folder / name, (_end_of_day(),) * 2)  # the minute would lead to who stood there
    except OSError as exc:
        raise FileNotStored(reason=exc.strerror) from exc
    return Stored(kind, len(content), name)


def _end_of_day() -> int:
    """Of UTC, in seconds: the night in Indonesia, and never long ago, for what nobody takes goes a day after."""
    return (int(time.time()) // DAY_S + 1) * DAY_S


def add(connection: Connection, office_id: int, complaint_id: int, stored: Sequence[Stored]) -> None:
    """They belong to the complaint. Their numbers are random and tell no order."""
    for each in stored:
        connection.execute(
            insert(ComplaintFile).values(
                id=secrets.randbits(ID_BITS), office_id=office_id, complaint_id=complaint_id, kind=each.kind,
                size=each.size, stored_as=each.stored_as,
            )
        )  # fmt: skip


def owner(connection: Connection, office_id: int, code_mark: bytes) -> int:
    """The complaint whose code has this mark. Raises NotFound."""
    asked = select(Complaint.id).where(Complaint.office_id == office_id, Complaint.code_mark == code_mark)
    found = connection.scalar(asked)
    if found is None:
        raise NotFound(what="complaint")
    return found


def count(connection: Connection, complaint_id: int) -> int:
    """How many the complaint has."""
    of_it = ComplaintFile.complaint_id == complaint_id
    return connection.scalar(select(func.count()).select_from(ComplaintFile).where(of_it)) or 0


def of_complaint(connection: Connection, complaint_id: int) -> list[FileRow]:
    """All of a complaint, by their random numbers."""
    asked = _ROW.where(ComplaintFile.complaint_id == complaint_id).order_by(ComplaintFile.id)
    return [FileRow(*row) for row in connection.execute(asked)]


def one(connection: Connection, office_id: int, file_id: int) -> FileRow:
    """Raises NotFound."""
    asked = _ROW.where(ComplaintFile.office_id == office_id, ComplaintFile.id == file_id)
    row = connection.execute(asked).first()
    if row is None:
        raise NotFound(what="file")
    return FileRow(*row)


def read(folder: Path, seal: Seal, row: FileRow) -> bytes:
    """What was sent. Raises NotFound, SealBroken."""
    path = find_kept(folder, row.stored_as)
    if path is None:
        raise NotFound(what="file")
    return seal.open_bytes(path.read_bytes())


def in_use(connection: Connection) -> set[str]:
    """Names of the files of every office."""
    return set(connection.execute(select(ComplaintFile.stored_as)).scalars())

"""Pictures and videos of an office's playlist, its logo, and the clips of the voice that it recorded itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, union, update

from queue_app.domain.log.errors import NotFound
from queue_app.store.hall.tables import Media, OwnClip
from queue_app.store.office.tables import Office
from queue_app.store.rows import columns

LOGO = "logo"
_OFFICE: BindParameter[int] = bindparam("office")


@dataclass(frozen=True, slots=True)
class MediaRow:
    id: int
    kind: str  # picture, video, logo
    title: str
    file: str
    bytes: int
    position: int
    has_sound: bool
    added_at: datetime


@dataclass(frozen=True, slots=True)
class OwnClipRow:
    lang: str
    name: str
    file: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Shown:
    """What the office's displays show between calls, and its logo."""

    logo: str | None  # name of its file
    logo_id: int | None
    playlist: tuple[MediaRow, ...]


_MEDIA = (
    select(*columns(MediaRow, Media))
    .where(Media.office_id == _OFFICE, Media.is_active)
    .order_by(Media.position, Media.id)
)
_CLIPS = select(*columns(OwnClipRow, OwnClip)).where(OwnClip.office_id == _OFFICE).order_by(OwnClip.lang, OwnClip.name)


def media(connection: Connection, office_id: int) -> list[MediaRow]:
    """What is in use, in the order of the playlist; the logo among it."""
    return [MediaRow(*row) for row in connection.execute(_MEDIA, {"office": office_id})]


def shown(connection: Connection, office_id: int) -> Shown:
    """The same, the logo apart."""
    rows = media(connection, office_id)
    own = next((each for each in rows if each.kind == LOGO), None)
    playlist = tuple(each for each in rows if each.kind != LOGO)
    return Shown(own.file if own else None, own.id if own else None, playlist)


def url(file: str) -> str:
    """Where browsers find an uploaded file."""
    return f"/files/{file}"


def one(connection: Connection, office_id: int, media_id: int) -> MediaRow:
    """Raises NotFound when the office has no such file in use."""
    row = connection.execute(_MEDIA.where(Media.id == media_id), {"office": office_id}).one_or_none()
    if row is None:
        raise NotFound(what="file")
    return MediaRow(*row)


def add(connection: Connection, office_id: int, **values: Any) -> int:
    """At the end of the playlist; answers the row's number."""
    last = connection.execute(select(func.max(Media.position)).where(Media.office_id == office_id)).scalar() or 0
    added = insert(Media).values(office_id=office_id, position=last + 1, **values).returning(Media.id)
    return connection.execute(added).scalar_one()


def change(connection: Connection, media_id: int, values: Mapping[str, Any]) -> None:
    """values: by column."""
    connection.execute(update(Media).where(Media.id == media_id).values(**values))


def own_clips(connection: Connection, office_id: int) -> list[OwnClipRow]:
    """What the office recorded itself, of every language."""
    return [OwnClipRow(*row) for row in connection.execute(_CLIPS, {"office": office_id})]


def put_clip(connection: Connection, office_id: int, clip: OwnClipRow, *, at: datetime) -> None:
    """In place of the one that the office had."""
    drop_clip(connection, office_id, clip.lang, clip.name)
    connection.execute(
        insert(OwnClip).values(
            office_id=office_id, lang=clip.lang, name=clip.name, file=clip.file, seconds=clip.seconds, added_at=at
        )
    )


def drop_clip(connection: Connection, office_id: int, lang: str, name: str) -> bool:
    """Whether there was one."""
    own = delete(OwnClip).where(OwnClip.office_id == office_id, OwnClip.lang == lang, OwnClip.name == name)
    return connection.execute(own).rowcount == 1


def count_up(connection: Connection, office_id: int) -> None:
    """One more change of the set-up: whatever is kept by its version is read anew."""
    counted = Office.setup_version + 1
    connection.execute(update(Office).where(Office.id == office_id).values(setup_version=counted))


def files_in_use(connection: Connection) -> set[str]:
    """Names of the files of every office."""
    used = union(select(Media.file).where(Media.is_active), select(OwnClip.file))
    return set(connection.execute(used).scalars())

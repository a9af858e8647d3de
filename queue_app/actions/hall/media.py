"""What the office shows between calls: pictures and videos in the order of its playlist, and its logo.

Uploads are written piece by piece, outside the event loop and never whole in memory: calls go on meanwhile.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

from queue_app import apart
from queue_app.actions.hall import pictures
from queue_app.domain.hall import films
from queue_app.domain.hall.filetypes import PICTURE, FileType, file_type
from queue_app.domain.hall.room import moved
from queue_app.domain.log import events
from queue_app.domain.log.errors import LargeFile, LargePicture, UnknownFile
from queue_app.store.desk import Desk, Work
from queue_app.store.hall import files, media
from queue_app.store.hall.files import Incoming
from queue_app.store.hall.media import LOGO, MediaRow

MB = 1_000_000
PIECE = 256 * 1024  # bytes of an upload that are written at a time
LONGEST_TITLE = 120
FITTING = apart.Work("queue_app.actions.hall.pictures", "fitted", memory_mb=900, seconds=30)
Read = Callable[[int], bytes]  # the next so many bytes of an upload, none at its end
WAYS: Mapping[str, int] = {"top": -sys.maxsize, "up": -1, "down": 1}  # step -> so many places, as far as there are any


@dataclass(frozen=True, slots=True)
class Store:
    """Where uploads go, and how much one may hold."""

    folder: Path
    limit_mb: int


def add(desk: Desk, office_id: int, *, title: str, read: Read, store: Store, by: int) -> MediaRow:
    """Takes a picture or a video at the end of the playlist. What it is, its content says.

    read: of the upload. by: the administrator.
    Raises UnknownFile, LargeFile, UnreadablePicture, LargePicture, UnplayableVideo, BrokenVideo, FileNotStored; nothing
    is left behind then.
    """
    with _opened(desk, store) as incoming:
        found = _received(desk, incoming, read, limit_mb=store.limit_mb)
        if found is PICTURE:
            file, size = _fitted(desk, incoming, store.folder, largest=pictures.LARGEST)
        else:
            desk.offload(partial(_watched, incoming, found))
            file, size = cast("str", desk.offload(partial(incoming.keep, found.suffix))), incoming.size
    with desk.transaction(office_id) as work:
        return _added(work, found.kind, title, file=file, size=size, by=by)


def set_logo(desk: Desk, office_id: int, *, read: Read, store: Store, by: int) -> MediaRow:
    """Takes a picture as the office's logo, in place of the one it had. Raises as `add`, UnknownFile for a video."""
    with _opened(desk, store) as incoming:
        if _received(desk, incoming, read, limit_mb=store.limit_mb) is not PICTURE:
            raise UnknownFile
        file, size = _fitted(desk, incoming, store.folder, largest=pictures.LOGO_LARGEST)
    with desk.transaction(office_id) as work:
        for old in media.media(work.connection, office_id):
            if old.kind == LOGO:
                _take_off(work, old, by=by)
        return _added(work, LOGO, "", file=file, size=size, by=by)


def edit(desk: Desk, office_id: int, media_id: int, *, title: str, has_sound: bool, by: int) -> MediaRow:
    """Names it, and says whether a video may be heard. Raises NotFound."""
    with desk.transaction(office_id) as work:
        row = media.one(work.connection, office_id, media_id)
        wanted = {"title": title[:LONGEST_TITLE], "has_sound": has_sound and row.kind == "video"}
        before = {name: getattr(row, name) for name in wanted if getattr(row, name) != wanted[name]}
        if before:
            after = {name: wanted[name] for name in before}
            media.change(work.connection, media_id, after)
            _record(work, media_id, before=before, after=after, by=by)
        return media.one(work.connection, office_id, media_id)


def move(desk: Desk, office_id: int, media_id: int, *, way: str, by: int, places: int = 1) -> MediaRow:
    """Up or down so many places in the playlist, or to its top; way: a key of WAYS. The first and the last stay.

    Raises NotFound.
    """
    with desk.transaction(office_id) as work:
        row = media.one(work.connection, office_id, media_id)
        was = media.shown(work.connection, office_id).playlist
        becomes = moved(was, row, WAYS[way] * places)
        for each, before in zip(becomes, was, strict=True):
            if each.position != before.position:
                media.change(work.connection, each.id, {"position": before.position})
        here, there = was.index(row), becomes.index(row)
        if there != here:
            _record(work, row.id, before={"position": here + 1}, after={"position": there + 1}, by=by)
        return row


def take_off(desk: Desk, office_id: int, media_id: int, *, by: int) -> MediaRow:
    """It is shown no more. Its file goes within two days. Raises NotFound."""
    with desk.transaction(office_id) as work:
        row = media.one(work.connection, office_id, media_id)
        _take_off(work, row, by=by)
        return row


def forget_unused(desk: Desk, folder: Path) -> int:
    """Deletes uploaded files that no office uses any more; answers how many. Once a day is enough."""
    with desk.reading() as connection:
        used = media.files_in_use(connection)
    return cast("int", desk.offload(lambda: files.forget_unused(folder, used)))


def _opened(desk: Desk, store: Store) -> Incoming:
    return cast("Incoming", desk.offload(lambda: Incoming(store.folder)))


def _received(desk: Desk, incoming: Incoming, read: Read, *, limit_mb: int) -> FileType:
    found = None
    while piece := read(PIECE):
        if incoming.size + len(piece) > limit_mb * MB:
            raise LargeFile(limit=limit_mb)
        found = found or file_type(piece)
        if found is None:
            raise UnknownFile
        desk.offload(partial(incoming.write, piece))
    if found is None:
        raise UnknownFile
    return found


def _watched(incoming: Incoming, found: FileType) -> None:
    """Raises UnplayableVideo, BrokenVideo."""
    with incoming.written().open("rb") as film:

        def read(offset: int, length: int) -> bytes:
            film.seek(offset)
            return film.read(length)

        films.check(read, incoming.size, found)


def _fitted(desk: Desk, incoming: Incoming, folder: Path, *, largest: int) -> tuple[str, int]:
    """Name and bytes of the picture as displays show it. Raises UnreadablePicture, LargePicture."""
    content, suffix = _drawn(incoming.written(), largest=largest)
    return cast("str", desk.offload(lambda: files.keep(folder, content, suffix))), len(content)


def _drawn(path: Path, *, largest: int) -> tuple[bytes, str]:
    """As pictures.fitted, in a process of its own: a small file may unpack into gigabytes, or end its reader."""
    try:
        found: tuple[bytes, str] = apart.done(FITTING, path.resolve(), largest=largest)
    except apart.Exhausted as exc:
        raise LargePicture(most=pictures.MOST_DOTS // 1_000_000) from exc
    return found


def _added(work: Work, kind: str, title: str, *, file: str, size: int, by: int) -> MediaRow:
    told = {"kind": kind, "title": title[:LONGEST_TITLE]}
    media_id = media.add(work.connection, work.office.id, **told, file=file, bytes=size, added_at=work.now)
    _record(work, media_id, after=told, by=by)
    return media.one(work.connection, work.office.id, media_id)


def _take_off(work: Work, row: MediaRow, *, by: int) -> None:
    media.change(work.connection, row.id, {"is_active": False})
    _record(work, row.id, before={"kind": row.kind, "title": row.title}, by=by)


def _record(
    work: Work, media_id: int, *, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None,
    by: int,
) -> None:  # fmt: skip
    media.count_up(work.connection, work.office.id)
    told = {**(before or {}), **(after or {})}
    work.record(
        events.SetupChanged(
            what="media", key=str(media_id), field_names=" ".join(told),
            before=json.dumps(before, ensure_ascii=False) if before else "",
            after=json.dumps(after, ensure_ascii=False) if after else "", officer_id=by,
        )
    )  # fmt: skip

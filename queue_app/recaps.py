"""The recap of each day on its way: as a letter to those who keep it, and as a file into a folder.

Nothing here stops anything else: what could not be sent is noted for staff and tried again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from queue_app.actions.office import heads, recap_copies
from queue_app.actions.office.heads import Letter
from queue_app.reports import recap_sheet
from queue_app.screens.recap import recap
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.office.catalogue import OfficeRow

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes out: the letter, and the sheet with the name of its file."""

    letter: Letter
    file_name: str
    pdf: bytes


Way = Callable[[Parcel], None]  # raises OSError where it cannot be done now


class RecapPost:
    """Looked at by the day's watch, for each office. ways: "mail" and "folder", those that are set up.

    at: time of day on the office's clock, see `recap_copies.last_due`.
    """

    def __init__(self, desk: Desk, ways: Mapping[str, Way], *, at: time, lang: str) -> None:
        self._desk, self._ways, self._at, self._lang = desk, ways, at, lang

    def look(self, office: OfficeRow) -> None:
        """Sends what is due, the oldest day first."""
        for way in self._ways:
            for day in recap_copies.due(self._desk, office, way, at=self._at):
                if recap_copies.claim(self._desk, office.id, day, way):
                    self._send(office, day, way)

    def _send(self, office: OfficeRow, day: date, way: str) -> None:
        try:
            parcel = self._parcel(office, day)
            self._ways[way](parcel)
        except Exception as exc:  # noqa: BLE001 - the edge of one letter: whatever it is, staff are told
            logger.warning("%s: the recap of %s could not be sent (%s): %r", office.slug, day, way, exc)
            recap_copies.failed(self._desk, office.id, day, way, fault=str(exc) or type(exc).__name__)
            return
        head_seq = parcel.letter.head_seq if way == "mail" else None
        recap_copies.sent(self._desk, office.id, day, way, head_seq=head_seq)

    def _parcel(self, office: OfficeRow, day: date) -> Parcel:
        found = recap(self._desk, OfficeKey(office.id, office.slug, office.time_zone), day, lang=self._lang)
        letter = heads.letter(self._desk, office, day, lang=self._lang)
        return Parcel(
            letter,
            recap_sheet.file_name(office.slug, day),
            recap_sheet.drawn(self._desk, found, office, lang=self._lang),
        )


def into(folder: Path, desk: Desk) -> Way:
    """The way into a folder, which may lie on another computer and be slow: written beside the event loop."""

    def keep(parcel: Parcel) -> None:
        desk.offload(lambda: put_into(folder, parcel.file_name, parcel.pdf))

    return keep


def put_into(folder: Path, name: str, content: bytes) -> None:
    """The whole file or none, and never over one that lies there. Raises OSError."""
    folder.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
    half = Path(part.name)
    try:
        half.chmod(0o644)
        if not (folder / name).exists():
            half.replace(folder / name)
    finally:
        with contextlib.suppress(FileNotFoundError):
            half.unlink()

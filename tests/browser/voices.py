"""Offices whose voice was recorded by a very quick speaker: every clip is a short tone of its own."""

from __future__ import annotations

import hashlib
import math
import struct
from pathlib import Path

from sqlalchemy import insert

from queue_app.domain.hall import speech
from queue_app.store.desk import Desk
from queue_app.store.hall.tables import OwnClip

RATE_HZ = 22050
CLIP_S = 0.03
LOWEST_HZ, STEP_HZ = 300, 90


def record(desk: Desk, office_id: int, folder: Path, *, lang: str = "id") -> None:
    """The office's own clips of a whole language, in rows and in the folder of uploads; before the server starts."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for place, name in enumerate(speech.CLIPS[lang]):
        sound = _tone(LOWEST_HZ + place * STEP_HZ)
        file = hashlib.sha256(sound).hexdigest() + ".wav"
        (folder / file).write_bytes(sound)
        rows.append({"office_id": office_id, "lang": lang, "name": name, "file": file, "seconds": CLIP_S,
                     "added_at": desk.clock()})  # fmt: skip
    with desk.database.writer.transaction() as connection:
        connection.execute(insert(OwnClip), rows)


def _tone(hertz: int) -> bytes:
    samples = [
        round(9000 * math.sin(2 * math.pi * hertz * place / RATE_HZ)) for place in range(round(CLIP_S * RATE_HZ))
    ]
    data = struct.pack(f"<{len(samples)}h", *samples)
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, RATE_HZ, RATE_HZ * 2,
                       2, 16, b"data", len(data))  # fmt: skip
    return head + data

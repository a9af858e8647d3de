"""The voice of an office's waiting room: the shipped clips, and the office's own recordings in their place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from queue_app import apart
from queue_app.actions.hall import clips
from queue_app.domain.hall import sound, speech
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound, UnreadableClip
from queue_app.store.desk import Desk, Work
from queue_app.store.hall import files, media, voice
from queue_app.store.hall.media import OwnClipRow
from queue_app.store.hall.voice import Clip
from queue_app.store.queue import counters

DECODING = apart.Work("queue_app.actions.hall.clips", "made_of")


@dataclass(frozen=True, slots=True)
class ListedClip:
    """One clip as the administrator sees it. counter: the one whose name it says.

    shipped: None of such a clip, and of a word of a language that is not shipped.
    """

    name: str
    text: str
    counter: int | None
    shipped: Clip | None
    own: Clip | None


def listed(desk: Desk, office_id: int, lang: str) -> list[ListedClip]:
    """Every clip that the office may record in a language: those of the pack, then its counters' names."""
    with desk.reading() as connection:
        recorded = media.own_clips(connection, office_id)
        numbers = sorted(each.number for each in counters.of_office(connection, office_id))
    own, home = ({each.name: voice.own(each) for each in recorded if each.lang == of} for of in (lang, speech.HOME))
    texts, shipped = voice.words(lang), {**voice.borrowed(lang, home), **voice.shipped(lang)}
    words = [ListedClip(name, text, None, shipped.get(name), own.get(name)) for name, text in texts.items()]
    names = [(speech.own_counter(number), number) for number in numbers]
    return words + [
        ListedClip(name, _counter_name(number, texts, lang), number, None, own.get(name)) for name, number in names
    ]


def replace(desk: Desk, office_id: int, *, lang: str, name: str, data: bytes, folder: Path, by: int) -> None:
    """The office's own recording is played from now on where `name` is said.

    data: an MP3 or a WAV. folder: where uploaded files lie. by: the administrator.
    Raises NotFound (no such clip), UnreadableClip, SilentClip, LongClip, FileNotStored.
    """
    _refuse_unknown(desk, office_id, lang, name)
    samples = _made_of(data)
    file, takes_s = cast("tuple[str, float]", desk.offload(lambda: _stored(samples, folder)))
    with desk.transaction(office_id) as work:
        media.put_clip(work.connection, office_id, OwnClipRow(lang, name, file, takes_s), at=work.now)
        _record(work, lang, name, after={"seconds": takes_s}, by=by)


def restore(desk: Desk, office_id: int, *, lang: str, name: str, by: int) -> None:
    """The shipped clip is played again; of a counter's name, its words. Raises NotFound."""
    with desk.transaction(office_id) as work:
        own = [each for each in media.own_clips(work.connection, office_id) if (each.lang, each.name) == (lang, name)]
        if not own:
            raise NotFound(what="clip")
        media.drop_clip(work.connection, office_id, lang, name)
        _record(work, lang, name, before={"seconds": own[0].seconds}, by=by)


def _counter_name(number: int, texts: Mapping[str, str], lang: str) -> str:
    """As it is said while nobody has recorded it: "loket dua"."""
    _go_to, *place = speech.sentence("A1", number, reading="digits", lang=lang)[-1]
    return " ".join(texts[name] for name in place)


def _refuse_unknown(desk: Desk, office_id: int, lang: str, name: str) -> None:
    if name not in {each.name for each in listed(desk, office_id, lang)}:
        raise NotFound(what="clip")


def _made_of(data: bytes) -> list[float]:
    """As clips.made_of, in a process of its own: a decoder that ends at a hostile file ends there."""
    try:
        found: list[float] = apart.done(DECODING, data)
    except apart.Exhausted as exc:
        raise UnreadableClip from exc
    return found


def _stored(samples: list[float], folder: Path) -> tuple[str, float]:
    """Name and length in seconds of the clip that is kept."""
    return files.keep(folder, clips.wav(samples), ".wav"), round(sound.seconds(samples), 3)


def _record(
    work: Work, lang: str, name: str, *, before: Mapping[str, float] | None = None,
    after: Mapping[str, float] | None = None, by: int,
) -> None:  # fmt: skip
    media.count_up(work.connection, work.office.id)
    work.record(
        events.SetupChanged(
            what="clip", key=f"{lang}/{name}", field_names="seconds", before=json.dumps(before) if before else "",
            after=json.dumps(after) if after else "", officer_id=by,
        )
    )  # fmt: skip

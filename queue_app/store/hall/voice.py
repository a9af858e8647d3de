"""The voice of an office's waiting room: the shipped clips, and the office's own recordings in their place."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from queue_app.domain.hall import speech
from queue_app.domain.log.errors import NotFound
from queue_app.places import find
from queue_app.store.hall import media
from queue_app.store.hall.media import OwnClipRow

VOICES = find("display") / "voice"
SHIPPED_URL = "/display/voice"


@dataclass(frozen=True, slots=True)
class Clip:
    url: str
    seconds: float


@cache
def languages() -> tuple[str, ...]:
    """Languages of the packs: their words, and for those that are no language of a region their clips."""
    return tuple(sorted(each.parent.name for each in VOICES.glob("*/pack.toml")))


def clips(connection: Connection, office_id: int) -> dict[str, dict[str, Clip]]:
    """The clips that the office's displays play, by language and name.

    "counter-<n>" is among them where the office has recorded the name of counter n.
    """
    recorded: dict[str, dict[str, Clip]] = {lang: {} for lang in languages()}
    for each in media.own_clips(connection, office_id):
        if each.lang in recorded:
            recorded[each.lang][each.name] = own(each)
    return {lang: {**borrowed(lang, recorded[speech.HOME]), **shipped(lang), **recorded[lang]} for lang in recorded}


def borrowed(lang: str, home: Mapping[str, Clip]) -> dict[str, Clip]:
    """The letters that a language of a region says as the Indonesian voice does. home: of it, what was recorded."""
    if lang not in speech.REGIONAL:
        return {}
    return {name: clip for name, clip in {**shipped(speech.HOME), **home}.items() if name in ascii_lowercase}


@cache
def shipped(lang: str) -> Mapping[str, Clip]:
    """The clips of a pack, each under an address that changes with its content; none of a region's. Raises NotFound."""
    folder = VOICES / lang
    return MappingProxyType({
        name: Clip(f"{SHIPPED_URL}/{lang}/{clip['file']}?v={_mark(folder / clip['file'])}", clip["seconds"])
        for name, clip in _pack_file(lang).items()
        if "file" in clip
    })  # fmt: skip


def words(lang: str) -> dict[str, str]:
    """What each clip of a pack says, by name. Raises NotFound."""
    return {name: clip["text"] for name, clip in _pack_file(lang).items()}


def own(row: OwnClipRow) -> Clip:
    """An office's recording, as its displays play it."""
    return Clip(media.url(row.file), row.seconds)


@cache
def _pack_file(lang: str) -> Mapping[str, Mapping[str, Any]]:
    if lang not in languages():
        raise NotFound(what="language")
    found: dict[str, Any] = tomllib.loads((VOICES / lang / "pack.toml").read_text(encoding="utf-8"))
    pack: Mapping[str, Mapping[str, Any]] = found["clips"]
    return pack


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]

"""Reading aloud at the server by espeak-ng, for kiosks whose browser has no voice of the language."""

from __future__ import annotations

import logging
import shutil
import struct
import subprocess
import threading
from collections import OrderedDict
from functools import cache
from typing import Annotated, Literal

import msgspec
from flask import Blueprint, Response, current_app
from limits import RateLimitItemPerSecond

from queue_app.domain.log.errors import BadInput, NotFound, TooManyTries
from queue_app.domain.log.rights import Right
from queue_app.web.frame import flood
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import device
from queue_app.web.frame.pages import desk
from queue_app.web.frame.payloads import read
from queue_app.web.frame.throttle import throttle

logger = logging.getLogger(__name__)

blueprint = Blueprint("speech", __name__)

VOICES = {"id": "id", "en": "en-gb"}
WORDS_A_MINUTE = 145
LONGEST_S = 10.0  # of the program's work, not of the speech
KEPT_BYTES = 24 * 1024 * 1024
AT_ONCE = threading.BoundedSemaphore(2)
# New texts of one kiosk, or of all strangers of one address: a kiosk reads on, a loop does not.
NEW_TEXTS = RateLimitItemPerSecond(120, 60)
HEADER_BYTES, RIFF_SIZE_AT, DATA_SIZE_AT = 44, 4, 40  # the program writes the header before it knows the sizes


class Speak(msgspec.Struct, forbid_unknown_fields=True):
    lang: Literal["id", "en"]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=800)]


class Spoken:
    """Sounds that were made, the latest used ones up to a number of bytes."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most, self._size = most_bytes, 0
        self._sounds: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def get(self, key: tuple[str, str]) -> bytes | None:
        if key in self._sounds:
            self._sounds.move_to_end(key)
        return self._sounds.get(key)

    def keep(self, key: tuple[str, str], sound: bytes) -> None:
        self._size += len(sound) - len(self._sounds.pop(key, b""))
        self._sounds[key] = sound
        while self._size > self._most:
            self._size -= len(self._sounds.popitem(last=False)[1])


@cache
def program() -> str | None:
    """Where espeak-ng is; None where it is not installed."""
    return shutil.which("espeak-ng")


@blueprint.post("/kiosk/<slug>/speech")
@Address(Right.TAKE_NUMBERS, "Reads a text aloud", body=Speak, gives="audio/wav", refuses=(404, 429), has_session=False)
def speak(slug: str) -> Response:
    office = desk().office_called(slug)
    wish = read(Speak)
    if program() is None:
        raise NotFound(what="page")
    spoken: Spoken = current_app.extensions.setdefault("antrean.spoken", Spoken())
    key = wish.lang, " ".join("".join(sign if sign.isprintable() else " " for sign in wish.text).split())
    sound = spoken.get(key)
    if sound is None:
        if not throttle().hit(NEW_TEXTS, "speech", *flood.known_as(office, device())):
            raise TooManyTries(seconds=NEW_TEXTS.get_expiry())
        sound = said(*key)
        spoken.keep(key, sound)
    response = Response(sound, mimetype="audio/wav")
    response.headers["Cache-Control"] = "no-store"
    return response


def said(lang: str, text: str) -> bytes:
    """The text as a WAV file. The text goes in by stdin: it is never an argument, and there is no shell.

    Not by `desk.offload`: under gevent a child process is waited for by the event loop itself, and only there.
    Raises BadInput for a text that holds nothing to say.
    """
    command = [str(program()), "-v", VOICES[lang], "-s", str(WORDS_A_MINUTE), "--stdin", "--stdout"]
    with AT_ONCE:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LONGEST_S, check=True)  # noqa: S603
    if len(done.stdout) <= HEADER_BYTES:
        raise BadInput(field="text", expected="A-Z a-z 0-9")
    return _sized(done.stdout)


def _sized(wav: bytes) -> bytes:
    """The same file with its true lengths, as strict readers want them."""
    sized = bytearray(wav)
    struct.pack_into("<I", sized, RIFF_SIZE_AT, len(wav) - RIFF_SIZE_AT - 4)
    struct.pack_into("<I", sized, DATA_SIZE_AT, len(wav) - DATA_SIZE_AT - 4)
    return bytes(sized)

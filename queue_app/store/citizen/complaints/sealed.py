"""A complaint's sealed parts: written for the seal, and read again. Each is filled up, so that no length tells."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TypeVar

import msgspec

from queue_app.domain.citizen.complaints.codes import LENGTH, LETTERS
from queue_app.domain.citizen.complaints.handling import Handling, Said
from queue_app.domain.citizen.complaints.lodged import Identity, Lodged
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.store.sealing import Seal

BLOCK = 1024  # bytes: two lines and ten look the same
ID_BITS = 62
Part = TypeVar("Part", Identity, Lodged, Handling, Said)


def new_id() -> int:
    """A row's number, that tells of no other row."""
    return secrets.randbits(ID_BITS)


def new_code() -> str:
    """As codes.LETTERS spell it."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def code_of(seal: Seal, key: str) -> str:
    """The code of one writing, the same for the same key: without the seal nobody finds it from the key."""
    rest, letters = int.from_bytes(seal.mark("complaint code", key), "big"), ""
    for _ in range(LENGTH):
        rest, place = divmod(rest, len(LETTERS))
        letters += LETTERS[place]
    return letters


def close(seal: Seal, part: Identity | Lodged | Handling | Said) -> bytes:
    """The part as JSON under the seal; of what was lodged all but who lodged it."""
    told = replace(part, identity=None) if isinstance(part, Lodged) else part
    data = msgspec.json.encode(told)
    return seal.close_bytes(data.ljust(-(-len(data) // BLOCK) * BLOCK))


def is_open(seal: Seal, data: bytes) -> bool:
    """Whether this key closed it."""
    try:
        seal.open_bytes(data)
    except SealBroken:
        return False
    return True


def opened(seal: Seal, data: bytes, kind: type[Part]) -> Part:
    """Raises SealBroken where another key closed it, or something was changed."""
    return msgspec.json.decode(seal.open(data), type=kind)

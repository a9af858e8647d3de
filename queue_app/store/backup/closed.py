"""The closed file of a backup: AES-256-GCM in chunks, each bound to its place, so that nothing can be cut or swapped.

    MAGIC | 4 bytes: length of the head | head (JSON) | chunk 0 | chunk 1 | ... | last chunk

The head can be read by everybody: that it is a backup, when it was made and where the logs ended. Every chunk is bound
to it, to its number and to whether it is the last one: whoever changes, cuts or exchanges any of it is found when it is
read. Chunks are of one length, so that a reader finds each without those before it: nothing is ever open on a disk but
what is put back.
"""

from __future__ import annotations

import io
import secrets
from pathlib import Path
from typing import IO, Any

import msgspec

from queue_app.domain.log.kept_errors import DamagedBackup, KeyUnusable, OtherKey
from queue_app.store.backup.contents import HeadOf

MAGIC = b"ANTREAN-CLOSED-1\n"
CHUNK = 1 << 20  # bytes of what is closed; one more chunk of memory is all that either way takes
TAG = 16
MOST_HEAD = 1 << 20
LEAST_KEY = 32  # letters: a sentence that people can remember is guessed by machines


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is told without the key. key: the name of the key, which says nothing about it; salt: of this file."""

    made_at: str
    version: str
    database: str
    schema: str
    heads: tuple[HeadOf, ...]
    key: str = ""
    salt: str = ""


class Key:
    """What opens and closes backups: any text of 32 letters and more, as `antrean backup --new-key` writes one."""

    def __init__(self, text: str) -> None:
        """Raises KeyUnusable: too short."""
        if len(text) < LEAST_KEY:
            raise KeyUnusable(reason=f"fewer than {LEAST_KEY} letters")
        self._secret = text.encode()
        self.name = self._derived(b"", b"antrean backup name", 8).hex()

    def cipher(self, salt: bytes) -> Any:
        """Of one file: no two files are closed under one key, so a chunk's number may be all of its nonce."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - only where there is a key

        return AESGCM(self._derived(salt, b"antrean backup file", 32))

    def _derived(self, salt: bytes, use: bytes, length: int) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

        return HKDF(SHA256(), length, salt, use).derive(self._secret)


def read_key(file: Path) -> Key:
    """Raises KeyUnusable where there is none, or it is none."""
    try:
        return Key(file.read_text(encoding="utf-8-sig").strip())
    except (OSError, UnicodeDecodeError) as exc:
        raise KeyUnusable(reason=f"{file}: {getattr(exc, 'strerror', None) or exc}") from exc


def is_closed(path: Path) -> bool:
    """Whether the file is a closed backup, be it whole or not."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def head_of(path: Path) -> Head:
    """What a closed backup tells of itself; only an open chunk vouches for it. Raises DamagedBackup."""
    with path.open("rb") as file:
        return _read_head(file, path)[0]


def _read_head(file: IO[bytes], path: Path) -> tuple[Head, bytes]:
    magic, length = file.read(len(MAGIC)), int.from_bytes(file.read(4), "big")
    written = file.read(min(length, MOST_HEAD))
    try:
        if magic != MAGIC:
            raise msgspec.DecodeError("it is no closed backup")
        head = msgspec.json.decode(written, type=Head)
        bytes.fromhex(head.salt)
    except ValueError as exc:  # of which DecodeError is one
        raise DamagedBackup(file=path, fault=exc) from exc
    return head, magic + length.to_bytes(4, "big") + written


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class Closing(io.RawIOBase):
    """A file that closes what is written to it; whole only once `close` was called."""

    def __init__(self, into: IO[bytes], head: Head, key: Key) -> None:
        salt = secrets.token_bytes(32)
        told = msgspec.json.encode(msgspec.structs.replace(head, key=key.name, salt=salt.hex()))
        self._into, self._cipher = into, key.cipher(salt)
        self._bound = MAGIC + len(told).to_bytes(4, "big") + told
        self._waiting, self._number = bytearray(), 0
        into.write(self._bound)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        given = memoryview(data).cast("B")
        self._waiting += given
        while len(self._waiting) > CHUNK:  # not >=: the last one has to be known as the last
            self._put(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(given)

    def end(self) -> None:
        """What was written is all."""
        self._put(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        self._into.write(self._cipher.encrypt(_nonce(self._number, is_last=is_last), chunk, self._bound))
        self._number += 1


class Opened(io.RawIOBase):
    """What was closed, read from anywhere; one chunk is held. Raises DamagedBackup wherever a chunk is not its own."""

    def __init__(self, file: IO[bytes], path: Path, key: Key) -> None:
        """Raises DamagedBackup, OtherKey."""
        self._file, self._path = file, path
        head, self._bound = _read_head(file, path)
        if head.key != key.name:
            raise OtherKey(file=path, wanted=head.key, given=key.name)
        self._cipher = key.cipher(bytes.fromhex(head.salt))
        size = file.seek(0, io.SEEK_END) - len(self._bound)
        self._last = max(0, -(-size // (CHUNK + TAG)) - 1)
        self._size = size - TAG * (self._last + 1)
        self._at, self._number, self._chunk = 0, -1, b""
        self._load(self._last)  # first of all: whether it was cut off

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at >= self._size:
            return 0
        self._load(self._at // CHUNK)
        start = self._at % CHUNK
        found = self._chunk[start : start + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _load(self, number: int) -> None:
        if number == self._number:
            return
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415

        self._file.seek(len(self._bound) + number * (CHUNK + TAG))
        nonce = _nonce(number, is_last=number == self._last)
        try:
            self._chunk = self._cipher.decrypt(nonce, self._file.read(CHUNK + TAG), self._bound)
        except (InvalidTag, ValueError) as exc:
            raise DamagedBackup(file=self._path, fault=f"chunk {number} is not what was closed") from exc
        self._number = number

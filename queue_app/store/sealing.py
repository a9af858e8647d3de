"""Closing what must not be read in a database, a backup or a log, and knowing a secret again without keeping it."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from queue_app.domain.log.seal_errors import SealBroken

NONCE_BYTES = 12  # as AES-GCM has it


class Seal:
    """One key, which lives in a file of its own: whoever has the database alone opens nothing.

    key: any text; what is closed and marked under one key is strange to every other.
    """

    def __init__(self, key: str) -> None:
        self._closing = _derived(key, "close")
        self._marking = _derived(key, "mark")

    @classmethod
    def fresh(cls) -> Seal:
        """A seal that nobody has again: of a training, or of a test."""
        return cls(secrets.token_hex(32))

    def close(self, text: str) -> bytes:
        """`text` so that only this key reads it. Equal texts are closed to unlike bytes, and no time stands in them."""
        return self.close_bytes(text.encode())

    def open(self, data: bytes) -> str:
        """What was closed. Raises SealBroken: under another key, or changed since."""
        return self.open_bytes(data).decode()

    def close_bytes(self, data: bytes) -> bytes:
        """The same of a file."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - most pages close nothing

        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._closing).encrypt(nonce, data, None)

    def open_bytes(self, data: bytes) -> bytes:
        """The same of a file. Raises SealBroken."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        try:
            return AESGCM(self._closing).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as broken:
            raise SealBroken from broken

    def mark(self, purpose: str, secret: str) -> bytes:
        """32 bytes (HMAC-SHA256) that tell whether `secret` was seen before for this purpose, and nothing else."""
        return hmac.digest(self._marking, f"{purpose}\0{secret}".encode(), "sha256")


def _derived(key: str, use: str) -> bytes:
    return hashlib.sha256(f"antrean {use}\0{key}".encode()).digest()

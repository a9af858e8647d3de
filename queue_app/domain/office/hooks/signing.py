"""Signing messages as Standard Webhooks has it (standardwebhooks.com, version 1.0.0): HMAC-SHA256 over
`id.timestamp.body`, with a secret that is written "whsec_" and base64.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable

PREFIX = "whsec_"
SECRET_BYTES = 32  # the standard allows 24 to 64


def written(key: bytes) -> str:
    """The secret as its owner gets it."""
    return PREFIX + base64.b64encode(key).decode()


def headers(secrets: Iterable[str], message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of a message. secrets: as `written`; while two are good, each has its signature.

    timestamp: seconds since 1970 of this try. A receiver refuses what is older than some minutes, so that nobody can
    send it again.
    """
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = " ".join(f"v1,{_signature(each, signed)}" for each in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signatures,
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(key, signed, "sha256")).decode()

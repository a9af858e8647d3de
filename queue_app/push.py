"""Waking a phone through the push service of its browser (RFC 8030, 8291, 8292), with the packages of antrean[push].

Loaded only where the settings switch it on: an office without internet pays nothing for it.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from queue_app.config import Push
from queue_app.domain.log.errors import ConfigError

logger = logging.getLogger(__name__)

TIMEOUT_S = 5.0
LASTS_S = 600  # a phone that was off for so long is told nothing: its turn is over
GONE = frozenset({404, 410})


class Sent(StrEnum):
    DONE = "done"
    GONE = "gone"  # the phone has left, or its keys are none
    FAILED = "failed"  # no internet, or the service is in trouble: nobody tries again


def public_key(settings: Push) -> str:
    """By which a browser knows this server; made, with the file of its private one, at the first question.

    Raises ConfigError where the packages are missing.
    """
    serialization, ec = _cryptography(settings)
    file = Path(settings.key_file)
    if not file.exists():
        _make(file, serialization, ec)
    private = serialization.load_pem_private_key(file.read_bytes(), password=None)
    point = private.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def send(settings: Push, phone: Mapping[str, str], told: Mapping[str, str]) -> Sent:
    """One try, no longer than TIMEOUT_S at each step. phone: endpoint, p256dh and auth. told: what its worker shows."""
    from pywebpush import WebPushException, webpush  # noqa: PLC0415 - an extra, and only where a phone asked for it
    from requests import Session  # noqa: PLC0415 - as above

    with Session() as session:
        session.max_redirects = 0  # it speaks to whom it may speak to, and to nobody whom that one names
        try:
            webpush(
                {"endpoint": phone["endpoint"], "keys": {"p256dh": phone["p256dh"], "auth": phone["auth"]}},
                json.dumps(told), settings.key_file, {"sub": f"mailto:{settings.contact}"},
                timeout=TIMEOUT_S, ttl=LASTS_S, headers={"Urgency": "high"}, requests_session=session,
            )  # fmt: skip
        except WebPushException as exc:
            return Sent.GONE if exc.response is not None and exc.response.status_code in GONE else _failed(exc)
        except OSError as exc:  # of which those of requests are
            return _failed(exc)
        except ValueError:  # the keys are not on the curve
            return Sent.GONE
    return Sent.DONE


def _failed(exc: Exception) -> Sent:
    logger.info("a phone could not be woken: %s", exc)
    return Sent.FAILED


def _cryptography(settings: Push) -> Any:
    try:
        import pywebpush  # noqa: F401, PLC0415 - missing ones are told at the start, not when the first phone asks
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - an extra
        from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above
    except ImportError as exc:
        expected = 'false, or the packages: pip install "antrean[push]"'
        raise ConfigError(file="config.toml", key="push.is_on", value=settings.is_on, expected=expected) from exc
    return serialization, ec


def _make(file: Path, serialization: Any, ec: Any) -> None:
    """Written whole before it has its name: another worker reads all of it, or makes the one that stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
        made.write(pem)
    with suppress(FileExistsError):
        os.link(beside, file)
    beside.unlink()

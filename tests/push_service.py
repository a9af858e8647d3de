"""A push service on this machine, and a phone that reads what it was sent as a browser does (RFC 8291, 8292)."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from queue_app.store.citizen.pushes import Phone


def url_safe(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """A phone's browser with its keys."""

    endpoint: str
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def phone(self) -> Phone:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Phone(self.endpoint, url_safe(point), url_safe(self.secret))

    def read(self, body: bytes) -> Any:
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"))


@dataclass
class Message:
    headers: dict[str, str]
    body: bytes

    def claims(self, public_key: str) -> dict[str, Any]:
        """What the server says of itself, signed by the key that the browser was given. Raises InvalidSignature."""
        scheme, _space, said = self.headers["authorization"].partition(" ")
        parts = dict(each.strip().split("=", 1) for each in said.split(","))
        assert (scheme, parts["k"].rstrip("=")) == ("vapid", public_key)
        signed, _dot, signature = parts["t"].rpartition(".")
        raw = raw_of(signature)
        der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw_of(public_key))
        key.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
        claims: dict[str, Any] = json.loads(raw_of(signed.partition(".")[2]))
        return claims


@dataclass
class PushService:
    """What it was sent. status: its answer to everybody."""

    origin: str
    status: int = 201
    taken: list[Message] = field(default_factory=list)

    def browser(self) -> Browser:
        return Browser(f"{self.origin}/{secrets.token_urlsafe(12)}")


@contextmanager
def push_service() -> Iterator[PushService]:
    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.taken.append(Message({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(service.status)
            self.send_header("Location", f"{service.origin}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Says nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    service = PushService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield service
    server.shutdown()
    server.server_close()
    thread.join()

"""A provider of OpenID Connect on this machine: the server side of Authlib behind Flask, in a process of its own.

It knows one client and asks nobody for a password: whoever is sent there is at once the person that `say` names.
`say` also spoils what it signs. python -m tests.servers.openid PORT
"""

from __future__ import annotations

import hmac
import json
import os
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any, Self
from urllib.request import Request, urlopen

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from flask import Flask, Response, jsonify, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.servers.ports import free_port
from tests.servers.program import Program

CLIENT, SECRET = "antrean", "rahasia-antrean"
CODES: dict[str, SimpleNamespace] = {}
SAID: dict[str, Any] = {}
KEYS: list[Any] = []


class Client:
    """As Authlib asks one."""

    client_id = CLIENT

    def get_default_redirect_uri(self) -> str:
        return str(SAID["redirect_uri"])

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, uri: str) -> bool:
        return bool(uri == SAID["redirect_uri"])

    def check_client_secret(self, secret: str) -> bool:
        return secret == SECRET

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, kind: str) -> bool:
        return kind == "code"

    def check_grant_type(self, kind: str) -> bool:
        return kind == "authorization_code"


class Code(SimpleNamespace):
    """As Authlib asks a code that was given."""

    def get_redirect_uri(self) -> str:
        return str(self.redirect_uri)

    def get_scope(self) -> str:
        return str(self.scope)


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib has no annotations
    def save_authorization_code(self, code: str, request: Any) -> None:
        asked = request.payload.data
        CODES[code] = Code(
            code=code, redirect_uri=asked.get("redirect_uri"), scope=asked.get("scope"), nonce=asked.get("nonce"),
            code_challenge=asked.get("code_challenge"), code_challenge_method=asked.get("code_challenge_method"),
        )  # fmt: skip

    def query_authorization_code(self, code: str, _client: Any) -> Any:
        return CODES.get(code)

    def delete_authorization_code(self, authorization_code: Any) -> None:
        del CODES[authorization_code.code]

    def authenticate_user(self, _authorization_code: Any) -> Any:
        return SimpleNamespace(id=1)

    def create_token_response(self) -> Any:
        nonce = self.request.authorization_code.nonce
        status, body, headers = super().create_token_response()
        return status, {**body, "id_token": signed(nonce)}, headers


def signed(nonce: str) -> str:
    """The ID token of whoever SAID names, with what SAID spoils."""
    now = int(time.time())
    claims = {"iss": SAID["issuer"], "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **SAID["claims"]}
    how, key = SAID.get("alg", "RS256"), KEYS[-1]
    if how == "none":
        return jwt.encode({"alg": "none"}, claims, key, algorithms=["none"])
    if how == "HS256":
        return _by_public_key(claims, key)
    signer = RSAKey.generate_key(2048, {"kid": key.kid}) if how == "strange" else key
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, signer)


def _by_public_key(claims: Mapping[str, Any], key: Any) -> str:
    """Signed as with a shared secret, which is the key that everybody knows; libraries refuse to write it."""
    head = {"alg": "HS256", "kid": key.kid}
    parts = [urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in (head, claims)]
    mac = hmac.digest(key.as_pem(private=False), b".".join(parts), "sha256")
    return b".".join([*parts, urlsafe_b64encode(mac).rstrip(b"=")]).decode()


def program(issuer: str) -> Flask:
    app = Flask("openid")
    server = AuthorizationServer(app, query_client=lambda name: Client() if name == CLIENT else None, save_token=_drop)
    server.register_grant(CodeGrant, [CodeChallenge(required=True)])
    KEYS.append(RSAKey.generate_key(2048, {"kid": "first"}))
    SAID.update(issuer=issuer, claims={}, told_issuer=issuer)

    @app.get("/.well-known/openid-configuration")
    def about() -> Response:
        return jsonify(
            issuer=SAID["told_issuer"], authorization_endpoint=f"{issuer}/authorize", token_endpoint=f"{issuer}/token",
            jwks_uri=f"{issuer}/keys", end_session_endpoint=f"{issuer}/out",
            id_token_signing_alg_values_supported=["RS256", "HS256", "none"],
        )  # fmt: skip

    @app.get("/keys")
    def keys() -> Response:
        return jsonify(KeySet(KEYS[-1:]).as_dict(private=False))

    @app.get("/authorize")
    def authorize() -> Any:
        return server.create_authorization_response(grant_user=SimpleNamespace(id=1))

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.post("/say")
    def say() -> str:
        told = dict(request.get_json())
        if told.pop("new_keys", False):
            KEYS.append(RSAKey.generate_key(2048, {"kid": f"key-{len(KEYS)}"}))
        SAID.update({"alg": "RS256", **told})
        return "said"

    return app


def _drop(_token: Any, _request: Any) -> None:
    """No access token is ever used."""


class OpenId:
    """The provider as a context. issuer: how it calls itself."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.program = Program(
            [sys.executable, "-m", "tests.servers.openid", str(self.port)], log=folder / "openid.log",
            env={"AUTHLIB_INSECURE_TRANSPORT": "1"}, cwd=Path(__file__).parents[2],
        )  # fmt: skip

    def __enter__(self) -> Self:
        self.program.start()
        self.program.wait_until(self._answers)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.program.stop()

    def say(self, **said: Any) -> None:
        """Who the next one is, and what is wrong with what is said of them."""
        body = json.dumps(said).encode()
        with urlopen(Request(f"{self.issuer}/say", body, {"Content-Type": "application/json"}), timeout=20):
            pass

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.issuer}/keys", timeout=2):
                return True
        except OSError:
            return False


if __name__ == "__main__":
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    port = int(sys.argv[1])
    program(f"http://127.0.0.1:{port}").run("127.0.0.1", port, threaded=True)

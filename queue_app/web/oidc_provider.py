"""A provider of single sign-on, asked as OpenID Connect says: code flow with PKCE, state and nonce (antrean[oidc]).

Loaded only where the settings name a provider. It believes the provider's signature alone, and of algorithms only
those with two keys: neither "none" nor one whose key anybody can know.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from queue_app.config import Oidc
from queue_app.domain.log.sign_in_errors import SingleSignOnAway, SingleSignOnRefused

logger = logging.getLogger(__name__)

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
TIMEOUT_S = 5.0
KNOWN_S = 3600.0  # how long what the provider says of itself is believed
AGAIN_S = 10.0  # after a failure nobody asks before: a stranger's clicks must not become our questions
LEEWAY_S = 60
DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser keeps of a sign-in under way, closed."""

    state: str
    nonce: str
    verifier: str
    wished: str
    at_s: int


@dataclass
class Provider:
    """The one of the settings. secret: by which it knows this server."""

    settings: Oidc
    secret: str
    clock: Callable[[], float] = time.monotonic
    _metadata: dict[str, Any] = field(default_factory=dict)
    _keys: Any = None
    _until: float = 0.0

    @classmethod
    def of(cls, settings: Oidc) -> Provider:
        """Reads the file of the secret. Raises OSError."""
        file = settings.client_secret_file
        return cls(settings, Path(file).read_text(encoding="utf-8-sig").strip() if file else "")

    def begin(self, redirect_uri: str, *, wished: str, at_s: int) -> tuple[str, Begun]:
        """Where the browser goes, and what it keeps meanwhile. Raises SingleSignOnAway."""
        begun = Begun(generate_token(32), generate_token(32), generate_token(64), wished, at_s)
        with self._client(redirect_uri) as client:
            url, _state = client.create_authorization_url(
                self._address("authorization_endpoint"), state=begun.state, nonce=begun.nonce,
                code_verifier=begun.verifier,
            )  # fmt: skip
        return str(url), begun

    def finish(self, begun: Begun, *, state: str, code: str, redirect_uri: str) -> Mapping[str, Any]:
        """What the provider says of the person, proved. Raises SingleSignOnRefused, SingleSignOnAway."""
        if not hmac.compare_digest(state.encode(), begun.state.encode()):
            raise SingleSignOnRefused
        with self._client(redirect_uri) as client:
            try:
                token = client.fetch_token(
                    self._address("token_endpoint"),
                    code=code,
                    code_verifier=begun.verifier,
                    grant_type="authorization_code",
                )
            except RequestException as exc:
                raise self._away(exc) from exc
            except OAuthError as exc:
                raise self._refused(exc) from exc
        return self._proved(token, begun.nonce)

    def way_out(self, back: str) -> str:
        """Where the browser signs out of the provider, too; "" where it has no such page."""
        try:
            way = str(self._about().get("end_session_endpoint", ""))
        except SingleSignOnAway:
            return ""
        from authlib.common.urls import add_params_to_uri  # noqa: PLC0415 - the one use of it

        asked = {"client_id": self.settings.client_id, "post_logout_redirect_uri": back}
        return str(add_params_to_uri(way, asked.items())) if way else ""

    def _proved(self, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        try:
            read = self._decoded(str(token["id_token"]))
            own = {"nonce": nonce, "client_id": self.settings.client_id, "access_token": token.get("access_token")}
            options = {
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
            }
            claims = CodeIDToken(read.claims, read.header, options, own)
            claims.validate(leeway=LEEWAY_S)
        except (JoseError, KeyError, ValueError, TypeError) as exc:
            raise self._refused(exc) from exc
        return dict(claims)

    def _decoded(self, id_token: str) -> Any:
        try:
            return jwt.decode(id_token, self._key_set(), algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            self._keys = None  # the provider has changed its keys
            return jwt.decode(id_token, self._key_set(), algorithms=ALGORITHMS)

    def _key_set(self) -> Any:
        if self._keys is None:
            self._keys = KeySet.import_key_set({"keys": self._fetched(self._address("jwks_uri")).get("keys", [])})
        return self._keys

    def _address(self, name: str) -> str:
        try:
            return str(self._about()[name])
        except KeyError as exc:
            raise self._away(exc) from exc

    def _about(self) -> dict[str, Any]:
        """What the provider says of itself: its name must be the one that the settings trust."""
        if self.clock() < self._until:
            if not self._metadata:
                raise SingleSignOnAway(label=self.settings.label)
            return self._metadata
        self._metadata, self._keys, self._until = {}, None, self.clock() + AGAIN_S
        found = self._fetched(self.settings.issuer.rstrip("/") + DISCOVERY)
        if found.get("issuer") != self.settings.issuer:
            raise self._away(ValueError(f"it calls itself {found.get('issuer')!r}"))
        self._metadata, self._until = found, self.clock() + KNOWN_S
        return found

    def _fetched(self, url: str) -> dict[str, Any]:
        try:
            with self._client("") as client:
                answer = client.request("GET", url, withhold_token=True)
                answer.raise_for_status()
                return dict(answer.json())
        except (RequestException, ValueError, TypeError) as exc:
            raise self._away(exc) from exc

    def _client(self, redirect_uri: str) -> Any:
        client = OAuth2Session(
            self.settings.client_id, self.secret or None, scope="openid profile", redirect_uri=redirect_uri,
            code_challenge_method="S256", default_timeout=TIMEOUT_S,
            token_endpoint_auth_method="client_secret_basic" if self.secret else "none",
        )  # fmt: skip
        client.max_redirects = 0  # it speaks to whom the settings name, and to nobody whom that one names
        client.trust_env = False  # nor through whatever the environment of the process holds
        return client

    def _away(self, why: Exception) -> SingleSignOnAway:
        logger.warning("the provider of single sign-on cannot be asked: %s", why)
        return SingleSignOnAway(label=self.settings.label)

    def _refused(self, why: Exception) -> SingleSignOnRefused:
        logger.warning("a sign-in by single sign-on was refused: %s: %s", type(why).__name__, why)
        return SingleSignOnRefused()

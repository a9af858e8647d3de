"""How often a password may be tried, so that nobody guesses one, and no stranger locks out whoever knows theirs.

A browser in which somebody has signed in before counts that name's tries for itself. From any other they are those of
its address: of each name some, and of all accounts together some more. A name that is nobody's cannot be guessed; tries
of it block nothing, and past a limit cost nothing either, but they are told the same after the same time.
"""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass, field
from functools import cached_property

from flask import Flask, Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from limits import RateLimitItemPerSecond

from queue_app.actions.office import accounts
from queue_app.domain.log.errors import SignInRefused, TooManyTries
from queue_app.web.frame import client
from queue_app.web.frame.cookies import own_name
from queue_app.web.frame.pages import YEAR_S, config, desk
from queue_app.web.frame.throttle import throttle

COOKIE = "antrean_known"
NAMES_PER_ADDRESS = 20  # a whole office may sign in from behind one address
NAMES_KEPT = 20  # of one browser: a counter's computer has many officers
BY_ACCOUNTS, BY_NOBODY = "accounts", "nobody"  # whose tries at one address are counted


@dataclass(slots=True)
class Refusals:
    """How long it lately took to find that a name is nobody's."""

    took_s: float = 0.0


def register(app: Flask) -> None:
    app.extensions["antrean.refusals"] = Refusals()


@dataclass
class Door:
    """One try to sign in. username: as it was typed."""

    username: str
    address: str = field(default_factory=client.block)

    def signed_in(self, password: str) -> str:
        """Answers the token of a new session. Raises SignInRefused, TooManyTries."""
        self._knock()
        began = time.monotonic()
        try:
            token = accounts.sign_in(desk(), username=self.username, password=password)
        except SignInRefused:
            self._refused(time.monotonic() - began)
            raise
        self.forgive()
        return token

    def forgive(self) -> None:
        """Whoever knocked has proved to be who they are."""
        throttle().clear(self._one_name, *self.who)

    def remember(self, response: Response) -> None:
        """The browser knows this name from now on."""
        mark, names = _known()
        kept = [*(each for each in names if each != self._name), self._name][-NAMES_KEPT:]
        response.set_cookie(
            own_name(COOKIE), _cookies().dumps([mark or secrets.token_urlsafe(9), kept]), max_age=YEAR_S, httponly=True,
            samesite="Lax", secure=request.is_secure,
        )  # fmt: skip

    def _knock(self) -> None:
        # Counted before the password is looked at: guesses sent all at once must not pass together.
        if not throttle().hit(self._one_name, *self.who):
            raise TooManyTries(seconds=config().sign_in.per_s)
        if self.is_known:
            return
        if not throttle().has_room(self._all_names, BY_ACCOUNTS, self.address):
            raise TooManyTries(seconds=config().sign_in.per_s)
        if self._is_nobody and not throttle().has_room(self._all_names, BY_NOBODY, self.address):
            refusals: Refusals = current_app.extensions["antrean.refusals"]
            time.sleep(refusals.took_s)
            raise SignInRefused

    def _refused(self, took_s: float) -> None:
        whose = BY_NOBODY if self._is_nobody else BY_ACCOUNTS
        if self._is_nobody:
            current_app.extensions["antrean.refusals"].took_s = took_s
        if not self.is_known:
            throttle().hit(self._all_names, whose, self.address)

    @cached_property
    def _name(self) -> str:
        """A mark of the name: nobody reads names out of a cookie."""
        name = self.username.strip().lower().encode()
        return hmac.digest(str(current_app.secret_key).encode(), b"name\n" + name, "sha256").hex()[:16]

    @cached_property
    def is_known(self) -> bool:
        return self._name in _known()[1]

    @cached_property
    def _is_nobody(self) -> bool:
        return not accounts.is_somebody(desk(), self.username)

    @property
    def who(self) -> tuple[str, ...]:
        return ("browser", _known()[0], self._name) if self.is_known else (self.address, self._name)

    @property
    def _one_name(self) -> RateLimitItemPerSecond:
        return RateLimitItemPerSecond(config().sign_in.tries, config().sign_in.per_s)

    @property
    def _all_names(self) -> RateLimitItemPerSecond:
        return RateLimitItemPerSecond(config().sign_in.tries * NAMES_PER_ADDRESS, config().sign_in.per_s)


def _cookies() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="antrean.known")


def _known() -> tuple[str, list[str]]:
    """The mark of the browser that asks, and of the names that have signed in there; "" where it is new."""
    try:
        mark, names = _cookies().loads(request.cookies.get(own_name(COOKIE), ""))
    except (BadSignature, ValueError, TypeError):
        return "", []
    return str(mark), [str(each) for each in names]

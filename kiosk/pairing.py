"""The pairing of this computer: a code that the administrator types in, and the token that it makes valid."""

from __future__ import annotations

import http.cookies
import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from .link import AGENT, LinkLost

ANSWER_WITHIN_S = 10


class NoSuchOffice(Exception):
    """The server knows no office of this name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """code: to be typed in, "" when paired. token: to be kept."""

    is_paired: bool
    code: str
    token: str


class Pairing:
    """Asks for a code, and keeps the token in a file that only its owner reads."""

    def __init__(self, url: str, office: str, folder: Path) -> None:
        self._url = f"{url.rstrip('/')}/pairing/{office}/printer"
        self._cookie = f"antrean_printer_{office}"
        self._file = folder / "token"

    @property
    def token(self) -> str:
        """The token that was kept; "" when there is none."""
        try:
            return self._file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""

    @property
    def cookie(self) -> str:
        """As a request or a socket sends it."""
        return f"{self._cookie}={self.token}"

    def forget(self) -> None:
        """The token is worth nothing any more."""
        self._file.unlink(missing_ok=True)

    def ask(self) -> Asked:
        """How the pairing stands; a new code where it needs one. Raises LinkLost, NoSuchOffice."""
        headers = {"Content-Type": "application/json", "Cookie": self.cookie, "User-Agent": AGENT}
        request = urllib.request.Request(self._url, b"{}", headers)  # noqa: S310 - the settings check the scheme
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_WITHIN_S) as response:  # noqa: S310 - as above
                answer, cookies = json.load(response), response.headers.get_all("Set-Cookie", [])
        except urllib.error.HTTPError as exc:
            if exc.code == http.HTTPStatus.NOT_FOUND:
                raise NoSuchOffice from exc
            raise LinkLost(_reason(exc)) from exc
        except (OSError, ValueError, http.client.HTTPException) as exc:
            raise LinkLost(str(getattr(exc, "reason", exc))) from exc
        for cookie in cookies:
            self._keep(cookie)
        return Asked(answer["is_paired"], answer["code"], self.token)

    def _keep(self, cookie: str) -> None:
        morsel = http.cookies.SimpleCookie(cookie).get(self._cookie)
        if morsel is None:
            return
        fresh = self._file.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        # The mode counts from the first byte on; on Windows the folder of the user is nobody else's.
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(morsel.value)
        fresh.replace(self._file)


def _reason(error: urllib.error.HTTPError) -> str:
    """What the server said, in its words where it has some."""
    try:
        return str(json.load(error)["message"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {error.code}"

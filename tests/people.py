"""People before screens of a real server: light enough that dozens fit on one machine. Standard library only."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

PASSWORD = "kopi-susu-2026"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Person:
    """One browser with its cookies. keeps_connection: for many requests in a row; then close() it in the end."""

    def __init__(self, url: str, *, timeout_s: float = 40, keeps_connection: bool = False) -> None:
        parts = urlsplit(url)
        self._keeps_connection = keeps_connection
        self._connection = HTTPConnection(str(parts.hostname), parts.port, timeout=timeout_s)
        self._cookies: dict[str, str] = {}
        self._csrf = ""

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    @property
    def csrf(self) -> str:
        """The token of the forms, once signed in."""
        return self._csrf

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        """Status and text. Raises OSError or HTTPException when the server is gone; whether it acted is not known."""
        try:
            self._connection.request(method, path, body, {"Cookie": self.cookie, **headers})
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except BaseException:
            self._connection.close()
            raise
        if not self._keeps_connection:
            self._connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text

    def get(self, path: str) -> Any:
        return json.loads(self.ask("GET", path)[1])

    def post(self, path: str, body: object = None) -> tuple[int, Any]:
        """Status and answer of a POST as the pages' scripts send it."""
        text = json.dumps({} if body is None else body)
        status, answer = self.ask("POST", path, text, **{"Content-Type": JSON, "X-CSRFToken": self._csrf})
        return status, json.loads(answer)

    def sign_in(self, username: str) -> None:
        self._csrf = self._token_on("/sign-in")
        form = {"username": username, "password": PASSWORD, "csrf_token": self._csrf}
        status, text = self.ask("POST", "/sign-in", urlencode(form), **{"Content-Type": FORM})
        assert status == 302, text
        self._csrf = self._token_on("/account")

    def _token_on(self, page: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.ask("GET", page)[1])
        assert found
        return found[1]

    def sign_out(self) -> None:
        status, text = self.ask("POST", "/sign-out", "", **{"Content-Type": FORM, "X-CSRFToken": self._csrf})
        assert status == 302, text

    def close(self) -> None:
        self._connection.close()

"""A browser as light as a test of a thousand needs it: one kept connection, cookies, the token of forms."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from queue_app.domain.log.errors import UnexpectedAnswer
from queue_app.simulate.hands import Answer, Refused

TIMEOUT_S = 30
RULES = 409  # the status of every refusal by the office's rules
TOO_FAST, WAIT_S = 429, 1.0  # of a kiosk; its page waits so long
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_BOOT = re.compile(r'id="boot">(.*?)</script>', re.DOTALL)
_FORM_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser:
    """One browser: a kept connection, cookies, and the token of its forms."""

    def __init__(self, url: str) -> None:
        self._url = url
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(str(parts.hostname), parts.port, timeout=TIMEOUT_S)
        self._cookies: dict[str, str] = {}
        self._is_fresh = True
        self.csrf = ""

    def ask(self, method: str, path: str, body: str | None = None, *, kind: str = JSON) -> tuple[int, str]:
        """Status and text. Raises OSError, which names the request."""
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": kind, "Accept": JSON, "X-CSRFToken": self.csrf}
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException) as exc:
            self._connection.close()
            if isinstance(exc, ConnectionError) and not self._is_fresh:
                self._is_fresh = True  # a kept connection may end while nobody speaks: once more, on a new one
                return self.ask(method, path, body, kind=kind)
            raise OSError(f"{method} {self._url}{path}: {exc}") from exc
        self._is_fresh = False
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text

    def page(self, path: str) -> Answer:
        """What a page starts with. Raises UnexpectedAnswer."""
        text = self.expect("GET", path, status=200)
        found = _BOOT.search(text)
        if found is None:
            raise UnexpectedAnswer(request=f"GET {path}", status=200, answer=_short(text))
        boot: Answer = json.loads(found[1])
        return boot

    def get(self, path: str) -> Answer:
        """The JSON that answers. Raises UnexpectedAnswer."""
        found: Answer = json.loads(self.expect("GET", path, status=200))
        return found

    def post(self, path: str, asked: object) -> tuple[int, Answer]:
        """Status and JSON. Raises Refused where the office's rules say no, UnexpectedAnswer for any other refusal."""
        status, text = self.ask("POST", path, json.dumps(asked))
        while status == TOO_FAST:  # a page waits too, and sends the same again
            time.sleep(WAIT_S)
            status, text = self.ask("POST", path, json.dumps(asked))
        if status == RULES:
            raise Refused(json.loads(text)["error"])
        if status not in {200, 201}:
            raise UnexpectedAnswer(request=f"POST {path} {json.dumps(asked)}", status=status, answer=_short(text))
        return status, json.loads(text)

    def expect(self, method: str, path: str, body: str | None = None, *, status: int, kind: str = JSON) -> str:
        """The text. Raises UnexpectedAnswer for any other status."""
        found, text = self.ask(method, path, body, kind=kind)
        if found != status:
            raise UnexpectedAnswer(request=f"{method} {path}", status=found, answer=_short(text))
        return text

    def sign_in(self, username: str, password: str) -> None:
        """As the form does it. Raises UnexpectedAnswer."""
        token = _FORM_TOKEN.search(self.expect("GET", "/sign-in", status=200))
        form = {"username": username, "password": password, "csrf_token": unescape(token[1]) if token else ""}
        self.expect("POST", "/sign-in", urlencode(form), status=302, kind=FORM)

    def close(self) -> None:
        self._connection.close()


def _short(text: str) -> str:
    return text.strip()[:500]

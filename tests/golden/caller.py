"""Somebody, or a screen, that asks the program: cookies, the token of forms, and a note of each answer."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from werkzeug.test import TestResponse

from tests.golden.house import House

PASSWORD = "antrean-demo"
FORM_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
Heard = Callable[["Caller", str, str, Any, TestResponse], None]
_numbers = itertools.count(1)


@dataclass
class Caller:
    """Every request comes from an address of its own, so that no limit of tries is met."""

    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""
    asked: int = 0

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in sorted(self.cookies.items()))

    def ask(self, house: House, method: str, path: str, *, lang: str = "", **more: Any) -> TestResponse:
        """The answer; nothing of it is kept."""
        house.chance.begin(f"{house.clock.now} {self.name} {method} {path} {self.asked}")
        number = next(_numbers)
        cookie = "; ".join(filter(None, [self.cookie, lang and f"antrean_lang={lang}"]))
        headers = {"Cookie": cookie, "X-CSRFToken": self.csrf, **more.pop("headers", {})}
        return house.app.test_client(use_cookies=False).open(
            path, method=method, buffered=True, headers={name: value for name, value in headers.items() if value},
            environ_base={"REMOTE_ADDR": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}, **more,
        )  # fmt: skip

    def do(self, house: House, method: str, path: str, **more: Any) -> TestResponse:
        """The answer, whose cookies are kept."""
        self.asked += 1
        answer = self.ask(house, method, path, **more)
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def learn_token(self, house: House, page: str = "/sign-in") -> None:
        """As a browser gets it from a page with a form."""
        found = FORM_TOKEN.search(self.do(house, "GET", page).text)
        assert found
        self.csrf = html.unescape(found[1])

    def sign_in(self, house: House) -> None:
        self.learn_token(house)
        form = {"username": self.name, "password": PASSWORD, "csrf_token": self.csrf}
        answer = self.do(house, "POST", "/sign-in", data=form)
        assert answer.status_code == 302, answer.text
        self.learn_token(house, "/account")

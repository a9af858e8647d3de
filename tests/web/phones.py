"""A phone with an authenticator, and how somebody sets one up."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

from werkzeug.test import TestResponse

from queue_app.domain.office import second_factor
from tests.factories import PASSWORD
from tests.web.visitors import Site, Visitor

PAGE = "/account/second-factor"


class Phone:
    """Shows the code of the moment; its clock is the office's, off by so many seconds."""

    def __init__(self, site: Site, secret: str, *, off_s: int = 0) -> None:
        self._site, self._secret, self.off_s = site, secret, off_s

    def code(self) -> str:
        now = int(self._site.office.clock().timestamp()) + self.off_s
        return second_factor.code(self._secret, now // second_factor.STEP_S)

    def next_code(self) -> str:
        """The next one, once the one before has gone."""
        self._site.office.clock.tick(seconds=second_factor.STEP_S)
        return self.code()


def scanned(site: Site, page: str) -> tuple[Phone, str]:
    """The phone that has read the page's picture, and what the page's form sends back."""
    uri = html.unescape(re.findall(r'data-uri="([^"]+)"', page)[0])
    offer = re.findall(r'name="offer" value="([^"]+)"', page)[0]
    return Phone(site, parse_qs(urlsplit(uri).query)["secret"][0]), offer


def set_up(site: Site, visitor: Visitor, *, password: str = PASSWORD) -> tuple[Phone, list[str]]:
    """Sets a second factor up; the phone and the recovery codes."""
    phone, offer = scanned(site, visitor.get(f"{PAGE}?new").text)
    form = {"csrf_token": visitor.csrf(), "offer": offer, "code": phone.code(), "password": password}
    answer = visitor.browser.post(PAGE, data=form)
    assert answer.status_code == 200, answer.text
    return phone, re.findall(r"<li>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</li>", answer.text)


def give(visitor: Visitor, code: str, *, way: str = "/sign-in/code") -> TestResponse:
    """Sends the code as the form of the page does."""
    page = visitor.get(way).text
    token = html.unescape(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[0])
    answer = visitor.browser.post(way, data={"csrf_token": token, "code": code})
    visitor._csrf = ""
    return answer

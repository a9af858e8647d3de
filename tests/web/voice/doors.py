"""The citizen's door as a browser without scripts uses it."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.web.visitors import Visitor

KEY = "0123456789abcdef" * 2
WRITTEN = {"kind": "complaint", "category": "waiting", "text": "Menunggu tiga jam.", "who": "anonymous", "key": KEY}


def send(visitor: Visitor, *, way: str = "/voice/uji", origin: str = "http://localhost", **more: Any) -> TestResponse:
    return visitor.browser.post(
        way, data={**WRITTEN, **more}, headers={"Origin": origin}, content_type="multipart/form-data"
    )


def code_in(answer: TestResponse) -> str:
    """The code on a receipt."""
    assert answer.status_code == 200, answer.text
    found = re.search(r'data-testid="code">([A-Z0-9 ]{11})<', answer.text)
    assert found
    return found[1].replace(" ", "")


def look(visitor: Visitor, code: str, **more: str) -> TestResponse:
    return visitor.browser.post(
        "/voice/uji/status", data={"code": code, **more}, headers={"Origin": "http://localhost"}
    )

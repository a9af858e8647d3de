"""The forms of a page as a browser fills them in: what stands in the fields goes back, and what the person changes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.web.visitors import Visitor

Fields = dict[str, Any]


class _Reader(HTMLParser):
    """Collects the fields of every form: action -> name -> value, a list where a name stands several times."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Fields] = {}
        self._fields: Fields = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self._fields = self.forms.setdefault(told.get("action") or "", {})
        elif tag == "input":
            self._input(told)
        elif tag == "select":
            self._select = told.get("name") or ""
        elif tag == "option" and self._select and ("selected" in told or self._select not in self._fields):
            self._fields[self._select] = told.get("value")
        elif tag == "textarea":
            self._area = told.get("name") or ""
            self._fields[self._area] = ""

    def _input(self, told: dict[str, str | None]) -> None:
        name, sort, value = told.get("name") or "", told.get("type"), told.get("value") or ""
        if sort in {"checkbox", "radio"} and "checked" not in told:
            return
        if sort == "checkbox":
            self._fields.setdefault(name, []).append(value)
        elif name and sort != "file":
            self._fields[name] = value

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields[self._area] += data.removeprefix("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


def fields(text: str, action: str) -> Fields:
    """What the form of that action sends when nothing is changed."""
    reader = _Reader()
    reader.feed(text)
    forms = reader.forms
    return dict(forms[action] if action in forms else forms[""])


def send(visitor: Visitor, path: str, **changes: Any) -> TestResponse:
    """Opens the page, changes fields of its own form, and presses its button. A field of None is not sent."""
    found = {**fields(visitor.get(path).text, path), **changes}
    return visitor.browser.post(path, data={name: value for name, value in found.items() if value is not None})


def press(visitor: Visitor, path: str, **more: str) -> TestResponse:
    """A button of its own."""
    return visitor.browser.post(path, data={"csrf_token": visitor.csrf(), **more})

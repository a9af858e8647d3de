"""Booking as a phone does it: forms without any script, and the words of a page."""

from __future__ import annotations

import html
import re

from werkzeug.test import TestResponse

from tests.web.visitors import Visitor

DAY = "2026-11-24"  # the day after the tests' own


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def part(page: str, name: str) -> str:
    """The words of one part of a page; "" where it has none."""
    found = re.search(rf'<(\w+)[^>]*data-testid="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    return words(found[2]) if found else ""


def send(visitor: Visitor, path: str, *, origin: str = "http://localhost", **form: str) -> TestResponse:
    return visitor.browser.post(path, data=form, headers={"Origin": origin})


def book(visitor: Visitor, at: str = "09.00", *, origin: str = "http://localhost", **more: str) -> TestResponse:
    """For KTP on DAY."""
    form = {"service": "KTP", "day": DAY, "at": at, "key": "form-of-one-page-00000001", "phone": "", **more}
    return send(visitor, "/book/uji", origin=origin, **form)


def led_to(answer: TestResponse) -> str:
    """Where a form that was taken leads."""
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def booked(visitor: Visitor, at: str = "09.00", **more: str) -> str:
    """The address of the own page of a new booking, by a browser that keeps its cookie."""
    visitor.get("/book/uji")
    return led_to(book(visitor, at, **more))

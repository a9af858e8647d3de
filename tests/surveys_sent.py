"""Citizens before the survey's pages, for tests."""

from __future__ import annotations

from werkzeug.test import TestResponse

from queue_app.actions.queue.tickets import Issued
from tests.surveys import ALL_THREE, served
from tests.web.visitors import Site, Visitor

FORM = {code: str(value) for code, value in ALL_THREE.items()}


def finished(site: Site, *, by: str = "wati") -> Issued:
    """A number whose visit is over."""
    site.office.open_counter(by=by)
    return served(site.office, by=by)


def send(visitor: Visitor, token: str, *, way: str = "survey", **fields: str) -> TestResponse:
    """As a phone sends the form, without any script."""
    return visitor.browser.post(f"/t/{token}/{way}", data=fields or FORM, headers={"Origin": "http://localhost"})

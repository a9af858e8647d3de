"""Requests that somebody forwards, where the settings know of no proxy, are told to whoever can mend it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from queue_app.config import Server
from queue_app.web.frame.forwarded import HEADERS
from tests.offices import Office
from tests.web.admin.test_index import administrator
from tests.web.visitors import Site, make_site

WARNED = "server.proxies is 0"


@pytest.mark.parametrize("header", HEADERS)
def test_a_forwarded_request_is_told_to_the_administrator_and_once_in_the_log(
    site: Site, header: str, caplog: pytest.LogCaptureFixture
) -> None:
    tini = administrator(site)
    before = tini.get("/admin").text
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            site.visitor().get("/sign-in", headers={header: "203.0.113.7"})

    assert (WARNED in before, WARNED in tini.get("/admin").text) == (False, True)
    assert [WARNED in each.getMessage() for each in caplog.records] == [True]


def test_behind_a_proxy_that_the_settings_know_nobody_is_warned(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, server=Server(proxies=1, secret_file=str(tmp_path / "key")))
    site.visitor().get("/sign-in", headers={"X-Forwarded-For": "203.0.113.7"})

    assert WARNED not in administrator(site).get("/admin").text

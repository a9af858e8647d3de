"""Requests that somebody forwards, where the settings know of no proxy, are told to whoever can mend it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from queue_app.config import Server
from queue_app.web.frame import client
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


WRITTEN = [
    ("203.0.113.7", "203.0.113.7"),
    ("203.0.113.7:51234", "203.0.113.7"),
    ("::ffff:203.0.113.7", "203.0.113.7"),
    ("[::ffff:203.0.113.7]:443", "203.0.113.7"),
    ("[2001:db8::1]:443", "2001:db8::1"),
    ("2001:DB8:0::1", "2001:db8::1"),
    ("fe80::1%eth0", "fe80::1"),
    ("unknown", "unknown"),
    ("", ""),
]


@pytest.mark.parametrize(("told", "meant"), WRITTEN)
def test_an_address_is_one_however_it_is_written(told: str, meant: str) -> None:
    assert client.bare(told) == meant


def test_a_proxy_that_adds_the_port_gives_nobody_more_tries(office: Office, tmp_path: Path) -> None:
    """Azure's gateway and some Caddy files do: home-assistant/core #176387, goauthentik/authentik #25679."""
    site = make_site(office, tmp_path, server=Server(proxies=1))

    told = [_wrong_sign_in(site, f"203.0.113.7:{40000 + turn}") for turn in range(6)]

    assert told == [401, 401, 401, 401, 401, 429]


def test_whoever_has_a_block_of_ipv6_has_one_addresss_tries(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, server=Server(proxies=1))

    told = [_wrong_sign_in(site, f"2001:db8:0:1::{turn + 1:x}") for turn in range(6)]

    assert told == [401, 401, 401, 401, 401, 429]


def _wrong_sign_in(site: Site, address: str) -> int:
    visitor = site.visitor()
    visitor.browser.environ_base["HTTP_X_FORWARDED_FOR"] = address
    return visitor.sign_in("wati", "wrong").status_code

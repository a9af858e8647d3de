"""Whose name an address takes: the machine's own, what the settings name, and never a stranger's."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_app import machine
from queue_app.config import Server
from queue_app.store.paper.tables import PrintJob
from queue_app.web.frame.hosts import Hosts
from tests.offices import Office
from tests.web.visitors import Site, make_site

LAN = "192.168.1.10"
NAME = "antrean-server"
STRANGERS = [
    "evil.example",
    "evil.example:8000",
    "192.168.1.10.evil.example",
    "user@antrean-server",
    "a b",
    "x:99999999",
]
WELCOME = [
    LAN, f"{LAN}:8000", "[fe80::1]:8000", "10.0.0.7", "203.0.113.9", NAME, NAME.upper(), f"{NAME}.local:8000",
    "loket.local", "antrean", "localhost", "127.0.0.1:8000", "[::1]", "antrean.medan.go.id", "antre.example",
    "antre.example.",
]  # fmt: skip


@pytest.fixture
def site(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A server that is also called antre.example, on a machine with one address and one name."""
    return on_machine(
        monkeypatch, office, tmp_path, hosts=["antre.example", "http://Loket.example:8000"], public_url=""
    )


def on_machine(monkeypatch: pytest.MonkeyPatch, office: Office, folder: Path, **server: Any) -> Site:
    monkeypatch.setattr(machine, "lan_address", lambda: LAN)
    monkeypatch.setattr(machine, "name", lambda: NAME)
    monkeypatch.setattr(machine, "has_address", lambda address: address == LAN)
    return make_site(office, folder, server=replace(Server(), **server))


def taken(site: Site, host: str, **headers: str) -> TestResponse:
    return site.visitor().post("/kiosk/uji/tickets", site.press(), Host=host, **headers)


def url(site: Site, host: str) -> str:
    answer = taken(site, host)
    assert answer.status_code == 201, answer.text
    return str(answer.json["url"]).rpartition("/t/")[0]  # type: ignore[index]


@pytest.mark.parametrize("host", STRANGERS)
def test_a_name_of_a_stranger_is_refused_and_nothing_is_taken(site: Site, host: str) -> None:
    answer = site.visitor().browser.post("/kiosk/uji/tickets", json=site.press(), headers={"Host": host})

    assert (answer.status_code, answer.json["error"]) == (421, "unknown_host")  # type: ignore[index]
    assert site.office.rows(PrintJob.id) == []


@pytest.mark.parametrize("host", WELCOME)
def test_names_that_no_stranger_can_own_and_those_of_the_settings_are_answered(site: Site, host: str) -> None:
    settled = on_same(site, public_url="https://antrean.medan.go.id")

    assert settled.visitor().get("/kiosk/uji", headers={"Host": host}).status_code == 200


def on_same(site: Site, **server: Any) -> Site:
    settings = replace(site.app.extensions["antrean.config"].server, **server)
    return Site(make_site(site.office, Path(settings.secret_file).parent, server=settings).app, site.office)


def test_the_refusal_says_what_to_write_into_the_settings(site: Site) -> None:
    page = site.visitor(lang="en").get("/kiosk/uji", headers={"Host": "antrean.kota.example:8000"})

    assert page.status_code == 421
    assert "server.hosts" in page.text
    assert "antrean.kota.example" in page.text


@pytest.mark.parametrize("path", ["/healthz", "/static/base.css"])
def test_what_tells_nothing_of_an_office_is_answered_under_any_name(site: Site, path: str) -> None:
    assert site.visitor().get(path, headers={"Host": "evil.example"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "link"),
    [
        ("localhost:8000", f"http://{LAN}:8000"),
        ("127.0.0.1", f"http://{LAN}"),
        ("[::1]:8000", f"http://{LAN}:8000"),
        (f"{LAN}:8000", f"http://{LAN}:8000"),
        (f"{NAME}.local", f"http://{NAME}.local"),
        (f"{NAME}.disdukcapil.local", f"http://{NAME}.disdukcapil.local"),
        ("antre.example:8443", "http://antre.example:8443"),
        ("loket.example:8000", "http://loket.example:8000"),
    ],
)
def test_the_code_takes_an_address_of_the_machine_that_others_reach(site: Site, host: str, link: str) -> None:
    assert url(site, host) == link


@pytest.mark.parametrize("host", ["192.168.1.66", "loket.local", "antrean", "203.0.113.9:8000"])
def test_an_address_that_is_not_known_as_the_machine_s_own_gives_no_code(site: Site, host: str) -> None:
    answer = taken(site, host)

    assert (answer.status_code, answer.json["url"], answer.json["qr_url"]) == (201, "", "")  # type: ignore[index]
    assert site.office.rows(PrintJob.url) == [""]


def test_the_public_address_counts_whatever_the_screen_was_opened_as(site: Site) -> None:
    settled = on_same(site, public_url="https://antrean.medan.go.id/")

    assert [url(settled, host) for host in ("localhost", LAN, "192.168.1.66")] == ["https://antrean.medan.go.id"] * 3


def test_a_machine_without_an_address_that_others_reach_gives_no_code(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "lan_address", lambda: None)

    assert taken(site, "localhost:8000").json["url"] == ""  # type: ignore[index]


def test_a_server_that_listens_to_this_machine_alone_gives_no_code(site: Site) -> None:
    assert taken(on_same(site, host="127.0.0.1"), "localhost:8000").json["url"] == ""  # type: ignore[index]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (f"http://{LAN}:8000", 201),
        (f"https://{LAN}:8000", 201),  # TLS ended at a proxy that does not say so
        (f"http://{LAN}", 403),
        (f"ftp://{LAN}:8000", 403),
        (f"{LAN}:8000", 403),
        (f"evil://x@{LAN}:8000", 403),
        ("null", 403),
        ("http://evil.example", 403),
        ("https://antrean.medan.go.id", 201),
        ("http://antrean.medan.go.id", 403),
    ],
)
def test_an_origin_is_compared_with_its_scheme_and_port(site: Site, origin: str, status: int) -> None:
    settled = on_same(site, public_url="https://antrean.medan.go.id")

    assert taken(settled, f"{LAN}:8000", Origin=origin).status_code == status


def test_the_refusal_of_a_page_says_what_to_write_into_the_settings(site: Site) -> None:
    told = taken(site, f"{LAN}:8000", Origin="https://antrean.kota.example").json

    assert told == {
        "error": "foreign_page",
        "message": "Halaman ini dibuka sebagai https://antrean.kota.example, yang bukan alamat server ini. "
        "Jika benar alamatnya, tulis di config.toml: public_url.",
    }


def test_a_page_over_plain_http_does_not_act_on_one_over_https(site: Site) -> None:
    answer = site.visitor().browser.post(
        "/kiosk/uji/tickets", json=site.press(), base_url=f"https://{LAN}", headers={"Origin": f"http://{LAN}"}
    )

    assert answer.status_code == 403


FAR = {"HTTP_HOST": "127.0.0.1:8000", "HTTP_X_FORWARDED_HOST": "antre.example", "HTTP_X_FORWARDED_PROTO": "https"}


@pytest.mark.parametrize(
    ("origin", "environ", "proxies", "may"),
    [
        ("http://evil.example", {"HTTP_HOST": "evil.example"}, 0, False),  # its name leads here for once
        ("http://evil.example", {"HTTP_HOST": LAN}, 0, False),
        (f"http://{LAN}", {"HTTP_HOST": LAN}, 0, True),
        ("https://antre.example", FAR, 1, True),
        ("http://antre.example", FAR, 1, False),
        ("https://antre.example", FAR, 0, False),  # nobody said that a proxy may tell
        ("http://evil.example", {"HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}, 1, False),
        (None, {"HTTP_HOST": LAN}, 0, False),
    ],
)
def test_a_line_is_opened_by_pages_of_this_server_alone(
    site: Site, origin: str | None, environ: dict[str, str], proxies: int, may: bool
) -> None:
    hosts: Hosts = on_same(site, proxies=proxies).app.extensions["antrean.hosts"]

    assert hosts.allows(origin or "", environ) is may


def test_the_machine_knows_its_own_addresses_and_no_other() -> None:
    assert [machine.has_address(each) for each in ("127.0.0.1", "203.0.113.9", "0.0.0.0", "224.0.0.1", "x")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_the_machine_s_address_is_one_that_it_has() -> None:
    found = machine.lan_address()

    assert found is None or (machine.has_address(found) and not found.startswith("127."))
    assert machine.name() == socket.gethostname().lower()

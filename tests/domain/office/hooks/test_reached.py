"""Whom a hook may reach: addresses as they are typed, and numbers as names stand for them."""

from __future__ import annotations

import pytest

from queue_app.domain.log.errors import BadInput
from queue_app.domain.office.hooks.reached import Target, may_reach, shown, target

INSIDE = ["10.1.2.3", "192.168.1.7", "172.16.0.1", "100.64.0.9", "127.0.0.1", "::1", "fd12:3456::1", "::ffff:10.0.0.1"]
NEVER = [
    "169.254.169.254", "169.254.1.1", "fe80::1%eth0", "fd00:ec2::254", "100.100.100.200", "0.0.0.0", "::", "224.0.0.1",
    "ff02::1", "255.255.255.255", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]


def allowed(numbers: list[str], **how: bool) -> list[str]:
    return [each for each in numbers if may_reach(each, **how)]


def test_a_hook_reaches_the_world_over_tls_and_nothing_within_the_network() -> None:
    assert allowed(INSIDE + NEVER + OUTSIDE, is_secure=True, allow_private=False) == OUTSIDE


def test_where_the_network_is_allowed_it_is_reached_and_the_keys_of_a_cloud_are_not() -> None:
    assert allowed(INSIDE + NEVER + OUTSIDE, is_secure=True, allow_private=True) == INSIDE + OUTSIDE


def test_without_tls_nothing_leaves_the_network() -> None:
    assert allowed(INSIDE + NEVER + OUTSIDE, is_secure=False, allow_private=True) == INSIDE
    assert allowed(INSIDE + NEVER + OUTSIDE, is_secure=False, allow_private=False) == []


def test_an_ipv4_number_in_other_clothes_is_what_it_is() -> None:
    inside = ["::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"]

    assert allowed(inside, is_secure=True, allow_private=False) == []
    assert allowed(inside, is_secure=True, allow_private=True) == inside


def test_an_address_leads_to_a_host_a_port_and_a_path() -> None:
    assert target("https://kota.go.id/a?k=1", allow_private=False) == Target("kota.go.id", 443, "/a?k=1", True)
    assert target("http://10.0.0.5:8080", allow_private=True) == Target("10.0.0.5", 8080, "/", False)


@pytest.mark.parametrize(
    "address",
    ["http://kota.go.id/", "ftp://kota.go.id/", "https://", "https://a:b@kota.go.id/", "https://kota.go.id/#x",
     "https://kota.go.id:99999/", "https://kota.go.id:0/", "https://ko ta.go.id/", "https://kota.go.id/\r\nX: 1",
     "https://kota.go.id\\@10.0.0.1/", "https://[::1/", "https://kota.go.id/" + "a" * 500, "javascript:alert(1)", ""],
)  # fmt: skip
def test_what_is_no_address_of_a_receiver_is_refused(address: str) -> None:
    with pytest.raises(BadInput):
        target(address, allow_private=False)


def test_what_may_be_a_key_is_not_shown() -> None:
    assert shown("https://kota.go.id/news?token=secret") == "https://kota.go.id/news"

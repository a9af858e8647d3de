"""Waking a phone: a push service on this machine takes what is sent, and a phone reads it as a browser does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from queue_app.config import Push
from queue_app.push import LASTS_S, Sent, public_key, send
from tests.push_service import PushService, push_service

TOLD = {"number": "A012", "title": "A012: silakan ke loket 3", "body": ""}


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as found:
        yield found


@pytest.fixture
def settings(tmp_path: Path) -> Push:
    made = Push(is_on=True, contact="antrean@medan.test", key_file=str(tmp_path / "data" / "push.key"))
    public_key(made)
    return made


def test_the_key_is_made_once_and_read_by_its_owner_only(settings: Push) -> None:
    file = Path(settings.key_file)
    first = public_key(settings)

    assert (public_key(settings), len(first)) == (first, 87)
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert list(file.parent.iterdir()) == [file]


def test_only_the_phone_reads_what_it_is_told(service: PushService, settings: Push) -> None:
    browser = service.browser()

    assert send(settings, browser.phone._asdict(), TOLD) is Sent.DONE

    (message,) = service.taken
    assert browser.read(message.body) == TOLD
    assert b"A012" not in message.body


def test_the_push_service_knows_who_sends_and_for_how_long_it_matters(service: PushService, settings: Push) -> None:
    send(settings, service.browser().phone._asdict(), TOLD)

    (message,) = service.taken
    claims = message.claims(public_key(settings))
    assert (claims["aud"], claims["sub"]) == (service.origin, "mailto:antrean@medan.test")
    assert 0 < claims["exp"] - time.time() <= 24 * 3600
    assert (message.headers["ttl"], message.headers["urgency"]) == (str(LASTS_S), "high")


@pytest.mark.parametrize(
    ("status", "sent"), [(404, Sent.GONE), (410, Sent.GONE), (429, Sent.FAILED), (500, Sent.FAILED)]
)
def test_a_phone_that_its_service_knows_no_more_is_gone_and_another_fault_is_not_tried_again(
    service: PushService, settings: Push, status: int, sent: Sent
) -> None:
    service.status = status

    assert send(settings, service.browser().phone._asdict(), TOLD) is sent
    assert len(service.taken) == 1


def test_a_service_that_sends_on_to_another_machine_is_not_followed(service: PushService, settings: Push) -> None:
    service.status = 307

    assert send(settings, service.browser().phone._asdict(), TOLD) is Sent.FAILED
    assert len(service.taken) == 1


def test_without_internet_it_fails_and_says_so(service: PushService, settings: Push) -> None:
    nobody = replace(service, origin="http://127.0.0.1:9").browser()

    assert send(settings, nobody.phone._asdict(), TOLD) is Sent.FAILED


def test_a_phone_with_keys_that_are_none_is_gone(service: PushService, settings: Push) -> None:
    phone = service.browser().phone._replace(p256dh="B" + "A" * 86)

    assert send(settings, phone._asdict(), TOLD) is Sent.GONE
    assert service.taken == []

"""The whole house is asked everything with secrets in every place, at the loudest level: no line tells one."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError

from queue_app.logs import Json, Text
from queue_app.store.desk import Desk
from queue_app.web.frame.address import known
from tests.web.addresses import Address, addresses
from tests.web.visitors import Site, Visitor

SECRETS = {
    "password": "Rahasia.Kata-Sandi", "name": "Marwahyuni", "phone": "081234567890", "nik": "1271994101900001",
    "text": "amplop di bawah meja", "totp": "JBSWY3DPEHPK3PXP", "mail": "siti.m@contoh.example",
    "code": "K7QF-93MD-2XTA", "token": "0sw2Qm9xKf3LpVt81aZcYe", "agent": "Peramban-Siti/9.1",
}  # fmt: skip
BLANKS = (
    "password", "old", "new", "again", "name", "username", "post", "reached_at", "who", "words", "contact", "phone",
    "nik", "text", "report", "what", "how", "handling", "comment", "mail", "email", "code", "otp", "token", "key",
    "number", "reason", "title", "q",
)  # fmt: skip


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """Everything that any part or library says, in both forms."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers = [logging.StreamHandler(stream), logging.StreamHandler(stream)]
    handlers[0].setFormatter(Text("1"))
    handlers[1].setFormatter(Json("1"))
    before = root.level, logging.getLogger("queue_app").level
    for each in handlers:
        root.addHandler(each)
    for name in ("", "queue_app", "socketio", "engineio", "engineio.server", "socketio.server"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    for each in handlers:
        root.removeHandler(each)
    root.setLevel(before[0])
    for name in ("socketio", "engineio", "engineio.server", "socketio.server"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    logging.getLogger("queue_app").setLevel(before[1])


def everybody(site: Site) -> list[Visitor]:
    return [site.visitor(), site.signed_in("wati"), site.signed_in("tini")]


def ask_everything(site: Site) -> list[tuple[int, str]]:
    """Every address with every secret in its question, its body and its headers; answers status and page."""
    filled = dict(zip(BLANKS, list(SECRETS.values()) * 3, strict=False))
    filled |= {name: SECRETS[name] for name in SECRETS if name in BLANKS}
    headers = {"User-Agent": SECRETS["agent"], "X-Forwarded-For": "203.0.113.77"}
    found = []
    for visitor in everybody(site):
        visitor.browser.set_cookie("antrean_session_x", SECRETS["token"])
        for each in asked(site):
            for sent in ({"data": filled}, {"json": filled})[: 1 if each.method == "GET" else 2]:
                answer = visitor.browser.open(
                    each.path, method=each.method, query_string=filled, buffered=True,
                    headers={**headers, "X-CSRFToken": visitor.csrf()}, **sent,  # type: ignore[arg-type]
                )  # fmt: skip
                found.append((answer.status_code, answer.text if (answer.mimetype or "").startswith("text") else ""))
    return found


def asked(site: Site) -> list[Address]:
    """All but those that end the session, and files that take long to make and tell nothing."""
    said = known(site.app)
    return [
        each
        for each in addresses(site)
        if each.endpoint not in {"accounts.sign_out", "training.room"}
        and not str(said[each.endpoint].gives).startswith("application/")
    ]


def leaks(text: str) -> list[str]:
    return [name for name, secret in SECRETS.items() if secret in text] + (
        ["address"] if "203.0.113.77" in text else []
    )


@pytest.mark.slow("asks every address as three people, twice each")
def test_whatever_is_asked_no_line_tells_a_secret(
    site: Site, told: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    ticket = site.office.issue().token
    answers = ask_everything(site)
    printed = capfd.readouterr()

    assert leaks(told.getvalue() + printed.out + printed.err) == []
    assert ticket not in told.getvalue()
    assert {SECRETS["password"], SECRETS["totp"]} & {page for status, page in answers if status >= 400} == set()


@pytest.mark.slow("asks every address as three people, twice each")
def test_a_house_whose_every_change_fails_tells_no_secret_either(
    site: Site, told: io.StringIO, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = everybody(site)
    words = " ".join(SECRETS.values())

    def fail(*_asked: object) -> object:
        raise IntegrityError(f"INSERT {words}", dict(SECRETS), ValueError(words)) from KeyError(words)

    monkeypatch.setattr(f"{__name__}.everybody", lambda _site: people)
    site.office.issue()
    paths = asked(site)
    monkeypatch.setattr(f"{__name__}.asked", lambda _site: paths)
    for each in people:
        each.csrf()
    monkeypatch.setattr(Desk, "transaction", fail)
    monkeypatch.setattr(Desk, "beside", fail)
    answers = ask_everything(site)
    printed = capfd.readouterr()

    assert leaks(told.getvalue() + printed.out + printed.err) == []
    assert "IntegrityError" in told.getvalue()
    assert [leaks(page) for status, page in answers if status >= 500 and leaks(page)] == []

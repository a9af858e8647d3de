"""People at the program's pages: a browser each, with its cookies, against the real application."""

from __future__ import annotations

import contextvars
import html
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from queue_app import create_app
from queue_app.actions.hall import devices
from queue_app.config import Config, Server
from queue_app.domain.log.events import SetupChanged
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.store.office.tables import Office as OfficeRow
from queue_app.store.office.tables import Officer
from tests.databases import METADATA
from tests.factories import PASSWORD
from tests.offices import Office, new_key

REACHED = "http://localhost"  # by phones, in these tests; whatever this machine's own addresses are
_addresses = itertools.count(1)
Dump = dict[str, list[tuple[Any, ...]]]


class Visitor:
    """One browser. Each has an address of its own, so that the tries of one test do not count in another."""

    def __init__(self, app: Flask, *, lang: str = "") -> None:
        self.browser = app.test_client()
        number = next(_addresses)
        self.browser.environ_base["REMOTE_ADDR"] = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        self._csrf = ""
        self.token = ""  # of a device
        if lang:
            self.browser.set_cookie("antrean_lang", lang)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.browser.get(path, buffered=True, **more)

    def post(self, path: str, body: object = None, **headers: str) -> TestResponse:
        """JSON as the pages' scripts send it, with their CSRF token."""
        sent = {"X-CSRFToken": self.csrf(), **headers}
        return self.browser.post(path, json={} if body is None else body, headers=sent)

    def sign_in(self, username: str, password: str = PASSWORD, *, way: str = "/sign-in") -> TestResponse:
        form = {"username": username, "password": password, "csrf_token": self.csrf()}
        answer = self.browser.post(way, data=form)
        self._csrf = ""  # the pages of whoever has signed in have another one
        return answer

    def hold(self, token: str, *, slug: str = "uji") -> None:
        """Sends a device's token under the name of every kind: what counts is what the office knows of it."""
        self.token = token
        for kind in DeviceKind:
            self.browser.set_cookie(f"antrean_{kind}_{slug}", token)

    def csrf(self) -> str:
        if not self._csrf:
            page = self.get("/account", follow_redirects=True).text
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
            assert found
            self._csrf = html.unescape(found[1])
        return self._csrf


@dataclass(frozen=True)
class Site:
    """The program around one office."""

    app: Flask
    office: Office

    def visitor(self, *, lang: str = "") -> Visitor:
        return Visitor(self.app, lang=lang)

    def signed_in(self, username: str, *, lang: str = "") -> Visitor:
        visitor = self.visitor(lang=lang)
        assert visitor.sign_in(username).status_code == 302
        return visitor

    def give_role(self, username: str, role: Role) -> None:
        with self.office.desk.transaction(self.office.office_id) as work:
            work.connection.execute(update(Officer).where(Officer.username == username).values(role=role))

    def pairs_devices(self) -> None:
        """From now on the office asks its screens for a pairing."""
        with self.office.desk.transaction(self.office.office_id) as work:
            work.connection.execute(
                update(OfficeRow).where(OfficeRow.id == self.office.office_id).values(pairs_devices=True)
            )
            work.record(
                SetupChanged(
                    what="office", key="uji", field_names="pairs_devices", before="False", after="True", officer_id=None
                )
            )

    def device(self, kind: DeviceKind, *, name: str = "") -> Visitor:
        """A screen that is paired with the office."""
        desk, office = self.office.desk, self.office.desk.office(self.office.office_id)
        asked = devices.begin(desk, office, kind)
        devices.pair(desk, office.id, code=asked.code, name=name or f"{kind}", by=self.office.officers["tini"])
        visitor = self.visitor()
        visitor.hold(str(asked.token), slug=office.slug)
        return visitor

    def at_counter(self, username: str = "wati", number: int = 1) -> Visitor:
        """An officer, signed in, who has opened the counter."""
        visitor = self.signed_in(username)
        answer = visitor.post("/counter/open", {"counter_id": self.office.counters[number]})
        assert answer.status_code == 200, answer.text
        return visitor

    def press(self, service: str = "KTP", **more: Any) -> dict[str, Any]:
        """What the kiosk sends for one press of its button."""
        return {"key": new_key(), "service_id": self.office.services[service], "priority": None, "lang": "id", **more}

    def dump(self) -> Dump:
        """Every row of every table."""
        with self.office.desk.reading() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
                for table in METADATA.sorted_tables
            }


def make_site(office: Office, folder: Path, **sections: Any) -> Site:
    """sections: settings that differ from the defaults, as Config's own sections."""
    config = replace(Config(server=Server(public_url=REACHED)), **sections)
    server = replace(config.server, secret_file=str(folder / "secret.key"), files_dir=str(folder / "files"))
    office.desk.offload = _as_in_a_thread
    return Site(create_app(replace(config, server=server), office.desk), office)


def _as_in_a_thread(work: Callable[[], object]) -> object:
    """What a serving process hands to another thread knows nothing of the request."""
    return contextvars.Context().run(work)

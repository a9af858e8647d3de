"""The first start of an empty database, asked in every way: it founds one office or tells why not, and never fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from queue_app import create_app
from queue_app.config import Config
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.web.admin.wizard import key_of
from tests.web.visitors import Visitor

GOOD = {
    "name": "Kantor Baru", "address": "Jl. Baru 1", "time_zone": "Asia/Makassar", "kind": "puskesmas", "counters": "3",
    "person": "Sri", "username": "sri", "password": "kopi-susu-2026",
}  # fmt: skip
ODD = st.text(max_size=90) | st.sampled_from(["\x00", " ", "-1", "0", "61", "9" * 20, "²", "🏛" * 50, "Asia/Tokyo"])


@pytest.fixture
def app(empty_url: str, tmp_path: Path) -> Iterator[Flask]:
    schema.migrate(empty_url)
    database = Database(empty_url)
    config = Config()
    server = replace(config.server, secret_file=str(tmp_path / "secret.key"))
    yield create_app(replace(config, server=server), Desk(database))
    database.close()


def test_the_first_start_never_fails(app: Flask) -> None:
    visitor, stranger = Visitor(app), Visitor(app)
    way = f"/setup?key={key_of(str(app.config['SECRET_KEY']))}"
    form, strange_form = {"csrf_token": visitor.csrf()}, {"csrf_token": stranger.csrf()}

    @settings(
        max_examples=25, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.fixed_dictionaries({name: st.just(good) | ODD for name, good in GOOD.items()}), ODD)
    def ask(answers: dict[str, Any], wrong_key: str) -> None:
        refused = stranger.browser.post("/setup", query_string={"key": wrong_key}, data={**GOOD, **strange_form})
        answer = visitor.browser.post(way, data={**answers, **form, "kind": "x"})
        assert (refused.status_code, answer.status_code) == (403, 400)
        assert visitor.browser.post(way, data={**answers, **form, "counters": "0"}).status_code == 400

    ask()
    assert visitor.browser.post(way, data={**GOOD, **form}).status_code == 302
    assert visitor.browser.post(way, data={**GOOD, **form}).location == "/admin"
    assert stranger.browser.post("/setup", query_string={"key": "x"}, data={**GOOD, **strange_form}).status_code == 404

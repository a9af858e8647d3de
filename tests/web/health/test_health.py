"""What machines ask: whether this one lives, whether it may be given work, and its counts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from queue_app.config import Live, Metrics, load
from queue_app.store import schema
from queue_app.web.health import readiness
from tests.offices import Office
from tests.servers.redis import Redis
from tests.web.visitors import Site, Visitor, make_site


@pytest.fixture
def with_settings(office: Office, tmp_path: Path) -> Callable[..., Visitor]:
    return lambda **sections: make_site(office, tmp_path, **sections).visitor()


def here(visitor: Visitor) -> Visitor:
    """As a program on the server's own machine."""
    visitor.browser.environ_base["REMOTE_ADDR"] = "127.0.0.1"
    return visitor


def ready(site: Site) -> tuple[int, Any]:
    answer = site.visitor().get("/readyz")
    return answer.status_code, answer.json


def test_a_server_lives_also_while_its_database_does_not(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.office.desk, "reading", lambda: 1 / 0)

    answer = site.visitor().get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"is_alive": True})


def test_a_server_that_is_well_is_ready(site: Site) -> None:
    assert ready(site) == (200, {"is_ready": True, "faults": [], "away": []})


def test_a_server_that_ends_says_so_before_all_else(site: Site) -> None:
    site.app.extensions["antrean.readiness"].is_ending = True

    assert ready(site) == (503, {"is_ready": False, "faults": ["ending"], "away": []})


@pytest.mark.parametrize(("version", "status"), [("0001", 503), ("9999", 200)])
def test_an_older_schema_is_not_ready_and_a_newer_one_is(site: Site, version: str, status: int) -> None:
    with site.office.desk.beside() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    found = ready(site)
    with site.office.desk.beside() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": schema.newest()})

    assert (found[0], found[1]["faults"]) == (status, ["database"] if status == 503 else [])


def test_a_writer_that_is_held_is_not_ready_and_is_not_asked_twice(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "ANSWERS_WITHIN_S", 0.05)
    let_go = threading.Event()
    checks = site.app.extensions["antrean.readiness"]._checks
    monkeypatch.setitem(checks, "writer", partial(let_go.wait, 10))

    found = [ready(site)[1]["faults"] for _ in range(2)]
    asked = [each.name for each in threading.enumerate()].count("ready-writer")
    let_go.set()

    assert (found, asked) == ([["writer"], ["writer"]], 1)


def test_a_disk_without_room_is_not_ready(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir(exist_ok=True)
    monkeypatch.setattr(readiness, "LEAST_FREE", 2**62)

    assert ready(site)[1]["faults"] == ["disk"]


def test_redis_that_is_away_is_told_and_does_not_matter(
    with_settings: Callable[..., Visitor], redis_server: Redis
) -> None:
    visitor = with_settings(live=Live(redis_url=redis_server.url))
    well = visitor.get("/readyz").json
    redis_server.stop()

    assert (well, visitor.get("/readyz").json) == (
        {"is_ready": True, "faults": [], "away": []}, {"is_ready": True, "faults": [], "away": ["redis"]},
    )  # fmt: skip


def test_counts_are_told_where_the_settings_say_so_and_to_this_machine_only(
    with_settings: Callable[..., Visitor],
) -> None:
    visitor = with_settings(metrics=Metrics(is_on=True))

    away = visitor.get("/metrics").status_code
    told = here(visitor).get("/metrics")

    assert (away, told.status_code, told.mimetype) == (404, 200, "text/plain")
    assert 'antrean_waiting{office="uji"} 0.0' in told.text


def test_counts_are_off_by_default(site: Site) -> None:
    assert here(site.visitor()).get("/metrics").status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_a_proxy_on_this_machine_opens_the_counts_to_nobody(with_settings: Callable[..., Visitor], header: str) -> None:
    visitor = here(with_settings(metrics=Metrics(is_on=True)))

    assert visitor.get("/metrics", headers={header: "203.0.113.9"}).status_code == 404


def test_a_page_of_another_site_does_not_get_the_counts_by_its_own_name(
    with_settings: Callable[..., Visitor],
) -> None:
    visitor = here(with_settings(metrics=Metrics(is_on=True)))

    assert visitor.get("/metrics", headers={"Host": "evil.example"}).status_code == 421


def test_whoever_has_the_token_reads_the_counts_from_anywhere(
    with_settings: Callable[..., Visitor], tmp_path: Path
) -> None:
    (tmp_path / "token").write_text("geheim-42\n")
    visitor = with_settings(metrics=Metrics(is_on=True, token_file=str(tmp_path / "token")))

    statuses = [
        visitor.get("/metrics", headers={"Authorization": f"Bearer {said}"}).status_code
        for said in ("geheim-42", "geheim-4", "", "é")
    ]

    assert statuses == [200, 404, 404, 404]


def test_an_empty_token_file_lets_nobody_in(with_settings: Callable[..., Visitor], tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    visitor = here(with_settings(metrics=Metrics(is_on=True, token_file=str(tmp_path / "empty"))))

    assert visitor.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_counts_hold_no_number_no_token_and_no_name(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, metrics=Metrics(is_on=True))
    token = office.issue().token
    site.visitor().get(f"/t/{token}")
    site.visitor().get(f"/{token}")

    told = here(site.visitor()).get("/metrics").text

    assert [each for each in (token, "A001", "wati", "tini") if each in told] == []
    assert 'antrean_request_seconds_count{address="citizen.page",status="2xx"}' in told
    assert 'antrean_waiting{office="uji"} 1.0' in told


def test_a_fault_on_a_page_carries_the_name_of_its_request(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    well = site.visitor().get("/")
    monkeypatch.setattr(site.office.desk, "reading", lambda: 1 / 0)

    answer = site.visitor().get("/")

    assert ("X-Request-ID" in well.headers, answer.status_code, len(answer.headers["X-Request-ID"])) == (False, 500, 8)


def test_settings_of_another_folder_name_the_token_file_from_there(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[metrics]\nis_on = true\ntoken_file = "token"\n')

    assert load(tmp_path / "config.toml", {}).metrics == replace(
        Metrics(), is_on=True, token_file=str(tmp_path / "token")
    )

"""antrean migrate, where it does more than bring the schema up: an office moves, and the schema goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from queue_app.domain.log import chain
from tests.test_cli import antrean, found_real_office


@pytest.fixture
def old(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    found_real_office(url)
    return url


@pytest.fixture
def new(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new.db'}"


def test_a_move_tells_the_head_proves_it_and_says_what_is_left_to_do(old: str, new: str) -> None:
    head = antrean(old, "verify-log").stdout

    done = antrean("sqlite://", "migrate", "--from", old, "--to", new)

    first, counted, checked, to_do = done.stdout.splitlines()
    assert (first, checked) == (f"{head.strip()}: each of them as it was", head.strip())
    assert counted.endswith("the same in both. Reading log and rows anew:")
    assert "config.toml" in to_do
    assert "seal.key" in to_do
    assert (done.returncode, done.stderr, antrean(new, "verify-log").stdout) == (0, "", head)


def test_without_a_target_it_goes_where_the_settings_point(old: str, new: str) -> None:
    assert antrean(new, "migrate", "--from", old).returncode == 0

    assert antrean(new, "migrate", "--from", old).stderr.endswith("has an office uji already. Nothing was moved.\n")


def test_a_broken_log_is_named_and_not_moved(old: str, new: str) -> None:
    with create_engine(old, poolclass=NullPool).begin() as connection:
        connection.execute(text("UPDATE chain_head SET hash = :none"), {"none": chain.ROOT})

    done = antrean(new, "migrate", "--from", old)

    assert (done.returncode, done.stdout, "event" in done.stderr) == (1, "", True)


def test_the_way_back_is_told_and_a_version_without_one_refused(old: str) -> None:
    back = antrean(old, "migrate", "--back-to", "0.10.0")
    forth = antrean(old, "migrate")
    unknown = antrean(old, "migrate", "--back-to", "0.1.0")

    assert back.stdout == "The database is as version 0.10.0 knows it. Serve it with that version.\n"
    assert (forth.returncode, unknown.returncode) == (0, 1)
    assert unknown.stderr == "This program cannot go back to 0.1.0. It knows the way to: 0.10.0.\n"


def test_a_target_without_a_source_is_not_understood(old: str, new: str) -> None:
    done = antrean(old, "migrate", "--to", new)

    assert (done.returncode, done.stdout) == (2, "")


def test_only_postgresql_numbers_rows_from_where_it_is_told(new: str) -> None:
    done = antrean(new, "init", "--ids-from", "20000000")

    assert (done.returncode, "needs PostgreSQL" in done.stderr) == (1, True)

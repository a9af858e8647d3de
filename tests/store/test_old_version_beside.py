"""Version 0.10.0 itself goes on serving while the schema is changed under it, and while it is changed back."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from queue_app.store import schema
from queue_app.store.going_back import RELEASES, go_back
from tests.databases import Databases
from tests.servers.antrean import ROOT, Antrean

OLD, ITS_COMMIT = "0.10.0", "d9efef3"
MANY_NUMBERS = "[kiosk]\nmost_per_min_of_address = 1000000\n[printing]\nkind = 'none'\n"
Run = Callable[..., str]


@pytest.fixture(scope="module")
def old_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The old version as it was released."""
    found = subprocess.run(["git", "archive", ITS_COMMIT], cwd=ROOT, capture_output=True, check=False)
    if found.returncode:
        pytest.skip(f"this copy has no history with {ITS_COMMIT}, the commit of {OLD}")
    folder = tmp_path_factory.mktemp("old")
    with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture
def url(backend: str, databases: Databases, tmp_path: Path) -> Iterator[str]:
    made = databases.empty(backend, tmp_path)
    yield made
    databases.drop(made)


@pytest.fixture
def old(old_code: Path, url: str, tmp_path: Path) -> Run:
    """A command of the old version on this database; answers what it said."""
    (tmp_path / "config.toml").write_text(MANY_NUMBERS)
    env = {"ANTREAN_DATABASE_URL": url, "PYTHONPATH": str(old_code), "ANTREAN_CONFIG": str(tmp_path / "config.toml")}

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "queue_app", *command],
            cwd=tmp_path, env={**os.environ, **env}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture
def served(old: Run, old_code: Path, url: str, tmp_path: Path) -> Iterator[Antrean]:
    """The old version's server, with the demo office."""
    old("demo")
    config = tmp_path / "config.toml"
    with Antrean(folder=tmp_path, database_url=url, config=config, env={"PYTHONPATH": str(old_code)}) as server:
        yield server


def version(url: str) -> str:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return str(connection.execute(text(schema.VERSION)).scalar_one())


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_old_version_gives_numbers_and_calls_them_through_the_change_and_back(
    old: Run, served: Antrean, url: str
) -> None:
    def morning(seed: int) -> str:
        return old("simulate", "--url", served.url, "--speed", "0", "--tickets", "12", "--seed", str(seed))

    changes: list[Callable[[], None]] = [
        lambda: schema.migrate(url), lambda: go_back(url, OLD), lambda: schema.migrate(url),
    ]  # fmt: skip
    stood = [version(url)]
    with ThreadPoolExecutor(1) as people:
        for change in changes:
            played = people.submit(morning, len(stood))
            change()
            stood.append(version(url))
            assert "12 tickets" in played.result()
            assert "12 tickets" in morning(10 + len(stood))

    assert stood == [RELEASES[OLD], schema.newest(), RELEASES[OLD], schema.newest()]
    assert "events, head" in old("verify-log")
    assert [line for line in served.log_text().splitlines() if "ERROR" in line or "Traceback" in line] == []

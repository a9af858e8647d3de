"""antrean rollups, run in this process."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from queue_app import cli
from queue_app.store.evidence.tables import Rollup
from tests.offices import Office


@pytest.fixture
def lived_in(unchecked_office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A Monday long ago with one service, in the database of the settings."""
    monkeypatch.setenv("ANTREAN_DATABASE_URL", database_url)
    unchecked_office.open_counter()
    unchecked_office.issue()
    unchecked_office.served()
    return unchecked_office


def rollups(*options: str) -> int:
    return cli.run(["rollups", "--office", "uji", *options])


@pytest.mark.usefixtures("lived_in")
def test_days_that_are_over_are_written_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert (rollups(), rollups()) == (0, 0)
    assert capsys.readouterr().out == "uji: 1 days written\nuji: 0 days written\n"


def test_a_check_names_day_cell_and_figure_and_a_rebuild_mends_it(
    lived_in: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    rollups()
    with lived_in.desk.transaction(lived_in.office_id) as work:
        work.connection.execute(update(Rollup).where(Rollup.hour == -1, Rollup.service_id == 1).values(counts=b""))

    assert rollups("--check") == 1
    assert "uji: rollup 2026-11-23 service_id 1 hour -1 counter_id 0: done is {}, the log tells {0: 1}\n" in (
        capsys.readouterr().err
    )
    assert (rollups("--rebuild"), rollups("--check")) == (0, 0)
    assert capsys.readouterr().out.endswith("uji: 1 days written\nuji: the rows are what the log tells\n")

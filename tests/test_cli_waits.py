"""antrean waits, run in this process."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from queue_app import cli
from queue_app.store.citizen.score_tables import WaitScore
from tests.actions.citizen.test_scores import note
from tests.domain.citizen.promised import promise
from tests.offices import Office


@pytest.fixture
def lived_in(unchecked_office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A Monday that is over, with one promise, in the database of the settings."""
    monkeypatch.setenv("ANTREAN_DATABASE_URL", database_url)
    unchecked_office.issue(promise=promise(0, 10))
    note(unchecked_office, min(unchecked_office.legs()), 0, promise(0, 10))
    return unchecked_office


def waits(*options: str) -> int:
    return cli.run(["waits", "--office", "uji", *options])


@pytest.mark.usefixtures("lived_in")
def test_days_that_are_over_are_counted_once_and_prove_true(capsys: pytest.CaptureFixture[str]) -> None:
    assert (waits(), waits(), waits("--check")) == (0, 0, 0)
    assert capsys.readouterr().out.splitlines() == [
        "uji: 1 days counted", "uji: 0 days counted", "uji: the sums are what the log tells",
    ]  # fmt: skip


def test_a_check_names_each_figure_that_was_changed(lived_in: Office, capsys: pytest.CaptureFixture[str]) -> None:
    waits()
    with lived_in.desk.transaction(lived_in.office_id) as work:
        work.connection.execute(update(WaitScore).values(sums="{}"))

    assert waits("--check") == 1
    assert (
        "uji: wait_score 2026-11-23 service_id 1 early first: shown is 0, the log tells 1\n" in capsys.readouterr().err
    )


@pytest.mark.usefixtures("lived_in")
def test_a_young_office_has_nothing_to_learn_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert waits("--train") == 0
    assert capsys.readouterr().out == "uji: too little has passed to learn anything new\n"

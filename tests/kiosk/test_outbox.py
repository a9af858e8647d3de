"""What the kiosk's program knows after it was killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.outbox import AlreadyRuns, Entry, Outbox, Stage


def test_a_job_is_kept_as_far_as_it_had_come(tmp_path: Path) -> None:
    before = Outbox(tmp_path / "outbox.db")
    before.keep(7, 1, Stage.ASKED)
    before.keep(8, 2, Stage.ASKED)
    before.keep(8, 2, Stage.PRINTING)
    before.know(9, 1, outcome="confirmed", length_mm=90)
    before.close()

    assert Outbox(tmp_path / "outbox.db").entries() == [
        Entry(7, 1, Stage.ASKED, {}),
        Entry(8, 2, Stage.PRINTING, {}),
        Entry(9, 1, Stage.KNOWN, {"outcome": "confirmed", "length_mm": 90}),
    ]


def test_what_was_told_is_forgotten(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.db")
    outbox.know(7, 1, outcome="taken")

    outbox.forget(7)

    assert outbox.entries() == []


def test_a_second_program_is_not_let_in(tmp_path: Path) -> None:
    first = Outbox(tmp_path / "outbox.db")

    with pytest.raises(AlreadyRuns):
        Outbox(tmp_path / "outbox.db")

    first.close()
    Outbox(tmp_path / "outbox.db").close()

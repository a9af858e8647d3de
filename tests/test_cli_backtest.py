"""`antrean backtest`, run as people run it."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from queue_app.domain.citizen.learned.passed import Passed
from tests.passed_days import ZONE, passed_days
from tests.test_cli import antrean

HEADER = "visit;service;priority;staff;issued_at;called_at;finished_at;outcome"
SERVICES = {1: "KTP", 2: "Akta"}


def _line(leg: Passed) -> str:
    times = [
        "" if at is None else datetime.fromtimestamp(at, ZONE).strftime("%Y-%m-%dT%H:%M:%S")
        for at in (leg.queued_at, leg.called_at, leg.ended_at)
    ]
    staff = f"Petugas {leg.server_id}" if leg.server_id else ""
    outcome = "completed" if leg.was_called else "abandoned"
    return ";".join([str(leg.key), SERVICES[leg.service_id], str(int(leg.is_priority)), staff, *times, outcome])


def _write(path: Path, legs: list[Passed]) -> str:
    """As a spreadsheet program does: with its mark, and semicolons."""
    path.write_text("\n".join([HEADER, *map(_line, legs)]), encoding="utf-8-sig")
    return str(path)


@pytest.mark.slow("grows 1,600 trees, as an office does")
def test_a_replay_is_foretold_visit_by_visit_and_its_score_is_told(tmp_path: Path) -> None:
    legs = passed_days(3, 60)
    history = _write(tmp_path / "a.csv", legs[:120])
    replay = _write(tmp_path / "b.csv", legs[:119:-1])
    out = tmp_path / "out.csv"

    done = antrean(
        "sqlite://", "backtest", "--history", history, "--replay", replay, "--out", str(out), "--curve", "--lang", "id"
    )

    assert (done.returncode, done.stderr) == (0, "")
    with out.open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [row["visit"] for row in told] == [leg.key for leg in legs[:119:-1]]
    assert list(told[0]) == ["visit", "p50", "p80", "p90"]
    assert all(0 <= float(row["p50"]) <= float(row["p80"]) <= float(row["p90"]) for row in told)
    calls = sum(leg.was_called for leg in legs[120:])
    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == [
        "", "semua", "ada yang di depan", "Akta", "KTP", "", "", "1 hari",
    ]  # fmt: skip
    assert done.stdout.splitlines()[1].split()[1] == str(calls)


def test_a_faulty_file_is_told_with_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    fine = _write(tmp_path / "a.csv", passed_days(1, 3))
    faulty = tmp_path / "b.csv"
    faulty.write_text(f"{HEADER}\n1;KTP;0;Rina;kemarin;;2026-01-05T08:00:00;abandoned\n", encoding="utf-8")
    out = tmp_path / "out.csv"

    done = antrean("sqlite://", "backtest", "--history", fine, "--replay", str(faulty), "--out", str(out))

    assert (done.returncode, done.stdout, out.exists()) == (1, "", False)
    assert done.stderr.startswith(f"{faulty}: line 2: ")


def test_a_history_in_which_nobody_was_called_teaches_nothing(tmp_path: Path) -> None:
    nobody = tmp_path / "a.csv"
    nobody.write_text(f"{HEADER}\n1;KTP;0;;2026-01-05T08:00:00;;2026-01-05T08:10:00;abandoned\n", encoding="utf-8")

    done = antrean(
        "sqlite://", "backtest", "--history", str(nobody), "--replay", str(nobody), "--out", str(tmp_path / "out.csv"),
        "--lang", "en",
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (1, f"{nobody}: nobody was called, so nothing can be learned.\n")

"""antrean privacy keeping."""

from __future__ import annotations

from pathlib import Path

import pytest

from queue_app import __main__
from queue_app.actions.citizen.privacy import keeping
from queue_app.domain.citizen.privacy.keeping import TIMED
from tests.offices import Office


def test_it_prints_each_kind_with_its_days_and_its_last_proof(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(10):
        office.issue()
    office.clock.tick(days=31)
    keeping.forget(office.desk, office.office_id, "press_keys")
    (tmp_path / "config.toml").write_text("[privacy]\nsession_days = 9\n")
    monkeypatch.setenv("ANTREAN_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("ANTREAN_DATABASE_URL", office.desk.database.url)

    status = __main__.main(["privacy", "keeping", "--office", "uji", "--lang", "en"])

    told = {line.split("\t")[0]: line.split("\t")[1:] for line in capsys.readouterr().out.splitlines()}
    assert (status, list(told)) == (0, list(TIMED))
    assert told["press_keys"] == ["30", "2026-12-24", "2026-12-24 <2026-11-24 (10)", "Names of presses at a kiosk"]
    assert told["sessions"][:3] == ["9", "–", "–"]

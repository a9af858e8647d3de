"""`antrean pekppp`, run as people run it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from queue_app.actions.office import setup
from tests.test_cli import antrean


@pytest.mark.slow("makes a database and starts the program twice")
def test_the_levels_of_an_office_and_their_pieces(tmp_path: Path) -> None:
    url, pieces = f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "bukti.zip"
    assert antrean(url, "init", "--office", str(setup.DEMO)).returncode == 0

    done = antrean(url, "pekppp", "--year", "2026", "--json", "--zip", str(pieces), "--lang", "id")
    told = json.loads(done.stdout)

    assert (done.returncode, done.stderr, told["form"], len(told["indicators"])) == (0, "", "2022-1", 31)
    assert all(each["level"] is None or each["rests_on"] for each in told["indicators"])
    assert told["indicators"][9]["rests_on"] == []  # this office has not set its hours
    assert told["indicators"][10] == {
        "number": 11, "aspect": "professionalism", "name": "Kode etik dan kode perilaku", "level": None, "rests_on": [],
        "next": "Hak dan kewajiban",
    }  # fmt: skip
    with zipfile.ZipFile(pieces) as archive:
        assert {"pekppp-2026.csv", "pekppp-2026.json", "31-switched-on.csv"} <= set(archive.namelist())

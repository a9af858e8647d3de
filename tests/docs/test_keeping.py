"""What docs/keeping.md shows to be copied can be copied."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from queue_app import server
from queue_app.config import load
from queue_app.store import engines
from tests.docs.pages import ROOT, fenced

PAGE = (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8")


def test_the_settings_of_a_backup_are_taken(tmp_path: Path) -> None:
    (block,) = fenced(PAGE, "toml")
    (tmp_path / "config.toml").write_text(block)

    assert load(tmp_path / "config.toml", environ={}).backup.keep_weeks == tomllib.loads(block)["backup"]["keep_weeks"]


def test_litestreams_file_is_one_and_fits_to_how_the_database_is_opened() -> None:
    (block,) = fenced(PAGE, "yaml")
    (database,) = yaml.safe_load(block)["dbs"]

    assert database["path"].endswith("data/antrean.db")
    assert database["busy-timeout"] == f"{engines.BUSY_S:.0f}s"
    assert database["min-checkpoint-page-count"] < server.LOG_PAGES
    assert f"{server.LOG_PAGES:,} pages" in block
    assert database["truncate-page-n"] == 0

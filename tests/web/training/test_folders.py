"""What a training leaves behind when nobody could clear it away, and who clears it then."""

from __future__ import annotations

from pathlib import Path

import pytest

from queue_app.web.training import folders


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_the_next_server_clears_away_what_a_killed_one_has_left() -> None:
    left = folders.fresh()
    (left.path / "training.db").write_bytes(b"rows")
    left.lock.close()  # as the kill did

    folders.sweep()

    assert not left.path.exists()


def test_what_a_living_server_uses_stays() -> None:
    used = folders.fresh()

    folders.sweep()

    assert used.path.exists()
    used.clear()
    assert not used.path.exists()


def test_only_trainings_folders_are_cleared_and_no_link_is_followed(tmp_path: Path) -> None:
    for name in ("other", "antrean-blank-x"):
        (tmp_path / name).mkdir()
    (tmp_path / "antrean-training-file").write_text("a file")
    (tmp_path / "other" / folders.LOCK).touch()
    (tmp_path / "antrean-training-link").symlink_to(tmp_path / "other")

    folders.sweep()

    kept = {"other", "antrean-blank-x", "antrean-training-file", "antrean-training-link"}
    assert {each.name for each in tmp_path.iterdir()} == kept
    assert (tmp_path / "other" / folders.LOCK).exists()

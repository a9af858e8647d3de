"""The key that signs cookies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from queue_app.secret import seal_key, secret_key


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret.key"

    keys = [secret_key(str(file)), secret_key(str(file))]

    assert keys[0] == keys[1]
    assert len(keys[0]) == 64
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_two_keys_are_never_the_same(tmp_path: Path) -> None:
    assert secret_key(str(tmp_path / "secret.key")) != seal_key(str(tmp_path / "seal.key"))


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTREAN_SECRET_KEY", "of-the-environment")

    assert secret_key(str(tmp_path / "secret.key")) == "of-the-environment"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks the system what a file's number stands for")
def test_a_new_key_is_on_disk_before_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut right after the first start left an empty file, and what it had sealed was lost."""
    synced: list[tuple[str, int]] = []
    sync = os.fsync

    def note(handle: int) -> None:
        sync(handle)
        synced.append((str(Path(f"/proc/self/fd/{handle}").readlink()), os.fstat(handle).st_size))

    monkeypatch.setattr(os, "fsync", note)
    key = seal_key(str(tmp_path / "seal.key"))

    assert synced[0] == (str(tmp_path / "seal.key"), len(key))
    assert [name for name, _size in synced[1:]] == [str(tmp_path)]

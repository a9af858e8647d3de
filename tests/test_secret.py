"""The key that signs cookies."""

from __future__ import annotations

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

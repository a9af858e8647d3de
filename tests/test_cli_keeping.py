"""antrean backup, restore, doctor and uat, run as people run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import antrean, found_real_office


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'antrean.db'}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the commands are typed: backups are closed, and lie apart."""
    (tmp_path / "config.toml").write_text('[backup]\nfolder = "kept"\nkey_file = "keys/backup.key"\n')
    return tmp_path


@pytest.mark.timeout(300)
@pytest.mark.slow("the whole way of a closed backup, as people type it")
def test_a_backup_is_closed_made_once_a_day_read_and_rehearsed(url: str, folder: Path) -> None:
    found_real_office(url)
    typed = [
        ("backup", "--due"), ("backup", "--new-key"), ("backup", "--new-key"), ("backup", "--due"),
        ("backup", "--due"), ("restore", "--rehearse"),
    ]  # fmt: skip

    done = [antrean(url, *words, folder=folder) for words in typed]

    assert [each.returncode for each in done] == [1, 0, 1, 0, 0, 0], [each.stderr for each in done]
    assert "antrean backup --new-key" in done[0].stderr
    assert "There is a key in" in done[2].stderr
    assert (done[3].stdout != "", done[4].stdout) == (True, "")
    assert "every log and its rows are sound" in done[5].stdout
    assert (folder / "keys" / "backup.key").stat().st_mode & 0o077 == 0


def test_restore_without_a_file_says_what_it_wants(url: str, folder: Path) -> None:
    done = antrean(url, "restore", folder=folder)

    assert (done.returncode, "name the FILE to put back" in done.stderr) == (2, True)


@pytest.mark.parametrize("settings", ["", '[backup]\nat = "noon"\n'])
def test_the_doctor_ends_with_two_where_something_does_not_work(url: str, folder: Path, settings: str) -> None:
    (folder / "config.toml").write_text(settings)

    done = antrean(url, "doctor", "--lang", "en", folder=folder)

    assert done.returncode == 2
    assert ("There is no database at" in done.stdout) or ("backup.at = noon" in done.stderr)


def test_programs_read_what_the_doctor_found(url: str, folder: Path) -> None:
    found_real_office(url)

    told = json.loads(antrean(url, "doctor", "--json", "--lang", "id", folder=folder).stdout)

    assert {"check", "level", "says", "todo"} == set(told["findings"][0])
    assert told["level"] == told["findings"][0]["level"]


def test_the_sheet_of_the_acceptance_test_is_a_pdf(url: str, folder: Path) -> None:
    found_real_office(url)

    done = antrean(url, "uat", "--out", "sheet.pdf", folder=folder)

    assert (done.stdout, (folder / "sheet.pdf").read_bytes()[:5]) == ("sheet.pdf\n", b"%PDF-")

"""A voice of an office's own: made from recordings, all of them or none."""

from __future__ import annotations

import runpy
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from queue_app.domain.hall.speech import CLIPS
from queue_app.store.hall import voice
from tests.recordings import wav

SCRIPT = voice.VOICES / "make_clips.py"
main = runpy.run_path(str(SCRIPT), run_name="make_clips")["main"]
needs_lame = pytest.mark.skipif(not shutil.which("lame"), reason="voices are made by hand, where lame is installed")


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A WAV or MP3 of each word, but none of the chime."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    for name in CLIPS["id"][1:]:
        (folder / f"{name}.wav").write_bytes(wav(0.4, silence_s=0.3))
    (folder / "satu.wav").unlink()
    shutil.copy(voice.VOICES / "id" / "satu.mp3", folder / "satu.mp3")
    return folder


def make(recordings: Path, target: Path) -> Any:
    return main(["id", "--from", str(recordings), "--to", str(target)])


@needs_lame
@pytest.mark.slow("encodes every clip of a voice")
def test_a_whole_voice_is_made_from_recordings(recordings: Path, tmp_path: Path) -> None:
    assert make(recordings, tmp_path / "own") == 0

    made = tomllib.loads((tmp_path / "own" / "pack.toml").read_text(encoding="utf-8"))
    assert (made["voice"], list(made["clips"])) == ("own recordings", list(CLIPS["id"]))
    assert sorted(path.name for path in (tmp_path / "own").glob("*.mp3")) == sorted(
        clip["file"] for clip in made["clips"].values()
    )
    assert 0.4 < made["clips"]["dua"]["seconds"] < 0.56


@needs_lame
def test_what_is_missing_or_unreadable_is_named_and_nothing_is_written(
    recordings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (recordings / "dua.wav").unlink()
    (recordings / "tiga.wav").write_bytes(b"not a sound")
    (recordings / "x.wav").write_bytes(wav(0.5, loudness=0))

    assert make(recordings, tmp_path / "own") == 1
    assert capsys.readouterr().err.splitlines() == [
        "dua (dua): There is no recording of this name.",
        "tiga (tiga): This is no MP3 and no WAV that can be played.",
        "x (eks): Nothing can be heard in this recording.",
        "Nothing was written.",
    ]
    assert not (tmp_path / "own").exists()

"""The office's own recordings take the place of shipped clips, and give it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from queue_app.actions.hall import voice
from queue_app.actions.queue import counter
from queue_app.apart import Work
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.errors import LongClip, NotFound, SilentClip, UnreadableClip
from queue_app.domain.log.events import SetupChanged
from queue_app.store.hall import files
from queue_app.store.hall.tables import Announcement
from queue_app.store.hall.voice import Clip, shipped
from queue_app.store.office.now import office_now
from tests.offices import Office
from tests.recordings import wav


def packed(office: Office, lang: str = "id") -> Mapping[str, Clip]:
    with office.desk.reading() as connection:
        return office_now(connection, office.office_id).voice[lang]


def record(office: Office, folder: Path, name: str, data: bytes, *, lang: str = "id") -> None:
    tini = office.officers["tini"]
    voice.replace(office.desk, office.office_id, lang=lang, name=name, data=data, folder=folder / "files", by=tini)


def test_an_office_without_recordings_has_the_shipped_clips(office: Office) -> None:
    assert packed(office) == shipped("id")
    assert packed(office, "en") == shipped("en")


def test_a_recording_is_played_instead_of_the_shipped_clip(office: Office, tmp_path: Path) -> None:
    record(office, tmp_path, "satu", wav(0.5, silence_s=0.5))

    own = packed(office)["satu"]
    file = files.find(tmp_path / "files", own.url.removeprefix("/files/"))
    assert own.seconds == pytest.approx(0.524, abs=0.002)
    assert file is not None
    assert len(file.read_bytes()) == pytest.approx(44 + 2 * 22050 * own.seconds, abs=50)


def test_a_recording_in_one_language_leaves_the_other_alone(office: Office, tmp_path: Path) -> None:
    record(office, tmp_path, "a", wav(), lang="en")

    assert packed(office)["a"] == shipped("id")["a"]
    assert packed(office, "en")["a"] != shipped("en")["a"]


def test_a_counters_whole_name_is_there_once_it_is_recorded(office: Office, tmp_path: Path) -> None:
    assert "counter-1" not in packed(office)

    record(office, tmp_path, "counter-1", wav(1.0))

    assert packed(office)["counter-1"].seconds == pytest.approx(1.024, abs=0.002)


def test_the_shipped_clip_comes_back(office: Office, tmp_path: Path) -> None:
    record(office, tmp_path, "satu", wav())
    voice.restore(office.desk, office.office_id, lang="id", name="satu", by=office.officers["tini"])

    assert packed(office) == shipped("id")


def test_a_newer_recording_takes_the_place_of_the_older(office: Office, tmp_path: Path) -> None:
    record(office, tmp_path, "satu", wav(0.3))
    record(office, tmp_path, "satu", wav(0.6))

    assert packed(office)["satu"].seconds == pytest.approx(0.624, abs=0.002)


def test_the_log_tells_who_recorded_what_and_who_put_it_back(office: Office, tmp_path: Path) -> None:
    tini = office.officers["tini"]
    record(office, tmp_path, "satu", wav())
    seconds = json.dumps({"seconds": packed(office)["satu"].seconds})
    voice.restore(office.desk, office.office_id, lang="id", name="satu", by=tini)

    assert office.events() == [
        SetupChanged("clip", "id/satu", "seconds", "", seconds, tini),
        SetupChanged("clip", "id/satu", "seconds", seconds, "", tini),
    ]


def spoken_s(office: Office) -> float:
    """How long the newest announcement has the hall for itself."""
    newest = select(Announcement.starts_at, Announcement.ends_at).order_by(Announcement.seq.desc())
    with office.desk.reading() as connection:
        starts_at, ends_at = connection.execute(newest).first() or (None, None)
    assert starts_at
    assert ends_at
    return float((ends_at - starts_at).total_seconds())


def test_the_turns_of_the_hall_are_as_long_as_the_recordings(office: Office, tmp_path: Path) -> None:
    office.open_counter(1)
    office.issue()
    called = office.call_next()

    def recalled_s() -> float:
        office.clock.tick(minutes=1)
        office.do(counter.recall, called)
        return spoken_s(office)

    first_s = spoken_s(office)
    record(office, tmp_path, "loket", wav(3.0))
    recorded_s = recalled_s()
    voice.restore(office.desk, office.office_id, lang="id", name="loket", by=office.officers["tini"])

    longer_s = RoomRules().repeat * (3.024 - shipped("id")["loket"].seconds)
    assert recorded_s - first_s == pytest.approx(longer_s, abs=0.01)
    assert recalled_s() == first_s


@pytest.mark.parametrize(
    ("data", "refusal"), [(b"nothing", UnreadableClip), (wav(loudness=0), SilentClip), (wav(6.5), LongClip)]
)
def test_what_cannot_be_a_clip_changes_nothing(
    office: Office, tmp_path: Path, data: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        record(office, tmp_path, "satu", data)

    assert packed(office) == shipped("id")
    assert ((tmp_path / "files").exists(), office.events()) == (False, [])


@pytest.mark.parametrize(
    ("lang", "name"),
    [("id", "one"), ("id", ""), ("id", "../pack"), ("id", "counter-99"), ("id", "counter-0"), ("fr", "a")],
)
def test_a_clip_that_nobody_plays_is_not_taken(office: Office, tmp_path: Path, lang: str, name: str) -> None:
    with pytest.raises(NotFound):
        record(office, tmp_path, name, wav(), lang=lang)

    assert office.events() == []


def test_what_was_never_recorded_cannot_be_put_back(office: Office) -> None:
    with pytest.raises(NotFound):
        voice.restore(office.desk, office.office_id, lang="id", name="satu", by=office.officers["tini"])


def test_the_list_has_every_clip_of_the_pack_and_every_counter(office: Office) -> None:
    found = voice.listed(office.desk, office.office_id, "id")

    assert [each.name for each in found] == [*shipped("id"), "counter-1", "counter-2"]
    assert [(each.text, each.counter) for each in found[-2:]] == [("loket satu", 1), ("loket dua", 2)]


def test_a_recording_that_its_decoder_does_not_survive_is_refused(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "DECODING", Work("os", "_exit"))

    with pytest.raises(UnreadableClip):
        record(office, tmp_path, "satu", wav())

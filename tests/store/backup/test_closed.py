"""A closed backup opens under its key alone, and whatever was done to it is found."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from queue_app.domain.log.kept_errors import DamagedBackup, KeyUnusable, KeyWanted, NewerBackup, OtherKey
from queue_app.store.backup import archive, backups, closed
from queue_app.store.backup.closed import CHUNK, MAGIC, TAG, Closing, Head, Key, Opened
from tests.offices import Office
from tests.store.backup.test_backups import NOW, PICTURE, dump, leavings, lived_in, new_folder, uploads

__all__ = ["lived_in", "new_folder", "uploads"]  # fixtures
KEY, OTHER = Key("a" * 64), Key("b" * 64)
HEAD = Head("2026-11-23T01:00:00+00:00", "1", "sqlite", "0040", ())
CONTENT = bytes(range(256)) * (3 * CHUNK // 256) + b"the end"  # three chunks and a part
HEAD_BYTES = len(MAGIC) + 4


def written(path: Path, content: bytes = CONTENT) -> Path:
    with path.open("wb") as file:
        closing = Closing(file, HEAD, KEY)
        closing.write(content)
        closing.end()
    return path


def read(path: Path, key: Key = KEY) -> bytes:
    with path.open("rb") as file:
        return io.BufferedReader(Opened(file, path, key)).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_was_closed_is_read_again_whatever_its_length(tmp_path: Path, size: int) -> None:
    assert read(written(tmp_path / "b", CONTENT[:size])) == CONTENT[:size]


def test_it_is_read_from_anywhere(tmp_path: Path) -> None:
    with written(tmp_path / "b").open("rb") as file:
        opened = io.BufferedReader(Opened(file, tmp_path / "b", KEY))
        opened.seek(CHUNK - 5)

        assert opened.read(10) == CONTENT[CHUNK - 5 : CHUNK + 5]


def test_nothing_of_the_content_can_be_read_in_the_file(tmp_path: Path) -> None:
    held = written(tmp_path / "b", b"Siti Aminah" * 1000).read_bytes()

    assert (b"Siti" in held, b"0040" in held) == (False, True)


def swapped(data: bytearray, start: int) -> bytes:
    first, second = (data[start + n * (CHUNK + TAG) : start + (n + 1) * (CHUNK + TAG)] for n in (0, 1))
    return bytes(data[:start] + second + first + data[start + 2 * (CHUNK + TAG) :])


HARMS: dict[str, Callable[[bytearray, int], bytes]] = {
    "its last byte is cut": lambda data, start: bytes(data[:-1]),
    "its last chunk is cut": lambda data, start: bytes(data[: start + 3 * (CHUNK + TAG)]),
    "all chunks are cut": lambda data, start: bytes(data[:start]),
    "chunks change places": swapped,
    "a bit is turned": lambda data, start: bytes(data[: start + 9] + bytes([data[start + 9] ^ 1]) + data[start + 10 :]),
    "the head says another time": lambda data, start: bytes(data).replace(b"2026-11-23", b"2026-11-24", 1),
    "something is added": lambda data, start: bytes(data + b"more"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_done_to_it_is_found(tmp_path: Path, harm: str) -> None:
    path = written(tmp_path / "b")
    data = bytearray(path.read_bytes())
    start = HEAD_BYTES + int.from_bytes(data[len(MAGIC) : HEAD_BYTES], "big")
    path.write_bytes(HARMS[harm](data, start))

    with pytest.raises(DamagedBackup):
        read(path)


def test_two_files_of_one_content_are_unlike(tmp_path: Path) -> None:
    assert written(tmp_path / "a").read_bytes()[-100:] != written(tmp_path / "b").read_bytes()[-100:]


def test_another_key_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(OtherKey, match=f"{KEY.name}.*{OTHER.name}"):
        read(written(tmp_path / "b"), OTHER)


@pytest.mark.parametrize("content", [b"", b"kata sandi", b"\xff\xfe\xff"])
def test_what_is_no_key_closes_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)

    with pytest.raises(KeyUnusable):
        closed.read_key(tmp_path / "key")


def test_a_closed_backup_is_put_back_under_its_key(
    lived_in: Office, uploads: Path, tmp_path: Path, empty_url: str, new_folder: Path
) -> None:
    before, made = dump(lived_in.desk.database.url), tmp_path / "monday.backup"
    backups.make(lived_in.desk.database.url, uploads, made, now=NOW, version="1", key=KEY)

    backups.put_back(empty_url, new_folder, made, KEY)

    assert dump(empty_url) == before
    assert [each.read_bytes() for each in new_folder.iterdir()] == [PICTURE]


@pytest.mark.parametrize(("key", "refusal"), [(None, KeyWanted), (OTHER, OtherKey)])
def test_without_its_key_it_tells_what_it_is_and_nothing_is_put_back(
    lived_in: Office, uploads: Path, tmp_path: Path, empty_url: str, new_folder: Path, key: Key | None,
    refusal: type[DamagedBackup],
) -> None:  # fmt: skip
    made = tmp_path / "monday.backup"
    said = backups.make(lived_in.desk.database.url, uploads, made, now=NOW, version="1", key=KEY)

    with pytest.raises(refusal, match=KEY.name):
        backups.put_back(empty_url, new_folder, made, key)

    told = archive.told(made)
    assert (archive.is_backup(made), told.heads, told.made_at) == (True, said.heads, NOW.isoformat())
    assert leavings(new_folder) == set()


def test_a_closed_backup_of_a_newer_program_is_named_as_such(
    lived_in: Office, uploads: Path, tmp_path: Path, empty_url: str, new_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "b"
    backups.make(lived_in.desk.database.url, uploads, made, now=NOW, version="9", key=KEY)
    monkeypatch.setattr("queue_app.store.schema.newest", lambda: "0001")

    with pytest.raises(NewerBackup, match="version 9"):
        backups.put_back(empty_url, new_folder, made, KEY)


def test_memory_stays_flat_however_long_the_file_is(tmp_path: Path) -> None:
    path, piece, pieces = tmp_path / "b", b"x" * CHUNK, 24
    tracemalloc.start()
    with path.open("wb") as file:
        closing = Closing(file, HEAD, KEY)
        for _piece in range(pieces):
            closing.write(piece)
        closing.end()
    with path.open("rb") as file:
        opened = io.BufferedReader(Opened(file, path, KEY))
        while opened.read(CHUNK):
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 8 * CHUNK

"""The playlist and the logo: what comes in, in which order it is shown, and what is refused."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from queue_app.actions.hall import media
from queue_app.actions.hall.media import Store
from queue_app.domain.log.errors import (
    BrokenVideo,
    FileNotStored,
    LargeFile,
    LargePicture,
    NotFound,
    UnknownFile,
    UnplayableVideo,
    UnreadablePicture,
)
from queue_app.domain.log.events import SetupChanged
from queue_app.store.hall import files
from queue_app.store.hall.media import MediaRow, Shown
from queue_app.store.office.now import office_now
from tests.offices import Office
from tests.recordings import MP4, WEBM, mp4, picture, reader, track

LIMIT_MB = 1


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files", LIMIT_MB)


def add(office: Office, store: Store, content: bytes, title: str = "Brosur") -> MediaRow:
    return media.add(
        office.desk, office.office_id, title=title, read=reader(content), store=store, by=office.officers["tini"]
    )


def shown(office: Office) -> Shown:
    with office.desk.reading() as connection:
        return office_now(connection, office.office_id).media


def titles(office: Office) -> list[str]:
    return [each.title for each in shown(office).playlist]


@pytest.mark.parametrize(("content", "suffix"), [(MP4 + b"x" * 5000, ".mp4"), (WEBM + b"x" * 5000, ".webm")])
def test_a_video_is_kept_as_it_came(office: Office, store: Store, content: bytes, suffix: str) -> None:
    row = add(office, store, content)

    assert (row.kind, row.title, row.bytes, Path(row.file).suffix) == ("video", "Brosur", len(content), suffix)
    assert (store.folder / row.file).read_bytes() == content
    assert shown(office).playlist == (row,)


def test_a_photograph_is_kept_small_and_the_right_way_up(office: Office, store: Store) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "Kamera"

    row = add(office, store, picture(size=(5000, 2500), kind="JPEG", exif=exif))

    with Image.open(store.folder / row.file) as kept:
        assert (kept.size, kept.format, dict(kept.getexif())) == ((1920, 3840), "JPEG", {})


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_a_see_through_picture_stays_so_in_a_form_that_every_display_knows(
    office: Office, store: Store, kind: str
) -> None:
    row = add(office, store, picture(kind=kind, mode="RGBA"))

    with Image.open(store.folder / row.file) as kept:
        assert (kept.format, kept.mode) == ("PNG", "RGBA")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", UnknownFile),
        (b"<svg onload=alert(1)>", UnknownFile),
        (b"MZ\x90\x00 a program", UnknownFile),
        (picture(kind="JPEG")[:200], UnreadablePicture),
        (mp4(track(b"hvc1")), UnplayableVideo),
        (MP4[:100], BrokenVideo),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, UnreadablePicture),
        (picture(size=(8000, 7000)), LargePicture),
        (picture(size=(1, 40_000)), LargePicture),
        (picture(size=(16_000, 10_000), kind="WEBP"), UnreadablePicture),  # its reader asks for 1.3 GB at once
        (MP4 + b"x" * (LIMIT_MB * 1_000_000), LargeFile),
    ],
)
def test_what_cannot_be_shown_leaves_nothing_behind(
    office: Office, store: Store, content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add(office, store, content)

    assert (list(store.folder.iterdir()), shown(office), office.events()) == ([], Shown(None, None, ()), [])


def test_a_file_of_exactly_the_limit_is_taken(office: Office, store: Store) -> None:
    row = add(office, store, MP4 + b"x" * (LIMIT_MB * 1_000_000 - len(MP4)))

    assert row.bytes == 1_000_000


def test_an_upload_that_breaks_off_leaves_nothing_behind(office: Office, store: Store) -> None:
    whole = io.BytesIO(MP4 + b"x" * 600_000)

    def broken(size: int) -> bytes:
        if whole.tell() > 300_000:
            raise ConnectionResetError
        return whole.read(size)

    with pytest.raises(ConnectionResetError):
        media.add(
            office.desk, office.office_id, title="", read=broken, store=store, by=office.officers["tini"]
        )  # fmt: skip

    assert (list(store.folder.iterdir()), office.events()) == ([], [])


@pytest.mark.parametrize("content", [picture(size=(8, 8)), MP4, MP4 + b"x" * 600_000])
def test_a_full_disk_is_told_of_and_leaves_nothing_behind(
    office: Office, store: Store, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*, prefix: str, dir: Path) -> tuple[int, str]:  # noqa: A002 - as tempfile names it
        path = dir / f"{prefix}x"
        path.touch()
        return os.open("/dev/full", os.O_WRONLY), str(path)

    monkeypatch.setattr("queue_app.store.hall.files.tempfile.mkstemp", full)
    with pytest.raises(FileNotStored):
        add(office, store, content)

    assert (list(store.folder.iterdir()), office.events()) == ([], [])


@pytest.mark.parametrize("mark", range(10))
def test_a_photograph_stands_upright_also_where_its_camera_noted_nonsense(
    office: Office, store: Store, mark: int
) -> None:
    upright, noted, sent = Image.new("RGB", (32, 16), "white"), Image.Exif(), io.BytesIO()
    upright.paste("black", (0, 0, 16, 8))
    noted[0x0112], noted[0x011A] = mark, 72.0
    upright.save(sent, "JPEG", exif=noted)
    expected = ImageOps.exif_transpose(Image.open(sent))
    spoilt = sent.getvalue().replace(b"\x01\x1a\x00\x05", b"\x01\x1a\x00\x02")  # a number that says it is a text

    row = add(office, store, spoilt)

    with Image.open(store.folder / row.file) as kept:
        assert (kept.size, _corners(kept)) == (expected.size, _corners(expected))


def _corners(picture: Image.Image) -> list[bool]:
    """Which corners are black."""
    right, bottom = picture.width - 1, picture.height - 1
    dots = picture.convert("1")
    return [dots.getpixel(place) == 0 for place in ((0, 0), (right, 0), (0, bottom), (right, bottom))]


@pytest.mark.parametrize(("title", "way", "after"), [
    ("tiga", "up", ["satu", "tiga", "dua", "empat"]), ("dua", "down", ["satu", "tiga", "dua", "empat"]),
    ("empat", "top", ["empat", "satu", "dua", "tiga"]), ("satu", "up", ["satu", "dua", "tiga", "empat"]),
    ("empat", "down", ["satu", "dua", "tiga", "empat"]),
])  # fmt: skip
def test_new_ones_come_last_and_can_be_moved(
    office: Office, store: Store, title: str, way: str, after: list[str]
) -> None:
    rows = {each: add(office, store, picture(), each) for each in ("satu", "dua", "tiga", "empat")}
    media.move(office.desk, office.office_id, rows[title].id, way=way, by=office.officers["tini"])

    assert titles(office) == after


def test_a_move_is_told_by_its_places_and_no_move_is_not(office: Office, store: Store) -> None:
    rows = [add(office, store, picture(), title) for title in ("satu", "dua", "tiga")]
    media.take_off(office.desk, office.office_id, rows[0].id, by=office.officers["tini"])
    before = len(office.events())
    for _press in range(2):
        media.move(office.desk, office.office_id, rows[2].id, way="up", by=office.officers["tini"])

    moves = [(each.before, each.after) for each in office.events()[before:] if isinstance(each, SetupChanged)]
    assert moves == [('{"position": 2}', '{"position": 1}')]


def test_a_title_and_the_sound_of_a_video_can_be_changed(office: Office, store: Store) -> None:
    video, still = add(office, store, MP4), add(office, store, picture())
    tini = office.officers["tini"]

    for row in (video, still):
        media.edit(office.desk, office.office_id, row.id, title="Profil", has_sound=True, by=tini)

    assert [(each.title, each.has_sound) for each in shown(office).playlist] == [("Profil", True), ("Profil", False)]


def test_what_is_taken_off_is_shown_no_more(office: Office, store: Store) -> None:
    row = add(office, store, picture())
    media.take_off(office.desk, office.office_id, row.id, by=office.officers["tini"])

    assert titles(office) == []
    with pytest.raises(NotFound):
        media.take_off(office.desk, office.office_id, row.id, by=office.officers["tini"])


def test_a_new_logo_takes_the_place_of_the_old_and_is_no_slide(office: Office, store: Store) -> None:
    tini = office.officers["tini"]
    for size in ((3000, 1000), (600, 200)):
        content = picture(size=size, mode="RGBA")
        row = media.set_logo(office.desk, office.office_id, read=reader(content), store=store, by=tini)

    assert shown(office) == Shown(row.file, row.id, ())
    assert files.find(store.folder, row.file) == store.folder / row.file


def test_a_video_is_no_logo(office: Office, store: Store) -> None:
    with pytest.raises(UnknownFile):
        media.set_logo(office.desk, office.office_id, read=reader(MP4), store=store, by=office.officers["tini"])

    assert list(store.folder.iterdir()) == []


def test_the_log_tells_what_came_in_changed_and_went(office: Office, store: Store) -> None:
    tini = office.officers["tini"]
    row = add(office, store, picture())
    media.edit(office.desk, office.office_id, row.id, title="Baru", has_sound=False, by=tini)
    media.take_off(office.desk, office.office_id, row.id, by=tini)

    told = [
        (each.what, each.key, each.before, each.after) for each in office.events() if isinstance(each, SetupChanged)
    ]
    brosur, baru = ({"kind": "picture", "title": title} for title in ("Brosur", "Baru"))
    assert told == [
        ("media", str(row.id), "", json.dumps(brosur)),
        ("media", str(row.id), '{"title": "Brosur"}', '{"title": "Baru"}'),
        ("media", str(row.id), json.dumps(baru), ""),
    ]


def test_saving_the_same_changes_nothing(office: Office, store: Store) -> None:
    row = add(office, store, picture())
    before = len(office.events())
    media.edit(office.desk, office.office_id, row.id, title="Brosur", has_sound=False, by=office.officers["tini"])

    assert len(office.events()) == before


def test_files_that_nobody_uses_go_after_a_day(office: Office, store: Store) -> None:
    kept, gone, new = (add(office, store, picture(size=(width, 9)), "") for width in (10, 11, 12))
    for row in (gone, new):
        media.take_off(office.desk, office.office_id, row.id, by=office.officers["tini"])
    strange = store.folder / "README"
    strange.write_text("put here by somebody")
    half = store.folder / ".incoming-x"
    half.write_bytes(b"of a server that was killed")
    old = time.time() - 2 * 24 * 3600
    for path in (store.folder / kept.file, store.folder / gone.file, half, strange):
        os.utime(path, (old, old))

    assert media.forget_unused(office.desk, store.folder) == 2
    assert {each.name for each in store.folder.iterdir()} == {kept.file, new.file, "README"}


def test_another_offices_files_are_not_ours(office: Office, store: Store) -> None:
    with pytest.raises(NotFound):
        media.take_off(office.desk, office.office_id, 99, by=office.officers["tini"])

"""What old TVs cannot play is refused by the tables of its file; tests/films holds a picture or two of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from queue_app.domain.hall.filetypes import MP4, WEBM, FileType, file_type
from queue_app.domain.hall.films import MOST_READS, check
from queue_app.domain.log.errors import BrokenVideo, UnplayableVideo
from tests.recordings import ENDLESS, FTYP, box, element, mp4, track, webm
from tests.recordings import MP4 as H264

FILMS = Path(__file__).parents[2] / "films"  # made by ffmpeg 7: -f lavfi -i color=teal:size=64x48:rate=1
REFUSALS = (UnplayableVideo, BrokenVideo)


def look(content: bytes, kind: FileType | None = None) -> str:
    """Nothing where the video is taken, else the code of the refusal and the codec that it names."""
    found = kind or file_type(content)
    assert found
    try:
        check(lambda offset, length: content[offset : offset + length], len(content), found)
    except REFUSALS as exc:
        return f"{exc.code} {exc.data.get('codec', '')}".strip()
    return ""


@pytest.mark.parametrize(("name", "refusal"), [
    ("h264.mp4", ""), ("h264-fragments.mp4", ""), ("vp8.webm", ""), ("vp9-sound.webm", ""),
    ("h264-444.mp4", "unplayable_video H.264 High 4:4:4"), ("h265.mp4", "unplayable_video H.265 (HEVC)"),
    ("av1.mp4", "unplayable_video AV1"), ("av1.webm", "unplayable_video AV1"),
    ("mpeg4.mp4", "unplayable_video MPEG-4 Part 2 (DivX, Xvid)"), ("sound.mp4", "broken_video"),
])  # fmt: skip
def test_the_codec_of_a_real_file_is_known(name: str, refusal: str) -> None:
    assert look((FILMS / name).read_bytes()) == refusal


@pytest.mark.parametrize("codec", ["avc1", "avc3"])
@pytest.mark.parametrize("profile", [66, 77, 88, 100])
def test_h264_of_8_bit_is_taken(codec: str, profile: int) -> None:
    assert look(mp4(track(codec.encode(), profile=profile))) == ""


@pytest.mark.parametrize(("content", "codec"), [
    (mp4(track(b"hev1")), "H.265 (HEVC)"), (mp4(track(b"vp09")), "VP9 (MP4)"), (mp4(track(b"\x00x\xffy")), "xy"),
    (mp4(track(b"avc1", profile=110)), "H.264 High 10"), (mp4(track(b"avc1", profile=44)), "H.264 (44)"),
    (webm(b"V_MPEG4/ISO/AVC"), "V_MPEG4/ISO/AVC"),
])  # fmt: skip
def test_another_codec_is_named(content: bytes, codec: str) -> None:
    assert look(content) == f"unplayable_video {codec}"


def test_one_track_that_can_be_played_is_enough() -> None:
    assert look(mp4(track(b"hvc1"), track(b"avc1"))) == ""


def test_the_tables_may_stand_at_the_end() -> None:
    tables = H264.removeprefix(FTYP)[:-8]
    assert look(FTYP + box(b"mdat", bytes(1000)) + tables) == ""


def test_what_hangs_on_after_the_last_box_is_left_alone() -> None:
    assert look(H264[:-8] + b"\xff\xfe\x00\x00 written by a camera") == ""


@pytest.mark.parametrize("content", [
    mp4(), mp4(track(b"avc1", handler=b"soun")), H264[:40], webm()[:60], H264[:-8] + box(b"mdat", bytes(1000))[:500],
    (FILMS / "h264.mp4").read_bytes()[:-1], (FILMS / "vp8.webm").read_bytes()[:-1],
])  # fmt: skip
def test_a_video_that_is_cut_or_has_no_pictures_is_broken(content: bytes) -> None:
    assert look(content) == "broken_video"


def test_a_file_of_endless_tables_is_given_up() -> None:
    asked: list[int] = []

    def read(offset: int, length: int) -> bytes:
        asked.append(length)
        return box(b"free")[:length] if offset < 10**12 else b""

    with pytest.raises(BrokenVideo):
        check(read, 10**12, MP4)
    assert (len(asked), max(asked)) == (MOST_READS, 16)


@given(st.data(), st.sampled_from(sorted(FILMS.iterdir())))
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(data: st.DataObject, film: Path) -> None:
    content = bytearray(film.read_bytes())
    for _damage in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    look(bytes(content[:cut]), MP4 if film.suffix == ".mp4" else WEBM)


@given(st.binary(max_size=200), st.sampled_from([MP4, WEBM]))
@example(element(b"\x18S\x80g", element(b"\x16T\xaek", element(b"\xae", b"\x83\x80\x86\x80"))), WEBM)
@example(b"\x18S\x80g" + ENDLESS * 3, WEBM)
@example(b"\x00\x00\x00\x01mdat" + b"\xff" * 8, MP4)
def test_noise_is_no_video(content: bytes, kind: FileType) -> None:
    assert look(content, kind) == "broken_video"

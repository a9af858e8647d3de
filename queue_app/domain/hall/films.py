"""In which codec a video is, by the tables of its file; of the pictures themselves nothing is read. Pure.

Browsers play less than the two containers may hold: an MP4 in H.265, as phones write it, stays dark on most TVs. Cut
and hostile files end in a refusal: every walk goes forward, within its parent, and all of them have a number of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from queue_app.domain.hall.filetypes import MP4, WEBM, FileType
from queue_app.domain.log.errors import BrokenVideo, UnplayableVideo

Read = Callable[[int, int], bytes]  # (offset, bytes) -> those bytes, fewer at the end of the file
MOST_READS = 100_000  # of one file: an hour in fragments of a second has 7,200 boxes
LONGEST_CODE = 32
PLAYED = frozenset({"avc1", "avc3", "V_VP8", "V_VP9"})
H264 = frozenset({"avc1", "avc3"})
PROFILES = frozenset({66, 77, 88, 100})  # Baseline, Main, Extended, High: 8 bit, 4:2:0 (ISO/IEC 14496-10, annex A)
NAMES: dict[str, str] = {  # as programs that save videos call them
    "hvc1": "H.265 (HEVC)",
    "hev1": "H.265 (HEVC)",
    "dvh1": "H.265 (Dolby Vision)",
    "dvhe": "H.265 (Dolby Vision)",
    "vvc1": "H.266 (VVC)",
    "av01": "AV1",
    "V_AV1": "AV1",
    "vp09": "VP9 (MP4)",
    "mp4v": "MPEG-4 Part 2 (DivX, Xvid)",
    "encv": "DRM",
}
PROFILE_NAMES: dict[int, str] = {110: "H.264 High 10", 122: "H.264 High 4:2:2", 244: "H.264 High 4:4:4"}

# Where a visual sample entry keeps its own boxes (ISO/IEC 14496-12, 12.1.3), after the box's head.
ENTRY_BYTES = 78
ENTRIES_AT = 8  # in "stsd": version and flags, then their number
SEGMENT, TRACKS, TRACK = b"\x18S\x80g", b"\x16T\xaek", b"\xae"  # of WebM
TRACK_TYPE, CODEC_ID, IS_VIDEO = b"\x83", b"\x86", b"\x01"


@dataclass(frozen=True, slots=True)
class Part:
    """A box of an MP4, or an element of a WebM: what it is, and where its content lies."""

    kind: bytes
    start: int
    end: int


Head = Callable[[Read, int, int], Part | None]  # the part at an offset, within an end; None: no more parts


@dataclass(frozen=True, slots=True)
class Track:
    """One track of pictures. profile: of H.264; None where it is not told."""

    code: str
    profile: int | None = None

    def is_played(self) -> bool:
        return self.code in PLAYED and (self.profile is None or self.profile in PROFILES)

    def name(self) -> str:
        if self.code in H264 and self.profile is not None:
            return PROFILE_NAMES.get(self.profile, f"H.264 ({self.profile})")
        return NAMES.get(self.code, self.code)


def check(read: Read, size: int, film: FileType) -> None:
    """Takes a video that old TVs play: H.264 with 8 bit in MP4, VP8 or VP9 in WebM, in one of its tracks at least.

    size: of the file, in bytes. film: filetypes.MP4 or WEBM.
    Raises UnplayableVideo (`data["codec"]`: what it is in), BrokenVideo (cut, or without any track of pictures).
    """
    found = list(_TRACKS[film](_counted(read), Part(b"", 0, size)))
    if not found:
        raise BrokenVideo
    if not any(each.is_played() for each in found):
        raise UnplayableVideo(codec=found[0].name())


def _counted(read: Read) -> Read:
    steps = count()

    def counted(offset: int, length: int) -> bytes:
        if next(steps) >= MOST_READS:
            raise BrokenVideo
        return read(offset, length)

    return counted


def _mp4(read: Read, whole: Part) -> Iterator[Track]:
    movie = None
    for box in _inside(read, _box, whole):  # to the last one, which a cut file does not hold whole
        movie = movie or (box if box.kind == b"moov" else None)
    for track in _inside(read, _box, movie) if movie else ():
        media = _descend(read, _box, track, b"mdia") if track.kind == b"trak" else None
        handler = media and _descend(read, _box, media, b"hdlr")
        table = media and _descend(read, _box, media, b"minf", b"stbl", b"stsd")
        if handler and table and read(handler.start + 8, 4) == b"vide":
            yield from _entries(read, table)


def _entries(read: Read, table: Part) -> Iterator[Track]:
    for entry in _inside(read, _box, Part(table.kind, table.start + ENTRIES_AT, table.end)):
        record = _descend(read, _box, Part(entry.kind, entry.start + ENTRY_BYTES, entry.end), b"avcC")
        told = read(record.start + 1, 1) if record else b""
        yield Track(_code(entry.kind), told[0] if told else None)


def _webm(read: Read, whole: Part) -> Iterator[Track]:
    tracks = _descend(read, _element, whole, SEGMENT, TRACKS)
    for track in _inside(read, _element, tracks) if tracks else ():
        kind, code = (_descend(read, _element, track, each) for each in (TRACK_TYPE, CODEC_ID))
        if track.kind == TRACK and kind and code and read(max(kind.start, kind.end - 1), 1) == IS_VIDEO:
            yield Track(_code(read(code.start, min(code.end - code.start, LONGEST_CODE))))


def _inside(read: Read, head: Head, part: Part) -> Iterator[Part]:
    at = part.start
    while at < part.end and (found := head(read, at, part.end)):
        yield found
        at = found.end


def _descend(read: Read, head: Head, part: Part, *path: bytes) -> Part | None:
    """The first part of each kind in the one before."""
    found: Part | None = part
    for kind in path:
        inside = _inside(read, head, found) if found else ()
        found = next((each for each in inside if each.kind == kind), None)
    return found


def _box(read: Read, at: int, end: int) -> Part | None:
    """ISO/IEC 14496-12, 4.2. What follows the last box and is none is left alone, as players do."""
    head = read(at, 16)
    length, kind, start = int.from_bytes(head[:4]), head[4:8], at + 8
    if length == 1:
        length, start = int.from_bytes(head[8:16]), at + 16
    elif length == 0:
        length = end - at  # to the end of the file
    if not start <= at + length <= end:
        if kind.isalnum():
            raise BrokenVideo
        return None
    return Part(kind, start, at + length)


def _element(read: Read, at: int, end: int) -> Part | None:
    """RFC 8794. A length that is not told reaches to the end: the tracks come before the first cluster."""
    head = read(at, 12)
    mark = _width(head[:1], most=4)
    size_of = _width(head[mark : mark + 1], most=8)
    told = head[mark : mark + size_of]
    if not mark or not size_of or len(told) < size_of:
        return None
    length, start = int.from_bytes(told) & ((1 << 7 * size_of) - 1), at + mark + size_of
    if length == (1 << 7 * size_of) - 1:
        length = end - start
    if start + length > end:
        raise BrokenVideo
    return Part(head[:mark], start, start + length)


def _width(first: bytes, *, most: int) -> int:
    """Bytes of a number of variable width, by its first one; 0 where it is none."""
    width = 9 - first[0].bit_length() if first else 0
    return width if width <= most else 0


def _code(told: bytes) -> str:
    """As it may stand in a message."""
    return "".join(chr(each) for each in told if 32 <= each < 127)


_TRACKS: dict[FileType, Callable[[Read, Part], Iterator[Track]]] = {MP4: _mp4, WEBM: _webm}

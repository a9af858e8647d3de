"""What a PDF of ours says, read back from its bytes: as much of the format as our own sheets use."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_SHOWN = re.compile(rb"(?:/F(\d+) [\d.]+ Tf)|(?:\(((?:\\.|[^\\()])*)\) Tj)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_MAPPED = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>(?: <([0-9A-F]+)>)?")


def pages(pdf: bytes) -> list[str]:
    """The words of each page in the order in which they were written, one blank between them."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    letters = _letters(objects)
    contents = [int(found) for found in re.findall(rb"/Contents (\d+) 0 R", pdf)]
    return [" ".join(_words(_stream(objects[number]), letters)) for number in contents]


def text_of(pdf: bytes) -> str:
    """All of its words."""
    return " ".join(pages(pdf))


def _stream(body: bytes) -> bytes:
    content = body.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
    return zlib.decompress(content) if b"/FlateDecode" in body else content


def _letters(objects: dict[int, bytes]) -> dict[int, dict[int, str]]:
    """By the number of a font: its codes with their letters."""
    fonts = re.search(rb"/Font <<(.*?)>>", b"".join(objects.values()), re.DOTALL)
    assert fonts is not None
    found: dict[int, dict[int, str]] = {}
    for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", fonts[1]):
        unicode = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        assert unicode is not None
        found[int(name)] = _mapping(_stream(objects[int(unicode[1])]))
    return found


def _mapping(cmap: bytes) -> dict[int, str]:
    lines = cmap.partition(b"endcodespacerange")[2]
    pairs = re.findall(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>\n", lines)
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}


def _words(content: bytes, letters: dict[int, dict[int, str]]) -> list[str]:
    font, found = 0, []
    for name, shown in _SHOWN.findall(content):
        if name:
            font = int(name)
            continue
        codes = _ESCAPED.sub(_unescaped, shown)
        pairs = (int.from_bytes(codes[place : place + 2], "big") for place in range(0, len(codes), 2))
        found.append("".join(letters[font][code] for code in pairs))
    return found


def _unescaped(found: re.Match[bytes]) -> bytes:
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(found[1], found[1])

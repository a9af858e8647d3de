"""Adds a text to the catalogues, in its place of the alphabet.

    python -m docs.add_text "English" "Indonesian"

A text is known by its English words (msgid). A further language says it in Indonesian until somebody translates it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.pofile import escape

from queue_app.places import PACKAGE

TRANSLATIONS = PACKAGE / "translations"
FLAG = "#, python-brace-format\n"  # before a text with {blanks}, so that a translator's program checks them


def add(english: str, indonesian: str) -> None:
    """Writes the text into every language's catalogue. Raises ValueError where it is there already."""
    said = {"id": indonesian, "en": english}
    for file in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        _add(file, english, said.get(file.parts[-3], indonesian))


def _add(file: Path, msgid: str, text: str) -> None:
    head, *entries = file.read_text(encoding="utf-8").strip().split("\n\n")
    entry = f"{FLAG if '{' in msgid else ''}msgid {escape(msgid)}\nmsgstr {escape(text)}"
    places = [_place(each) for each in entries]
    if _place(entry) in places:
        raise ValueError(f"There already: {msgid}")
    at = next((index for index, place in enumerate(places) if place > _place(entry)), len(entries))
    entries.insert(at, entry)
    file.write_text("\n\n".join([head, *entries, ""]).rstrip("\n") + "\n", encoding="utf-8")


def _place(entry: str) -> str:
    return entry[entry.index("msgid ") : entry.index("\nmsgstr ")].casefold()


if __name__ == "__main__":
    add(*sys.argv[1:])

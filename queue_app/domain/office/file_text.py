"""The text of a file that somebody wrote with an editor, whichever mark the editor put before it."""

from __future__ import annotations

import codecs

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 where its mark says so, as Windows PowerShell writes; without the mark.

    Raises UnicodeDecodeError.
    """
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), "utf-8")
    return content.decode(encoding)

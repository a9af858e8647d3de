"""The texts that a page's modules may show: a counter must not load every word of the other pages first."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from queue_app.places import PACKAGE, find
from queue_app.texts import catalogue

FOLDER = PACKAGE / "web" / "static"
SHARED = tuple(sorted(find("browser").glob("*.js")))  # scripts that every page of classic ones has
IMPORT = re.compile(r"(?:from|import\()\s*\"\./([\w/.-]+\.m?js)\"")


@cache
def script_texts(lang: str, entry: str) -> Mapping[str, str]:
    """Texts by their msgid for the module `entry` and all that it imports.

    Texts that are their own msgid are left out: the page shows the msgid then.
    """
    return _texts_in(lang, "\n".join(_modules(entry).values()))


@cache
def classic_texts(lang: str, files: tuple[Path, ...], *, also: tuple[str, ...] = ()) -> Mapping[str, str]:
    """The same for a page of these classic scripts. also: msgids that the server hands to the page by name."""
    sources = [file.read_text(encoding="utf-8") for file in files]
    return _texts_in(lang, "\n".join([*sources, *(json.dumps(each, ensure_ascii=False) for each in also)]))


@cache
def page_texts(lang: str, folder: Path) -> Mapping[str, str]:
    """The same for the classic scripts of a page, which lie in a folder of their own."""
    return classic_texts(lang, tuple(sorted(folder.glob("*.js"))))


def _texts_in(lang: str, source: str) -> dict[str, str]:
    texts = catalogue(lang)
    return {
        msgid: text for msgid, text in texts.items()
        if text != msgid and json.dumps(msgid, ensure_ascii=False) in source
    }  # fmt: skip


def _modules(entry: str) -> dict[str, str]:
    """File name -> source of a module and all that it imports, itself first."""
    found: dict[str, str] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = (FOLDER / name).read_text(encoding="utf-8")
            waiting += IMPORT.findall(found[name])
    return found

"""The texts that a page's modules may show: a counter must not load every word of the other pages first."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from queue_app.places import PACKAGE
from queue_app.texts import catalogue

FOLDER = PACKAGE / "web" / "static"
IMPORT = re.compile(r"(?:from|import\()\s*\"\./([\w/.-]+\.m?js)\"")


@cache
def script_texts(lang: str, entry: str) -> Mapping[str, str]:
    """Texts by their msgid for the module `entry` and all that it imports.

    Texts that are their own msgid are left out: the page shows the msgid then.
    """
    return _within(lang, "\n".join(_modules(entry).values()))


@cache
def page_texts(lang: str, folder: Path) -> Mapping[str, str]:
    """The same for the classic scripts of a page, which lie in a folder of their own."""
    scripts = sorted(folder.glob("*.js"))
    return _within(lang, "\n".join(script.read_text(encoding="utf-8") for script in scripts))


def _within(lang: str, source: str) -> Mapping[str, str]:
    shown = {msgid for msgid in catalogue(lang) if json.dumps(msgid, ensure_ascii=False) in source}
    return {msgid: text for msgid, text in catalogue(lang).items() if msgid in shown and text != msgid}


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

"""The kiosk's page and its files as the server gave them last, for when it is away, also after a new start."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from .state import Told

FILES = ("/static/", "/browser/", "/kiosk/page/", "/files/")  # whose addresses carry a mark of their content
LARGEST = 8 * 1024 * 1024  # bytes of one file: a kiosk needs no films
_IN_PAGE = re.compile(r'"((?:/static/|/browser/|/kiosk/page/|/files/)[^"\\<>\s]+)"')
_IN_STYLE = re.compile(r"""url\(\s*['"]?([^'")]+)""")
_BOOT = re.compile(r'(<script type="application/json" id="boot">)(.*?)(</script>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of the server's that was kept. type: its Content-Type. policy: its Content-Security-Policy."""

    type: str
    policy: str
    body: bytes


def may_be_kept(path: str) -> bool:
    """Whether a path is a file whose content never changes under its address."""
    return path.startswith(FILES) and ".." not in path


class KeptPages:
    """A folder with a file for each address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, address: str, page: Page) -> None:
        """Whole or not at all. A disk that is full keeps what was there."""
        if len(page.body) > LARGEST:
            return
        head = json.dumps({"address": address, "type": page.type, "policy": page.policy}).encode()
        file = self._file(address)
        fresh = file.with_suffix(".new")
        try:
            with fresh.open("wb") as out:
                out.write(head + b"\n" + page.body)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(file)
        except OSError:
            fresh.unlink(missing_ok=True)

    def find(self, address: str) -> Page | None:
        """None where it was never given here."""
        try:
            head, _line, body = self._file(address).read_bytes().partition(b"\n")
            told = json.loads(head)
        except (OSError, ValueError):
            return None
        return Page(told["type"], told["policy"], body) if told.get("address") == address else None

    def has(self, address: str) -> bool:
        return self._file(address).exists()

    def _file(self, address: str) -> Path:
        return self._folder / hashlib.sha256(address.encode()).hexdigest()[:40]


def files_in(address: str, page: Page) -> Iterable[str]:
    """The addresses of files that a page or a style sheet asks for, each once."""
    text = page.body.decode("utf-8", "replace")
    if page.type.startswith("text/html"):
        found = [each.replace("\\u0026", "&").replace("&amp;", "&") for each in _IN_PAGE.findall(text)]
    elif page.type.startswith("text/css"):
        found = [urljoin(address, each) for each in _IN_STYLE.findall(text)]
    else:
        found = []
    return dict.fromkeys(each for each in found if may_be_kept(urlsplit(each).path))


def with_state(page: Page, state: Told) -> Page:
    """The kiosk's page with another state in it, as the server would write it."""

    def anew(found: re.Match[str]) -> str:
        boot = {**json.loads(found[2]), "state": state}
        plain = json.dumps(boot).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        return found[1] + plain.replace("'", "\\u0027") + found[3]

    return Page(page.type, page.policy, _BOOT.sub(anew, page.body.decode("utf-8"), count=1).encode())

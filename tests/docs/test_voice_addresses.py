"""The page about citizens' voices names every address that belongs to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROWS = Path("docs/voice.md").read_text(encoding="utf-8").partition("## Addresses")[2].splitlines()
WEB = Path("queue_app/web")
PARTS = ("booking", "complaints", "forum", "ikm", "pekppp", "survey", "voice")
GET = re.compile(r'@blueprint\.get\("([^"]+)"')


def addresses() -> list[str]:
    """Of pages and files, with the names of their blanks alone."""
    texts = (file.read_text(encoding="utf-8") for part in PARTS for file in sorted((WEB / part).rglob("*.py")))
    return sorted({re.sub(r"<[^>]*:(\w+)>", r"<\1>", path) for text in texts for path in GET.findall(text)})


@pytest.mark.parametrize("address", addresses())
def test_every_address_is_named_whole_or_behind_its_head(address: str) -> None:
    head, _slash, tail = address.rpartition("/")

    assert [row for row in ROWS if f"`{address}`" in row or (f"`{head}`" in row and f"`/{tail}`" in row)] != []

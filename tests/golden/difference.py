"""What differs between two records: each file with a short unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

MOST_LINES, LONGEST_LINE = 12, 200


def differences(before: Path, after: Path) -> Iterator[str]:
    """Lines to print; none where the records are the same."""
    old, new = _files(before), _files(after)
    for name in sorted(old | new):
        if name not in new or name not in old:
            yield f"only {'before' if name in old else 'after'}: {name}"
        elif (before / name).read_bytes() != (after / name).read_bytes():
            yield from _difference(name, before / name, after / name)


def _difference(name: str, before: Path, after: Path) -> Iterator[str]:
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (before, after))
    lines = list(difflib.unified_diff(old, new, lineterm="", n=1))[2:]
    yield f"differs: {name}"
    yield from (f"    {line[:LONGEST_LINE]}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"    ... {len(lines) - MOST_LINES} more lines"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

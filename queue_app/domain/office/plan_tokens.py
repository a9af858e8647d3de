"""A TOML text as its words and signs, in one walk forward whatever the text holds, and what no parser ought to see.

No word is ever looked at twice: an unclosed text ends with its line, or with the file where it may have many lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST = 20  # parts of a dotted key, and brackets in brackets; a set-up needs four
_TOKEN = re.compile(
    r'''(?P<text>"""(?:\\.|[^\\"]|"(?!""))*+(?:"{3,5})?|\'\'\'(?:[^']|'(?!''))*+(?:'{3,5})?'''
    r"""|"(?:\\.|[^"\\\n])*+"?|'[^'\n]*+'?)"""
    r"|(?P<comment>\#[^\n]*)|(?P<end>\n)|(?P<space>[ \t\r]+)|(?P<sign>[][{}=,])|(?P<bare>[^][{}=,\#\"'\s]+)",
    re.DOTALL,
)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    line: int


def tokens(text: str) -> Iterator[Token]:
    """Everything but comments and spaces, and the end of the last line."""
    line = 1
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind not in {"comment", "space"}:
            yield Token(kind, match[0], line)
        line += match[0].count("\n")
    yield Token("end", "", line)


def too_deep(text: str) -> int | None:
    """The first line with a key or header of more than DEEPEST parts, or so many brackets in brackets.

    Python's parser keeps every beginning of a dotted key: one of 90,000 parts took 24 GB.
    """
    parts = depth = 0
    for token in tokens(text):
        parts = parts + _dots(token) if token.kind in {"bare", "text"} else 0
        depth = max(depth + _STEPS.get(token.text, 0), 0)
        if parts >= DEEPEST or depth > DEEPEST:
            return token.line
    return None


def _dots(token: Token) -> int:
    return token.text.count(".") if token.kind == "bare" else 0

"""On which line of a TOML text each key stands. The text has been read before, so only its shape is looked at here."""

from __future__ import annotations

import tomllib

from queue_app.domain.office.faults import Where
from queue_app.domain.office.plan_tokens import DEEPEST, Token, tokens


def lines(text: str) -> dict[Where, int]:
    """The place of every table, key and element of a list -> the line where it begins, from 1.

    ("service", 3, "series"): the key `series` of the fourth [[service]]. Dotted keys and inline tables are followed.
    """
    return _Reader(text).found


def line_of(where: Where, found: dict[Where, int]) -> int | None:
    """The line of a place, or of the innermost thing around it that has one."""
    return next((found[where[:size]] for size in range(len(where), 0, -1) if where[:size] in found), None)


class _Reader:
    """Walks the tokens once, statement by statement."""

    def __init__(self, text: str) -> None:
        self.found: dict[Where, int] = {}
        self._tokens = list(tokens(text))
        self._at = 0
        self._counts: dict[Where, int] = {}  # of each [[table]]: how many there were
        table: Where = ()
        while self._at < len(self._tokens):
            if self._sees("["):
                table = self._header()
            elif self._next.kind == "end":
                self._at += 1
            else:
                self._assignment(table)

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _sees(self, sign: str) -> bool:
        return self._next.kind == "sign" and self._next.text == sign

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _header(self) -> Where:
        line, is_list = self._take().line, self._sees("[")
        if is_list:
            self._take()
        *outer, last = self._key()
        table: Where = ()
        for part in outer:
            table = self._inside((*table, part))
        table = (*table, last)
        if is_list:
            self._counts[table] = self._counts.get(table, 0) + 1
            self.found.setdefault(table, line)
        table = self._inside(table)
        self.found.setdefault(table, line)
        while self._next.kind != "end":
            self._take()
        return table

    def _inside(self, table: Where) -> Where:
        """The table itself, or the last one of a list of tables."""
        return (*table, self._counts[table] - 1) if table in self._counts else table

    def _key(self) -> list[str]:
        """The parts of a dotted key."""
        parts: list[str] = []
        while self._next.kind in {"bare", "text"}:
            token = self._take()
            parts += [_plain(token.text)] if token.kind == "text" else [part for part in token.text.split(".") if part]
        return parts[:DEEPEST]

    def _assignment(self, table: Where) -> None:
        line = self._next.line
        where = table
        for part in self._key():
            where = (*where, part)
            self.found.setdefault(where, line)
        self._take()  # the sign of equality
        self._value(where)

    def _value(self, where: Where) -> None:
        token = self._take()
        if token.text == "[":
            self._list(where)
        elif token.text == "{":
            self._inline_table(where)
        elif token.kind == "bare" and self._next.kind == "bare":
            self._take()  # a date and a time, with a space between

    def _list(self, where: Where) -> None:
        place = 0
        while not self._sees("]"):
            if self._next.kind == "end" or self._sees(","):
                place += self._take().text == ","
            else:
                self.found.setdefault((*where, place), self._next.line)
                self._value((*where, place))
        self._take()

    def _inline_table(self, where: Where) -> None:
        while not self._sees("}"):
            if self._next.kind == "end" or self._sees(","):
                self._take()
            else:
                self._assignment(where)
        self._take()


def _plain(quoted: str) -> str:
    return str(tomllib.loads(f"key = {quoted}")["key"])

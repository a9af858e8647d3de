"""Statements of the hot path: compiled once for each kind of database, and run at the driver itself.

A press of the kiosk or a call runs some ten of them, and SQLAlchemy's own way from a statement to its rows was a fifth
of all that the server does. Names, types and texts still come from the tables; only the way is shorter.

What is asked need not be waited for: on PostgreSQL a transaction of the desk is a pipeline (store.postgresql), where
what is asked before any of it is needed, and all that is merely told, travels in one round trip. SQLite answers at
once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Dialect, Update, func, literal_column, select
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")
U = TypeVar("U")
Row = tuple[Any, ...]
RUN = "antrean.run"  # in the info of a connection: how its driver runs a text with its parameters, in order
NO_ROW_CLAIMED = "22012"  # division by zero, by which a Claim fails
POSITIONAL = {"sqlite": "qmark", "postgresql": "numeric_dollar"}


class Asked(Generic[T]):
    """What was asked of the database, and the answer once it is needed."""

    # Not a cached_property: before Python 3.12 it has one lock for all, and who waits for one database under it would
    # keep everybody else from every answer.
    __slots__ = ("_answer", "_wait")

    def __init__(self, wait: Callable[[], T]) -> None:
        self._wait: Callable[[], T] | None = wait

    @property
    def answer(self) -> T:
        """Waits for it, the first time. Raises what the database raises."""
        if self._wait is not None:
            self._answer, self._wait = self._wait(), None
        return self._answer

    def then(self, make: Callable[[T], U]) -> Asked[U]:
        """The same, made into something else when it is needed."""
        return Asked(lambda: make(self.answer))


class Statement:
    """One statement of SQLAlchemy's Core; where kinds of databases differ, one for each by the dialect's name.

    Its bound parameters are given by name. Lists of unknown length (`expanding`) are not for here.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._compiled: dict[tuple[Dialect, frozenset[str]], _Compiled] = {}

    def rows(self, connection: Connection, **values: Any) -> list[Row]:
        """All rows, now."""
        return self._run(connection, values).answer

    def first(self, connection: Connection, **values: Any) -> Row | None:
        """The only row, or the first, or None; now."""
        return _first(self._run(connection, values).answer)

    def ask(self, connection: Connection, **values: Any) -> Asked[list[Row]]:
        """All rows, once they are needed."""
        return self._run(connection, values)

    def ask_first(self, connection: Connection, **values: Any) -> Asked[Row | None]:
        """The only row, or the first, or None; once it is needed."""
        return self._run(connection, values).then(_first)

    def count(self, connection: Connection, **values: Any) -> int:
        """How many rows were changed, now."""
        return self._run(connection, values).changed

    def tell(self, connection: Connection, **values: Any) -> None:
        """Nobody waits for what becomes of it: at the latest the commit raises what the database raises."""
        self._run(connection, values)

    def _run(self, connection: Connection, values: dict[str, Any]) -> _Run:
        dialect = connection.dialect
        key = (dialect, frozenset(values))
        compiled = self._compiled.get(key)
        if compiled is None:
            of = self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement
            compiled = self._compiled[key] = _Compiled(of, dialect, list(values))
        return _Run(connection, compiled, compiled.parameters(values))


class LostClaim(Exception):
    """A claim did not find its one row: nothing of its transaction stays."""


class Claim(Statement):
    """An update that must change exactly one row, or the whole transaction fails with LostClaim.

    PostgreSQL is not waited for: it divides by the number of rows, and where that is none the commit fails.
    """

    def __init__(self, changing: Update) -> None:
        claimed = changing.returning(literal_column("1")).cte("claimed")
        super().__init__({
            "sqlite": changing, "postgresql": select(literal_column("1") / func.count()).select_from(claimed)
        })  # fmt: skip

    def tell(self, connection: Connection, **values: Any) -> None:
        run = self._run(connection, values)
        if connection.dialect.name == "sqlite" and run.changed != 1:
            raise LostClaim


class _Compiled:
    """A statement in the words of one kind of database."""

    def __init__(self, statement: Any, dialect: Dialect, names: list[str]) -> None:
        kind: Any = type(dialect)
        compiler = statement.compile(dialect=kind(paramstyle=POSITIONAL[dialect.name]), column_keys=names)
        self.text = str(compiler)
        self._dialect = dialect
        self._names = tuple(compiler.positiontup)
        self._fixed = {name: compiler.params[name] for name in self._names if name not in names}
        self._outward = [
            (name, convert)
            for parameter, name in compiler.bind_names.items()
            if (convert := parameter.type.dialect_impl(dialect).bind_processor(dialect)) and name in self._names
        ]
        self._types = [column.type for column in statement.exported_columns]
        self._inward: list[tuple[int, Callable[[Any], Any]]] | None = None

    def parameters(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """Those of the statement in its order, as its driver takes them."""
        if self._fixed:
            values = {**self._fixed, **values}
        for name, convert in self._outward:
            values[name] = convert(values[name])
        return tuple([values[name] for name in self._names])

    @property
    def has_rows(self) -> bool:
        """Whether it answers with rows."""
        return bool(self._types)

    def rows(self, found: list[Any], cursor: Any) -> list[Row]:
        """Rows of the driver with every value as its column's type has it."""
        if self._inward is None:
            self._inward = self._converters(cursor.description)
        if not self._inward:
            return found
        return [self._row(row) for row in found]

    def _row(self, row: Any) -> Row:
        made = list(row)
        for place, convert in self._inward or ():
            made[place] = convert(made[place])
        return tuple(made)

    def _converters(self, description: Any) -> list[tuple[int, Callable[[Any], Any]]]:
        found = [
            (place, of_type.dialect_impl(self._dialect).result_processor(self._dialect, description[place][1]))
            for place, of_type in enumerate(self._types)
        ]
        return [(place, convert) for place, convert in found if convert is not None]


class _Run(Asked[list[Row]]):
    """A statement under way."""

    __slots__ = ("_compiled", "_cursor", "_dialect", "_found")

    def __init__(self, connection: Connection, compiled: _Compiled, parameters: tuple[Any, ...]) -> None:
        super().__init__(self._rows)
        self._dialect, self._compiled = connection.dialect, compiled
        try:
            self._cursor = connection.info[RUN](compiled.text, parameters)
            # SQLite is asked for the rows at once: a statement that is not read to its end stays open.
            self._found = self._cursor.fetchall() if self._dialect.name == "sqlite" else None
        except self._dialect.loaded_dbapi.Error as exc:
            raise as_sqlalchemy(exc, self._dialect.loaded_dbapi.Error, compiled.text) from exc

    def _rows(self) -> list[Row]:
        if self._found is None:
            self._found = self._fetch()
        return self._compiled.rows(self._found, self._cursor) if self._found else []

    @property
    def changed(self) -> int:
        if self._found is None:
            self._found = self._fetch()
        return int(self._cursor.rowcount)

    def _fetch(self) -> list[Any]:
        try:
            self._cursor.fill()
            return list(self._cursor.fetchall()) if self._compiled.has_rows else []
        except self._dialect.loaded_dbapi.Error as exc:
            raise as_sqlalchemy(exc, self._dialect.loaded_dbapi.Error, self._compiled.text) from exc


def as_sqlalchemy(error: BaseException, kind: type[Exception], statement: str) -> BaseException:
    """A driver's error as SQLAlchemy raises it: whoever waits for its errors hears of these too."""
    if getattr(error, "sqlstate", None) == NO_ROW_CLAIMED:
        return LostClaim(statement)
    return DBAPIError.instance(statement, None, error, kind)


def _first(rows: list[Row]) -> Row | None:
    return rows[0] if rows else None

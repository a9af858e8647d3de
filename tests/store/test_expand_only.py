"""Migrations since the schema that the database names as the oldest program's: they only widen.

A program of that schema goes on writing beside them. Whatever takes away, renames or forbids what was allowed must
write its own number into `oldest_program`; then an older program does not start any more, and this test begins there.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Inspector, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from queue_app.store import schema
from tests.databases import Databases

Told = dict[str, Any]
_VALUES = re.compile(r"'([^']*)'")


def told(url: str) -> dict[str, Told]:
    """Table -> what it holds and forbids."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        looker = inspect(connection)
        triggers = _triggers(connection)
        return {
            name: {**_table(looker, name), "triggers": triggers.get(name, set())} for name in looker.get_table_names()
        }


def _table(looker: Inspector, name: str) -> Told:
    unique = [tuple(each["column_names"]) for each in looker.get_indexes(name) if each["unique"]]
    unique += [tuple(each["column_names"]) for each in looker.get_unique_constraints(name)]
    return {
        "columns": {each["name"]: each for each in looker.get_columns(name)},
        "checks": {str(each["name"]): " ".join(each["sqltext"].split()) for each in looker.get_check_constraints(name)},
        "unique": set(unique),
        "key": looker.get_pk_constraint(name)["constrained_columns"],
        "foreign": {tuple(each["constrained_columns"]) for each in looker.get_foreign_keys(name)},
    }


def _triggers(connection: Any) -> dict[str, set[str]]:
    asked = {
        "sqlite": "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    }
    found: dict[str, set[str]] = {}
    for table, sql in connection.execute(text(asked[connection.dialect.name])):
        found.setdefault(str(table).strip('"'), set()).add(sql)
    return found


def narrower(older: dict[str, Told], newer: dict[str, Told]) -> list[str]:
    """What an older program could do and finds gone or forbidden, in words."""
    found: list[str] = [f"{table} is gone" for table in older if table not in newer]
    for table in sorted(set(older) & set(newer)):
        for rule in (_columns, _checks, _rules):
            found += [f"{table}: {each}" for each in rule(older[table], newer[table])]
    return found


def _columns(older: Told, newer: Told) -> list[str]:
    then, now = older["columns"], newer["columns"]
    found = [f"{name} is gone" for name in then if name not in now]
    for name, column in now.items():
        if name not in then:
            if not column["nullable"] and column["default"] is None:
                found.append(f"{name} must be given")
        elif str(then[name]["type"]) != str(column["type"]) and not _is_wider(then[name]["type"], column["type"]):
            found.append(f"{name} was {then[name]['type']} and is {column['type']}")
        elif then[name]["nullable"] and not column["nullable"]:
            found.append(f"{name} may not be empty any more")
    return found


def _is_wider(then: Any, now: Any) -> bool:
    return type(then) is type(now) and (getattr(then, "length", None) or 0) < (getattr(now, "length", None) or 0)


def _checks(older: Told, newer: Told) -> list[str]:
    """A CHECK may let more values through, or speak of new columns only."""
    then = set(older["columns"])
    return [
        f"{name} forbids more"
        for name, rule in newer["checks"].items()
        if rule != (before := older["checks"].get(name))
        and not (before and set(_VALUES.findall(before)) < set(_VALUES.findall(rule)))
        and any(re.search(rf"\b{column}\b", rule) for column in then)
    ]


def _rules(older: Told, newer: Told) -> list[str]:
    then = set(older["columns"])
    return [
        *(f"{each} must differ" for each in newer["unique"] - older["unique"] if set(each) <= then),
        *(f"{each} must refer to something" for each in newer["foreign"] - older["foreign"] if set(each) <= then),
        *(["its key is another"] if newer["key"] != older["key"] else []),
        *(f"a new trigger: {each}" for each in newer["triggers"] - older["triggers"]),
    ]


def oldest(url: str) -> str:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return str(connection.execute(text(schema.OLDEST_PROGRAM)).scalar_one())


@pytest.fixture
def both(empty_url: str, backend: str, databases: Databases, tmp_path: Path) -> Any:
    """The schema of the oldest program, and the newest."""
    schema.migrate(empty_url)
    then = databases.empty(backend, tmp_path / "then") if backend == "postgresql" else f"sqlite:///{tmp_path}/then.db"
    schema.migrate(then, to=oldest(empty_url))
    yield then, empty_url
    databases.drop(then)


@pytest.mark.slow("migrates two databases")
def test_since_the_oldest_program_that_may_write_the_schema_only_grew_wider(both: tuple[str, str]) -> None:
    older, newer = both

    assert narrower(told(older), told(newer)) == []


NARROWING: dict[str, tuple[str, str]] = {
    "a column that is gone": ("ALTER TABLE note RENAME COLUMN text TO words", "note: text is gone"),
    "a table that is gone": ("ALTER TABLE note RENAME TO remark", "note is gone"),
    "two rows that were allowed": ("CREATE UNIQUE INDEX x ON note (text)", "note: ('text',) must differ"),
    "a trigger": (
        "CREATE TRIGGER t BEFORE INSERT ON note BEGIN SELECT RAISE(ABORT, 'no'); END",
        "note: a new trigger: CREATE TRIGGER t BEFORE INSERT ON note BEGIN SELECT RAISE(ABORT, 'no'); END",
    ),
}


@pytest.mark.slow("migrates a database")
@pytest.mark.parametrize("name", NARROWING)
def test_what_narrows_would_be_seen(name: str, tmp_path: Path) -> None:
    statement, seen = NARROWING[name]
    url = f"sqlite:///{tmp_path / 'narrowed.db'}"
    schema.migrate(url)
    before = told(url)
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql(statement)

    assert seen in narrower(before, told(url))


def test_a_check_that_lets_more_through_is_no_narrower_one_and_one_that_lets_less_through_is() -> None:
    few: Told = {"columns": {"kind": {}}, "checks": {"ck_kind": "kind IN ('a','b')"}}
    more: Told = {"columns": {"kind": {}}, "checks": {"ck_kind": "kind IN ('a','b','c')"}}

    assert (_checks(few, more), _checks(more, few)) == ([], ["ck_kind forbids more"])


def test_a_new_column_that_an_older_program_does_not_know_may_not_have_to_be_given() -> None:
    column = {"type": "TEXT", "nullable": False, "default": None}
    older: Told = {"columns": {"code": {**column, "nullable": True}}}
    newer: Told = {"columns": {"code": column, "fee": column, "note": {**column, "default": "''"}}}

    assert _columns(older, newer) == ["code may not be empty any more", "fee must be given"]

from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from queue_app.places import find
from queue_app.store import schema
from tests.databases import METADATA


def engine_of(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def shape(url: str) -> dict[str, Any]:
    """What autogeneration does not compare: checks, partial indexes, unique and foreign keys.

    By name, but for foreign keys: SQLite does not tell the name of one that a column brought along.
    """
    looker = inspect(engine_of(url))
    return {
        table: {
            "checks": sorted((each["name"], _plain(each["sqltext"])) for each in looker.get_check_constraints(table)),
            "indexes": sorted(
                (each["name"], each["column_names"], each["unique"], _plain(_condition(each)))
                for each in looker.get_indexes(table)
            ),
            "unique": sorted((each["name"], each["column_names"]) for each in looker.get_unique_constraints(table)),
            "foreign": sorted(
                (each["constrained_columns"], each["referred_table"]) for each in looker.get_foreign_keys(table)
            ),
            "key": looker.get_pk_constraint(table)["constrained_columns"],
        }
        for table in sorted(looker.get_table_names())
        if table != "alembic_version"
    }


def _condition(index: Any) -> str:
    options = index.get("dialect_options", {})
    return str(options.get("sqlite_where", options.get("postgresql_where", "")))


def _plain(condition: str) -> str:
    return "".join(condition.split()).replace("(", "").replace(")", "")


def test_the_migrated_schema_equals_the_models(empty_url: str) -> None:
    schema.migrate(empty_url)

    with engine_of(empty_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_checks_and_partial_indexes_equal_the_models_too(empty_url: str) -> None:
    schema.migrate(empty_url)
    migrated = shape(empty_url)
    schema.migrate(empty_url, to="base")

    METADATA.create_all(engine_of(empty_url))

    assert migrated == shape(empty_url)


def test_every_migration_goes_down_and_up_again(empty_url: str) -> None:
    schema.migrate(empty_url)
    once = shape(empty_url)
    schema.migrate(empty_url, to="base")
    down = inspect(engine_of(empty_url)).get_table_names()
    schema.migrate(empty_url)

    assert down == ["alembic_version"]
    assert shape(empty_url) == once
    assert len(once) == len(METADATA.tables)


def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    schema.migrate(empty_url)
    once = shape(empty_url)
    schema.migrate(empty_url)

    assert shape(empty_url) == once


def test_a_database_tells_whether_it_is_current(empty_url: str) -> None:
    before = schema.is_current(empty_url)
    schema.migrate(empty_url)
    after = schema.is_current(empty_url)
    schema.migrate(empty_url, to="base")

    assert (before, after, schema.is_current(empty_url)) == (False, True, False)


def test_a_migration_that_fails_halfway_leaves_nothing_behind(empty_url: str) -> None:
    engine = engine_of(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE print_job (id int)"))  # the last table that the first migration makes

    with pytest.raises(Exception, match="print_job"):
        schema.migrate(empty_url)

    assert [name for name in inspect(engine).get_table_names() if name != "alembic_version"] == ["print_job"]


def test_the_newest_migration_is_told_by_its_file_as_alembic_tells_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(find("migrations")))

    assert schema.newest() == ScriptDirectory.from_config(config).get_current_head()

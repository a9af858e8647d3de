from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, delete, event, insert, update

from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.engines import Database
from queue_app.store.office.policy import policy, policy_of
from queue_app.store.office.tables import QueuePolicy

AGEING = Policy("ageing", regular=3, head_start_min=30, early_min=5, late_min=6, appointed_in_a_row=7, help_after_min=8)
STRICT = Rules(1, 10, "end", 5, 20)


def choose_ageing(database: Database) -> None:
    with database.writer.transaction() as connection:
        connection.execute(delete(QueuePolicy))
        connection.execute(insert(QueuePolicy), {"office_id": 1, **asdict(AGEING), **asdict(STRICT)})


def test_an_office_that_has_chosen_nothing_has_the_defaults(database: Database) -> None:
    with database.writer.transaction() as connection:
        connection.execute(delete(QueuePolicy))

    with database.reading() as connection:
        assert policy(connection, 1) == (Policy(), Rules())


def test_what_an_office_has_chosen_is_read(database: Database) -> None:
    choose_ageing(database)

    with database.reading() as connection:
        assert policy(connection, 1) == (AGEING, STRICT)


def test_the_choice_is_read_once_for_each_version_of_the_set_up(database: Database) -> None:
    choose_ageing(database)
    with database.reading() as connection:
        read = [policy_of(connection, 1, 4), policy_of(connection, 1, 4)]
    with database.writer.transaction() as connection:
        connection.execute(update(QueuePolicy).values(kind="arrival"))
    with database.reading() as connection:
        statements = counted(connection)
        kinds = [policy_of(connection, 1, version)[0].kind for version in (4, 5, 5)]

    assert read == [(AGEING, STRICT)] * 2
    assert kinds == ["ageing", "arrival", "arrival"]
    assert len([statement for statement in statements if "queue_policy" in statement]) == 1


def counted(connection: Connection) -> list[str]:
    """Grows by each statement from now on."""
    statements: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *told: statements.append(told[2]))
    return statements

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import delete, insert

from queue_app.domain.office.targets import Targets
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.engines import Database
from queue_app.store.office.policy import policy, targets
from queue_app.store.office.tables import OfficeTargets, QueuePolicy

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


def test_an_office_that_has_set_no_limits_has_the_usual_ones(database: Database) -> None:
    with database.writer.transaction() as connection:
        connection.execute(delete(OfficeTargets))

    with database.reading() as connection:
        assert targets(connection, 1) == Targets()

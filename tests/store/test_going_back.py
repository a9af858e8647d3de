"""Back to an older version's schema: what has no place there is told, and nothing changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from queue_app.domain.log.schema_errors import NotGoneBack, UnknownRelease, WouldLose
from queue_app.store import going_back, schema
from queue_app.store.engines import Database
from queue_app.store.going_back import go_back
from queue_app.store.office.founding import found_office
from tests.databases import Databases
from tests.factories import FOUNDED, cheap_hash, make_plan
from tests.servers.antrean import ROOT

OLDER, ITS_SCHEMA = "0.9.0", "0037"  # before the forum, and before an office chose whether it asks the form F-03
ASKS = "UPDATE queue_policy SET asks_f03 = true"
INVITES = (
    "INSERT INTO forum (office_id, title, kind, held_on, place, invitation, minutes, is_published)"
    " SELECT id, 'Forum', 'consultation', '2026-11-20', 'Aula', '', '', false FROM office"
)

OFFICER = (
    "INSERT INTO officer (office_id, username, name, employment, nip, role, password_hash, is_active, may_pick)"
    " SELECT id, '{role}', 'Tilik', 'PNS', '{nip}', '{role}', '-', true, false FROM office"
)


def run(url: str, statement: str) -> Any:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        done = connection.execute(text(statement))
        return done.scalar() if done.returns_rows else None


def with_office(url: str) -> None:
    database = Database(url)
    found_office(database, make_plan(), at=FOUNDED, hash_password=cheap_hash)
    database.close()


@pytest.fixture
def newer(backend: str, databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An office in a database of its own, which is of no use to other tests afterwards."""
    monkeypatch.setitem(going_back.RELEASES, OLDER, ITS_SCHEMA)
    url = databases.empty(backend, tmp_path)
    schema.migrate(url)
    with_office(url)
    yield url
    databases.drop(url)


def version(url: str) -> str:
    return str(run(url, schema.VERSION))


def test_where_nothing_new_stands_it_goes_back_and_forth_again(newer: str) -> None:
    go_back(newer, OLDER)
    back = version(newer)
    schema.migrate(newer)

    assert (back, schema.is_current(newer), run(newer, "SELECT slug FROM office")) == (ITS_SCHEMA, True, "uji")


def test_what_would_be_lost_is_told_and_nothing_is_changed(newer: str) -> None:
    run(newer, ASKS)
    run(newer, INVITES)

    with pytest.raises(WouldLose) as refused:
        go_back(newer, OLDER)

    assert refused.value.data == {
        "version": OLDER, "what": "forum (1), queue_policy.asks_f03 (1)", "names": "forum,queue_policy.asks_f03",
    }  # fmt: skip
    assert (schema.is_current(newer), run(newer, "SELECT title FROM forum")) == (True, "Forum")


def test_what_was_named_goes_and_the_rest_still_refuses(newer: str) -> None:
    run(newer, ASKS)
    run(newer, INVITES)

    with pytest.raises(WouldLose, match="no place for: forum"):
        go_back(newer, OLDER, lose=["queue_policy.asks_f03"])
    go_back(newer, OLDER, lose=["queue_policy.asks_f03", "forum"])

    assert version(newer) == ITS_SCHEMA


def test_a_value_that_the_older_version_does_not_allow_refuses_the_whole(newer: str) -> None:
    # As a rule that only the older version has; the way back makes two auditors.
    run(newer, "CREATE UNIQUE INDEX one_of_each ON officer (role) WHERE role IN ('auditor', 'inspector')")
    for role, nip in (("inspector", "198503122010011001"), ("auditor", "198503122010011002")):
        run(newer, OFFICER.format(role=role, nip=nip))

    with pytest.raises(NotGoneBack, match=OLDER):
        go_back(newer, OLDER)

    assert schema.is_current(newer)


def test_a_version_that_nobody_knows_the_way_to_is_refused() -> None:
    with pytest.raises(UnknownRelease, match=r"0\.10\.0"):
        go_back("sqlite://", "0.8.0")


def test_every_release_names_a_migration_that_is_there() -> None:
    known = {path.name.partition("_")[0] for path in (ROOT / "migrations" / "versions").glob("0*.py")}

    assert [each for each in going_back.RELEASES.values() if each not in known] == []

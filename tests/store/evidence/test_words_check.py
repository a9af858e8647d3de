"""What people said in a report stays so: whoever writes into the database is found, and nothing is locked."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from queue_app.actions.evidence import openings, own_letter
from queue_app.domain.evidence.targets import Target
from queue_app.domain.log.cycle_errors import EvidenceDiffers
from queue_app.store.evidence import locked_check
from tests.evidence import Unit

PUT_INTO_MOUTHS = {
    "UPDATE evaluation SET note = 'Saya mengaku lambat.'": ("evaluation", "note"),
    "UPDATE evaluation SET officer_discussed_at = noted_at": ("evaluation", "officer_discussed"),
    "UPDATE evaluation SET supervisor_discussed_by = 3": ("evaluation", "supervisor_discussed_by"),
    "UPDATE evaluation SET received_at = NULL": ("evaluation", "received"),
    "UPDATE dispute SET reason = 'x'": ("dispute", "reason"),
    "UPDATE dispute SET answer = 'x'": ("dispute", "answer"),
    "UPDATE dispute SET decision = 'accepted'": ("dispute", "decision"),
    "UPDATE dispute SET about = 'x'": ("dispute", "of_ticket"),
    "DELETE FROM dispute": ("dispute", "(missing)"),
    "UPDATE skp_target SET target = '1'": ("skp_target", "sha256"),
    "DELETE FROM letter_opening": ("letter_opening", "(missing)"),
}


@pytest.fixture
def spoken(unchecked_unit: Unit) -> Unit:
    """A report in which everybody has said something."""
    desk, whose = unchecked_unit.office.desk, unchecked_unit.whose
    own_letter.set_targets(desk, whose, [Target("Terlayaninya pemohon", "kuantitas", "Selesai", "100", "volume")])
    unchecked_unit.publish()
    own_letter.receive(desk, whose, unchecked_unit.progress().report)
    unchecked_unit.decide(unchecked_unit.dispute(unchecked_unit.records()[0].code), "refused", "Log utuh.")
    own_letter.note(desk, whose, text="Printer rusak.")
    reader = unchecked_unit.office.officers["lestari"]
    openings.open_letter(desk, whose, reader_id=reader, reason="keberatan", words="Surat Wati")
    return unchecked_unit


def found(connection: Connection, unit: Unit) -> list[tuple[str, str]]:
    return [(each.table, each.field) for each in locked_check.differences(connection, unit.office.office_id)]


def test_words_put_into_somebodys_mouth_are_found(spoken: Unit) -> None:
    with spoken.office.desk.database.writer.transaction() as connection:
        assert found(connection, spoken) == []
        for statement, told in PUT_INTO_MOUTHS.items():
            forged = connection.begin_nested()
            connection.execute(text(statement))
            assert told in found(connection, spoken), statement
            forged.rollback()


def test_nothing_is_locked_that_the_officer_did_not_say(spoken: Unit) -> None:
    spoken.both_discuss()
    with spoken.office.desk.database.writer.transaction() as connection:
        connection.execute(text("UPDATE evaluation SET note = 'Saya mengaku lambat.'"))

    with pytest.raises(EvidenceDiffers):
        spoken.lock()

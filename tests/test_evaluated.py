"""What `antrean evaluate` tells of an office that has visits of its own and of another system."""

from __future__ import annotations

from datetime import date

from queue_app.actions.evidence.imports import Asked, import_visits
from queue_app.cli.evaluation import evaluated
from tests.offices import Office

IMPORTED = b"""\
visit,service,priority,staff,issued_at,called_at,finished_at,outcome
1,KTP,0,Wati,2026-11-02T08:00:00,2026-11-02T08:05:00,2026-11-02T08:11:30,completed
2,KTP,0,Sari,2026-11-02T08:00:00,2026-11-02T08:05:00,2026-11-02T08:12:00,completed
"""


def test_own_and_imported_visits_are_counted_alike(office: Office) -> None:
    office.issue()
    office.open_counter()
    office.served()
    import_visits(office.desk, IMPORTED, Asked("uji"))

    names, found = evaluated(office.desk, "uji", date(2026, 11, 1), date(2026, 11, 30))

    told = [(names[each.officer_id], each.volume, each.short_of) for each in found.officers.values()]
    assert sorted(told) == [("Sari", 1, 1), ("Wati", 2, 2)]

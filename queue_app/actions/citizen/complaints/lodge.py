"""Taking in what a citizen brings, by whatever door."""

from __future__ import annotations

from queue_app.domain.citizen.complaints.handling import Said
from queue_app.domain.citizen.complaints.lodged import Lodged, checked
from queue_app.domain.citizen.complaints.states import State, Verb
from queue_app.store.citizen.complaints import rows, sealed, steps
from queue_app.store.desk import Desk


def lodge(desk: Desk, office_id: int, *, lodged: Lodged, by_id: int | None = None, code: str = "") -> str:
    """Keeps it under seal, and gives the code by which its sender finds it again: it is told here, and never after.

    code: of one writing, as sealed.code_of gives it: where it is known already nothing is added.
    by_id: the officer who took it in at a counter or from paper. Nothing is logged at this minute, which would lead to
    who stood there: the log hears of all steps of a day when the day is over.
    Raises BadInput as lodged.checked does, and where service, counter or officer are not this office's.
    """
    code = code or sealed.new_code()
    with desk.transaction(office_id) as work:
        if rows.is_known(work.connection, desk.seal, office_id, code):
            return code
        good = checked(lodged, work.today)
        rows.check_named(work.connection, office_id, good)
        number = rows.add(work.connection, desk.seal, office_id, good, code=code, today=work.today)
        said = Said(Verb.LODGE, by_id=by_id)
        steps.add(work.connection, desk.seal, office_id, number, said=said, state=State.RECEIVED, today=work.today)
    return code

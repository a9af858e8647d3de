"""What a sender thinks of the answer: it ends the complaint, or it has it opened again, and then says why."""

from __future__ import annotations

from queue_app.actions.citizen.complaints.moving import Words, move, require_own_code
from queue_app.domain.citizen.complaints.states import Verb
from queue_app.domain.log.errors import BadInput
from queue_app.store.citizen.complaints import rows
from queue_app.store.desk import Desk

SCORES = range(1, 5)  # of four, as everywhere in the house


def rate(desk: Desk, office_id: int, *, code: str, score: int) -> None:
    """Says how good the answer was, and that nothing is left to do. Raises NotFound, ComplaintStands, BadInput."""
    if score not in SCORES:
        raise BadInput(field="score", expected="1-4")
    with desk.transaction(office_id) as work:
        kept = rows.by_code(work.connection, desk.seal, office_id, code)
        require_own_code(kept.lodged, kept.state)
        move(work, desk.seal, kept, Verb.CLOSE, by_id=None, words=Words(public=f"{score}/4"))

"""What those do with a complaint who may see it. Of one that is not for their eyes it is said that there is none."""

from __future__ import annotations

from dataclasses import replace

from queue_app.actions.citizen.complaints.moving import SILENT, Words, move, seen
from queue_app.domain.citizen.complaints.lodged import Identity
from queue_app.domain.citizen.complaints.sight import Viewer, may_see, require_handler
from queue_app.domain.citizen.complaints.states import Verb
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.citizen.complaints import rows
from queue_app.store.citizen.complaints.readers import viewers
from queue_app.store.citizen.complaints.reported import reported
from queue_app.store.desk import Desk

LAPOR_MOST = 30  # characters of a number at SP4N-LAPOR!
PLAIN = frozenset({Verb.ACCEPT, Verb.ASK, Verb.REJECT, Verb.NOTE})  # words, and nothing beside


def step(desk: Desk, office_id: int, complaint_id: int, *, verb: Verb, by: Viewer, words: Words = SILENT) -> None:
    """Accepts it as complete, asks for what is missing, rejects it with a reason, or notes something for the house.

    Raises NotFound, ComplaintStands, BadInput: no words where the other side must read some, or not a verb of PLAIN.
    """
    if verb not in PLAIN:
        raise BadInput(field="verb", expected=", ".join(sorted(PLAIN)))
    with desk.transaction(office_id) as work:
        kept = seen(work, desk.seal, complaint_id, by)
        move(work, desk.seal, kept, verb, by_id=by.officer_id, words=words)


def assign(desk: Desk, office_id: int, complaint_id: int, *, by: Viewer, to_id: int, words: Words = SILENT) -> None:
    """Gives it to a person who may see it, who answers it. Raises NotFound, ComplaintStands; BadInput: not to them."""
    with desk.transaction(office_id) as work:
        kept = seen(work, desk.seal, complaint_id, by)
        of = reported(work.connection, kept.lodged, kept.received_on, time_zone=work.office.time_zone)
        able = (each for each in viewers(work.connection, office_id) if may_see(each, kept.lodged.track, of))
        if to_id not in {each.officer_id for each in able}:
            raise BadInput(field="to_id", expected="somebody who may see it")
        own = replace(kept.handling, handler_id=to_id)
        move(work, desk.seal, kept, Verb.ASSIGN, by_id=by.officer_id, words=words, handling=own)


def answer(desk: Desk, office_id: int, complaint_id: int, *, by: Viewer, words: Words) -> None:
    """Answers it: the sender reads words.public. Raises NotFound, NotAllowed (another has it), ComplaintStands."""
    with desk.transaction(office_id) as work:
        kept = seen(work, desk.seal, complaint_id, by)
        require_handler(by, kept.handling.handler_id)
        move(work, desk.seal, kept, Verb.ANSWER, by_id=by.officer_id, words=words)


def forward(desk: Desk, office_id: int, complaint_id: int, *, by: Viewer, no_lapor: str, words: Words = SILENT) -> None:
    """Says that it was handed on to SP4N-LAPOR!, under which number. Raises NotFound, ComplaintStands, BadInput."""
    with desk.transaction(office_id) as work:
        kept = seen(work, desk.seal, complaint_id, by)
        own = replace(kept.handling, no_lapor=_number(no_lapor))
        move(work, desk.seal, kept, Verb.FORWARD, by_id=by.officer_id, words=words, handling=own)


def open_identity(desk: Desk, office_id: int, complaint_id: int, *, by: Viewer) -> Identity:
    """Who it came from. Each look is a step that all who may see it read, and that the log hears of.

    Raises NotFound: nobody said it, or it is forgotten. NotAllowed: confidential, and another has it.
    """
    with desk.transaction(office_id) as work:
        kept = seen(work, desk.seal, complaint_id, by)
        if kept.lodged.is_confidential:
            require_handler(by, kept.handling.handler_id)
        found = rows.identity(work.connection, desk.seal, complaint_id)
        if found is None:
            raise NotFound(what="complaint")
        move(work, desk.seal, kept, Verb.OPEN_IDENTITY, by_id=by.officer_id)
    return found


def _number(typed: str) -> str:
    text = typed.strip()
    if not text or len(text) > LAPOR_MOST or not text.isprintable():
        raise BadInput(field="no_lapor", expected=f"1-{LAPOR_MOST}")
    return text

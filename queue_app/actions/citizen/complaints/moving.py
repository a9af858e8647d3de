"""One step of a complaint: the state, what it changes by itself, and the words, all in the transaction at hand."""

from __future__ import annotations

from dataclasses import dataclass

from queue_app.domain.citizen.complaints import handling as changes
from queue_app.domain.citizen.complaints.handling import Handling, Said
from queue_app.domain.citizen.complaints.lodged import TEXT_MOST, Lodged
from queue_app.domain.citizen.complaints.sight import Viewer, require_sight
from queue_app.domain.citizen.complaints.states import State, Verb, after
from queue_app.domain.log.complaint_errors import ComplaintStands
from queue_app.domain.log.errors import BadInput
from queue_app.store.citizen.complaints import rows, steps
from queue_app.store.citizen.complaints.reported import reported
from queue_app.store.citizen.complaints.rows import Kept
from queue_app.store.desk import Work
from queue_app.store.sealing import Seal

NEEDS_WORDS = frozenset({Verb.ASK, Verb.ANSWER, Verb.REJECT, Verb.COMPLETE, Verb.REOPEN})  # for the other side
NEEDS_NOTE = frozenset({Verb.NOTE})


@dataclass(frozen=True, slots=True)
class Words:
    """public: for both sides. internal: for those who may see it in the house."""

    public: str = ""
    internal: str = ""


SILENT = Words()


def seen(work: Work, seal: Seal, complaint_id: int, viewer: Viewer) -> Kept:
    """The complaint, for somebody who may see it. Raises NotFound, also where it is not for those eyes."""
    kept = rows.read(work.connection, seal, work.office.id, complaint_id)
    of = reported(work.connection, kept.lodged, kept.received_on, time_zone=work.office.time_zone)
    require_sight(viewer, kept.lodged.track, of)
    return kept


def require_own_code(lodged: Lodged, state: State) -> None:
    """Raises ComplaintStands where whoever took it in knows its code: it would end what may be about that very person.

    It ends by who handles it, or by the calendar.
    """
    if lodged.is_code_known:
        raise ComplaintStands(state=state)


def move(
    work: Work, seal: Seal, kept: Kept, verb: Verb, *, by_id: int | None, words: Words = SILENT,
    handling: Handling | None = None,
) -> None:  # fmt: skip
    """Takes the step. handling: with what the verb says beside; None: as it was.

    Raises ComplaintStands, also for the second of two at once, and BadInput where words are missing or too long.
    """
    said = Said(verb, by_id, words.public.strip(), words.internal.strip())
    _check(said)
    state = after(kept.state, verb)
    own = changes.after(handling or kept.handling, verb, work.today)
    rows.save(work.connection, seal, kept, state=state, handling=own, today=work.today)
    steps.add(work.connection, seal, work.office.id, kept.id, said=said, state=state, today=work.today)


def _check(said: Said) -> None:
    for field, text, needed in (("public", said.public, NEEDS_WORDS), ("internal", said.internal, NEEDS_NOTE)):
        if len(text) > TEXT_MOST or (said.verb in needed and not text):
            raise BadInput(field=field, expected=f"1-{TEXT_MOST}")

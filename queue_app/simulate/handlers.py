"""Those in the house who bring a complaint one step on: it is looked at, taken over, and answered the next time."""

from __future__ import annotations

from queue_app.actions.citizen.complaints import handle
from queue_app.actions.citizen.complaints.moving import Words
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.citizen.complaints.states import State, Verb
from queue_app.store.citizen.complaints import rows
from queue_app.store.desk import Desk

ANSWER = Words(public="Terima kasih. Mulai Senin satu petugas ditambah pada jam sibuk.")


def take_on(desk: Desk, office_id: int, *, code: str, by: Viewer) -> None:
    """One day's work on it; of one that is answered or over there is none. Raises NotFound: not for those eyes."""
    with desk.reading() as connection:
        kept = rows.by_code(connection, desk.seal, office_id, code)
    if kept.state is State.RECEIVED:
        handle.step(desk, office_id, kept.id, verb=Verb.ACCEPT, by=by)
        handle.assign(desk, office_id, kept.id, by=by, to_id=by.officer_id)
    elif kept.state is State.HANDLED:
        handle.answer(desk, office_id, kept.id, by=by, words=ANSWER)

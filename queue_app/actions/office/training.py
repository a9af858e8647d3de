"""A training: the office is copied into a database of its own, where its trainee is signed in from the beginning.

The office itself learns only that a training was held.
"""

from __future__ import annotations

from dataclasses import dataclass

from queue_app.actions.office import accounts
from queue_app.domain.log import events
from queue_app.domain.office import training
from queue_app.store.desk import Desk
from queue_app.store.hall import copying
from queue_app.store.office import founding
from queue_app.store.office import setup as rows
from queue_app.store.office.accounts import SignedIn, account_of

NOBODYS = "-"  # in the place of a hash: no password is right, and none is asked


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of an office: its id, the trainee's id, the number of the counter to learn at, and the session."""

    office_id: int
    officer_id: int
    counter: int
    token: str


def found(copy: Desk, original: Desk, who: SignedIn) -> Copy:
    """Writes the copy of the person's office, as it stands now, into the empty database of `copy`."""
    with original.reading() as connection:
        username = account_of(connection, who.office_id, who.officer_id).username
        plan = training.rehearsal(rows.read(connection, who.office_id), trainee=username)
    office_id = founding.found_office(copy.database, plan, at=copy.clock(), hash_password=lambda _password: NOBODYS)
    with original.reading() as connection, copy.transaction(office_id) as work:
        copying.copy_uploads(connection, who.office_id, work.connection, office_id)
        people = rows.officer_ids(work.connection, office_id)
    officer_id = people[username]
    return Copy(office_id, officer_id, training.desk_of(plan), accounts.begin(copy, office_id, officer_id))


def held(desk: Desk, who: SignedIn) -> None:
    """The log of the office tells that the person began a training; of what is done there it tells nothing."""
    with desk.transaction(who.office_id) as work:
        work.record(events.TrainingHeld(officer_id=who.officer_id))

"""The head of an office's log, for those who keep it where nobody of the office can change it."""

from __future__ import annotations

from dataclasses import dataclass

from queue_app.domain.log.events import HeadMailed
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.store.desk import Desk
from queue_app.store.log import chain, journal
from queue_app.store.log.journal import Stretch
from queue_app.store.office.catalogue import OfficeRow
from queue_app.texts import DEFAULT, long_time, translate

SUBJECT = "{office}: the log ends at entry {number}"
TEXT = """At {time} the log of {office} ends at entry {number} with the hash {hash}. \
Keep this letter: whoever changes or cuts off the log later is found by {command}"""


@dataclass(frozen=True, slots=True)
class Letter:
    """head_seq: of the event that it names."""

    subject: str
    text: str
    head_seq: int


def letter(desk: Desk, office: OfficeRow) -> Letter | None:
    """Today's letter with the head as it stands now; None where one was sent today, or nothing happened since."""
    now = desk.clock()
    today = day_start(business_date(now, office.time_zone), office.time_zone)
    with desk.reading() as connection:
        if journal.entries(connection, office.id, Stretch(kinds={HeadMailed.kind}, since=today), limit=1):
            return None
        last = journal.entries(connection, office.id, Stretch(), limit=1)
        head_seq = chain.head_seq(connection, office.id)
        head = chain.hash_at(connection, office.id, head_seq)
    if not last or last[0].kind == HeadMailed.kind:
        return None
    values = {
        "office": office.name, "time": long_time(now, office.time_zone, lang=DEFAULT), "number": head_seq, "hash": head,
        "command": f"antrean verify-log --expect {office.slug}:{head_seq}:{head}",
    }  # fmt: skip
    subject, text = (translate(DEFAULT, msgid, **values) for msgid in (SUBJECT, TEXT))
    return Letter(subject, text, head_seq)


def sent(desk: Desk, office_id: int, written: Letter) -> None:
    """The letter is on its way."""
    with desk.transaction(office_id) as work:
        work.record(HeadMailed(head_seq=written.head_seq))

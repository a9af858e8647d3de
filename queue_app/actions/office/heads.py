"""The letter about a day for those who keep the log's head where nobody of the office can change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from queue_app.store.desk import Desk
from queue_app.store.log import chain
from queue_app.store.office.catalogue import OfficeRow
from queue_app.texts import long_date, long_time, translate

SUBJECT = "{office}: the log ends at entry {number}"
TEXT = """At {time} the log of {office} ends at entry {number} with the hash {hash}. \
Keep this letter: whoever changes or cuts off the log later is found by {command}"""
ATTACHED = "The recap of {day} is attached."


@dataclass(frozen=True, slots=True)
class Letter:
    """head_seq: of the event that it names."""

    subject: str
    text: str
    head_seq: int


def letter(desk: Desk, office: OfficeRow, day: date, *, lang: str) -> Letter:
    """With the head as it stands now, beside the recap of `day`."""
    with desk.reading() as connection:
        head_seq = chain.head_seq(connection, office.id)
        head = chain.hash_at(connection, office.id, head_seq)
    values = {
        "office": office.name, "time": long_time(desk.clock(), office.time_zone, lang=lang), "number": head_seq,
        "hash": head, "command": f"antrean verify-log --expect {office.slug}:{head_seq}:{head}",
    }  # fmt: skip
    subject, text = (translate(lang, msgid, **values) for msgid in (SUBJECT, TEXT))
    attached = translate(lang, ATTACHED, day=long_date(day, lang=lang))
    return Letter(subject, f"{text}\n\n{attached}", head_seq)

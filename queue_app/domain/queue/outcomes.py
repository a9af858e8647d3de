"""What can become of a ticket at the counter, and the office's own rules about it. Codes are stored for years."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from queue_app.domain.office.limits import Between, OneOf


class Outcome(StrEnum):
    SELESAI = "selesai"  # done
    BERKAS_KURANG = "berkas_kurang"  # documents are missing
    DIRUJUK = "dirujuk"  # sent to another office
    TIDAK_TERLAYANI = "tidak_terlayani"  # could not be served


OUTCOMES: dict[str, str] = {  # code -> msgid
    Outcome.SELESAI: "Done",
    Outcome.BERKAS_KURANG: "Documents missing",
    Outcome.DIRUJUK: "Referred elsewhere",
    Outcome.TIDAK_TERLAYANI: "Could not be served",
}
HOLDS: dict[str, str] = {
    "melengkapi_berkas": "Completing the documents",
    "fotokopi": "Making copies",
    "menunggu_sistem": "Waiting for the system",
    "menunggu_verifikasi": "Waiting for verification",
    "lainnya": "Another reason",
}
CANCELS: dict[str, str] = {
    "pulang": "The citizen left",
    "salah_layanan": "Wrong service",
    "ganda": "A second ticket of the same person",
    "lainnya": "Another reason",
}
FLOOD = "banjir"  # no reason that an officer chooses: numbers that nobody came for
VOIDS: dict[str, str] = {FLOOD: "Taken faster than people can, by nobody who came"}
BY_CITIZEN = "citizen"  # nor this: on the own page
OWN_CANCELS: dict[str, str] = {BY_CITIZEN: "By the citizen, on the own page"}
REPLACED = "diganti"  # nor this: the kiosk never heard of this number, and gave one of its own for the same press
REPLACEMENTS: dict[str, str] = {REPLACED: "A kiosk that was cut off gave another number for the same press"}
LOST = "hilang"  # nor this: the number was over before the database was put back, and what became of it is not known
LOSSES: dict[str, str] = {LOST: "What became of it was lost when the database was put back"}
PICKS: dict[str, str] = {
    "darurat": "Urgent",
    "lanjutan": "Continues an earlier visit",
    "arahan_atasan": "On instruction",
    "keliru_urutan": "Mends a mistake in the order",
    "lainnya": "Another reason",
}
WITHDRAWALS: dict[str, str] = {  # why a supervisor withdraws a doubt about a time
    "waktu_benar": "The time is right",
    "kasus_sulit": "A difficult case, rightly long",
    "kasus_ringan": "A simple case, rightly short",
    "salah_tandai": "Marked by mistake",
    "lainnya": "Another reason",
}
EXPIRIES: dict[str, str] = {
    "day_ended": "Not served: the day ended",
    "carried_over": "Carried over to the next working day",
}
MOST_DOCUMENTS = 99
MOST_FAMILY = 30  # people on one family card
LONGEST_NOTE = 250  # some are sent with every change of the counter


class Place(StrEnum):
    """Where someone who missed the call waits again."""

    ARRIVAL = "arrival"  # in the old place
    FRONT = "front"  # before everyone
    AFTER = "after"  # after `restore_after` others
    END = "end"  # after everyone


@dataclass(frozen=True, slots=True)
class Rules:
    """An office's own rules at the counter."""

    recalls_before_no_show: Annotated[int, Between(0, 10)] = 2
    restore_within_min: Annotated[int, Between(0, 1440)] = 60
    restore_place: Annotated[str, OneOf(tuple(Place))] = Place.AFTER
    restore_after: Annotated[int, Between(0, 100)] = 3
    last_ticket_min: Annotated[int, Between(0, 480)] = 0  # before the day's last closing
    # what citizens may wish on their own pages: to be called so much later, 0: not offered ...
    late_wish_min: Annotated[int, Between(0, 60)] = 10
    # ... to let so many pass at once, 0: not offered, and so many wishes with one ticket
    let_pass_most: Annotated[int, Between(0, 20)] = 5
    wishes_most: Annotated[int, Between(1, 5)] = 2
    survey_is_on: bool = True  # citizens are asked once they were served
    asks_f03: bool = False  # and also for the public's form of PEKPPP


def restored_order(own: int, waiting: list[int], rules: Rules) -> int:
    """The place in the queue (order number) of a restored ticket.

    own: its place by arrival. waiting: the order numbers of those who wait, in order. Nobody gains by missing a call:
    "after" and "end" never lead before the own place.
    """
    if rules.restore_place == Place.FRONT:
        return min([own, *(first - 1 for first in waiting[:1])])
    passed = {Place.ARRIVAL: 0, Place.AFTER: rules.restore_after}.get(Place(rules.restore_place), len(waiting))
    before = waiting[:passed]
    return max(own, before[-1] + 1) if before else own

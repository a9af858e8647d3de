"""A kiosk's computer asks for what it may give while it is cut off, and hands in what it gave."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import msgspec
from flask import Blueprint, Response

from queue_app.actions.queue.lease import handing_in, lending
from queue_app.actions.queue.lease.lending import Told
from queue_app.domain.log.errors import BadInput, NotPaired
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.lease.blocks import Block, Held
from queue_app.domain.queue.lease.slips import LONGEST_KEY, MOST_AT_ONCE, Slip
from queue_app.domain.queue.numbering import LENT, TOKEN_LENGTH
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.screens.standby import Standby, StandbyBlock, StandbyPlace, standby
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office.now import office_now
from queue_app.web.frame.address import LARGE, Address
from queue_app.web.frame.auth import device
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.payloads import RowNumber, answer, read

MOST_BLOCKS, MOST_PLACES = 2000, 2000  # that a computer tells of: more than any office has
Count = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Lendable = Annotated[int, msgspec.Meta(ge=LENT[0], le=LENT[-1])]
Next = Annotated[int, msgspec.Meta(ge=LENT[0], le=LENT[-1] + 1)]
Key = Annotated[str, msgspec.Meta(pattern=rf"^[0-9A-Za-z_-]{{8,{LONGEST_KEY}}}\Z")]
Token = Annotated[str, msgspec.Meta(pattern=rf"^[0-9A-Za-z_-]{{{TOKEN_LENGTH}}}\Z")]
Sign = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Millis = Annotated[int, msgspec.Meta(ge=1_577_836_800_000, le=4_102_444_800_000)]  # 2020 to 2100

blueprint = Blueprint("lease", __name__)


class BlockHeld(msgspec.Struct, forbid_unknown_fields=True):
    series_id: RowNumber
    day: date
    first: Lendable
    last: Lendable
    next: Next  # that it gives next; behind last: used up


class PlaceHeld(msgspec.Struct, forbid_unknown_fields=True):
    service_id: RowNumber
    day: date
    held: Count


class AskLease(msgspec.Struct, forbid_unknown_fields=True):
    """What the computer has. unsent: slips that it could not hand in. heard_ms: `now` of the last answer it got."""

    unsent: Count = 0
    heard_ms: Millis | None = None
    blocks: Annotated[list[BlockHeld], msgspec.Meta(max_length=MOST_BLOCKS)] = []
    places: Annotated[list[PlaceHeld], msgspec.Meta(max_length=MOST_PLACES)] = []


class GivenSlip(msgspec.Struct, forbid_unknown_fields=True):
    """A number as the computer wrote it down; sign: as domain.queue.lease.slips.signed."""

    key: Key
    day: date
    series_id: RowNumber
    number: Lendable
    service_id: RowNumber
    is_priority: bool
    party: Annotated[int, msgspec.Meta(ge=1, le=20)]
    taken_ms: Millis
    token: Token
    sign: Sign


class HandedIn(msgspec.Struct, forbid_unknown_fields=True):
    """unsent: slips that follow in another request. tally: category of priority -> how many of these declared it.

    heard_ms: as of AskLease.
    """

    slips: Annotated[list[GivenSlip], msgspec.Meta(max_length=MOST_AT_ONCE)]
    unsent: Count = 0
    tally: dict[str, Count] = {}
    heard_ms: Millis | None = None


class SlipTaken(msgspec.Struct, forbid_unknown_fields=True):
    """number: under which its holder waits; null: nobody waits. fault: a key of domain.queue.lease.slips.FAULTS."""

    key: str
    number: str | None
    fault: str | None


class SlipsTaken(msgspec.Struct, forbid_unknown_fields=True):
    """The slips that were not known yet; all others had been handed in before."""

    new: list[SlipTaken]


@blueprint.post("/kiosk/<slug>/lease")
@Address(
    Right.PRINT,
    "A kiosk's computer tells what it has, and learns what it may give while it is cut off",
    body=AskLease,
    gives=Standby,
    limit=LARGE,
    has_session=False,
)
def lease(slug: str) -> Response:
    asked, office = read(AskLease), desk().office_called(slug)
    told = Told(
        asked.unsent,
        [Held(Block(each.series_id, each.day, each.first, each.last), each.next) for each in asked.blocks],
        {(each.service_id, each.day): each.held for each in asked.places},
        _moment(asked.heard_ms),
    )
    lent = lending.lend(desk(), office.id, _device().id, told, size=config().kiosk.lease_size)
    with desk().reading() as connection:
        found = standby(
            connection, office_now(connection, office.id), now=desk().clock(), link=link_base(),
            blocks=[
                StandbyBlock(series_id=each.series_id, day=each.day, first=each.first, last=each.last)
                for each in lent.blocks
            ],
            places=[
                StandbyPlace(service_id=service_id, day=day, held=held)
                for (service_id, day), held in lent.places.items()
            ],
        )  # fmt: skip
    return answer(found)


@blueprint.post("/kiosk/<slug>/handed-in")
@Address(
    Right.PRINT,
    "A kiosk's computer hands in the numbers that it gave while it was cut off; once more changes nothing",
    body=HandedIn,
    gives=SlipsTaken,
    limit=LARGE,
    has_session=False,
)
def handed_in(slug: str) -> Response:
    handed, office = read(HandedIn), desk().office_called(slug)
    if unknown := set(handed.tally) - set(CATEGORIES):
        raise BadInput(field="tally", expected=", ".join(CATEGORIES) + f", not {min(unknown)[:30]}")
    slips = [Slip(**msgspec.structs.asdict(each)) for each in handed.slips]
    taken = handing_in.hand_in(
        desk(), office.id, _device().id, slips, unsent=handed.unsent, tally=handed.tally,
        heard_at=_moment(handed.heard_ms),
    )  # fmt: skip
    return answer({"new": [{"key": each.key, "number": each.number, "fault": each.fault} for each in taken]})


def _moment(millis: int | None) -> datetime | None:
    return None if millis is None else datetime.fromtimestamp(millis / 1000, UTC)


def _device() -> DeviceRow:
    """The computer that asks. Raises NotPaired."""
    found = device()
    if found is None:
        raise NotPaired
    return found

"""A kiosk's computer as the actions see it: what was lent to it, and the slips that it gives while it is cut off."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from queue_app.actions.hall import devices
from queue_app.actions.office.accounts import token_hash
from queue_app.actions.queue.lease import handing_in, lending
from queue_app.actions.queue.lease.handing_in import Taken
from queue_app.actions.queue.lease.lending import Lent, Told
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.queue import numbering
from queue_app.domain.queue.lease.blocks import Block, Held
from queue_app.domain.queue.lease.slips import Slip, signed
from queue_app.store.office import catalogue
from tests.offices import Office

SIZE = 20
_presses = itertools.count(1)


@dataclass
class Lender:
    """One computer: `ask` online, `give` while it is cut off, `hand_in` afterwards."""

    office: Office
    device_id: int
    secret: str
    size: int = SIZE
    lent: Lent = field(default_factory=lambda: Lent([], {}))
    next: dict[Block, int] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    heard_at: datetime | None = None

    def ask(self) -> Lent:
        """Tells what it has, and keeps to what it is told."""
        held = [Held(each, number) for each, number in self.next.items()]
        told = Told(len(self.slips), held, self.lent.places, self.heard_at)
        self.lent = lending.lend(self.office.desk, self.office.office_id, self.device_id, told, size=self.size)
        self.heard_at = self.office.clock.now
        self.next = {each: self.next.get(each, each.first) for each in self.lent.blocks}
        return self.lent

    def blocks(self, code: str = "KTP", day: date | None = None) -> list[Block]:
        series_id, day = self.series(code), day or self.today
        return [each for each in self.lent.blocks if (each.series_id, each.day) == (series_id, day)]

    def give(self, code: str = "KTP", *, key: str = "", seconds_ago: float = 0, **more: Any) -> Slip:
        """A number from its own blocks, signed, to be handed in later."""
        block = next(each for each in self.blocks(code) if self.next[each] <= each.last)
        number, self.next[block] = self.next[block], self.next[block] + 1
        taken_ms = int((self.office.clock.now.timestamp() - seconds_ago) * 1000)
        press = next(_presses)
        slip = Slip(
            key or f"offline-{press:08d}", self.today, block.series_id, number, self.office.services[code],
            is_priority=False, party=1, taken_ms=taken_ms, token=numbering.token(self.today, f"{press:018d}"),
        )  # fmt: skip
        self.slips.append(self.sign(replace(slip, **more)))
        return self.slips[-1]

    def sign(self, slip: Slip) -> Slip:
        return replace(slip, sign=signed(slip, self.secret))

    def hand_in(self, *, tally: Mapping[str, int] | None = None) -> list[Taken]:
        handed, self.slips = self.slips, []
        return self.send(*handed, tally=tally)

    def send(self, *handed: Slip, tally: Mapping[str, int] | None = None) -> list[Taken]:
        return handing_in.hand_in(
            self.office.desk, self.office.office_id, self.device_id, handed, tally=tally, heard_at=self.heard_at
        )

    @property
    def today(self) -> date:
        return numbering.business_date(self.office.clock.now, "Asia/Jakarta")

    def series(self, code: str) -> int:
        with self.office.desk.reading() as connection:
            return catalogue.service(connection, self.office.office_id, self.office.services[code]).series_id


def paired(office: Office, *, name: str = "Kios depan", size: int = SIZE) -> Lender:
    """A kiosk's computer that the administrator has paired."""
    key = office.desk.office(office.office_id)
    asked = devices.begin(office.desk, key, DeviceKind.PRINTER)
    found = devices.pair(office.desk, office.office_id, code=asked.code, name=name, by=office.officers["tini"])
    return Lender(office, found.id, token_hash(asked.token or ""), size)

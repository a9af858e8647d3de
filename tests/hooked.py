"""An office whose happenings a receiver is told, without a server: what the loop does in a second is done at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from queue_app.actions.office.hooks import setting, telling
from queue_app.actions.office.hooks.setting import Wish
from queue_app.domain.office.hooks.kinds import KINDS
from queue_app.live.hook_post import Poster
from queue_app.live.hooks import Hooks
from queue_app.store.office.hooks import rows
from queue_app.store.office.hooks.rows import DeliveryRow, HookRow
from tests.offices import Office
from tests.receiver import Receiver, receiver


@dataclass
class Hooked:
    """A hook of an office. letters: what the alarm was told."""

    office: Office
    receiver: Receiver
    secret: str
    id: int = 1
    letters: list[tuple[str, str]] = field(default_factory=list)

    def worker(self, *, timeout_s: float = 5.0) -> Hooks:
        """One more process that tells it."""
        poster = Poster(allow_private=True, timeout_s=timeout_s)
        return Hooks(self.office.desk, poster, alarm=lambda *letter: self.letters.append(letter), every_s=0.01)

    def tell(self, worker: Hooks | None = None) -> None:
        """All that may be told now."""
        worker = worker or self.worker()
        for due in telling.due(self.office.desk):
            worker.carry(due)

    def row(self) -> HookRow:
        with self.office.desk.reading() as connection:
            return rows.one(connection, self.office.office_id, self.id)

    def held(self) -> int:
        with self.office.desk.reading() as connection:
            return rows.held_counts(connection, self.office.office_id).get(self.id, 0)

    def deliveries(self) -> list[DeliveryRow]:
        """The oldest first."""
        with self.office.desk.reading() as connection:
            return rows.deliveries(connection, self.id)[::-1]


@contextmanager
def hooked(office: Office, *, told: Sequence[str] = tuple(KINDS), address: str = "") -> Iterator[Hooked]:
    """The office's only hook, told everything by default."""
    with receiver() as found:
        wish = Wish("Papan kota", address or found.url, told)
        secret = setting.add(office.desk, office.office_id, wish, by=office.officers["tini"], allow_private=True)
        with office.desk.reading() as connection:
            made = rows.of_office(connection, office.office_id)[-1].id
        yield Hooked(office, found, secret, made)

"""Somebody books a time, moves it, or gives it back."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from queue_app.actions.citizen.booking.late import end_late
from queue_app.domain.citizen.booking import codes, window
from queue_app.domain.citizen.booking.holder import Holder, Reminder
from queue_app.domain.citizen.booking.standing import NOT_KEPT
from queue_app.domain.citizen.booking.states import BY_HOLDER, State, Verb, Via
from queue_app.domain.log.booking_errors import (
    AlreadyBooked,
    BookingOver,
    BookingsClosed,
    CoolDown,
    SlotTaken,
    TooManyBookings,
)
from queue_app.domain.log.errors import BadInput, ByLang, NotFound
from queue_app.domain.log.events import BookingCancelled, BookingMade, BookingMissed, BookingMoved
from queue_app.store.citizen.booking import bookings, slots
from queue_app.store.citizen.booking.bookings import BookingRow
from queue_app.store.citizen.booking.standing import standing_of
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import office_at_work
from queue_app.store.sealing import Seal
from queue_app.texts import LANGUAGES, long_date

LONGEST_MAIL = 120  # characters; each is filled up to it, so that no length tells whose it is
MOST_OF_DEVICE = 3  # bookings that stand at once: those of a family


class Booked(NamedTuple):
    """code: as codes.of writes it, shown once more on its own page. token: its page's, `/b/<token>`."""

    code: str
    token: str


class Marks(NamedTuple):
    """How a holder is recognised again; None where nobody can be."""

    holder: bytes | None
    device: bytes | None

    def known(self) -> list[bytes]:
        return [each for each in self if each]


def book(
    desk: Desk,
    office_id: int,
    *,
    service_id: int,
    slot_at: datetime,
    holder: Holder,
    via: Via = Via.PAGE,
    is_priority: bool = False,
    remind: Reminder | None = None,
    officer_id: int | None = None,
) -> Booked:
    """A place at that time. slot_at: aware. officer_id: who booked it at the reception.

    The same time booked again from the same device is answered with the same booking.
    Raises NotFound, BadInput, BookingsClosed, SlotTaken, AlreadyBooked, TooManyBookings, CoolDown.
    """
    marks = _marks(desk.seal, holder, via)
    with desk.transaction(office_id) as work:
        service = catalogue.service(work.connection, office_id, service_id)
        end_late(work)
        own = bookings.active_of(work.connection, office_id, marks.known())
        if again := _pressed_again(own, marks, service_id, slot_at):
            return Booked(code_of(desk.seal, again.token), again.token)
        _require_may_book(work, service, own, marks)
        mail = {"mail": desk.seal.close(remind.mail.ljust(LONGEST_MAIL)), "lang": remind.lang} if remind else {}
        row = {"holder_mark": marks.holder, "device_mark": marks.device, "made_via": via, "is_priority": is_priority}
        return _hold(work, desk.seal, service, slot_at, {**row, **mail}, officer_id=officer_id)[1]


def move(desk: Desk, office_id: int, *, token: str, slot_at: datetime, officer_id: int | None = None) -> Booked:
    """Another time of the same service: the old place is free once the new one is held, with a code of its own.

    After its time it is not moved, for it was not used; it is where the office could not keep it.
    Raises NotFound, BookingOver, BookingsClosed, SlotTaken; nothing is changed then.
    """
    with desk.transaction(office_id) as work:
        found = _standing(work, token)
        if found.slot_at == slot_at:
            return Booked(code_of(desk.seal, token), token)
        service = catalogue.service(work.connection, office_id, found.service_id)
        _require_movable(work, found, service)
        bookings.move(work.connection, found, Verb.MOVE)  # first, for nobody has two at a time
        kept = ("holder_mark", "device_mark", "made_via", "is_priority", "mail", "lang")
        row = {name: getattr(found, name) for name in kept}
        next_id, booked = _hold(work, desk.seal, service, slot_at, row, officer_id=officer_id)
        bookings.led_to(work.connection, found.id, next_id)
        work.record(BookingMoved(found.id, next_id, officer_id))
        return booked


def cancel(desk: Desk, office_id: int, *, token: str, officer_id: int | None = None) -> None:
    """The place is free again; once more changes nothing. After its time it was not used, whatever is said then.

    Raises NotFound, BookingOver.
    """
    with desk.transaction(office_id) as work:
        found = _found(work, token)
        if found.state is State.CANCELLED:
            return
        if not found.holds(work.now):
            raise BookingOver
        if work.now < found.slot_at:
            bookings.move(work.connection, found, Verb.CANCEL)
            work.record(BookingCancelled(found.id, BY_HOLDER, officer_id))
        else:
            bookings.move(work.connection, found, Verb.MISS)
            work.record(BookingMissed(found.id))


def _require_movable(work: Work, found: BookingRow, service: ServiceRow) -> None:
    """Raises BookingOver."""
    is_past = work.now >= found.slot_at
    if is_past and standing_of(office_at_work(work), found, service, now=work.now) not in NOT_KEPT:
        raise BookingOver


def code_of(seal: Seal, token: str) -> str:
    """The code of the booking with that page: whoever has the database alone cannot tell it."""
    return codes.of(seal.mark("booking code", token))


def code_mark(seal: Seal, code: str) -> bytes:
    """What recognises a code that somebody types."""
    return seal.mark("booking", code)


def device_mark(seal: Seal, secret: str) -> bytes:
    """What recognises the secret of a browser's cookie."""
    return seal.mark("booking device", secret)


def _marks(seal: Seal, holder: Holder, via: Via) -> Marks:
    """Raises BadInput: whoever books on a page must be recognised."""
    if via is Via.PAGE and not holder.device:
        raise BadInput(field="device", expected="a device that keeps a cookie")
    device = device_mark(seal, holder.device) if holder.device else None
    return Marks(seal.mark("booking phone", holder.phone) if holder.phone else device, device)


def _pressed_again(
    own: list[BookingRow], marks: Marks, service_id: int, slot_at: datetime
) -> BookingRow | None:  # fmt: skip
    """Only who holds the device is answered: a phone number is known to many."""
    same = (each for each in own if (each.service_id, each.slot_at) == (service_id, slot_at))
    mine = (each for each in same if marks.device and Marks(each.holder_mark, each.device_mark) == marks)
    return next(mine, None)


def _require_may_book(work: Work, service: ServiceRow, own: list[BookingRow], marks: Marks) -> None:
    """Raises AlreadyBooked, TooManyBookings, CoolDown."""
    names = ByLang({lang: service.name(lang) for lang in LANGUAGES})
    if any(each.service_id == service.id and each.holder_mark == marks.holder for each in own):
        raise AlreadyBooked(service=names)
    if sum(marks.device is not None and each.device_mark == marks.device for each in own) >= MOST_OF_DEVICE:
        raise TooManyBookings(count=MOST_OF_DEVICE)
    missed = bookings.last_missed(work.connection, work.office.id, marks.known())
    day = window.books_again(missed, office_at_work(work).booking)
    if day is not None and work.today < day:
        raise CoolDown(day=ByLang({lang: long_date(day, lang=lang) for lang in LANGUAGES}))


def _hold(
    work: Work, seal: Seal, service: ServiceRow, slot_at: datetime, row: dict[str, Any], *, officer_id: int | None
) -> tuple[int, Booked]:  # fmt: skip
    """A new booking's id, its code and token. Raises BookingsClosed, SlotTaken."""
    office = office_at_work(work)
    day = slot_at.astimezone(ZoneInfo(office.time_zone)).date()
    if not slots.rules_of(office, service).places:
        raise BookingsClosed(service=ByLang({lang: service.name(lang) for lang in LANGUAGES}))
    open_slots = slots.free(work.connection, office, service, day, 1, now=work.now).get(day, [])
    if not any(each.at == slot_at and each.left for each in open_slots):
        raise SlotTaken
    token = secrets.token_hex(16)
    code = code_of(seal, token)
    booking_id = bookings.insert_booking(work.connection, {
        **row, "office_id": office.id, "service_id": service.id, "business_date": day, "slot_at": slot_at,
        "holds_until": window.holds_until(slot_at, office.booking), "code_mark": code_mark(seal, code),
        "token": token, "made_at": work.now,
    })  # fmt: skip
    work.record(BookingMade(
        booking_id, service.id, day.isoformat(), _utc(slot_at), row["made_via"], row["is_priority"], officer_id
    ))  # fmt: skip
    return booking_id, Booked(code, token)


def _utc(at: datetime) -> str:
    return at.astimezone(ZoneInfo("UTC")).isoformat()


def _found(work: Work, token: str) -> BookingRow:
    """Raises NotFound."""
    found = bookings.by_token(work.connection, work.office.id, token)
    if found is None:
        raise NotFound(what="booking")
    return found


def _standing(work: Work, token: str) -> BookingRow:
    """Raises NotFound, BookingOver."""
    found = _found(work, token)
    if not found.holds(work.now):
        raise BookingOver
    return found

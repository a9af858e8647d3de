"""An office in the middle of its day, kept there: tickets in every state, counters held, screens paired."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import update

from queue_app.actions.hall import devices
from queue_app.actions.office import setup
from queue_app.actions.queue import absences, calls, counter, days, desks
from queue_app.domain.log.errors import QueueError
from queue_app.domain.log.rights import DEVICE_RIGHTS, RIGHTS, DeviceKind, Right, Role
from queue_app.domain.office.plan import ZonePlan
from queue_app.domain.queue.lifecycle import AT_COUNTER
from queue_app.store.office.tables import Officer
from queue_app.store.queue.tables import Leg
from tests.calendars import say_holiday, say_hours, say_last_ticket, say_season, say_special_day, set_service
from tests.factories import PASSWORD, cheap_hash
from tests.web.visitors import Site, Visitor

COUNTER_OF = {"wati": 1, "tini": 2}
NAME_OF = {Role.OFFICER: "wati", Role.SUPERVISOR: "tini"}  # whoever else: joko
Someone = Role | DeviceKind | None
EVERYONE: tuple[Someone, ...] = (None, *DeviceKind, *Role)
HOLIDAY, FAIR, FASTING = date(2026, 12, 25), date(2026, 12, 1), date(2027, 2, 8)


def rights_of(someone: Someone) -> frozenset[Right]:
    return RIGHTS[None] | DEVICE_RIGHTS[someone] if isinstance(someone, DeviceKind) else RIGHTS[someone]


def first_with(right: Right) -> Someone:
    return next(someone for someone in EVERYONE if right in rights_of(someone))


@dataclass
class Life:
    """The office, and the one at its pages."""

    site: Site
    someone: Someone
    visitor: Visitor = field(init=False)
    username: str = field(init=False)
    is_out: bool = True
    shown: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # address -> the fields of its page
    _turn: int = 0

    def __post_init__(self) -> None:
        live_through_two_days(self.site)
        self.username = NAME_OF.get(self.someone, "joko") if isinstance(self.someone, Role) else ""
        if isinstance(self.someone, Role):
            self.site.give_role(self.username, self.someone)
        self.site.pairs_devices()
        desk = self.site.office.desk
        devices.begin(desk, desk.office(self.site.office.office_id), DeviceKind.SURVEY)
        self.visitor = self.site.device(self.someone) if isinstance(self.someone, DeviceKind) else self.site.visitor()

    def goes_on(self) -> None:
        """What the last request ended begins again: signed in, at the counter, somebody called, others waiting."""
        self.site.office.clock.tick(seconds=1)
        if self.username and self.is_out:
            self._sign_in()
        if self.username in COUNTER_OF:
            self._work()

    def _sign_in(self) -> None:
        office = self.site.office
        with office.desk.transaction(office.office_id) as work:
            own = Officer.id == office.officers[self.username]
            account = {"password_hash": cheap_hash(PASSWORD), "role": self.someone, "is_active": True}
            work.connection.execute(update(Officer).where(own).values(account))
        assert self.visitor.sign_in(self.username).status_code == 302
        self.is_out = False

    def _work(self) -> None:
        office = self.site.office
        counter_id = office.counters[COUNTER_OF[self.username]]
        who = {"office_id": office.office_id, "officer_id": office.officers[self.username]}
        busy = office.rows(Leg.id, Leg.counter_id == counter_id, Leg.state.in_(AT_COUNTER))
        self._turn += 1
        with suppress(QueueError):
            if busy and self._turn % 3:
                return
            if busy:
                office.hear()
                counter.no_show(office.desk, **who, leg_id=busy[0])
        with suppress(QueueError):
            desks.open_desk(office.desk, **who, counter_id=counter_id)
        with suppress(QueueError):
            desks.come_back(office.desk, **who)
        with suppress(QueueError):
            office.issue("AKTA")
            called = calls.call_next(office.desk, **who) if self._turn % 3 else None
            if called and self._turn % 2:
                counter.start(office.desk, **who, leg_id=called.leg.leg_id)


def live_through_two_days(site: Site) -> None:
    """The last working day's tickets are finished and expired; today one stands in every state."""
    office = site.office
    say_hours(office, "08.00-12.00 13.00-16.00")
    say_last_ticket(office, 15)
    say_holiday(office, HOLIDAY, "Natal")
    say_special_day(office, FAIR, "Pelayanan keliling", "09.00-11.00")
    say_hours(office, "08.00-14.00", template="ramadan")
    say_season(office, "ramadan", FASTING, date(2027, 3, 9))
    set_service(office, "KTP", daily_quota=400)
    zones = [ZonePlan("l1", "Lantai 1", "Floor 1"), ZonePlan("l2", "Lantai 2", "Floor 2")]
    setup.change(office.desk, office.office_id, by=None, edit=lambda plan: replace(plan, zones=zones))
    office.clock.set_local("2026-11-20 08:00:00")
    _serve(site)
    office.clock.set_local("2026-11-23 08:05:00")
    days.expire_left_over(office.desk, office.office_id)
    days.close_left_desks(office.desk, office.office_id)
    days.renew_paces(office.desk, office.office_id)
    _serve(site)


def _serve(site: Site) -> None:
    office = site.office
    for _ in range(6):
        office.issue("KTP")
        office.issue("AKTA", priority="lansia")
    office.open_counter(1)
    office.served()
    office.do(counter.hold, office.do(counter.start, office.call_next()))
    sent_on = office.do(counter.start, office.call_next())
    office.transfer(sent_on, to="AKTA" if sent_on.leg.service_id == office.services["KTP"] else "KTP")
    office.do(absences.cancel, office.call_next())
    missed = office.call_next()
    for _ in range(3):
        office.clock.tick(seconds=30)
        office.do(counter.recall, missed)
    office.do(counter.no_show, missed)
    office.clock.tick(seconds=30)

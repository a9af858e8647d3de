"""The demo office in the middle of a morning: people wait, are called and served, and some have gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from queue_app.actions.office import setup
from queue_app.actions.queue import tickets
from queue_app.domain.office.plan import HoursPlan, OfficePlan, SeasonPlan, SpecialDayPlan, TextPlan
from queue_app.domain.queue.lifecycle import State
from queue_app.simulate.in_process import Morning, Pace, clear_all, everyone
from queue_app.store import schema
from queue_app.store.desk import Desk, system_clock
from queue_app.store.engines import Database
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.store.office.tables import Service, ServiceGroup
from queue_app.store.queue.tables import Leg, Ticket
from tests.served import server
from tests.servers.antrean import Antrean

ZONE = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 23)  # a Monday
OPENING = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE).astimezone(UTC)
PAST_OPENING = OPENING - timedelta(days=3)  # the Friday before
NOW = OPENING + timedelta(hours=1, minutes=41)
PEOPLE = 170  # of a whole morning
AT_WORK = 5  # officers at the counters of their own number, so that the sixth can be chosen
OFFICE_ID = 1
PAST_SEED, SEED = 7, 31  # in the second morning nearly every state is seen at NOW
Edit = Callable[[OfficePlan], OfficePlan]

_DAY, _SHORT = "08.00-12.00 13.00-16.00", "08.00-14.00"
HOURS = (
    HoursPlan(mon=_DAY, tue=_DAY, wed=_DAY, thu=_DAY, fri="08.00-11.30 13.30-16.30"),
    HoursPlan("ramadan", mon=_SHORT, tue=_SHORT, wed=_SHORT, thu=_SHORT, fri="08.00-11.30"),
)
TEXTS = (
    TextPlan("notice", "Jumat, 4 Desember: loket buka sampai pukul 11.00.", "Friday 4 December: open until 11.00."),
    TextPlan("ticket_footer", "Simpan nomor ini sampai selesai.", "Keep this number until you are done."),
    TextPlan(
        "maklumat",
        "Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar yang telah ditetapkan, dan "
        "apabila tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan perundang-undangan.",
        "We declare that we serve by the standards set here, and accept the sanctions of the law where we do not.",
    ),
)


@dataclass(frozen=True)
class LivedIn:
    server: Antrean
    database_url: str
    ahead: timedelta = timedelta()  # how far the server's clock is before ours

    def desk(self) -> AbstractContextManager[Desk]:
        """With the server's clock."""
        return open_desk(self.database_url, lambda: system_clock() + self.ahead)

    def token(self, state: State, *, service_id: int | None = None, day: date = TODAY) -> str | None:
        """Of the last such ticket, for its citizen's page."""
        chosen = select(Ticket.token).join(Leg, Leg.ticket_id == Ticket.id)
        chosen = chosen.where(Leg.state == state, Ticket.business_date == day).order_by(Leg.id.desc())
        if service_id is not None:
            chosen = chosen.where(Leg.service_id == service_id)
        with self.desk() as desk, desk.reading() as connection:
            return connection.execute(chosen).scalars().first()

    def busiest(self) -> tuple[int, str, str]:
        """The service that most people wait for, its code and its group's."""
        known = (Leg.service_id, Service.code, ServiceGroup.code)
        waits = select(*known).select_from(Leg).join(Service, Service.id == Leg.service_id)
        waits = waits.join(ServiceGroup, ServiceGroup.id == Service.group_id)
        most = waits.where(Leg.state == State.WAITING).group_by(*known)
        with self.desk() as desk, desk.reading() as connection:
            service_id, code, group = connection.execute(most.order_by(func.count().desc(), Leg.service_id)).all()[0]
        return service_id, code, group

    def comes(self, code: str, count: int) -> None:
        """More people who take a number of the service."""
        with self.desk() as desk:
            with desk.reading() as connection:
                chosen = next(each for each in catalogue.services(connection, OFFICE_ID) if each.code == code)
            for place in range(count):
                tickets.issue(desk, OFFICE_ID, service_id=chosen.id, press_key=f"picture-{code}-{place:03}")

    def set_up(self, edit: Edit) -> None:
        """What the administrator changes while the office is open."""
        with self.desk() as desk:
            setup.change(desk, OFFICE_ID, by=None, edit=edit)


@contextmanager
def open_desk(url: str, clock: Callable[[], datetime]) -> Iterator[Desk]:
    database = Database(url)
    yield Desk(database, clock=clock)
    database.close()


def furnished(plan: OfficePlan) -> OfficePlan:
    """The demo office with everything in it that a set-up can hold."""
    quotas = {"IKD": 40, "KON": 25}
    return replace(
        plan,
        services=[replace(each, daily_quota=quotas.get(each.code)) for each in plan.services],
        officers=[replace(each, may_pick=each.username == "rina") for each in plan.officers],
        hours=HOURS,
        seasons=[SeasonPlan("ramadan", date(2027, 2, 8), date(2027, 3, 9))],
        special_days=[SpecialDayPlan(date(2026, 12, 4), "Rapat kerja tahunan", "08.00-11.00")],
        texts=TEXTS,
    )


def live_in(url: str) -> None:
    """Founds the demo office and plays Friday's whole morning and today's until NOW."""
    schema.migrate(url)
    pace = Pace(NOW, 0, str(ZONE))
    pace.start = pace.now = PAST_OPENING
    with open_desk(url, lambda: pace.now) as desk:
        setup.ensure_demo(desk)
        setup.seed_holidays(desk, OFFICE_ID, by=None, years=[TODAY.year, TODAY.year + 1])
        setup.change(desk, OFFICE_ID, by=None, edit=furnished)
        with desk.reading() as connection:
            people = everyone(connection, OFFICE_ID, at=NOW)[:AT_WORK]
            counter_ids = list(office_now(connection, OFFICE_ID).numbers_in_use)
        for opening, until, seed in ((PAST_OPENING, None, PAST_SEED), (OPENING, NOW, SEED)):
            clear_all(desk, OFFICE_ID, people)
            pace.start = pace.now = opening
            morning = Morning(desk, OFFICE_ID, pace, seed, people=people, counter_ids=counter_ids)
            morning.run(PEOPLE, until=until)


def serving_ahead(folder: Path, url: str, ahead: timedelta) -> Antrean:
    """A server, not started, whose clock is before ours."""
    running = server(folder, url, printing={"kind": "dummy"}, display={"fresh_s": 5})
    command = running.program.command
    place = command.index("queue_app")
    running.program.command = [
        *command[:place],
        "tests.browser.office_hours",
        str(ahead.total_seconds()),
        *command[place + 1 :],
    ]
    return running


@contextmanager
def lived_in_office(folder: Path) -> Iterator[LivedIn]:
    """The office behind a real server, whose clock shows NOW when it starts."""
    url = f"sqlite:///{folder / 'antrean.db'}"
    live_in(url)
    ahead = NOW - system_clock()
    with serving_ahead(folder, url, ahead) as running:
        yield LivedIn(running, url, ahead)


@contextmanager
def empty_office(folder: Path) -> Iterator[LivedIn]:
    """A server whose database holds no office yet."""
    url = f"sqlite:///{folder / 'empty.db'}"
    schema.migrate(url)
    with server(folder, url) as running:
        yield LivedIn(running, url)

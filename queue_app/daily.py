"""What the server does by itself once an office's day has changed: mark what yesterday left waiting.

Counters that were left open are closed too, and services that were closed until a time are marked as open again; who
was carried over to a day that became a day off is carried further.
Whatever was kept long enough is forgotten (actions.citizen.privacy.keeping); how long each service takes is computed
anew; where the log tells of which day is noted, and the facts and sums of days that are over are written, and what was
promised on them against what was kept. The recap of the day goes out where the settings say so.
The model of waits learns what the day brought beside all that: it takes its time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from queue_app import metered
from queue_app.actions.citizen.booking import late
from queue_app.actions.citizen.complaints import days as complaint_days
from queue_app.actions.citizen.models import renew_model
from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.citizen.scores import renew_scores
from queue_app.actions.citizen.survey import sealing
from queue_app.actions.evidence.facts import renew_facts
from queue_app.actions.office import closing
from queue_app.actions.queue import carrying, days
from queue_app.actions.queue.lease import returning
from queue_app.domain.citizen.privacy.keeping import IDENTITY_DAYS
from queue_app.domain.log.clock import stands_behind
from queue_app.domain.queue.numbering import business_date
from queue_app.escalation import Escalation
from queue_app.recaps import RecapPost
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.log import day_rows
from queue_app.store.log.chain import latest_at
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import OfficeRow
from queue_app.unattended import Unattended

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 30.0
RENEW_EVERY_S = 600.0
UNTOLD_MOST = 1000  # events that are read in a hundredth of a second


@contextmanager
def _edge(office: OfficeRow, fault: str) -> Iterator[None]:
    """The outer edge of one piece of an office's work: its fault is logged, and leaves all else its evening."""
    try:
        yield
    except Exception:  # unattended: whatever it is, the next look tries again
        logger.exception("%s: %s", office.slug, fault)


class DayWatch:
    """Two threads (greenlets in the server). Several workers may watch: the second finds nothing left."""

    def __init__(
        self,
        desk: Desk,
        *,
        note_days: int,
        uploads: Path | None = None,
        post: RecapPost | None = None,
        escalation: Escalation | None = None,
        identity_days: int = IDENTITY_DAYS,
        terms: Mapping[str, int] | None = None,
        alert: Callable[[OfficeKey], object] = lambda _office: None,
        remind: Callable[[OfficeRow], object] = lambda _office: None,
    ) -> None:
        self._desk = desk
        # days of the kinds of data that the settings name
        self._terms = {**(terms or {}), "notes": note_days, "complaint_identities": identity_days}
        self._uploads = uploads  # the folder of what people uploaded
        self._post = post
        self._escalation = escalation
        self._remind = remind  # of booked times
        self._alert = alert  # keeps the history of what wanted a person, also while nobody looks at a board
        self._seen: dict[int, date] = {}
        self._learned: dict[int, date | None] = {}
        self._begun: dict[tuple[int, str], date] = {}  # which piece was brought to which day
        self._renew_at: dict[int, float] = {}
        fault = "the offices could not be read"
        self._loop = Unattended(self.look, name="day-watch", every_s=LOOK_EVERY_S, fault=fault)
        self._learning = Unattended(self.learn, name="learning", every_s=LOOK_EVERY_S, fault=fault)

    def start(self) -> None:
        """Looks at once, then every half minute."""
        self._loop.start()
        self._learning.start()

    def stop(self) -> None:
        """Ends the watch."""
        self._loop.stop()
        self._learning.stop()

    def look(self) -> None:
        """Ends what was closed until now, and the earlier days of every office whose date has changed."""
        for office in self._offices():
            with _edge(office, "the end of the day could not be written"):
                self._look_at(office)
            self._begin_day(office)
            if self._post is not None:
                with _edge(office, "the recap could not be sent"):
                    self._post.look(office)
            with _edge(office, "the reminders could not be sent"):
                self._remind(office)
            with _edge(office, "what wants a person could not be looked at"):
                self._alert(self._desk.office(office.id))
        metered.DAY_WATCH.set(time.time())

    def learn(self) -> None:
        """What the model of waits learns from a day that is over. Of a large office it takes a minute: nobody waits."""
        for office in self._offices():
            self._learn(office)

    def _offices(self) -> list[OfficeRow]:
        with self._desk.reading() as connection:
            return catalogue.offices(connection)

    def _learn(self, office: OfficeRow) -> None:
        if self._learned.get(office.id) == self._seen.get(office.id):
            return
        with _edge(office, "the model of waits could not be trained"):
            renew_model(self._desk, office.id)
        self._learned[office.id] = self._seen.get(office.id)

    def _look_at(self, office: OfficeRow) -> None:
        closing.reopen_ended(self._desk, office.id)
        carrying.carry_past_days_off(self._desk, office.id)  # before the end of the day ends them
        late.note_late(self._desk, office.id)
        self._note_days_of_long_log(office)
        today = business_date(self._desk.clock(), office.time_zone)
        if self._seen.get(office.id) == today:
            self._renew_facts_again(office)
            return
        self._look_at_clock(office)
        expired = days.expire_left_over(self._desk, office.id)
        days.close_left_desks(self._desk, office.id)
        returning.of_days_over(self._desk, office.id)
        days.renew_paces(self._desk, office.id)
        self._renew_at.pop(office.id, None)  # yesterday is over
        self._renew_facts_again(office)
        self._seen[office.id] = today
        if expired:
            logger.info("%s: %s tickets of earlier days were not served", office.slug, expired)

    def _begin_day(self, office: OfficeRow) -> None:
        """Each piece once a day; one that failed is tried at the next look, or a deadline would pass untold."""
        today = business_date(self._desk.clock(), office.time_zone)
        pieces: dict[str, Callable[[], object]] = {
            "complaints could not be brought to the new day": lambda: complaint_days.begin(self._desk, office.id),
            "the days of the survey could not be closed": lambda: sealing.close_days(self._desk, office.id),
        }
        for code, forget in keeping.pieces(self._desk, office.id, terms=self._terms, uploads=self._uploads).items():
            pieces[f"{code} could not be forgotten"] = forget
        if self._escalation is not None:
            pieces["deadlines of complaints could not be told"] = partial(self._escalation.look, office)
        for fault, begin in pieces.items():
            if self._begun.get((office.id, fault)) != today:
                with _edge(office, fault):
                    begin()
                    self._begun[office.id, fault] = today

    def _renew_facts_again(self, office: OfficeRow) -> None:
        """Of past days, too, something may be told while the day goes on: a record is disputed, a visit taken over."""
        if time.monotonic() >= self._renew_at.get(office.id, 0.0):
            renew_facts(self._desk, office.id)
            with _edge(office, "what was promised could not be counted"):  # nothing of the day waits for it
                renew_scores(self._desk, office.id)
            self._renew_at[office.id] = time.monotonic() + RENEW_EVERY_S

    def _note_days_of_long_log(self, office: OfficeRow) -> None:
        """Whoever asks of a past day reads what is not noted yet, to see whether it tells more of that day."""
        with self._desk.reading() as connection:
            length = day_rows.length_untold(connection, office.id)
        if length > UNTOLD_MOST:
            days.note_days(self._desk, office.id)

    def _look_at_clock(self, office: OfficeRow) -> None:
        """Once a day, and at each start: told to whoever runs the computer."""
        with self._desk.reading() as connection:
            noted = latest_at(connection, office.id)
        if stands_behind(self._desk.clock(), noted):
            logger.error(
                "%s: the clock of this computer is wrong: something was noted at %s already", office.slug, noted
            )

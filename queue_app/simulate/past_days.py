"""Whole past weeks played at once, a morning each working day: what history, staffing and evidence are shown with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import time as dtime
from zoneinfo import ZoneInfo

from queue_app.actions.citizen.survey.sealing import close_days
from queue_app.actions.evidence.facts import renew_facts
from queue_app.domain.office.hours import working_days_before
from queue_app.domain.queue.numbering import business_date
from queue_app.simulate.in_process import Morning, Pace, cast_of, clear_all
from queue_app.simulate.past_voices import PastVoices
from queue_app.simulate.played import Played
from queue_app.store.desk import Desk
from queue_app.store.office.now import office_now

SATURDAY = 5


def play_days(desk: Desk, *, days: int, seed: int, tickets: int, force: bool) -> Played:
    """The mornings of the last `days` days, Monday to Friday where the office was open, the oldest first.

    Some days are busier than others; some of those who were served answer the survey, and now and then somebody
    complains. Answers what happened. Raises NotFound (no office), NotADemo (unless forced).
    """
    cast = cast_of(desk, force=force)
    office, today = cast.office, business_date(desk.clock(), cast.office.time_zone)
    with desk.reading() as connection:
        calendar = office_now(connection, office.id).calendar
    clear_all(desk, office.id, cast.people)
    played, voices = Played(), PastVoices(desk, office.id, seed=seed)
    open_days = working_days_before(calendar, today, most_back=days)
    for day in reversed([each for each in open_days if each.weekday() < SATURDAY]):
        noon_after = datetime.combine(day + timedelta(days=1), dtime(12), ZoneInfo(office.time_zone)).astimezone(UTC)
        pace = Pace(noon_after, 0, office.time_zone)
        then = Desk(desk.database, clock=lambda pace=pace: pace.now, seal=desk.seal)  # type: ignore[misc]
        busy = tickets * (4 + (seed + day.toordinal()) % 3) // 5
        morning = Morning(
            then, office.id, pace, seed + day.toordinal(), people=cast.people, counter_ids=cast.counter_ids
        )
        played = played.with_(morning.run(busy))
        voices.speak(then, day)
    close_days(desk, office.id)
    renew_facts(desk, office.id)
    return played

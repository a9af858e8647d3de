"""Whole months of survey answers before this one, so that the index, its groups and its sheets have something to show.

They are as paper forms of the past: of days on which this office may have served nobody, and so told as an import.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from queue_app.actions.citizen.survey.sealing import close_days, seal
from queue_app.domain.citizen.survey.answers import AGE_BANDS, EDUCATIONS, OCCUPATIONS, Answer, Channel, Respondent
from queue_app.domain.citizen.survey.figures import closed
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017, UNSUR
from queue_app.domain.queue.numbering import business_date
from queue_app.simulate.in_process import cast_of
from queue_app.store.citizen.survey import answers
from queue_app.store.desk import Desk
from queue_app.store.office import catalogue

SATURDAY = 5
A_DAY = (3, 9)  # answers, at least and at most
CHANNELS = (Channel.PAGE, Channel.TABLET, Channel.KIOSK, Channel.PAPER)
SHARES = (45, 30, 10, 15)  # of the channels, in percent
LIKELY: dict[str, Sequence[int]] = {  # unsur -> how often 1 to 4 is answered, of a hundred
    "waktu": (6, 22, 52, 20),
    "biaya": (1, 2, 7, 90),
    "pengaduan": (4, 16, 50, 30),
    "sarpras": (3, 15, 52, 30),
}
USUALLY = (1, 7, 50, 42)
LATER = (2, 12, 52, 34)  # of waktu, in the last month
LEFT_OUT = 0.03  # of all questions


def play_surveys(desk: Desk, *, months: int, seed: int, force: bool) -> int:
    """Answers of so many whole months, Monday to Friday, each day sealed; answers how many.

    Raises NotFound (no office), NotADemo (unless forced).
    """
    cast = cast_of(desk, force=force)
    office, random = cast.office, Random(seed)
    last = closed(business_date(desk.clock(), office.time_zone))
    with desk.reading() as connection:
        services = [each.id for each in catalogue.services(connection, office.id)]
    days = _days(last, months)
    newest = {each for each in days if (each.year, each.month) == (last.year, last.month)}
    close_days(desk, office.id)
    count = 0
    for day in days:
        given = [_answer(random, day, services, is_later=day in newest) for _ in range(random.randint(*A_DAY))]
        with desk.transaction(office.id) as work:
            answers.add(work.connection, office.id, f"{SKM_2017.kind}/{SKM_2017.version}", given)
            seal(work, day)
        count += len(given)
    return count


def _days(last: date, months: int) -> list[date]:
    first = last.replace(day=1)
    for _ in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    all_days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return [each for each in all_days if each.weekday() < SATURDAY]


def _answer(random: Random, day: date, services: Sequence[int], *, is_later: bool) -> Answer:
    likely = {**LIKELY, "waktu": LATER} if is_later else LIKELY
    values = {
        code: random.choices((1, 2, 3, 4), likely.get(code, USUALLY))[0]
        for code in UNSUR
        if random.random() >= LEFT_OUT
    }
    channel = random.choices(CHANNELS, SHARES)[0]
    return Answer(
        day=day,
        service_id=random.choices(services, range(2 * len(services), len(services), -1))[0],
        officer_id=None,
        channel=channel,
        is_own_device=channel is Channel.TABLET,
        values=values,
        respondent=_respondent(random),
    )


def _respondent(random: Random) -> Respondent:
    if random.random() < 0.1:
        return Respondent()
    return Respondent(
        sex=random.choice("lp"),
        age_band=random.choice(AGE_BANDS).code,
        education=random.choices(EDUCATIONS, (2, 12, 18, 40, 10, 15, 2, 1))[0].code,
        occupation=random.choices(OCCUPATIONS, (8, 1, 1, 35, 30, 25))[0].code,
        has_disability=random.choices((None, True, False), (60, 3, 37))[0],
    )

"""From when a standard time counts, in words: beside its field, and once another one was set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.standard_times import ALWAYS, StandardHistory
from queue_app.domain.queue.numbering import business_date
from queue_app.store.office import standard_times
from queue_app.texts import long_date, short_date, translate
from queue_app.web.admin.form.section import by_lang
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import desk, lang

MOST_TOLD = 4  # of the standards that a service has had


def told(plan: OfficePlan, service: Any) -> Mapping[str, Sequence[str]]:
    """What the form of a service says beside its standard; nothing of a new one, which has it from the beginning."""
    if service is None:
        return {}
    with desk().reading() as connection:
        office_id, today = officer().office_id, _today(plan)
        service_id = standard_times.in_plan(connection, office_id)[service.code].service_id
        day = standard_times.from_day(connection, office_id, service_id, today=today)
        history = standard_times.of_office(connection, office_id)[service_id]
    return {"standard_minutes": [_counts_from(day), *_so_far(history)]}


def changed(before: OfficePlan, after: OfficePlan) -> list[str]:
    """From which day each standard counts that another set-up has set; those of one day in one sentence."""
    were = {each.code: each.standard_minutes for each in before.services}
    other = [each for each in after.services if were.get(each.code, each.standard_minutes) != each.standard_minutes]
    if not other:
        return []
    with desk().reading() as connection:
        ids = standard_times.in_plan(connection, officer().office_id)
        histories = standard_times.of_office(connection, officer().office_id)
    by_day: dict[date, list[str]] = {}
    for each in other:
        day = max(*histories[ids[each.code].service_id], _today(after))
        by_day.setdefault(day, []).append(f"{by_lang(each)} ({_minutes(each.standard_minutes)})")
    return [_counts(day, ", ".join(names), today=_today(after)) for day, names in sorted(by_day.items())]


def _today(plan: OfficePlan) -> date:
    return business_date(desk().clock(), plan.time_zone)


def _counts_from(day: date) -> str:
    if day == ALWAYS:
        return translate(lang(), "A change counts at once: nobody was called for it yet.")
    return translate(lang(), "A change counts from {day}.", day=long_date(day, lang=lang()))


def _so_far(history: StandardHistory) -> list[str]:
    """The last of them, where there was more than one."""
    parts = [
        translate(lang(), "{minutes} from {day}", minutes=_minutes(minutes), day=short_date(day, lang=lang()))
        if day != ALWAYS
        else _minutes(minutes)
        for day, minutes in sorted(history.items())[-MOST_TOLD:]
    ]
    return [translate(lang(), "So far: {standards}.", standards="; ".join(parts))] if len(parts) > 1 else []


def _counts(day: date, names: str, *, today: date) -> str:
    if day == today:
        return translate(lang(), "Standard time that counts at once: {services}.", services=names)
    when = long_date(day, lang=lang())
    return translate(lang(), "Standard time that counts from {day}: {services}.", day=when, services=names)


def _minutes(count: int) -> str:
    return translate(lang(), "{count} min", count=count)

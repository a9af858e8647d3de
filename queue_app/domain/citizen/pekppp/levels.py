"""The level of each indicator that the evidence held here supports. Without evidence there is none, and not 0.

What cannot be seen from here (a photo, a decree on paper, an evaluator's judgement) lifts nothing; a ladder is climbed
only as far as each of its steps is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from queue_app.domain.citizen.pekppp.held import Held, StandardVersion
from queue_app.domain.citizen.pekppp.indicators import HIGHEST, Indicator

PUBLIC, HOUSE = 6, 8  # components of a standard
MOST_OF_DAYS = 0.9
AIDS_A_STEP = 3
GROUNDS: dict[str, str] = {  # code -> msgid of what a level rests on
    "standards": "{count} of {of} services have a standard in force, {full} of them with all 14 components",
    "decrees": "{count} of {of} standards name the decree by which they were decided",
    "public_sheets": "The 6 public components of {count} of {of} services stand on a page for everyone",
    "reviewed": "{count} of {of} services have had a newer version of their standard, the oldest of these from {day}",
    "pledge": "The pledge stands on a page for everyone",
    "published": "{count} surveys of the year are published, on a page for everyone",
    "answers": "{count} sets of answers to the nine questions of the regulation",
    "follow_up": "{count} of {of} lines of the follow-up plan are done",
    "follow_up_months": "The last line was done {months} months after publication",
    "hours": "The opening hours of the office",
    "noon": "Numbers were called all through noon on {count} of {of} days",
    "weekend": "The hours of the week open on Saturday or Sunday",
    "all_day": "The office is open all day",
    "criteria": "{count} criteria of recognition by performance are published",
    "courses": "{count} courses of the year are in the register",
    "priority": "{count} numbers with priority were given",
    "low_kiosks": "{count} kiosks have their buttons within reach of a seat",
    "displays": "{count} displays showed calls and notices",
    "kiosks": "{count} kiosks gave numbers",
    "speaking": "{count} displays speak the calls",
    "grouping": "Numbers of {count} series",
    "numbers": "{count} numbers were given",
    "guided": "{count} numbers were handed out by staff",
    "booked": "{count} times were booked online",
    "online": "Pages for everyone under {host}",
    "daily": "Numbers and waits were renewed on {count} days",
    "assessed": "{count} reports of officers' work are locked",
    "forum": "{count} parts of the public came to forums",
    "complaints": "{done} of {of} complaints came to an end",
    "lapor": "{done} of {of} complaints through SP4N-LAPOR! came to an end",
    "few_complaints": "Fewer than 10 complaints: no share is told",
    "recap": "The recap of complaints stands on a page for everyone",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """code: a key of GROUNDS. values: of its blanks."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The msgid."""
        return GROUNDS[self.code]


@dataclass(frozen=True, slots=True)
class Supported:
    """level: 1 to 5; None: no evidence here. grounds: what it rests on."""

    level: int | None = None
    grounds: tuple[Ground, ...] = ()


NOTHING = Supported()
TOO_FEW = 10  # complaints, under which no share is told


def supported(indicator: Indicator, held: Held) -> Supported:
    """What the evidence supports of one indicator. A level never stands without a ground."""
    rule = RULES.get(indicator.number)
    found = rule(held) if rule else NOTHING
    if found.level and found.grounds:
        return found
    return Supported(None, tuple(each for each in found.grounds if each.values.get("count", 1)))  # none is no ground


def _ground(code: str, **values: object) -> Ground:
    return Ground(code, values)


def _counted(*grounds: tuple[bool, Ground]) -> Supported:
    """As many steps as there are of the things that count."""
    there = tuple(ground for is_there, ground in grounds if is_there)
    return Supported(min(len(there), HIGHEST) or None, there)


def _newest(held: Held) -> list[StandardVersion]:
    return [versions[-1] for versions in held.standards if versions]


def _is_full(version: StandardVersion) -> bool:
    return version.public == PUBLIC and version.house == HOUSE


def _standards(held: Held) -> Supported:
    """All services together: the weakest of them is the level."""
    newest, of = _newest(held), len(held.standards)
    if not newest:
        return NOTHING
    full, decreed = sum(map(_is_full, newest)), sum(each.has_decree for each in newest)
    grounds = (
        _ground("standards", count=len(newest), of=of, full=full), _ground("decrees", count=decreed, of=of),
    )  # fmt: skip
    if full < of:
        return Supported(1, grounds)
    if decreed < of:
        return Supported(2, grounds)
    if not held.forum_groups:
        return Supported(3, grounds)
    return Supported(4, (*grounds, _ground("forum", count=held.forum_groups)))


def _involved(held: Held) -> Supported:
    return Supported(min(held.forum_groups, HIGHEST) or None, (_ground("forum", count=held.forum_groups),))


def _sheets(held: Held) -> Supported:
    public = sum(each.public == PUBLIC for each in _newest(held))
    return Supported(1 if public else None, (_ground("public_sheets", count=public, of=len(held.standards)),))


def _reviewed(held: Held) -> Supported:
    """A first version is no review. Years count back from the last day that was looked at."""
    reviewed = [versions[-1].valid_from for versions in held.standards if len(versions) > 1]
    if not reviewed:
        return NOTHING
    of = len(held.standards)
    ground = (_ground("reviewed", count=len(reviewed), of=of, day=min(reviewed)),)
    in_one, in_two = (sum(day > _years_back(held.until, years) for day in reviewed) for years in (1, 2))
    rules = ((in_one == of, 5), (in_one > 0, 4), (in_two == of, 3), (in_two > 0, 2), (len(reviewed) == of, 1))
    return Supported(next((level for holds, level in rules if holds), None), ground)


def _years_back(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))


def _pledge(held: Held) -> Supported:
    return _counted((held.has_pledge, _ground("pledge")))


def _survey(held: Held) -> Supported:
    """A sheet on the wall cannot be seen from here: published in print is for the evaluator."""
    grounds = (_ground("answers", count=held.answers), _ground("published", count=held.published))
    return Supported(2 if held.published and held.answers else None, grounds)


def _survey_media(held: Held) -> Supported:
    return _counted((held.published > 0, _ground("published", count=held.published)))


def _follow_up(held: Held) -> Supported:
    planned, done, _months = held.follow_up
    if not planned:
        return NOTHING
    share = 100 * done / planned
    steps = ((done == 0, 1), (share < 30, 2), (share <= 80, 3), (share < 100, 4), (True, 5))
    return Supported(next(level for holds, level in steps if holds), (_ground("follow_up", count=done, of=planned),))


def _follow_up_speed(held: Held) -> Supported:
    months = held.follow_up.months
    if months is None:
        return NOTHING
    steps = ((1, 5), (3, 4), (6, 3), (9, 2), (12, 1))
    level = next((level for most, level in steps if months <= most), None)
    return Supported(level, (_ground("follow_up_months", months=months),))


def _hours(held: Held) -> Supported:
    if not held.has_hours:
        return NOTHING
    is_through = held.opens_at_noon and held.days > 0 and held.noon_days >= MOST_OF_DAYS * held.days
    more = _counted(
        (is_through, _ground("noon", count=held.noon_days, of=held.days)),
        (held.opens_at_weekends, _ground("weekend")),
        (held.opens_all_day, _ground("all_day")),
    )
    return Supported(1 + (more.level or 0), (_ground("hours"), *more.grounds))


def _motivation(held: Held) -> Supported:
    return _counted(
        (held.criteria > 0, _ground("criteria", count=held.criteria)),
        (held.courses > 0, _ground("courses", count=held.courses)),
    )


def _awards(held: Held) -> Supported:
    return Supported(3 if held.criteria else None, (_ground("criteria", count=held.criteria),))


def _aids(held: Held) -> Supported:
    found = _counted(
        (held.priority_numbers > 0, _ground("priority", count=held.priority_numbers)),
        (held.low_kiosks > 0, _ground("low_kiosks", count=held.low_kiosks)),
        (held.speaking > 0, _ground("speaking", count=held.speaking)),
    )
    return Supported(-(-(found.level or 0) // AIDS_A_STEP) or None, found.grounds)


def _information_desk(held: Held) -> Supported:
    return _counted((held.displays > 0, _ground("displays", count=held.displays)))


def _informs(held: Held) -> Supported:
    if held.public_host:
        return Supported(4, (_ground("online", host=held.public_host),))
    screens = _counted(
        (held.displays > 0, _ground("displays", count=held.displays)),
        (held.kiosks > 0, _ground("kiosks", count=held.kiosks)),
    )
    return Supported(3 if screens.grounds else None, screens.grounds)


def _systems(held: Held) -> Supported:
    lapor, newest = held.lapor, _newest(held)
    return _counted(
        (lapor is not None and lapor.received > 0, _lapor_ground(held)),
        (held.answers > 0, _ground("answers", count=held.answers)),
        (held.assessed > 0, _ground("assessed", count=held.assessed)),
        (any(each.public == PUBLIC for each in newest), _sheets(held).grounds[0]),
    )


def _online(held: Held) -> Supported:
    """How easy it is to use is for the evaluator to say; from here only that it is there, and where."""
    return _counted((bool(held.public_host), _ground("online", host=held.public_host)))


def _renewed(held: Held) -> Supported:
    grounds = (_ground("online", host=held.public_host), _ground("daily", count=held.days))
    return Supported(5, grounds) if held.public_host and held.days else NOTHING


def _in_person(held: Held) -> Supported:
    return _counted((_received(held) > 0, _share_ground(held)))


def _ways(held: Held) -> Supported:
    if not _received(held):
        return NOTHING
    online = (_ground("online", host=held.public_host),) if held.public_host else ()
    return Supported(3 if online else 1, (_share_ground(held), *online))


def _account(held: Held) -> Supported:
    """Filed and reported here, watched by deadlines; settled where some came to an end, and published."""
    if not _received(held):
        return NOTHING
    if held.own is None or not held.own.done:
        return Supported(3, (_share_ground(held),))
    public = (_ground("recap"),) if held.is_recap_public else ()
    return Supported(4 + len(public), (_share_ground(held), *public))


def _settled(held: Held) -> Supported:
    """The better of the two channels; without SP4N-LAPOR! no more than 2."""
    if held.lapor and held.lapor.received >= TOO_FEW:
        share = held.lapor.done / held.lapor.received
        return Supported(5 if share >= 0.9 else 4 if share >= 0.5 else 3, (_lapor_ground(held),))
    if held.own and held.own.received >= TOO_FEW:
        return Supported(2 if held.own.done / held.own.received >= 0.5 else 1, (_share_ground(held),))
    return Supported(None, (_ground("few_complaints"),)) if _received(held) else NOTHING


def _received(held: Held) -> int:
    return held.own.received if held.own else 0


def _share_ground(held: Held) -> Ground:
    if held.own is None or held.own.received < TOO_FEW:
        return _ground("few_complaints")
    return _ground("complaints", done=held.own.done, of=held.own.received)


def _lapor_ground(held: Held) -> Ground:
    if held.lapor is None or held.lapor.received < TOO_FEW:
        return _ground("few_complaints")
    return _ground("lapor", done=held.lapor.done, of=held.lapor.received)


def _queue(held: Held) -> Supported:
    return _counted(
        (held.speaking > 0, _ground("speaking", count=held.speaking)),
        (held.handed_out > 0, _ground("guided", count=held.handed_out)),
        (held.series > 1, _ground("grouping", count=held.series)),
        (held.booked > 0, _ground("booked", count=held.booked)),
        (held.numbers > 0, _ground("numbers", count=held.numbers)),
        (held.displays > 0, _ground("displays", count=held.displays)),
    )


RULES: dict[int, Callable[[Held], Supported]] = {  # of the others nothing can be seen from here
    1: _standards, 2: _involved, 3: _sheets, 4: _reviewed, 5: _pledge, 6: _survey, 7: _survey_media, 8: _follow_up,
    9: _follow_up_speed, 10: _hours, 12: _motivation, 13: _awards, 18: _aids, 20: _information_desk, 21: _informs,
    22: _systems, 23: _online, 24: _renewed, 25: _in_person, 26: _ways, 27: _account, 28: _settled, 31: _queue,
}  # fmt: skip

"""How the figures of staffing are told: times, shares, and the sentences that say what a table means."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from queue_app.domain.evidence.staffing.answer import Answer
from queue_app.domain.evidence.staffing.needed import Staffed
from queue_app.domain.evidence.staffing.past import Compared
from queue_app.screens.staffing import Staffing
from queue_app.screens.staffing_past import PastDay
from queue_app.texts import translate

COLUMNS = (
    "From", "Arrivals", "Counters needed", "P90 wait, minutes", "Days that hold",
    "Usually open", "P90 wait, minutes", "Days that hold",
)  # fmt: skip
MORE = {  # by whether no other counter could help, so that it is a second one of its kind
    False: (
        "Counter {number} open, too: half wait at most {half} min, not {half_again}; "
        "nine of ten {p90}, not {p90_again}."
    ),
    True: (
        "A second counter {number}: half wait at most {half} min, not {half_again}; nine of ten {p90}, not {p90_again}."
    ),
}
SAID = {
    "range": "On a {weekday} the office needs {least} to {most} of its counters; the most from {time}.",
    "flat": "On a {weekday} the office needs {most} of its counters all day.",
    "needed": "With them nine of ten people wait no longer than {target} min on {held} of {days} simulated days.",
    "usual": "With as many counters as are usually open it is {held} of {days} days.",
    "out_of_reach": "At {times} even all {count} counters are not enough for this limit.",
    "fewer": "Without counter {number}: half wait at most {half} min, nine of ten {p90}; not called: {left}.",
}
TELLINGS = ("As it was", "The same day, simulated", "One counter more", "One counter fewer")


def clock(half: int) -> str:
    """When a half hour of the day begins: 08.30."""
    return f"{half // 2:02}.{half % 2 * 30:02}"


def number(value: float | None, *, lang: str) -> str:
    """With one decimal; a dash where there is none."""
    return "–" if value is None else format_decimal(round(value, 1), "0.0", locale=lang)


def minutes(seconds: float | None, *, lang: str) -> str:
    """Of seconds."""
    return number(None if seconds is None else seconds / 60, lang=lang)


def share(value: float, *, lang: str) -> str:
    return str(format_percent(value, "0 %", locale=lang))


def told_staffing(found: Staffing, name: str, *, lang: str) -> list[str]:
    """What the table of a weekday says, in sentences. name: of the weekday."""
    if found.answer is None:
        return []
    answer, count = found.answer, len(found.answer.order)
    beyond, usual = answer.out_of_reach, answer.usual
    said = [
        translate(lang, SAID["out_of_reach"], times=_times(beyond, lang=lang), count=count) if beyond else None,
        _needed(answer, name, lang=lang),
        translate(lang, SAID["needed"], target=found.target_min, **_held(answer.needed)),
        translate(lang, SAID["usual"], **_held(usual)) if usual else None,
    ]
    return [each for each in said if each]


def told_past(told: PastDay, *, lang: str) -> list[str]:
    """What another number of counters would have done to a past day, in sentences."""
    found = told.found
    return (
        []
        if found is None
        else [each for each in (_more(told, found, lang=lang), _fewer(told, found, lang=lang)) if each]
    )


def _needed(answer: Answer, name: str, *, lang: str) -> str:
    counts = [each.counters for each in answer.needed.halves]
    most = max(counts)
    at = clock(answer.halves[counts.index(most)])
    if min(counts) == most:
        return translate(lang, SAID["flat"], weekday=name, most=most)
    return translate(
        lang, SAID["range"],
        weekday=name, least=min(counts), most=most, time=at,
    )  # fmt: skip


def _held(staffed: Staffed) -> dict[str, int]:
    return {"held": round(staffed.holds * staffed.days), "days": staffed.days}


def _times(halves: Iterable[int], *, lang: str) -> str:
    """Runs of half hours as spans: 08.00–09.30 and 13.00–13.30."""
    spans: list[list[int]] = []
    for half in sorted(halves):
        if spans and spans[-1][1] == half:
            spans[-1][1] = half + 1
        else:
            spans.append([half, half + 1])
    return str(format_list([f"{clock(one)}–{clock(other)}" for one, other in spans], locale=lang))


def _more(told: PastDay, found: Compared, *, lang: str) -> str | None:
    if found.more is None or found.added is None:
        return None
    more, again = found.more.waits, found.again.waits
    return translate(
        lang, MORE[found.is_copy], number=told.numbers[found.added],
        half=minutes(more.median_s, lang=lang), half_again=minutes(again.median_s, lang=lang),
        p90=minutes(more.p90_s, lang=lang), p90_again=minutes(again.p90_s, lang=lang),
    )  # fmt: skip


def _fewer(told: PastDay, found: Compared, *, lang: str) -> str | None:
    if found.fewer is None or found.removed is None:
        return None
    return translate(
        lang, SAID["fewer"], number=told.numbers[found.removed], left=found.fewer.left,
        half=minutes(found.fewer.waits.median_s, lang=lang), p90=minutes(found.fewer.waits.p90_s, lang=lang),
    )  # fmt: skip

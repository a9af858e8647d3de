"""Whether a period may be published: what already is published, and what would then be, must not tell a few answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from queue_app.domain.citizen.survey.groups import MIN_GROUP
from queue_app.domain.citizen.survey.periods import SurveyPeriod


class Bar(StrEnum):
    """Why it is not published."""

    RUNNING = "running"  # not all of its answers are in
    FEW = "few"
    REST = "rest"  # beside what is published of it, or of what it belongs to, a few answers would be left over
    SAME = "same"  # the published version says just this
    CORRECTION = "correction"  # it differs by a few answers from the version that is published


def bar(
    period: SurveyPeriod,
    counts: Mapping[SurveyPeriod, int],
    published: Collection[SurveyPeriod],
    least: int = MIN_GROUP,
) -> Bar | None:
    """Of a period that is over. counts: answers of it and of each published one, which hold those of their parts."""
    if counts[period] < least:
        return Bar.FEW
    others = {each for each in published if each != period}
    holders = [period, *(each for each in others if holds(each, period))]
    after = others | {period}
    rests = [counts[each] - sum(counts[part] for part in _largest_within(each, after)) for each in holders]
    parts_of_it = any(holds(period, each) for each in others)
    told = rests if parts_of_it else rests[1:]  # without published parts its own rest is all of it
    return Bar.REST if any(0 < each < least for each in told) else None


def correction_bar(rows_before: Collection[str], rows_after: Collection[str], *, same_weight: bool) -> Bar | None:
    """Of the next version of a published period: nothing new, or so few answers more or fewer that they would show."""
    before, after = sorted(rows_before), sorted(rows_after)
    if before == after:
        return Bar.SAME if same_weight else None
    return Bar.CORRECTION if abs(len(after) - len(before)) < MIN_GROUP else None


def holds(whole: SurveyPeriod, part: SurveyPeriod) -> bool:
    """Whether the part lies within the whole."""
    return whole != part and whole.first <= part.first and part.last <= whole.last


def _largest_within(whole: SurveyPeriod, among: Collection[SurveyPeriod]) -> list[SurveyPeriod]:
    within = [each for each in among if holds(whole, each)]
    return [each for each in within if not any(holds(other, each) for other in within)]

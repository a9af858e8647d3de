"""What may be told of a period: the index of the whole and of its groups, or why it is not told.

Figures come when the answers of a whole month are in. Figures of a month that goes on, looked at every day, would tell
by their difference what yesterday's few people answered; so of a running period only whole months are counted.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import cast

from queue_app.domain.citizen.survey.answers import Answer
from queue_app.domain.citizen.survey.groups import MIN_GROUP
from queue_app.domain.citizen.survey.ikm import Ikm, Weight, ikm
from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod, of
from queue_app.domain.citizen.survey.shown_periods import shown_in
from queue_app.domain.citizen.survey.window import last_closed

WHOLE = "all"  # the one group of the whole
SERVICE = "service_id"
FIELDS = ("sex", "age_band", "education", "occupation", "has_disability")  # of Respondent
Counts = Mapping[str, Mapping[int, Mapping[Hashable, int]]]  # field, or WHOLE -> month -> group -> answers


class Hidden(StrEnum):
    """Why there is no figure."""

    RUNNING = "running"  # no whole month of it is in
    FEW = "few"  # fewer answers than may be shown
    REST = "rest"  # enough, but what is hidden beside it could be computed from it
    UNANSWERED = "unanswered"  # an unsur that nobody answered


@dataclass(frozen=True, slots=True)
class Group:
    """ikm: None where why tells the reason."""

    n: int
    ikm: Ikm | None
    why: Hidden | None


@dataclass(frozen=True, slots=True)
class Figures:
    """groups: SERVICE or one of FIELDS -> group -> its figures; None among the groups: not said. until: last day."""

    period: SurveyPeriod
    until: date
    whole: Group
    groups: Mapping[str, Mapping[Hashable, Group]]
    own_device: int


def closed(today: date) -> date:
    """The last day of the newest whole month of which all answers are in."""
    return of(last_closed(today) + timedelta(days=1), PeriodKind.MONTH).before().last


def figures(
    period: SurveyPeriod, answers: Sequence[Answer], counts: Counts, *, until: date, weight: Weight,
    invited: Mapping[int, int],
) -> Figures:  # fmt: skip
    """Of the answers of the period up to `until`. counts: of its year. invited: visits asked, by service id."""
    told = [each for each in answers if each.values]
    allowed = {field: shown_in(period.year, by_month)[period.code] for field, by_month in counts.items()}
    asked = cast("Mapping[Hashable, int]", invited)
    whole = _group(told, weight, sum(asked.values()), is_shown=WHOLE in allowed[WHOLE])
    if until < period.first:
        whole = Group(0, None, Hidden.RUNNING)
    groups: dict[str, dict[Hashable, Group]] = {}
    for field in (SERVICE, *FIELDS):
        shown = allowed[field] if whole.ikm else set()
        groups[field] = {
            key: _group(those, weight, asked.get(key, 0) if field == SERVICE else 0, is_shown=key in shown)
            for key, those in by_group(told, field).items()
        }
    return Figures(period, until, whole, groups, sum(each.is_own_device for each in told))


def by_group(answers: Sequence[Answer], field: str) -> dict[Hashable, list[Answer]]:
    """Group of the field -> its answers."""
    found: dict[Hashable, list[Answer]] = {}
    for each in answers:
        key = each.service_id if field == SERVICE else getattr(each.respondent, field)
        found.setdefault(key, []).append(each)
    return found


def _group(answers: Sequence[Answer], weight: Weight, served: int, *, is_shown: bool) -> Group:
    count = len(answers)
    if not is_shown:
        return Group(count, None, Hidden.FEW if count < MIN_GROUP else Hidden.REST)
    population = served if served > count else None  # forms on paper may come of visits that nobody counted
    found = ikm((each.values for each in answers), weight, population=population)
    return Group(count, found, None if found else Hidden.UNANSWERED)

"""Leave and duty elsewhere: when an officer is not expected at the counters, so that the hours expected are right.

An officer asks, a supervisor decides, nobody about the own. What kind it is may tell of somebody's health: it is for
the officer and the supervisors, and stands in no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.leave_errors import LeaveDecided, LeaveOverlaps, NotYourDecision, OwnLeave, TooMuchAsked
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import DAY_MIN, Calendar, Interval, day_plan

LONGEST_DAYS = 366  # leave outside the payroll is counted in years, and asked for again each year
FARTHEST = timedelta(days=366)  # from today, back as well as ahead
LONGEST_WORDS = 200
MOST_WAITING = 20  # requests of one officer that nobody has decided


class Kind(StrEnum):
    ANNUAL = "annual"
    SICK = "sick"
    MATERNITY = "maternity"
    IMPORTANT = "important"
    LONG = "long"
    UNPAID = "unpaid"
    TRAVEL = "travel"
    TRAINING = "training"
    OTHER_DUTY = "other_duty"


KINDS: dict[str, str] = {  # msgids; the kinds of leave of PP 11/2017, then work that is not at the counter
    Kind.ANNUAL: "Annual leave",
    Kind.SICK: "Sick leave",
    Kind.MATERNITY: "Maternity leave",
    Kind.IMPORTANT: "Leave for an important reason",
    Kind.LONG: "Long leave",
    Kind.UNPAID: "Leave outside the payroll",
    Kind.TRAVEL: "Duty out of the office",
    Kind.TRAINING: "Training course",
    Kind.OTHER_DUTY: "Other duty in the office",
}


class State(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATES: dict[str, str] = {
    State.ASKED: "waits for a decision",
    State.APPROVED: "approved",
    State.REFUSED: "refused",
    State.WITHDRAWN: "withdrawn",
}
STANDS = frozenset({State.ASKED, State.APPROVED})  # what another request may not overlap, and what can be withdrawn
DECISIONS = (State.APPROVED, State.REFUSED)
DECIDES: dict[Role, frozenset[Role]] = {  # role -> whose requests people of it decide
    Role.SUPERVISOR: frozenset({Role.OFFICER, Role.SUPERVISOR}),
    Role.HEAD: frozenset({Role.SUPERVISOR}),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, both included; or, of one day, from a minute of it to before another."""

    first: date
    last: date
    from_min: int | None = None
    until_min: int | None = None

    @property
    def times(self) -> Interval:
        """What of each of its days it takes."""
        return Interval(self.from_min or 0, DAY_MIN if self.until_min is None else self.until_min)

    def overlaps(self, other: Span) -> bool:
        """Whether both take the same minute of a day."""
        is_same_day = self.first <= other.last and other.first <= self.last
        one, two = self.times, other.times
        return is_same_day and one.opens_min < two.closes_min and two.opens_min < one.closes_min


def checked(span: Span, kind: str, words: str, *, today: date) -> str:
    """The officer's words as they are kept, on one line. Days that are over may be asked for too.

    Raises BadInput (field: kind, days, times, words).
    """
    kept = " ".join(words.split())
    if kind not in list(Kind):
        raise BadInput(field="kind", expected=", ".join(Kind))
    if not today - FARTHEST <= span.first <= span.last <= today + FARTHEST:
        raise BadInput(field="days", expected=f"{today - FARTHEST} - {today + FARTHEST}")
    if (span.last - span.first).days >= LONGEST_DAYS:
        raise BadInput(field="days", expected=f"<= {LONGEST_DAYS}")
    if not _are_times(span):
        raise BadInput(field="times", expected="00.00-24.00")
    if len(kept) > LONGEST_WORDS or "\0" in kept:
        raise BadInput(field="words", expected=f"0-{LONGEST_WORDS}")
    return kept


def _are_times(span: Span) -> bool:
    if span.from_min is None or span.until_min is None:
        return span.from_min is None and span.until_min is None
    return span.first == span.last and 0 <= span.from_min < span.until_min <= DAY_MIN


def require_free(span: Span, own: Iterable[tuple[Span, str]]) -> None:
    """That the officer has asked for nothing else then. own: spans with their states.

    Raises LeaveOverlaps, TooMuchAsked.
    """
    standing = [(each, state) for each, state in own if state in STANDS]
    if any(span.overlaps(each) for each, _state in standing):
        raise LeaveOverlaps
    if sum(state == State.ASKED for _each, state in standing) >= MOST_WAITING:
        raise TooMuchAsked(most=MOST_WAITING)


def require_decider(*, asker: tuple[int, Role], decider: tuple[int, Role]) -> None:
    """Nobody decides about the own leave; a supervisor about that of officers and other supervisors, the head about
    that of supervisors. Each as (number, role). Raises OwnLeave, NotYourDecision.
    """
    if asker[0] == decider[0]:
        raise OwnLeave
    if asker[1] not in DECIDES.get(decider[1], frozenset()):
        raise NotYourDecision


def decided(state: str, decision: str, reason: str) -> str:
    """The reason as it is kept; a refusal needs one. Raises BadInput, LeaveDecided (nothing waits there any more)."""
    kept = " ".join(reason.split())
    if decision not in DECISIONS:
        raise BadInput(field="decision", expected=", ".join(DECISIONS))
    least = int(decision == State.REFUSED)
    if not least <= len(kept) <= LONGEST_WORDS or "\0" in kept:
        raise BadInput(field="reason", expected=f"{least}-{LONGEST_WORDS}")
    if state != State.ASKED:
        raise LeaveDecided
    return kept


def expected_s(first: date, last: date, calendar: Calendar, away: Iterable[Span]) -> float | None:
    """Seconds for which an officer is expected between these days, both included.

    The office's own hours of each day, without breaks and days off, less what is approved. None where the office says
    no weekly hours: then nobody knows when anyone is expected.
    """
    if not any(calendar.weekly.values()):
        return None
    spans = list(away)
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return 60.0 * sum(_expected_min(day_plan(calendar, day).intervals, _of_day(day, spans)) for day in days)


def _of_day(day: date, spans: Iterable[Span]) -> list[Interval]:
    return [each.times for each in spans if each.first <= day <= each.last]


def _expected_min(duty: Iterable[Interval], away: list[Interval]) -> int:
    """Minutes of duty that no leave takes. Leave does not overlap: require_free."""
    return sum(each.closes_min - each.opens_min - sum(_common_min(each, taken) for taken in away) for each in duty)


def _common_min(one: Interval, two: Interval) -> int:
    return max(0, min(one.closes_min, two.closes_min) - max(one.opens_min, two.opens_min))


def by_day(first: date, last: date, spans: Mapping[int, Span]) -> dict[date, list[int]]:
    """Which of these, by number, takes a part of each day; days that none takes are missing."""
    found: dict[date, list[int]] = {}
    for number, span in spans.items():
        day = max(first, span.first)
        while day <= min(last, span.last):
            found.setdefault(day, []).append(number)
            day += timedelta(days=1)
    return found

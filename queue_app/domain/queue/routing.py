"""Who is next, and why. `choose` is pure: who waits for a counter in, one of them out, with its reason.

A policy is data (`Policy`), chosen per office; each kind is one function in POLICIES. Every policy calls the tickets
of one class in the order of arrival, and none lets a ticket wait for ever: whoever may pass the line (directed
tickets, appointments in their window) passes at most `appointed_in_a_row` times before one of the line is called.

A counter helps with a ticket once it has waited past the threshold since it queued for that service (`queued_at`), not
since the citizen came: who was sent there a moment ago has an early place and is nobody's long wait yet. Among those
whose help is due, and the counter's own work, the earlier place (`order_no`) is first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from queue_app.domain.log.errors import NobodyWaiting
from queue_app.domain.office import limits
from queue_app.domain.office.limits import Between, OneOf

LAST_RANK = 4  # a counter helps services of this rank and of every later one after the same wait


@dataclass(frozen=True, slots=True)
class Policy:
    """The order of one office. Times in minutes; below 1 a ratio would starve a class."""

    kind: Annotated[str, OneOf(POLICIES)] = "ratio"
    # ratio: regular calls to one priority call, whenever both wait
    regular: Annotated[int, Between(1, 20)] = 2
    # ageing: a priority ticket counts as having waited so much longer
    head_start_min: Annotated[int, Between(0, 240)] = 20
    # appointment_window: called first from so long before the appointed time ...
    early_min: Annotated[int, Between(0, 240)] = 10
    # ... to so long after it
    late_min: Annotated[int, Between(0, 240)] = 15
    # after so many calls past the line one of the line, if any waits
    appointed_in_a_row: Annotated[int, Between(1, 20)] = 3
    # a ticket of rank r is called once it waited (r - 1) times this; until then own work only
    help_after_min: Annotated[int, Between(0, 240)] = 15


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a counter stands today. It is the counter's own: two counters cannot starve each other's classes."""

    regular_run: int = 0  # regular calls since the last priority call
    appointed_run: int = 0  # calls past the line (appointed or directed) since the last of the line


@dataclass(frozen=True, slots=True)
class Candidate:
    leg_id: int
    order_no: int  # position of the first arrival; lower came first
    is_priority: bool
    queued_at: datetime  # of this leg
    arrived_at: datetime  # of the visit
    rank: int = 1  # of its service at the counter that calls; 1 is the counter's own work
    appointed_at: datetime | None = None
    is_directed: bool = False  # transferred to this very counter or officer
    not_before: datetime | None = None  # nobody calls it until then, by its citizen's own wish

    def is_late(self, now: datetime) -> bool:
        return self.not_before is not None and now < self.not_before


@dataclass(frozen=True, slots=True)
class Choice:
    candidate: Candidate
    rule: str  # a key of REASONS
    turn: Turn  # after this call
    values: Mapping[str, int]  # for the placeholders of the reason


REASONS: dict[str, str] = {  # for officers
    "arrival": "First to arrive.",
    "only_regular": "First to arrive; no priority ticket is waiting.",
    "only_priority": "Priority ticket; no regular ticket is waiting.",
    "regular_turn": "Regular turn ({turn} of {regular}, then priority).",
    "priority_turn": "Priority turn (after {regular} regular).",
    "aged_regular": "Regular; has waited {head_start} min longer than the first priority ticket.",
    "aged_priority": "Priority; counts as having waited {head_start} min longer.",
    "appointed": "Appointment; its time is now (at most {in_a_row} in a row).",
    "directed": "Transferred to this counter or officer.",
    "help": "Help for other counters; has waited past {help_after} min.",
    "out_of_order": "Called out of order; the reason is in the log.",
    "asked_service": "First of the service that was asked for.",
    "same_visit": "Next service of the same visit.",
    "come_back": "Back from another service of the same visit.",
    "roll": "Next number of the roll.",
}
BY_ARRIVAL = ("arrival", "only_regular")  # rules that tell of one who came first, and of nothing else
_FIRST = "You were called because you arrived first among those waiting."
PLAIN: dict[str, str] = {  # for the citizen who was called
    "arrival": _FIRST,
    "only_regular": _FIRST,
    "only_priority": "You were called because you arrived first among those with priority.",
    "regular_turn": "You were called because you arrived first among the regular tickets, and it was their turn.",
    "priority_turn": "You were called because you arrived first among those with priority, and it was their turn.",
    "aged_regular": "You were called because you have waited the longest.",
    "aged_priority": "You were called because you have priority and arrived first among those with priority.",
    "appointed": "You were called because your appointment is now.",
    "directed": "You were called because another counter sent you to this one.",
    "help": "You were called because you waited long, and another counter helped.",
    "out_of_order": "An officer called you out of order; the reason is on record.",
    "asked_service": "You were called because you arrived first for your service.",
    "same_visit": "Your next service follows at the same counter.",
    "come_back": "You were called because you came back from another service.",
    "roll": "You were called because your number was the next one.",
}


def helps_after(policy: Policy, rank: int) -> timedelta:
    """How long a ticket has waited when a counter calls it whose service is of that rank there; none for own work."""
    return timedelta(minutes=(min(rank, LAST_RANK) - 1) * policy.help_after_min)


def help_from(policy: Policy, rank: int, now: datetime) -> datetime:
    """The latest `queued_at` with which a ticket of a service of that rank is called at `now`; `now` for own work."""
    return now - helps_after(policy, rank)


def in_window(policy: Policy, appointed_at: datetime | None, now: datetime) -> bool:
    """Whether someone with this appointment is called before the line now; under other policies nobody is."""
    if appointed_at is None or policy.kind != "appointment_window":
        return False
    return -timedelta(minutes=policy.early_min) <= now - appointed_at <= timedelta(minutes=policy.late_min)


def reason_values(rule: str | None, run: int | None, policy: Policy) -> dict[str, int]:
    """What fills the placeholders of REASONS[rule], from what is stored of a call: its rule and the run after it.

    run: regular calls since the last priority call, this one included.
    """
    return {
        "turn": policy.regular + 1 if rule == "priority_turn" else run or 0,
        "regular": policy.regular,
        "head_start": policy.head_start_min,
        "in_a_row": policy.appointed_in_a_row,
        "help_after": policy.help_after_min,
    }


def choose(candidates: Iterable[Candidate], turn: Turn, *, policy: Policy, now: datetime) -> Choice:
    """The next ticket of a counter: first come first called within each class, `policy` between the classes.

    candidates: what waits for this counter (the first of each class is enough); help that is not due yet is left out,
    as is who asked to be called later.
    Raises NobodyWaiting when nobody may be called.
    """
    past_the_line: list[Candidate] = []
    line: list[Candidate] = []
    for each in (one for one in candidates if not one.is_late(now)):
        if each.is_directed:
            past_the_line.append(each)
        elif each.rank == 1 or each.queued_at <= help_from(policy, each.rank, now):
            (past_the_line if in_window(policy, each.appointed_at, now) else line).append(each)
    if past_the_line and (not line or turn.appointed_run < policy.appointed_in_a_row):
        return _past_the_line(past_the_line, turn, policy)
    if not line:
        raise NobodyWaiting
    candidate, rule, regular_run = POLICIES[policy.kind](line, turn.regular_run, policy)
    if candidate.rank > 1:
        rule = "help"
    return Choice(candidate, rule, Turn(regular_run), reason_values(rule, regular_run, policy))


def order(candidates: Sequence[Candidate], turn: Turn, *, policy: Policy, now: datetime, limit: int) -> list[Choice]:
    """The choices in which `choose` would call if nobody else came and no time passed: at most `limit`."""
    left = list(candidates)
    chosen: list[Choice] = []
    while left and len(chosen) < limit:
        try:
            choice = choose(left, turn, policy=policy, now=now)
        except NobodyWaiting:  # what is left is help that is not due yet
            break
        chosen.append(choice)
        left.remove(choice.candidate)
        turn = choice.turn
    return chosen


def _past_the_line(candidates: Sequence[Candidate], turn: Turn, policy: Policy) -> Choice:
    """Directed tickets by arrival, then appointments by their time. The turn of the line stays where it was."""
    directed = min((each for each in candidates if each.is_directed), key=place, default=None)
    first = directed or min(candidates, key=by_appointment)
    rule = "directed" if directed else "appointed"
    after = Turn(turn.regular_run, min(turn.appointed_run + 1, policy.appointed_in_a_row))
    return Choice(first, rule, after, reason_values(rule, after.regular_run, policy))


Picked = tuple[Candidate, str, int]  # who, the rule, and the run of regular calls after it


def _arrival(line: Sequence[Candidate], run: int, policy: Policy) -> Picked:
    """Strictly first come first called; the run is kept for a policy that may follow."""
    first = min(line, key=place)
    return first, "arrival", _run_after(first, run, policy)


def _ratio(line: Sequence[Candidate], run: int, policy: Policy) -> Picked:
    """`regular` regular calls to one priority call while both wait."""
    regular, priority = _first_of(line, is_priority=False), _first_of(line, is_priority=True)
    if regular and priority:
        return (priority, "priority_turn", 0) if run >= policy.regular else (regular, "regular_turn", run + 1)
    return _only(regular or priority, run, policy)


def _ageing(line: Sequence[Candidate], run: int, policy: Policy) -> Picked:
    """Whoever has waited longest, a priority ticket with its head start; later ones never pass, so nobody starves."""
    regular, priority = _first_of(line, is_priority=False), _first_of(line, is_priority=True)
    if not (regular and priority):
        return _only(regular or priority, run, policy)
    head_start = timedelta(minutes=policy.head_start_min)
    if (priority.arrived_at - head_start, priority.leg_id) < (regular.arrived_at, regular.leg_id):
        return priority, "aged_priority", 0
    return regular, "aged_regular", _run_after(regular, run, policy)


POLICIES: dict[str, Callable[[Sequence[Candidate], int, Policy], Picked]] = {
    "arrival": _arrival,
    "ratio": _ratio,
    "ageing": _ageing,
    "appointment_window": _ratio,  # behind the appointments whose time it is (in_window)
}
LIMITS = limits.numbers(Policy)  # lowest and highest of each number


def place(candidate: Candidate) -> tuple[int, int]:
    """The order of one class: by first arrival, ties by leg."""
    return candidate.order_no, candidate.leg_id


def by_appointment(candidate: Candidate) -> tuple[datetime, int, int]:
    """The order of appointments whose time it is: by the appointed time, ties as in a class."""
    return candidate.appointed_at or candidate.arrived_at, *place(candidate)


def _first_of(line: Iterable[Candidate], *, is_priority: bool) -> Candidate | None:
    return min((each for each in line if each.is_priority == is_priority), key=place, default=None)


def _only(first: Candidate | None, run: int, policy: Policy) -> Picked:
    assert first is not None  # noqa: S101 - a line is never empty
    return first, "only_priority" if first.is_priority else "only_regular", _run_after(first, run, policy)


def _run_after(called: Candidate, run: int, policy: Policy) -> int:
    return 0 if called.is_priority else min(run + 1, policy.regular)

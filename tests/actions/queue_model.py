"""What a queue should do, told a second time with plain lists, for a machine that compares the two.

Written from the words of the house, not from the code under test: it imports only the names of states.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from queue_app.domain.lifecycle import State

REFUSED = "refused"


@dataclass
class Entry:
    """One leg."""

    service: str
    ticket: int
    arrival: int  # the ticket's place by first arrival
    day: int
    is_priority: bool
    state: State = State.WAITING
    counter: int | None = None
    officer: str | None = None


@dataclass
class QueueModel:
    """offers: counter -> the services it offers. Every method answers what it did, or REFUSED and then did nothing."""

    offers: dict[int, set[str]]
    regular_per_priority: int = 2
    day: int = 0
    entries: list[Entry] = field(default_factory=list)  # in the order in which the legs were made
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)  # (service, day) -> last number
    holders: dict[str, int] = field(default_factory=dict)  # officer -> counter
    turns: dict[int, tuple[int, int]] = field(default_factory=dict)  # counter -> (day, regular calls in a row)
    tickets: int = 0

    def issue(self, service: str, *, is_priority: bool) -> int:
        self.tickets += 1
        self.entries.append(Entry(service, self.tickets, self.tickets, self.day, is_priority))
        number = self.numbers.get((service, self.day), 0) + 1
        self.numbers[service, self.day] = number
        return number

    def open_desk(self, officer: str, counter: int) -> str | None:
        if self.holders.get(officer) == counter:
            return None
        if officer in self.holders or counter in self.holders.values():
            return REFUSED
        self.holders[officer] = counter
        return None

    def close_desk(self, officer: str) -> str | None:
        if officer not in self.holders or self.is_busy(self.holders[officer]):
            return REFUSED
        del self.holders[officer]
        return None

    def call_next(self, officer: str) -> Entry | str:
        counter = self.holders.get(officer)
        if counter is None or self.is_busy(counter):
            return REFUSED
        waiting = [
            each
            for each in sorted(self.entries, key=lambda each: each.arrival)
            if each.state == State.WAITING and each.day == self.day and each.service in self.offers[counter]
        ]
        if not waiting:
            return REFUSED
        entry = self._by_turn(waiting, counter)
        entry.state, entry.counter, entry.officer = State.CALLED, counter, officer
        return entry

    def do(self, verb: str, officer: str, place: int, *, service: str) -> str | None:
        """Any verb with one leg; service: where a transfer goes."""
        if verb == "transfer":
            return self.transfer(officer, place, service)
        if verb == "resume":
            return self.resume(officer, place)
        if verb in {"restore", "cancel"}:
            return self.restore(place) if verb == "restore" else self.cancel(officer, place)
        return self.at_counter(officer, place, verb)

    def at_counter(self, officer: str, place: int, verb: str) -> str | None:
        """recall, start, hold, finish, no_show: only with a ticket called or served at the officer's own counter."""
        entry = self.entries[place]
        needed, becomes = {
            "recall": (State.CALLED, State.CALLED),
            "start": (State.CALLED, State.SERVING),
            "hold": (State.SERVING, State.HELD),
            "finish": (State.SERVING, State.FINISHED),
            "no_show": (State.CALLED, State.NO_SHOW),
        }[verb]
        if entry.state != needed or self.holders.get(officer) != entry.counter:
            return REFUSED
        entry.state = becomes
        return None

    def resume(self, officer: str, place: int) -> str | None:
        entry, counter = self.entries[place], self.holders.get(officer)
        if entry.state != State.HELD or entry.officer != officer or counter is None or self.is_busy(counter):
            return REFUSED
        entry.state, entry.counter = State.SERVING, counter
        return None

    def transfer(self, officer: str, place: int, service: str) -> str | None:
        entry = self.entries[place]
        is_open = entry.state in {State.CALLED, State.SERVING}
        if not is_open or self.holders.get(officer) != entry.counter or entry.day != self.day:
            return REFUSED
        if entry.service == service:
            return REFUSED
        entry.state = State.TRANSFERRED
        self.entries.append(Entry(service, entry.ticket, entry.arrival, entry.day, entry.is_priority))
        return None

    def restore(self, place: int) -> str | None:
        entry = self.entries[place]
        if entry.state != State.NO_SHOW or entry.day != self.day:  # yesterday's would wait where no counter looks
            return REFUSED
        entry.state, entry.counter, entry.officer = State.WAITING, None, None
        return None

    def cancel(self, officer: str, place: int) -> str | None:
        entry = self.entries[place]
        if entry.state not in {State.WAITING, State.CALLED, State.HELD}:
            return REFUSED
        if entry.state == State.CALLED and self.holders.get(officer) != entry.counter:
            return REFUSED
        entry.state = State.CANCELLED
        return None

    def expire(self) -> int:
        left = [each for each in self.entries if each.day < self.day and each.state in {State.WAITING, State.HELD}]
        for entry in left:
            entry.state = State.EXPIRED
        return len(left)

    def is_busy(self, counter: int) -> bool:
        return any(each.counter == counter and each.state in {State.CALLED, State.SERVING} for each in self.entries)

    def _by_turn(self, waiting: list[Entry], counter: int) -> Entry:
        regular = [each for each in waiting if not each.is_priority]
        priority = [each for each in waiting if each.is_priority]
        day, run = self.turns.get(counter, (self.day, 0))
        run = run if day == self.day else 0
        is_priority_turn = bool(priority) and (not regular or run >= self.regular_per_priority)
        self.turns[counter] = (self.day, 0 if is_priority_turn else min(run + 1, self.regular_per_priority))
        return priority[0] if is_priority_turn else regular[0]

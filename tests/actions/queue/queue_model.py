"""What a queue should do, told a second time with plain lists, for a machine that compares the two.

Written from the words of the house, not from the code under test: it imports only the names of states.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from queue_app.domain.queue.lifecycle import State

REFUSED = "refused"
STEP = 1024  # between the places of two who came one after the other
LATE_S, WISHES = 10 * 60, 2


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
    ended: int = 0  # when it ended, in seconds
    last: Last | None = None
    is_gone: bool = False  # opened by an action that was undone
    not_before: int = 0  # its citizen is late
    wishes: int = 0
    is_given_up: bool = False


@dataclass(frozen=True)
class Last:
    """The last action on an entry, as far as it can be undone."""

    officer: str
    at: int
    before: Entry
    turn: tuple[int, int] | None = None
    opened: int | None = None  # place of the entry that it opened


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
    away: set[str] = field(default_factory=set)  # officers who are on a break at their counter
    now: int = 0  # seconds

    def issue(self, service: str, *, is_priority: bool) -> int:
        self.tickets += 1
        self.entries.append(Entry(service, self.tickets, self.tickets * STEP, self.day, is_priority))
        number = self.numbers.get((service, self.day), 0) + 1
        self.numbers[service, self.day] = number
        return number

    def record(self, service: str, *, was_served: bool) -> int:
        """A number of the day before, entered from paper: it only ever was served or not."""
        self.tickets += 1
        state = State.FINISHED if was_served else State.CANCELLED
        self.entries.append(
            Entry(service, self.tickets, self.tickets * STEP, self.day - 1, is_priority=False, state=state)
        )
        number = self.numbers.get((service, self.day - 1), 0) + 1
        self.numbers[service, self.day - 1] = number
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
        self.away.discard(officer)
        return None

    def take_over(self, officer: str, counter: int) -> str | None:
        """The counter with the ticket that is open there, whose last action nobody undoes any more."""
        if self.holders.get(officer) == counter:
            return None
        if officer in self.holders:
            return REFUSED
        former = next((name for name, held in self.holders.items() if held == counter), None)
        if former is not None:
            del self.holders[former]
            self.away.discard(former)
            for each in self.entries:
                if each.counter == counter and each.state in {State.CALLED, State.SERVING} and not each.is_gone:
                    each.officer, each.last = officer, None
        self.holders[officer] = counter
        return None

    def pause(self, officer: str) -> str | None:
        if officer not in self.holders or self.is_busy(self.holders[officer]):
            return REFUSED
        self.away.add(officer)
        return None

    def come_back(self, officer: str) -> str | None:
        if officer not in self.holders:
            return REFUSED
        self.away.discard(officer)
        return None

    def call_next(self, officer: str) -> Entry | str:
        counter = self.holders.get(officer)
        if counter is None or self.is_busy(counter) or officer in self.away:
            return REFUSED
        waiting = [
            each
            for each in sorted(self.entries, key=lambda each: each.arrival)
            if each.state == State.WAITING
            and each.day == self.day
            and each.service in self.offers[counter]
            and not each.is_gone
            and each.not_before <= self.now
        ]
        if not waiting:
            return REFUSED
        turn = self.turns.get(counter, (-1, 0))
        entry = self._by_turn(waiting, counter)
        entry.last = Last(officer, self.now, replace(entry), turn=turn)
        entry.state, entry.counter, entry.officer = State.CALLED, counter, officer
        return entry

    def do(self, verb: str, officer: str, place: int, *, service: str) -> str | None:
        """Any verb with one leg; service: where a transfer goes."""
        if verb in {"transfer", "pass_on"}:
            return self.onward(officer, place, service, verb)
        if verb == "undo":
            return self.undo(officer, place)
        if verb == "resume":
            return self.resume(officer, place)
        if verb in {"restore", "cancel"}:
            return self.restore(officer, place) if verb == "restore" else self.cancel(officer, place)
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
        self._note(entry, officer)
        entry.state = becomes
        return None

    def resume(self, officer: str, place: int) -> str | None:
        entry, counter = self.entries[place], self.holders.get(officer)
        if entry.state != State.HELD or counter is None or self.is_busy(counter) or officer in self.away:
            return REFUSED
        self._note(entry, officer)
        entry.state, entry.counter, entry.officer = State.SERVING, counter, officer
        return None

    def onward(self, officer: str, place: int, service: str, verb: str) -> str | None:
        """transfer; or pass_on: finish, and go on with the next service of the visit."""
        entry = self.entries[place]
        states, becomes = {
            "transfer": ({State.CALLED, State.SERVING}, State.TRANSFERRED),
            "pass_on": ({State.SERVING}, State.FINISHED),
        }[verb]
        if entry.state not in states or self.holders.get(officer) != entry.counter or entry.day != self.day:
            return REFUSED
        if entry.service == service:
            return REFUSED
        self._note(entry, officer, opened=len(self.entries))
        entry.state = becomes
        self.entries.append(Entry(service, entry.ticket, entry.arrival, entry.day, entry.is_priority))
        return None

    def undo(self, officer: str, place: int) -> str | None:
        """The officer's own last action on the entry, within ten seconds."""
        entry = self.entries[place]
        last = entry.last
        if last is None or last.officer != officer or self.now - last.at > 10:
            return REFUSED
        if last.opened is not None:
            opened = self.entries[last.opened]
            if opened.state != State.WAITING or opened.wishes:
                return REFUSED
        if last.before.state in {State.CALLED, State.SERVING}:
            counter = self.holders.get(officer)
            if counter != last.before.counter or self.is_busy(counter, but=entry) or officer in self.away:
                return REFUSED
        if last.before.state == State.WAITING and entry.day != self.day:  # nobody calls yesterday's queue
            return REFUSED
        if last.opened is not None:
            self.entries[last.opened].is_gone = True
        if last.turn is not None and entry.counter is not None:
            self.turns[entry.counter] = last.turn
        self.entries[place] = replace(last.before, last=None)
        return None

    def restore(self, officer: str, place: int) -> str | None:
        entry = self.entries[place]
        if entry.state != State.NO_SHOW or entry.day != self.day:  # yesterday's would wait where no counter looks
            return REFUSED
        if self.now - entry.ended > 60 * 60:
            return REFUSED
        self._note(entry, officer)
        entry.state, entry.counter, entry.officer = State.WAITING, None, None
        return None

    def cancel(self, officer: str, place: int) -> str | None:
        entry = self.entries[place]
        if entry.state not in {State.WAITING, State.CALLED, State.HELD}:
            return REFUSED
        if entry.state == State.CALLED and self.holders.get(officer) != entry.counter:
            return REFUSED
        self._note(entry, officer)
        entry.state = State.CANCELLED
        return None

    def wish(self, wish: str, place: int, count: int) -> str | None:
        """What the citizen of a ticket presses, wherever it stands now: late, let_pass, here, give_up."""
        own = [each for each in self.entries if each.ticket == self.entries[place].ticket and not each.is_gone]
        entry, left = own[-1], WISHES - sum(each.wishes for each in own)
        if wish == "give_up":
            return self.give_up(entry)
        if entry.state != State.WAITING or entry.day != self.day:
            return REFUSED
        is_late = entry.not_before > self.now
        if wish == "here":
            entry.not_before, entry.last = (0, None) if is_late else (entry.not_before, entry.last)
        elif is_late or left <= 0:
            return REFUSED
        elif wish == "let_pass":
            return self.let_pass(entry, count)
        else:
            entry.not_before, entry.wishes, entry.last = self.now + LATE_S, entry.wishes + 1, None
        return None

    def give_up(self, entry: Entry) -> str | None:
        if entry.is_given_up:
            return None
        if entry.state != State.WAITING or entry.day != self.day:
            return REFUSED
        entry.state, entry.is_given_up, entry.last = State.CANCELLED, True, None
        return None

    def let_pass(self, entry: Entry, count: int) -> str | None:
        """Behind so many of the same service and class, or behind all of them."""
        line = [
            each
            for each in sorted(self.entries, key=lambda each: each.arrival)
            if (each.state, each.service, each.day) == (State.WAITING, entry.service, entry.day)
            and (each.is_priority, each.is_gone) == (entry.is_priority, False)
            and (each is entry or each.not_before <= self.now)
        ]
        behind = line[line.index(entry) + 1 :][:count]
        if not behind:
            return REFUSED
        entry.arrival, entry.wishes, entry.last = behind[-1].arrival + 1, entry.wishes + 1, None
        return None

    def expire(self) -> int:
        left = [each for each in self.entries if each.day < self.day and each.state in {State.WAITING, State.HELD}]
        left = [each for each in left if not each.is_gone]
        for entry in left:
            entry.state, entry.last = State.EXPIRED, None
        return len(left)

    def is_busy(self, counter: int | None, *, but: Entry | None = None) -> bool:
        open_here = [each for each in self.entries if each.counter == counter and not each.is_gone]
        return any(each.state in {State.CALLED, State.SERVING} for each in open_here if each is not but)

    def _note(self, entry: Entry, officer: str, *, opened: int | None = None) -> None:
        entry.last = Last(officer, self.now, replace(entry), opened=opened)
        entry.ended = self.now

    def _by_turn(self, waiting: list[Entry], counter: int) -> Entry:
        regular = [each for each in waiting if not each.is_priority]
        priority = [each for each in waiting if each.is_priority]
        day, run = self.turns.get(counter, (self.day, 0))
        run = run if day == self.day else 0
        is_priority_turn = bool(priority) and (not regular or run >= self.regular_per_priority)
        self.turns[counter] = (self.day, 0 if is_priority_turn else min(run + 1, self.regular_per_priority))
        return priority[0] if is_priority_turn else regular[0]

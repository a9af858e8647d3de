"""One officer's morning as a chain of verbs with the seconds between them; everything that can happen does at times.

A day is a generator: it acts, and yields how many seconds pass until it wants to go on. Whoever drives it decides what
a second is.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from random import Random
from typing import Any

from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.outcomes import CANCELS, HOLDS, PICKS, WITHDRAWALS
from queue_app.simulate.floor import Floor
from queue_app.simulate.hands import Answer, Facts, Hands, Refused
from queue_app.simulate.played import SEARCH, label

WALK_S = (10, 60)
NO_SHOW_WAIT_S = 90
NOT_HEARD_WAIT_S, MOST_WAITS = 20, 10
NOT_YET = {"call_not_heard", "call_again_first"}
BREAK_S = (300, 900)
IDLE_S = 20.0  # how soon an officer with nobody to call looks again
SPREAD = 0.45  # of the logarithm of service times around 0.8 of the standard
NO_SHOW_SHARE, GIVES_UP_SHARE, RECALL_SHARE = 0.06, 0.02, 0.05  # of the calls
RETURN_SHARE, PICK_SHARE = 0.1, 0.15  # of the turns: goes on with a held ticket, calls out of order where allowed
DISPUTE_SHARE = 0.3  # of the own services; few have been doubted by others
TAKES_OVER_EVERY, MOST_TAKEN = 60, 2  # things that happened in the office; and how often in all
OUTCOMES = {"selesai": 0.82, "berkas_kurang": 0.09, "dirujuk": 0.05, "tidak_terlayani": 0.04}
BACK_IN_MIN = (None, 10, 30)
NOTES = ("Berkas asli dibawa.", "Menunggu tanda tangan.", "Didampingi keluarga.")
PASSES_ON = ("service", "counter", "officer")

Seconds = Iterator[float]
Turn = Generator[float, None, bool]


class Officer:
    """A person at a counter, or one who waits to be handed one."""

    def __init__(self, hands: Hands, facts: Facts, floor: Floor, random: Random) -> None:
        self.officer_id = hands.officer_id
        self._hands = hands
        self._facts = facts
        self._floor = floor
        self._random = random
        self._taken = 0
        self._is_lost = False  # somebody else was at the ticket or the counter: look what is there now
        # What may happen between two tickets, and how often.
        self._between: list[tuple[float, Callable[[], Seconds]]] = [
            (0.05, self._pause),
            (0.02, self._hand_over),
            (0.015, self._close_and_open),
            (0.05, self._bring_back),
            (0.03, self._send_home),
            (0.5, self._look_at_times),
        ]

    def open(self, counter_id: int) -> None:
        """Sits down at the counter, unless somebody holds it."""
        try:
            self._do("open", counter_id=counter_id)
        except Refused:
            self.wait_for_a_counter()
        else:
            self._floor.sits_down(self.officer_id, counter_id)

    def wait_for_a_counter(self) -> None:
        self._floor.stands_up(self.officer_id)

    def day(self) -> Seconds:
        """Works until everyone in the office has looked in vain; then closes the counter."""
        yield self._random.uniform(0, 60)
        while not self._floor.is_over:
            acts = self._floor.acts
            try:
                if (yield from self._turn()):
                    continue
                self._floor.found_nobody(self.officer_id, acts=acts)
            except Refused:
                self._is_lost = True
            yield IDLE_S
        self._go_home()

    def _go_home(self) -> None:
        if self._floor.counter_of(self.officer_id) is not None:
            self._floor.stands_up(self.officer_id)
            try:
                self._do("close")
            except Refused:
                return  # somebody else has closed it, or has a ticket there

    def _turn(self) -> Turn:
        """Whatever comes next; returns whether there was anything to do."""
        if self._is_lost:
            yield from self._sort_out()
        if not self._is_at_work():
            return self._took_over()
        if self._happens(RETURN_SHARE) and self._resume():
            yield from self._serve()
        elif called := self._called():
            yield from self._meet(called)
        elif self._floor.to_come == 0 and self._resume():
            yield from self._serve()
        else:
            return False
        for chance, happens in self._between:
            if self._is_at_work() and self._happens(chance):
                yield from happens()
        return True

    def _took_over(self) -> bool:
        """A supervisor at no counter takes that of a colleague who is gone, and goes on with what is open there."""
        others = self._floor.others(self.officer_id)
        is_due = self._taken < MOST_TAKEN and self._floor.acts > TAKES_OVER_EVERY * (self._taken + 1)
        if not (self._hands.may_take_over and others and is_due):
            return False
        self._taken += 1
        counter_id, colleague_id = self._random.choice(others)
        self._do("take-over", counter_id=counter_id)
        self._floor.stands_up(colleague_id)
        self._floor.sits_down(self.officer_id, counter_id)
        self._is_lost = True
        return True

    def _is_at_work(self) -> bool:
        return self._floor.counter_of(self.officer_id) is not None

    def _sort_out(self) -> Seconds:
        """Goes on with what is really at the counter, if the officer still has one."""
        self._is_lost = False
        state = self._hands.look()
        if state["desk"] is None:
            self._floor.stands_up(self.officer_id)
            return
        if state["desk"]["status"] != "serving":
            self._do("back")
        if (left := state["open"]) is not None:
            yield from self._serve() if left["state"] == "serving" else self._welcome(left)

    # Whom to call.

    def _called(self) -> Answer | None:
        if self._hands.may_pick and self._happens(PICK_SHARE):
            return self._picked()
        try:
            return self._opened("call-next")
        except Refused as refused:
            if refused.code != "nobody_waiting":
                raise
            return None

    def _opened(self, verb: str, **asked: Any) -> Answer:
        opened: Answer = self._do(verb, **asked)["open"]
        return opened

    def _picked(self) -> Answer | None:
        """Somebody out of order: a certain ticket, found by its number, or the first of a service."""
        coming = self._hands.look()["next"]
        if not coming:
            return None
        chosen, reason = self._random.choice(coming), self._floor.in_turn(list(PICKS), of="pick")
        if self._happens(0.5):
            return self._opened("call-service", service_id=chosen["service_id"], reason=reason)
        found = self._find(chosen["number"], "call")
        return self._opened("call", leg_id=found["leg_id"], reason=reason) if found else None

    def _resume(self) -> bool:
        """Goes on with somebody on hold: the officer's own if there is one, else a colleague's."""
        held = [each for each in self._hands.look()["held"] if self._floor.has_held(each["leg_id"])]
        if not held:
            return False
        chosen = next((each for each in held if each.get("is_mine")), held[0])
        if self._happens(0.2):
            self._do("cancel", "held", leg_id=chosen["leg_id"], reason=self._reason_to_cancel())
            return False
        self._do("resume", "of a colleague" * (not chosen.get("is_mine")), leg_id=chosen["leg_id"])
        return True

    def _find(self, number: str, verb: str) -> Answer | None:
        found = self._hands.find(number)
        self._floor.did(SEARCH)
        return next((each for each in found if each["number"] == number and verb in each["verbs"]), None)

    # With one ticket.

    def _meet(self, called: Answer) -> Seconds:
        """What becomes of a call."""
        drawn = self._random.random()
        if drawn < NO_SHOW_SHARE:
            yield from self._wait_in_vain(called)
        elif drawn < NO_SHOW_SHARE + GIVES_UP_SHARE:
            yield self._random.uniform(*WALK_S)
            self._do("cancel", "called", leg_id=called["leg_id"], reason=self._reason_to_cancel())
        else:
            if self._happens(RECALL_SHARE):
                yield NO_SHOW_WAIT_S / 3
                self._do("recall", leg_id=called["leg_id"])
            yield from self._welcome(called)

    def _wait_in_vain(self, called: Answer) -> Seconds:
        for _ in range(max(self._facts.recalls, 1)):
            yield NO_SHOW_WAIT_S / (self._facts.recalls + 1)
            self._do("recall", leg_id=called["leg_id"])
        yield NO_SHOW_WAIT_S / (self._facts.recalls + 1)
        for _ in range(MOST_WAITS):  # where the hall is busy the last call is heard later
            try:
                self._do("no-show", leg_id=called["leg_id"])
            except Refused as refused:
                if refused.code not in NOT_YET:
                    raise
                self._call_once_more(refused.code, called)
                yield NOT_HEARD_WAIT_S
            else:
                self._floor.missed_call(called["number"])
                return
        self._do("cancel", "called", leg_id=called["leg_id"], reason=self._reason_to_cancel())

    def _call_once_more(self, code: str, called: Answer) -> None:
        """A recall that came while an earlier one was still to be spoken was not another one."""
        if code == "call_again_first":
            self._do("recall", leg_id=called["leg_id"])

    def _welcome(self, called: Answer) -> Seconds:
        yield self._random.uniform(*WALK_S)
        if self._happens(0.01):
            self._pass_on(self._open())  # the citizen is at the wrong counter
        else:
            self._do("start", leg_id=called["leg_id"])
            yield from self._serve()

    def _serve(self) -> Seconds:
        """The service that the officer's screen shows, and whatever the visit goes on with at this counter."""
        goes_on = True
        while goes_on:
            leg = self._open()
            service = self._facts.services[leg["service_id"]]
            if self._happens(0.03):
                self._do("note", leg_id=leg["leg_id"], text=self._random.choice(NOTES))
            ends, part = self._random.choices([(self._hold, 3), (self._pass_on, 4), (self._finish, 1)], [5, 6, 89])[0]
            yield 0.8 * service.standard_s * self._random.lognormvariate(0, SPREAD) / part
            goes_on = ends(leg)

    def _open(self) -> Answer:
        leg: Answer | None = self._hands.look()["open"]
        if leg is None:
            raise Refused("gone")
        return leg

    # How it ends; each answers whether another service of the visit goes on here.

    def _hold(self, leg: Answer) -> bool:
        reason = self._floor.in_turn(list(HOLDS), of="hold")
        back_in_min = self._random.choice(BACK_IN_MIN)
        self._floor.put_on_hold(leg["leg_id"])
        self._do("hold", leg_id=leg["leg_id"], reason=reason, back_in_min=back_in_min)
        return False

    def _pass_on(self, leg: Answer) -> bool:
        """To another service, or to a colleague by counter or by name; half of them come back."""
        way = self._floor.in_turn(PASSES_ON, of="transfer")
        others = self._floor.others(self.officer_id)
        to: dict[str, Any] = {"service_id": self._another_service(leg)}
        if way != "service" and others:
            counter_id, officer_id = self._random.choice(others)
            to |= {"counter_id": counter_id} if way == "counter" else {"officer_id": officer_id}
        note = self._random.choice(("", *NOTES))
        self._do("transfer", leg_id=leg["leg_id"], note=note, come_back=self._happens(0.5), **to)
        return False

    def _finish(self, leg: Answer) -> bool:
        outcome = self._random.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
        asked: dict[str, Any] = {"outcome": outcome, "documents": self._random.choice((1, 1, 1, 2, 3, 5))}
        if outcome == "berkas_kurang":
            asked["missing"] = self._missing(leg)
        elif self._happens(0.08):
            asked |= {"next_service_id": self._another_service(leg), "stay": self._happens(0.5)}
        done = self._do("finish", leg_id=leg["leg_id"], **asked)
        if self._happens(0.04):
            self._doubt(leg)
        if self._happens(DISPUTE_SHARE):
            self._dispute()
        return done["open"] is not None

    def _missing(self, leg: Answer) -> list[str]:
        required = self._facts.services[leg["service_id"]].requirements
        return sorted(self._random.sample(required, self._random.randint(1, len(required)))) if required else []

    def _another_service(self, leg: Answer) -> int:
        """A service that this visit was not for until now, so that no visit goes round and round."""
        been = {leg["service_id"], *(each["service_id"] for each in leg["before"])}
        others = [each for each in self._facts.services if each not in been]
        return self._random.choice(others or [*self._facts.services])

    def _doubt(self, leg: Answer) -> None:
        """The time of a finished service tells nothing; half of the officers think better of it."""
        self._do("mark-time", leg_id=leg["leg_id"])
        if self._happens(0.5):
            self._do("withdraw-doubt", "own", leg_id=leg["leg_id"], why="officer")
        else:
            self._floor.doubted(leg["number"])

    def _dispute(self) -> None:
        """What others say of this officer's last time is wrong."""
        last = self._hands.look()["last"]
        for mark in last[0]["marks"] if last else []:
            if mark.get("may") == "dispute":
                self._do("dispute-doubt", leg_id=last[0]["leg_id"], why=mark["why"])

    # Between two tickets.

    def _pause(self) -> Seconds:
        kind, reason = self._floor.in_turn([*(("break", each) for each in BREAKS), ("back_office", None)], of="pause")
        self._do("pause", kind=kind, reason=reason)
        yield self._random.uniform(*BREAK_S)
        self._do("back")

    def _hand_over(self) -> Seconds:
        """To a colleague who is at no counter; then this officer is."""
        counter_id, colleague_id = self._floor.counter_of(self.officer_id), self._floor.take_free()
        if counter_id is None or colleague_id is None:
            return
        try:
            self._do("hand-over", officer_id=colleague_id)
        except Refused:
            self._floor.stands_up(colleague_id)
            raise
        self._floor.sits_down(colleague_id, counter_id)
        self._floor.stands_up(self.officer_id)
        yield 0

    def _close_and_open(self) -> Seconds:
        """Away for a while with the counter free for others."""
        counter_id = self._floor.counter_of(self.officer_id)
        if counter_id is not None:
            self._do("close")
            yield self._random.uniform(*BREAK_S)
            self.open(counter_id)

    def _bring_back(self) -> Seconds:
        """Somebody who missed a call stands at the counter and shows the number."""
        if (number := self._floor.take_missed()) and (found := self._find(number, "restore")):
            self._do("restore", leg_id=found["leg_id"])
        yield 0

    def _send_home(self) -> Seconds:
        """Somebody who waits gives up, and says so."""
        coming = [each for each in self._hands.look()["next"] if self._floor.is_of_the_play(each["number"])]
        if coming and (found := self._find(self._random.choice(coming)["number"], "cancel")):
            self._do("cancel", "waiting", leg_id=found["leg_id"], reason=self._reason_to_cancel())
        yield 0

    def _look_at_times(self) -> Seconds:
        """A supervisor looks at a time that an officer has marked: takes it as right, or marks it as well."""
        if self._hands.may_take_over and (number := self._floor.take_doubted()):
            for found in self._hands.find(number):
                if any(mark.get("may") == "withdraw" for mark in found["marks"]):
                    self._decide(found["leg_id"])
        yield 0

    def _decide(self, leg_id: int) -> None:
        if self._floor.in_turn((True, False), of="decide"):
            self._do("mark-time", "as supervisor", leg_id=leg_id)
        else:
            reason = self._floor.in_turn(list(WITHDRAWALS), of="withdraw")
            self._do("withdraw-doubt", "of an officer", leg_id=leg_id, why="officer", reason=reason)

    def _reason_to_cancel(self) -> str:
        return self._floor.in_turn(list(CANCELS), of="cancel")

    # Every verb.

    def _do(self, verb: str, told: str = "", **asked: Any) -> Answer:
        """The verb; at times it was a slip of the hand, is taken back, and is done once more. Raises Refused."""
        done = self._ask(verb, told, **asked)
        undo = done.get("undo")
        if undo is None or not self._floor.slips(undo["action"]):
            return done
        try:
            self._ask("undo", undo["action"], leg_id=undo["leg_id"])
        except Refused:  # somebody went on with it meanwhile
            self._floor.slipped_in_vain(undo["action"])
            return done
        return self._ask(verb, told, **asked)

    def _ask(self, verb: str, told: str = "", **asked: Any) -> Answer:
        name = label(verb, asked, told)
        try:
            done = self._hands.do(verb, **asked)
        except Refused:
            self._floor.was_refused(name)
            raise
        self._floor.did(name)
        return done

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance

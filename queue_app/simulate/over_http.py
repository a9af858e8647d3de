"""The play before a running server: a thread for every officer and kiosk, each with a browser's own requests."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from threading import Event
from urllib.parse import urlencode

from queue_app.domain.log.errors import UnexpectedAnswer
from queue_app.domain.log.rights import Right, rights_of
from queue_app.domain.office.plan import OfficePlan, OfficerPlan
from queue_app.simulate.bending import Bending
from queue_app.simulate.browser import Browser
from queue_app.simulate.citizens import Citizen, citizens
from queue_app.simulate.floor import Floor
from queue_app.simulate.hands import Answer, Facts, Refused, Service, clear
from queue_app.simulate.officer import IDLE_S, Officer
from queue_app.simulate.played import NUMBER, NUMBER_AGAIN, Played

KIOSKS = 3
LOOK_AGAIN_S = 0.1  # of an officer with nobody to call, when everything goes as fast as the server answers


class FarHands:
    """An officer's hands that are a browser at the counter's page."""

    officer_id = 0  # known once everybody has signed in: the page names colleagues only

    def __init__(self, url: str, *, username: str, password: str) -> None:
        self._browser = Browser(url)
        self._browser.sign_in(username, password)
        self.boot = self._browser.page("/counter")
        self._browser.csrf = self.boot["csrf"]
        self.may_pick = bool(self.boot["may_pick"])
        self.may_take_over = bool(self.boot["may_take_over"])

    def do(self, verb: str, **asked: object) -> Answer:
        return self._browser.post(f"/counter/{verb}", asked)[1]

    def look(self) -> Answer:
        state: Answer = self._browser.get("/counter/state")["state"]
        return state

    def find(self, typed: str) -> list[Answer]:
        return list(self._browser.get(f"/counter/search?{urlencode({'q': typed})}")["tickets"])

    def close(self) -> None:
        self._browser.close()


def play_over_http(url: str, plan: OfficePlan, *, seed: int, tickets: int, speed: float) -> Played:
    """Plays one morning from now on before the server at `url`, whose office is the plan's; answers what happened.

    speed: how much faster than life; 0 is as fast as the server answers. Everyone of the plan who serves signs in with
    the plan's password. In a demo the first counter and the first officer stay free for whoever tries it.
    Raises UnexpectedAnswer (names the request and what answered it), OSError (no answer at all).
    """
    left_free = 1 if plan.is_demo else 0
    hands = [FarHands(url, username=each.username, password=each.password) for each in _people(plan)[left_free:]]
    everyone = {colleague["id"] for each in hands for colleague in each.boot["colleagues"]}
    for each in hands:
        each.officer_id = next(iter(everyone - {colleague["id"] for colleague in each.boot["colleagues"]}), 0)
    facts = _facts(hands[0].boot)
    play = _Play(url, plan.slug, hands, facts, seed=seed, speed=speed)
    try:
        return play.run(tickets, counter_ids=list(facts.counters)[left_free:])
    finally:
        for each in hands:
            each.close()


def _people(plan: OfficePlan) -> list[OfficerPlan]:
    """Everyone of the plan who may serve, supervisors last."""
    rights = {each.username: rights_of(each.role, may_pick=False) for each in plan.officers}
    serving = [each for each in plan.officers if Right.SERVE in rights[each.username] and each.is_active]
    return sorted(serving, key=lambda each: Right.WATCH in rights[each.username])


def _facts(boot: Answer) -> Facts:
    services = {
        each["id"]: Service(each["id"], each["standard_minutes"] * 60, tuple(each["requirements"]))
        for each in boot["services"]
        if each["is_open"]
    }
    counters = {each["id"]: each["number"] for each in boot["counters"]}
    return Facts(services, counters, boot["rules"]["recalls_before_no_show"])


class _Play:
    def __init__(
        self, url: str, slug: str, hands: Sequence[FarHands], facts: Facts, *, seed: int, speed: float
    ) -> None:
        self._url = url
        self._kiosk_path = f"/kiosk/{slug}/tickets"
        self._hands = hands
        self._facts = facts
        self._floor = Floor()
        self._seed = seed
        self._speed = speed
        self._is_ended = Event()
        self._start = datetime.now(UTC)
        self._began = time.monotonic()

    def run(self, tickets: int, *, counter_ids: Sequence[int]) -> Played:
        """The first people open the counters, each the one of the same place; the others help out."""
        self._clear()
        officers = [
            Bending(each, self._facts, self._floor, Random(f"{self._seed}-{each.officer_id}")) for each in self._hands
        ]
        for place, officer in enumerate(officers):
            if place < len(counter_ids):
                officer.open(counter_ids[place])
            else:
                officer.wait_for_a_counter()
        coming = citizens(Random(self._seed), list(self._facts.services), count=tickets, start=self._start)
        line = sorted(coming, key=lambda each: each.comes_at)
        self._floor.to_come = tickets
        try:
            self._all_at_once(officers, line)
        except BaseException:
            with suppress(OSError, Refused, UnexpectedAnswer):
                self._clear()
            raise
        return self._floor.played

    def _clear(self) -> None:
        for each in self._hands:
            clear(each)

    def _all_at_once(self, officers: Sequence[Officer], line: Sequence[Citizen]) -> None:
        """Ends when all have gone home, or at once when one of them meets what should not be."""
        with ThreadPoolExecutor(KIOSKS + len(officers)) as pool:
            at_work = [pool.submit(self._kiosk, line[number::KIOSKS]) for number in range(KIOSKS)]
            at_work += [pool.submit(self._live, each.day()) for each in officers]
            try:
                wait(at_work, return_when=FIRST_EXCEPTION)
            finally:
                self._is_ended.set()
        for each in at_work:
            each.result()

    def _live(self, day: Iterator[float]) -> None:
        for seconds in day:
            pause_s = seconds / self._speed if self._speed else LOOK_AGAIN_S if seconds == IDLE_S else 0
            if self._is_ended.wait(pause_s):
                return

    def _kiosk(self, line: Sequence[Citizen]) -> None:
        browser = Browser(self._url)
        for citizen in line:
            since_start = (citizen.comes_at - self._start).total_seconds()
            lag = since_start / self._speed - (time.monotonic() - self._began) if self._speed else 0
            if self._is_ended.wait(max(lag, 0)):
                break
            self._press(browser, citizen)
            self._floor.came()
        browser.close()

    def _press(self, browser: Browser, citizen: Citizen) -> None:
        press = {
            "key": citizen.key, "service_id": citizen.service_id, "priority": citizen.priority, "party": citizen.party,
        }  # fmt: skip
        try:
            _, given = browser.post(self._kiosk_path, press)
            self._floor.took(given["number"])
            self._floor.did(NUMBER)
            if citizen.presses_twice:
                status, again = browser.post(self._kiosk_path, press)
                if (status, again["number"]) != (200, given["number"]):
                    raise UnexpectedAnswer(request=f"the same press as {given}", status=status, answer=again)
                self._floor.did(NUMBER_AGAIN)
        except Refused:
            self._floor.was_refused(NUMBER)

"""The recorded morning: people come, officers do all that they can do, paper fails, and everything stops at 09.41."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.golden import incidents
from tests.golden.arrivals import press
from tests.golden.setting_up import pair_devices
from tests.golden.story import Story, come_in

AT_WORK = {"rina": 1, "togar": 2, "yusni": 3, "martha": 4, "budi": 5}  # at which counter
LAST_MINUTE, STEP_MIN = 101, 2
STEP = timedelta(seconds=11)
Body = dict[str, Any]
Made = Callable[[Story, int], Body]
VERBS: dict[str, tuple[str, Made]] = {  # step -> verb, and what is sent beside the ticket
    "start": ("start", lambda _story, _turn: {}),
    "recall": ("recall", lambda _story, _turn: {}),
    "no-show": ("no-show", lambda _story, _turn: {}),
    "finish": ("finish", lambda _story, turn: {"documents": 1 + turn % 3}),
    "lacking": ("finish", lambda _story, _turn: {"outcome": "berkas_kurang"}),
    "refer": ("finish", lambda _story, _turn: {"outcome": "dirujuk"}),
    "next": ("finish", lambda story, _turn: {"next_service_id": story.number("services", "AMB")}),
    "stay": ("finish", lambda story, _turn: {"next_service_id": story.number("services", "KTP"), "stay": True}),
    "hold": ("hold", lambda _story, turn: {"reason": "fotokopi", "back_in_min": 5 + turn % 10}),
    "transfer": ("transfer", lambda story, _turn: {"service_id": story.number("services", "LEG"), "note": "Cek cap"}),
    "borrow": ("transfer", lambda story, _turn: {"service_id": story.number("services", "KK"), "come_back": True}),
    "cancel": ("cancel", lambda _story, _turn: {"reason": "pulang"}),
    "note": ("note", lambda _story, turn: {"text": f"Catatan {turn}"}),
    "doubt": ("mark-time", lambda _story, _turn: {}),
    "undo": ("undo", lambda _story, _turn: {}),
    "resume": ("resume", lambda _story, _turn: {}),
    "restore": ("restore", lambda _story, _turn: {}),
}
PLANS: tuple[tuple[str, ...], ...] = (  # of one ticket after the other, at each counter
    ("start", "finish"),
    ("start", "hold", "call-next", "start", "finish", "resume", "finish"),
    ("recall", "recall", "no-show", "call-next", "start", "lacking"),
    ("start", "transfer"),
    ("restore", "start", "note", "finish", "doubt"),
    ("undo", "call-next", "start", "undo", "start", "next"),
    ("start", "finish", "undo", "refer"),
    ("start", "borrow"),
    ("cancel",),
    ("start", "stay", "finish"),
)


@dataclass
class Officer:
    """Somebody at a counter: the plans in turn, and the ticket that is open."""

    story: Story
    name: str
    turn: int
    steps: Iterator[str] = field(default_factory=lambda: iter(()))
    leg: int = 0
    aside: int = 0  # the one who was put on hold, or who missed the call

    def act(self) -> None:
        """The next step of the plan; at its end the next ticket."""
        step = next(self.steps, "")
        if step in VERBS:
            self._do(step)
            return
        if not step:
            self.steps = iter(PLANS[self.turn % len(PLANS)])
            self.turn += 1
        self._opened(self.story.post(self.name, "/counter/call-next"))

    def _do(self, step: str) -> None:
        verb, made = VERBS[step]
        leg = self.aside if step in {"resume", "restore"} else self.leg
        if step in {"hold", "no-show"}:
            self.aside = self.leg
        answer = self.story.post(self.name, f"/counter/{verb}", {"leg_id": leg or 1, **made(self.story, self.turn)})
        self._opened(answer)

    def _opened(self, answer: Any) -> None:
        if answer.get("open"):
            self.leg = answer["open"]["leg_id"]


def live(story: Story) -> None:
    """Until LAST_MINUTE of the second day."""
    story.at(-5)
    story.house.look_at_the_day()
    come_in(story, "agus", *AT_WORK, "ratna", "lestari", "wayan")
    pair_devices(story)
    officers = [Officer(story, name, turn) for turn, name in enumerate(AT_WORK)]
    for name, counter in AT_WORK.items():
        story.post(name, "/counter/open", {"counter_id": story.number("counters", counter)})
    people = itertools.count(1)
    for minute in range(0, LAST_MINUTE, STEP_MIN):
        story.at(minute)
        for _ in range(3 if minute < LAST_MINUTE // 2 else 1):
            press(story, next(people))
        for officer in officers:
            story.house.clock.now += STEP
            officer.act()
        for act in incidents.at(minute):
            act(story)
    story.at(LAST_MINUTE)

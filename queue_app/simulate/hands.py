"""What an officer can do at a counter, whoever carries it out: the actions in this process, or a server over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Answer = Mapping[str, Any]
GONE = "pulang"  # a key of outcomes.CANCELS


class Refused(Exception):
    """The office's rules say no, as they do to people every day; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Service:
    id: int
    standard_s: float
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What everybody in the office knows. counters: id -> number on the sign."""

    services: Mapping[int, Service]
    counters: Mapping[int, int]
    recalls: int  # before a call counts as missed


class Hands(Protocol):
    """One officer's hands. Verbs, what they are asked with and what they answer are those of the counter's page."""

    officer_id: int
    may_pick: bool  # call out of order
    may_take_over: bool  # a counter whose officer is gone

    def do(self, verb: str, **asked: object) -> Answer:
        """Raises Refused."""

    def look(self) -> Answer:
        """The state of the counter's page."""

    def find(self, typed: str) -> list[Answer]:
        """The tickets of today with that number, each with the verbs that are possible."""


def clear(hands: Hands) -> None:
    """Ends what an earlier play left open at the officer's counter, and closes it."""
    state = hands.look()
    if (left := state["open"]) is not None:
        _end(hands, left)
    if state["desk"] is not None:
        hands.do("close")


def _end(hands: Hands, left: Answer) -> None:
    leg_id = left["leg_id"]
    if left["state"] == "serving":
        hands.do("finish", leg_id=leg_id)
        return
    hands.do("cancel", leg_id=leg_id, reason=GONE)

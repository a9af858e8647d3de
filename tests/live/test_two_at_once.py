"""Two clients act on the same ticket at the same moment: one wins, the other is told what happened."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from queue_app.domain.office.plan import OfficePlan
from queue_app.store.engines import Database
from tests.databases import Databases
from tests.offices import make_office
from tests.people import Person
from tests.recount import Recount
from tests.served import ZONE, Names, found, hear, large_plan, names, server, take_number

ROUNDS = int(os.environ.get("ROUNDS", "10"))  # make test-long: 50
Answer = tuple[int, Any]
Act = Callable[[], Answer]


@dataclass(frozen=True)
class Desks:
    """Two officers at counters 1 and 2 of a real server; the first officer once more in a second browser."""

    kiosk: Person
    one: Person
    again: Person
    other: Person
    service_id: int
    next_service_id: int
    database_url: str

    def called(self) -> int:
        """A new ticket, called at counter 1; its leg."""
        take_number(self.kiosk, self.service_id)
        return int(done(self.one, "call-next")["open"]["leg_id"])

    def missed(self) -> int:
        """A new ticket whose citizen did not come; its leg."""
        leg_id = self.called()
        hear(self.database_url)
        done(self.one, "no-show", leg_id=leg_id)
        return leg_id

    def serving(self) -> int:
        leg_id = self.called()
        done(self.one, "start", leg_id=leg_id)
        return leg_id


def plan() -> OfficePlan:
    """Two counters for both services; one missed call is enough, and whoever comes back waits in the old place."""
    large = large_plan(2)
    officers = [replace(each, may_pick=True) for each in large.officers]
    rules = replace(large.rules, recalls_before_no_show=0, restore_place="arrival")
    return replace(large, time_zone=ZONE, officers=officers, rules=rules)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def desks(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desks]:
    """One server for the module. In the end the rows must equal the events, and no rule may be broken."""
    folder: Path = tmp_path_factory.mktemp("two")
    url = databases.empty(request.param, folder)
    found(url, plan())
    named = names(url)
    with server(folder, url) as running:
        kiosk = Person(running.url, keeps_connection=True)
        one, again, other = (at_counter(running.url, named, number) for number in (1, 1, 2))
        yield Desks(kiosk, one, again, other, named.services["KTP"], named.services["AKTA"], url)
        for person in (kiosk, one, again, other):
            person.close()
    database = Database(url)
    office = make_office(database, 1)
    office.check()
    assert Recount.of(office, recalls=0, regular=2).broken == []
    database.close()
    databases.drop(url)


def at_counter(url: str, named: Names, number: int) -> Person:
    person = Person(url, keeps_connection=True)
    person.sign_in(f"petugas{number}")
    done(person, "open", counter_id=named.counters[number])
    return person


def done(person: Person, verb: str, **asked: object) -> Any:
    status, answer = person.post(f"/counter/{verb}", asked)
    assert status == 200, (verb, answer)
    return answer


def at_once(*acts: Act) -> list[Answer]:
    """What each was answered, in the same order."""
    start = threading.Barrier(len(acts))

    def act(one: Act) -> Answer:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def race(*acts: tuple[Person, str, dict[str, object]]) -> tuple[str, str]:
    """The one verb that won, and what the other was told: a code, with a sentence."""
    answers = at_once(*(lambda each=each: each[0].post(f"/counter/{each[1]}", each[2]) for each in acts))
    assert sorted(status for status, _ in answers) == [200, 409], answers
    (winner,) = (place for place, (status, _) in enumerate(answers) if status == 200)
    refusal = answers[1 - winner][1]
    assert refusal["message"].endswith((".", "?")), refusal
    return acts[winner][1], refusal["error"]


def test_two_counters_call_the_only_ticket(desks: Desks) -> None:
    told = Counter[str]()
    for _ in range(ROUNDS):
        take_number(desks.kiosk, desks.service_id)
        told[race((desks.one, "call-next", {}), (desks.other, "call-next", {}))[1]] += 1
        end_all(desks)

    assert told == {"nobody_waiting": ROUNDS}


def test_two_counters_call_the_same_number(desks: Desks) -> None:
    told = Counter[str]()
    for _ in range(ROUNDS):
        leg_id = missed_and_back(desks)
        asked = {"leg_id": leg_id, "reason": "darurat"}
        told[race((desks.one, "call", asked), (desks.other, "call", asked))[1]] += 1
        end_all(desks)

    assert told == {"illegal_transition": ROUNDS}


def test_the_same_officer_finishes_in_two_browsers(desks: Desks) -> None:
    told = Counter[str]()
    for _ in range(ROUNDS):
        asked: dict[str, object] = {"leg_id": desks.serving()}
        told[race((desks.one, "finish", asked), (desks.again, "finish", asked))[1]] += 1

    assert told == {"illegal_transition": ROUNDS}


def test_one_browser_finishes_what_the_other_transfers(desks: Desks) -> None:
    ends = Counter[tuple[str, str]]()
    for _ in range(ROUNDS):
        leg_id = desks.serving()
        to: dict[str, object] = {"leg_id": leg_id, "service_id": desks.next_service_id}
        ends[race((desks.one, "finish", {"leg_id": leg_id}), (desks.again, "transfer", to))] += 1
        end_all(desks)

    assert {told for _, told in ends} == {"illegal_transition"}


def test_two_counters_resume_the_same_held_ticket(desks: Desks) -> None:
    told = Counter[str]()
    for _ in range(ROUNDS):
        leg_id = desks.serving()
        done(desks.one, "hold", leg_id=leg_id, reason="fotokopi")
        asked: dict[str, object] = {"leg_id": leg_id}
        told[race((desks.one, "resume", asked), (desks.other, "resume", asked))[1]] += 1
        end_all(desks)

    assert told == {"illegal_transition": ROUNDS}


def test_two_counters_restore_the_same_ticket(desks: Desks) -> None:
    told = Counter[str]()
    for _ in range(ROUNDS):
        leg_id = desks.missed()
        asked: dict[str, object] = {"leg_id": leg_id}
        told[race((desks.one, "restore", asked), (desks.other, "restore", asked))[1]] += 1
        end_all(desks)

    assert told == {"illegal_transition": ROUNDS}


def test_a_call_is_taken_back_while_the_next_is_called(desks: Desks) -> None:
    """Both may succeed, one after the other; then the ticket that went back is the one that is called again."""
    outcomes = Counter[tuple[int, int]]()
    for _ in range(ROUNDS):
        leg_id = desks.called()
        (undone, _), (called, answer) = at_once(
            lambda leg_id=leg_id: desks.one.post("/counter/undo", {"leg_id": leg_id}),  # type: ignore[misc]
            lambda: desks.other.post("/counter/call-next", {}),
        )
        outcomes[undone, called] += 1
        assert called == 409 or answer["open"]["leg_id"] == leg_id
        end_all(desks)

    assert set(outcomes) <= {(200, 200), (200, 409)}


def test_what_was_sent_on_is_called_while_the_transfer_is_taken_back(desks: Desks) -> None:
    ends = Counter[tuple[str, str]]()
    for _ in range(ROUNDS):
        leg_id = desks.serving()
        done(desks.one, "transfer", leg_id=leg_id, service_id=desks.next_service_id)
        ends[race((desks.one, "undo", {"leg_id": leg_id}), (desks.other, "call-next", {}))] += 1
        end_all(desks)

    assert set(ends) <= {("undo", "nobody_waiting"), ("call-next", "nothing_to_undo")}


def missed_and_back(desks: Desks) -> int:
    """A ticket that waits, by its leg."""
    leg_id = desks.missed()
    done(desks.one, "restore", leg_id=leg_id)
    return leg_id


def end_all(desks: Desks) -> None:
    """Serves whatever is at a counter or waits, until nothing is left."""
    for person in (desks.one, desks.other):
        state = person.get("/counter/state")["state"]
        while (open_now := state["open"]) is not None or state["waiting"]:
            if open_now is None:
                done(person, "call-next")
            else:
                verb = "start" if open_now["state"] == "called" else "finish"
                done(person, verb, leg_id=open_now["leg_id"])
            state = person.get("/counter/state")["state"]

"""A whole day of twelve counters and 900 tickets, played through HTTP with every verb, and counted again afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from queue_app.actions.office import setup
from queue_app.domain.log.events import KINDS
from queue_app.domain.queue.desks import BREAKS
from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.outcomes import HOLDS, OUTCOMES
from queue_app.store.engines import Database
from queue_app.store.log import chain
from queue_app.store.office.tables import Officer
from queue_app.store.queue.tables import DeskSession, Ticket
from queue_app.web import counter
from tests.databases import Databases
from tests.factories import make_plan
from tests.month import standard_s, standards_told
from tests.offices import Office, make_office
from tests.people import Person
from tests.recount import Recount
from tests.recount_compared import plain, rows
from tests.recount_work import Work
from tests.served import found, names, server, take_number
from tests.servers.antrean import ROOT
from tests.twelve_counters import write_office

LEFT_OVER = 3  # who come when the counters have closed
NEVER_UNDONE = {Action.EXPIRE, Action.RECORD_SERVED, Action.RECORD_LEFT}  # no verbs of a counter
OF_PAPER = {  # what staff do at a printer or afterwards, not at a counter
    "ticket.reprinted", "ticket.paper_decided", "ticket.served_on_paper", "ticket.left_on_paper",
}  # fmt: skip


@dataclass(frozen=True)
class Day:
    """A played day: what the program said of it, what the supervisor saw in the evening, and the log read again."""

    office: Office
    told: dict[str, int]
    board: dict[str, Any]
    recount: Recount


@contextmanager
def played(backend: str, databases: Databases, folder: Path, *, tickets: int) -> Iterator[Day]:
    file = write_office(folder / "office.toml")
    plan, url = setup.read_plan(file), databases.empty(backend, folder)
    found(url, plan)
    with server(folder, url) as running:
        told = simulate(running.url, file, tickets=tickets)
        board = evening(running.url, names(url).services["AMB"])
    database = Database(url)
    office = make_office(database, 1)
    recount = Recount.of(office, recalls=plan.rules.recalls_before_no_show, regular=plan.policy.regular)
    yield Day(office, told, board, recount)
    database.close()
    databases.drop(url)


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_day_of_twelve_counters_and_900_tickets_with_every_verb(databases: Databases, tmp_path: Path) -> None:
    with played("sqlite", databases, tmp_path, tickets=900) as day:
        assert_sound(day, tickets=900)

    assert verbs() - {name.split()[0] for name in day.told} == set()
    assert ways() - set(day.told) == set()
    of_the_desk = {kind for kind in KINDS if kind.startswith(("ticket.", "desk."))} - OF_PAPER
    assert of_the_desk - set(day.recount.kinds) == set()


@pytest.mark.timeout(240)
@pytest.mark.slow("a day of a hundred and fifty tickets")
def test_a_smaller_day_on_postgresql_is_as_sound(databases: Databases, tmp_path: Path) -> None:
    with played("postgresql", databases, tmp_path, tickets=150) as day:
        assert_sound(day, tickets=150)


def test_an_answer_that_should_not_be_ends_the_play_and_is_named(databases: Databases, tmp_path: Path) -> None:
    url = databases.empty("sqlite", tmp_path)
    found(url, replace(make_plan(), slug="lain"))
    file = write_office(tmp_path / "office.toml")

    with server(tmp_path, url) as running:
        done = run_simulate(running.url, file, tickets=1)

    assert done.returncode == 1
    assert done.stderr.startswith("POST /sign-in was answered with 401: ")


def test_in_a_demo_the_first_counter_and_the_first_officer_stay_free(databases: Databases, tmp_path: Path) -> None:
    url = databases.empty("sqlite", tmp_path)
    found(url, setup.demo_plan())

    with server(tmp_path, url) as running:
        done = run_simulate(running.url, setup.DEMO, tickets=5)

    database = Database(url)
    demo = make_office(database, 1)
    assert done.stdout.startswith("5 tickets"), done.stderr
    assert set(demo.rows(DeskSession.counter_id)) == set(demo.counters.values()) - {demo.counters[1]}
    assert demo.officers["rina"] not in demo.rows(DeskSession.officer_id)
    demo.check()
    database.close()


def assert_sound(day: Day, *, tickets: int) -> None:
    """No rule broken, rows equal to events, and the supervisor's numbers those of the log."""
    day.office.check()
    assert day.recount.broken == []
    assert totals_of(day.board) == totals_of_log(day.recount)
    assert officers_of(day.board) == officers_of_log(day.office)
    assert day.recount.kinds["ticket.issued"] == tickets + 2 * LEFT_OVER
    assert day.office.rows(DeskSession.id, DeskSession.closed_at.is_(None)) == []


def run_simulate(url: str, file: Path, *, tickets: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "queue_app", "simulate", "--url", url, "--office", str(file)]
    options = ["--tickets", str(tickets), "--seed", "3", "--speed", "0"]
    return subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)


def simulate(url: str, file: Path, *, tickets: int) -> dict[str, int]:
    """Plays the day as anybody would, from the command line; answers how often each thing was done."""
    done = run_simulate(url, file, tickets=tickets)
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()[3:]]
    told = {" ".join(word for word in row if not word.isdigit()): int(next(filter(str.isdigit, row))) for row in rows}
    assert told["number taken"] == tickets
    return told


def evening(url: str, service_id: int) -> dict[str, Any]:
    """The supervisor's board, after those who came too late were asked to come tomorrow."""
    supervisor = Person(url)
    for _ in range(LEFT_OVER):
        take_number(supervisor, service_id)
    supervisor.sign_in("tini")
    status, answer = supervisor.post("/supervisor/services/carry-over", {"service_id": service_id})
    assert (status, answer.get("carried")) == (200, LEFT_OVER), answer
    board: dict[str, Any] = supervisor.get("/supervisor/state")["state"]
    return board


def totals_of(board: dict[str, Any]) -> dict[str, Any]:
    shown = ("called", "in_service", "finished", "no_show")
    services = {each["id"]: (each["finished"], each["in_service"]) for each in board["services"]}
    return {**{name: board[name] for name in shown}, "services": services}


def totals_of_log(recount: Recount) -> dict[str, Any]:
    states, finished = recount.states(), recount.by_service("finished")
    services = {service_id: (count, 0) for service_id, count in finished.items()}
    totals = {"finished": states["finished"], "no_show": states["no_show"], "services": services}
    return {"called": 0, "in_service": 0, **totals}


def officers_of(board: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """By officer and service, as the supervisor sees it."""
    shown = {"median_s": "median_s", "p90_s": "p90_s", "within_pct": "within_pct", "walk_s": "walk_median_s"}
    return {
        (each["name"], each["service"]): plain(
            {"finished": each["count"], "holds": each["holds"], "held_s": each["held_s"]}
            | {name: each[column] for column, name in shown.items()}
        )
        for each in board["officers"]
    }


def officers_of_log(office: Office) -> dict[tuple[str, str], dict[str, Any]]:
    """The same, counted again; whoever was carried over has a number of a later day."""
    day = min(office.rows(Ticket.business_date))
    people = dict(zip(office.rows(Officer.id), office.rows(Officer.name), strict=True))
    services = {service_id: f"Layanan {code}" for code, service_id in office.services.items()}
    with office.desk.reading() as connection:
        log = list(chain.recorded(connection, office.office_id))
        zone = office.desk.office(office.office_id).time_zone
    by_day = partial(standard_s, standards_told(log))
    work = Work(rows(log), zone=zone, standard_s=by_day, first=day, last=day)
    told = ("holds", "held_s", "median_s", "p90_s", "within_pct", "walk_median_s")
    return {
        (people[officer_id], services[service_id]): plain(
            {name: each[name] for name in told} | {"finished": each["outcomes"].total()}
        )
        for (officer_id, service_id), each in work.duties().items()
    }


def verbs() -> set[str]:
    """Every verb of the counter's page, by its address, without the one for a paper: the played day has none."""
    app = Flask("counter")
    app.register_blueprint(counter.blueprint)
    posts = [rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return ({path.rpartition("/")[2] for path in posts if "<" not in path} | set(counter.VERBS)) - {"print"}


def ways() -> set[str]:
    """Each way of doing a verb that must have been seen, as the table names it."""
    return {
        *(f"finish {outcome}" for outcome in OUTCOMES),
        "finish selesai and serve the next",
        "finish selesai and queue the next",
        *(f"hold {reason}" for reason in HOLDS),
        "pause back_office",
        *(f"pause break {reason}" for reason in BREAKS),
        *(
            f"transfer to {whom}{back}"
            for whom in ("a service", "a counter", "an officer")
            for back in ("", " and back")
        ),
        *("cancel waiting", "cancel called", "cancel held"),
        "resume of a colleague",
        *(
            "mark-time",
            "mark-time as supervisor",
            "withdraw-doubt own",
            "withdraw-doubt of an officer",
            "dispute-doubt",
        ),
        *(f"undo {action}" for action in Action if action not in NEVER_UNDONE),
    }

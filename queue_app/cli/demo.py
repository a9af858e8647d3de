"""antrean demo and antrean simulate: an office to try everything in, and a morning played on it."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

from queue_app import demo, simulate
from queue_app.actions.office import setup
from queue_app.cli.address import at_port, port_option
from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.store.desk import Desk


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--serve", action="store_true", help="and serve it")
    port_option(parser)
    parser.set_defaults(command=_demo)


def _demo(config: Config, arguments: argparse.Namespace) -> int:
    return demo.run(at_port(config, arguments.port), serve=arguments.serve)


def _simulate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="the same seed plays the same morning (default 1)")
    parser.add_argument("--tickets", type=_whole, default=120, help="how many people come (default 120)")
    parser.add_argument(
        "--speed",
        type=_pace,
        default=10,
        help="10: a morning in 24 minutes (default); 0: yesterday's at once, or as fast as the server at --url answers",
    )
    parser.add_argument(
        "--days", type=_whole, help="at once: a morning of each working day in so many days before today"
    )
    parser.add_argument(
        "--surveys", type=_whole, metavar="MONTHS", help="at once: survey answers of so many past months"
    )
    parser.add_argument(
        "--offices", type=_whole, metavar="N", help="at once: yesterday's morning in each of N demo offices, of a city"
    )
    parser.add_argument(
        "--counters", type=_whole, default=20, metavar="N", help="with --offices: of the largest of them (default 20)"
    )
    parser.add_argument("--force", action="store_true", help="also on a database that is not a demo")
    parser.add_argument("--url", help="play before this server, through HTTP, with everyone's own sign-in")
    parser.add_argument("--office", type=Path, metavar="FILE.toml", help="with --url: its office, with passwords")
    parser.set_defaults(command=_simulate)


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _pace(text: str) -> float:
    speed = float(text)
    if not 0 <= speed < math.inf:
        raise ValueError(text)
    return speed


def _simulate(config: Config, arguments: argparse.Namespace) -> int:
    morning = {"seed": arguments.seed, "tickets": arguments.tickets, "speed": arguments.speed}
    if arguments.url:
        plan = setup.read_plan(arguments.office or setup.DEMO)
        played: object = simulate.play_over_http(arguments.url, plan, **morning)
    else:
        with open_desk(config) as desk:
            played = _played_here(desk, arguments, morning)
    sys.stdout.write(f"{played}\n")
    return 0


def _played_here(desk: Desk, arguments: argparse.Namespace, morning: dict[str, Any]) -> object:
    seed, force = arguments.seed, arguments.force
    if arguments.offices:
        return simulate.play_city(
            desk, offices=arguments.offices, counters=arguments.counters, seed=seed, tickets=arguments.tickets,
            tell=_how_far,
        )  # fmt: skip
    if arguments.surveys:
        return f"{simulate.play_surveys(desk, months=arguments.surveys, seed=seed, force=force)} answers"
    if arguments.days:
        return simulate.play_days(desk, seed=seed, tickets=arguments.tickets, days=arguments.days, force=force)
    return simulate.play(desk, **morning, force=force)


def _how_far(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{text}\r")
        sys.stderr.flush()


COMMANDS = {"demo": _demo_options, "simulate": _simulate_options}

"""The commands behind `antrean`; each is a few lines over an action."""

from __future__ import annotations

import argparse
import logging
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from queue_app.config import Config, load
from queue_app.domain.log.errors import FaultyPlan, NotFound, QueueError
from queue_app.domain.office.faults import Fault
from queue_app.secret import secret_key
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log import chain
from queue_app.store.office import catalogue
from queue_app.texts import DEFAULT, LANGUAGES, translate

INTERRUPTED = 130  # the shell's number for Ctrl+C
Command = Callable[[Config, argparse.Namespace], int]


def run(arguments: list[str]) -> int:
    """Exit status 0 when done, 1 when refused, 2 when the command line is not understood."""
    parsed = parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        config = load()
        logging.getLogger("queue_app").setLevel(config.log.level)
        command: Command = parsed.command
        return command(config, parsed)
    except QueueError as exc:
        faults: list[Fault] = exc.data["faults"] if isinstance(exc, FaultyPlan) else []  # type: ignore[assignment]
        sys.stderr.writelines(f"{_told(each)}\n" for each in faults)
        sys.stderr.write(translate("en", exc.message_id, **exc.data) + "\n")
    except OSError as exc:
        sys.stderr.write(f"{exc}\n")
    except SQLAlchemyError as exc:
        sys.stderr.write(f"The database did not answer as it should. Is it there, and migrated? {_first_line(exc)}\n")
    except KeyboardInterrupt:
        return INTERRUPTED
    return 1


def _told(fault: Fault) -> str:
    """A fault with its line in the file and its place in the set-up, and what the parser of the file said."""
    from queue_app.web.admin.form.places import place  # noqa: PLC0415 - pages, only where something is wrong

    line = f"line {fault.line}" if fault.line else ""
    where = place(fault.where, fault.of, lang="en")
    said = f"({fault.values['reason']})" if "reason" in fault.values else ""
    words = " ".join(part for part in (translate("en", fault.message, **fault.values), said) if part)
    return ": ".join(part for part in (line, where, words) if part)


def _first_line(error: SQLAlchemyError) -> str:
    return str(error).partition("\n")[0]


def parser() -> argparse.ArgumentParser:
    """The command line: every command with its options."""
    from queue_app import __version__  # noqa: PLC0415 - the package joins every part; --help needs none

    made = argparse.ArgumentParser(prog="antrean", description="Queue and service desk of public offices.")
    made.add_argument("--version", action="version", version=f"antrean {__version__}")
    commands = made.add_subparsers(required=True, metavar="command")
    serve = _add(commands, "serve", _serve, "serve kiosks, displays, counters and phones")
    serve.add_argument("--port", type=int, help="instead of server.port")
    init = _add(commands, "init", _init, "create the database of config.toml, and an office in it")
    init.add_argument("--office", type=Path, metavar="FILE.toml", help="what the office consists of; see README")
    _add_setup(commands)
    _add(commands, "migrate", _migrate, "bring the database to the newest schema")
    _add(commands, "verify-log", _verify_log, "check the hash chain of every office; print its head")
    demo = _add(commands, "demo", _demo, "create the demo office, if there is no office yet")
    demo.add_argument("--serve", action="store_true", help="and serve it")
    demo.add_argument("--port", type=int, help="instead of server.port")
    simulate = _add(commands, "simulate", _simulate, "play an office morning on a demo database")
    simulate.add_argument("--seed", type=int, default=1, help="the same seed plays the same morning (default 1)")
    simulate.add_argument("--tickets", type=_whole, default=120, help="how many people come (default 120)")
    simulate.add_argument(
        "--speed",
        type=_pace,
        default=10,
        help="10: a morning in 24 minutes (default); 0: yesterday's at once, or as fast as the server at --url answers",
    )
    simulate.add_argument("--force", action="store_true", help="also on a database that is not a demo")
    simulate.add_argument("--url", help="play before this server, through HTTP, with everyone's own sign-in")
    simulate.add_argument("--office", type=Path, metavar="FILE.toml", help="with --url: its office, with passwords")
    ticket = _add(commands, "ticket", _ticket, "draw the office's paper ticket, dot for dot, without a printer")
    ticket.add_argument("--preview", type=Path, required=True, metavar="FILE.png", help="picture to write")
    ticket.add_argument("--office", metavar="SLUG", help="which office; the only one is known by itself")
    ticket.add_argument("--paper", type=int, choices=[58, 80], help="in mm, instead of printing.paper_width_mm")
    ticket.add_argument(
        "--lang", choices=LANGUAGES, default=DEFAULT, help=f"the citizen's language (default: {DEFAULT})"
    )
    report = _add(commands, "report", _report, "write evidence as CSV and XLSX")
    report.add_argument("what", choices=["officers"])
    report.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    report.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    report.add_argument("--out", type=Path, default=Path(), help="folder to write into (default: here)")
    return made


def _add_setup(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    text = "write the whole set-up of an office as a file, or read it back"
    ways = commands.add_parser("setup", help=text, description=text).add_subparsers(required=True, metavar="way")
    _add(ways, "export", _export, "print the set-up of an office as TOML, without passwords")
    _add(ways, "import", _import, "bring an office to what a file says").add_argument("file", type=Path)
    for way in ways.choices.values():
        way.add_argument(
            "--office", metavar="SLUG", help="which office; the only one, or the file's, is known by itself"
        )


def _add(commands: argparse._SubParsersAction, name: str, command: Command, text: str) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    return parser


@contextmanager
def _open_desk(config: Config) -> Iterator[Desk]:
    desk = Desk(Database(config.database.url))
    try:
        yield desk
    finally:
        desk.database.close()


def _at_port(config: Config, port: int | None) -> Config:
    return replace(config, server=replace(config.server, port=port)) if port else config


def _serve(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app import server  # noqa: PLC0415 - gevent, only where something is served

    if not schema.is_current(config.database.url):
        sys.stderr.write("The database is missing or older than this program. Run: antrean migrate\n")
        return 1
    config = _at_port(config, arguments.port)
    _show_the_key(config)
    server.run(config)
    return 0


def _show_the_key(config: Config) -> None:
    """An empty database is set up in the browser, by whoever can read this terminal."""
    from queue_app.web.admin import wizard  # noqa: PLC0415 - pages, only where something is served

    with _open_desk(config) as desk, desk.reading() as connection:
        if catalogue.offices(connection):
            return
    base = config.server.public_url.rstrip("/") or f"http://localhost:{config.server.port}"
    key = wizard.key_of(secret_key(config.server.secret_file))
    sys.stdout.write(f"There is no office yet. Set it up at {base}/setup?key={key}\n")
    sys.stdout.flush()


def _migrate(config: Config, _arguments: argparse.Namespace) -> int:
    schema.migrate(config.database.url)
    sys.stdout.write("The database is ready.\n")
    return 0


def _init(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app.actions.office import setup  # noqa: PLC0415 - argon2, only where an office is founded

    plan = setup.read_plan(arguments.office) if arguments.office else None
    _migrate(config, arguments)
    if plan is not None:
        with _open_desk(config) as desk:
            setup.found_office(desk, plan)
        sys.stdout.write(f"{plan.name}: /kiosk/{plan.slug}, /display/{plan.slug}\n")
        if silent := [each.username for each in plan.officers if not each.password]:
            sys.stdout.write(f"Without a password, so nobody signs in with it: {', '.join(silent)}\n")
    return 0


def _export(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app.actions.office import setup  # noqa: PLC0415 - argon2, as above

    with _open_desk(config) as desk:
        sys.stdout.write(setup.export(setup.current(desk, _office(desk, arguments.office))))
    return 0


def _import(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app.actions.office import setup  # noqa: PLC0415 - argon2, as above

    plan = setup.read_plan(arguments.file)
    plan = replace(plan, slug=arguments.office or plan.slug)
    with _open_desk(config) as desk:
        setup.change(desk, _office(desk, plan.slug), by=None, edit=lambda _before: plan)
    sys.stdout.write(f"{plan.name}: set up as {arguments.file} says.\n")
    return 0


def _office(desk: Desk, slug: str | None) -> int:
    """The office of that name, or the only one. Raises NotFound."""
    with desk.reading() as connection:
        found = [each.id for each in catalogue.offices(connection) if slug in {None, each.slug}]
    if len(found) != 1:
        raise NotFound(what="office")
    return found[0]


def _verify_log(config: Config, _arguments: argparse.Namespace) -> int:
    with _open_desk(config) as desk, desk.reading() as connection:
        for office in catalogue.offices(connection):
            seq, head = chain.verify(connection, office.id)
            sys.stdout.write(f"{office.slug}: {seq} events, head {head}\n")
    return 0


def _demo(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app import demo  # noqa: PLC0415 - only where a demo is wanted

    return demo.run(_at_port(config, arguments.port), serve=arguments.serve)


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
    from queue_app import simulate  # noqa: PLC0415 - only where a morning is played
    from queue_app.actions.office import setup  # noqa: PLC0415 - argon2, only where an office is founded or played

    morning = {"seed": arguments.seed, "tickets": arguments.tickets, "speed": arguments.speed}
    if arguments.url:
        plan = setup.read_plan(arguments.office or setup.DEMO)
        played = simulate.play_over_http(arguments.url, plan, **morning)
    else:
        with _open_desk(config) as desk:
            played = simulate.play(desk, **morning, force=arguments.force)
    sys.stdout.write(f"{played}\n")
    return 0


def _ticket(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app.printing import sample  # noqa: PLC0415 - pictures, only where one is drawn

    width_mm = arguments.paper or config.printing.paper_width_mm
    base = config.server.public_url.rstrip("/") or f"http://localhost:{config.server.port}"
    with _open_desk(config) as desk:
        picture = sample.of_office(
            desk, _office(desk, arguments.office), lang=arguments.lang, paper_width_mm=width_mm, link_base=base,
            files_dir=Path(config.server.files_dir),
        )  # fmt: skip
    arguments.preview.write_bytes(picture)
    sys.stdout.write(f"{arguments.preview}\n")
    return 0


def _report(config: Config, arguments: argparse.Namespace) -> int:
    from queue_app.reports import officers  # noqa: PLC0415 - XlsxWriter, only where a report is written

    with _open_desk(config) as desk, desk.reading() as connection:
        period = {"first": arguments.first, "last": arguments.last}
        for office in catalogue.offices(connection):
            for path in officers.write(connection, office, **period, folder=arguments.out, made_at=desk.clock()):
                sys.stdout.write(f"{path}\n")
    return 0

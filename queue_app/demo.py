"""`antrean demo`: an office to try everything in, with the addresses and passwords printed."""

from __future__ import annotations

import secrets
import socket
import sys
from pathlib import Path

from queue_app.actions.office import setup
from queue_app.actions.queue import tickets
from queue_app.config import Config
from queue_app.domain.log.errors import QueueError
from queue_app.domain.office.plan import OfficePlan
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log.steady import steady_clock
from queue_app.store.office import catalogue


def run(config: Config, *, serve: bool) -> int:
    """Creates the database and the demo office where missing, prints where to look, and serves if asked."""
    schema.migrate(config.database.url)
    desk = Desk(Database(config.database.url), steady=steady_clock)
    office = setup.ensure_demo(desk)
    token = _one_ticket(desk)
    desk.database.close()
    sys.stdout.write(_addresses(config, office, token))
    sys.stdout.flush()
    if serve:
        from queue_app import server  # noqa: PLC0415 - gevent, only where something is served

        server.run(config)
    return 0


def _one_ticket(desk: Desk) -> str | None:
    """A ticket for the newcomer, so that a citizen's page can be opened at once; none while the office is closed."""
    with desk.reading() as connection:
        office = catalogue.offices(connection)[0]
        service = catalogue.services(connection, office.id)[0]
    try:
        return tickets.issue(desk, office.id, service_id=service.id, press_key=secrets.token_urlsafe(12)).token
    except QueueError:
        return None


def _addresses(config: Config, office: OfficePlan, token: str | None) -> str:
    base = config.server.public_url or f"http://localhost:{config.server.port}"
    lines = [
        "",
        f"  {office.name}",
        "",
        f"  Kiosk        {base}/kiosk/{office.slug}",
        f"  Display      {base}/display/{office.slug}",
        f"  Counter      {base}/counter",
        f"  Supervisor   {base}/supervisor",
        *([f"  One ticket   {base}/t/{token}"] if token else []),
        "",
        f"  Other machines: http://{socket.gethostname()}:{config.server.port}/",
        "",
        "  The kiosk is not paired: whoever reaches this address takes numbers, up to a limit.",
        "  An office switches “Pair devices” on, under Set-up.",
        "",
        "  User           Role            Password",
        *(f"  {each.username:<14} {each.role.value:<15} {each.password}" for each in office.officers),
        "",
        f"  In a second terminal, {_python()} -m queue_app simulate",
        "  plays a morning into every screen.   Ctrl+C ends.",
        "",
        "",
    ]
    return "\n".join(lines)


def _python() -> str:
    """This Python as it is typed here: no newcomer has the commands of .venv on the path."""
    python, here = Path(sys.executable), Path.cwd()
    return str(python.relative_to(here) if python.is_relative_to(here) else python)

"""A kiosk whose browser opens its own computer: presses there, the server behind it, and a line that can be cut."""

from __future__ import annotations

import contextlib
import http.client
import itertools
from pathlib import Path
from typing import Any

from queue_app.store.queue.tables import Ticket
from tests.kiosk.station import PATIENT, Agent, Station
from tests.kiosk.wire_cut import Cable
from tests.people import Person
from tests.printing.tcp_printer import TcpPrinter
from tests.served import rows
from tests.servers.ports import free_port
from tests.servers.waiting import becomes_true

HASTY = (
    "from kiosk.alone import keeper, passing; keeper.ASK_EVERY_S, keeper.LOOK_EVERY_S = 0.5, 0.2;"
    " keeper.ANSWER_WITHIN_S, passing.PRESS_WITHIN_S = 5.0, 10.0"
)
RUN = f"import sys; {PATIENT}; {HASTY}; from kiosk import agent; sys.exit(agent.main())"
_presses = itertools.count(1)


class OfflineKiosk:
    """A station, its cable, and the browser before it."""

    def __init__(self, station: Station, cable: Cable, folder: Path, printer: TcpPrinter) -> None:
        self.station, self.cable = station, cable
        self.port = free_port()
        station.agent = Agent(folder / "station", cable.url, printer, run=RUN, **{"--page-port": str(self.port)})
        station.give_paired()
        self.browser = Person(f"http://127.0.0.1:{self.port}")

    def start(self) -> None:
        """Until numbers were lent to it."""
        self.station.agent.start()
        assert self.station.agent.says("connected to"), self.station.agent.log_text()
        assert becomes_true(self.is_online), self.station.agent.log_text()

    def cut(self) -> None:
        """The line is cut, and the computer has noticed."""
        self.cable.is_cut = True
        assert becomes_true(self.is_alone), self.station.agent.log_text()

    def mend(self) -> None:
        self.cable.mend()
        assert becomes_true(self.is_online), self.station.agent.log_text()

    def state(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self.browser.get("/kiosk/uji/state")
        except (OSError, http.client.HTTPException, ValueError):
            return {}
        return dict(found.get("state") or {})

    def is_alone(self) -> bool:
        return self.state().get("alone") is True

    def is_online(self) -> bool:
        state = self.state()
        return bool(state) and "alone" not in state

    def press(self, *, key: str = "", service_id: int = 1, **more: Any) -> tuple[int, dict[str, Any]]:
        """Status and answer of a press at the kiosk."""
        wish = {"key": key or f"offline-press-{next(_presses):06d}", "service_id": service_id, **more}
        return self.browser.post("/kiosk/uji/tickets", wish)

    def take(self, **more: Any) -> str:
        status, answer = self.press(**more)
        assert status in {200, 201}, answer
        return str(answer["number"])

    def tickets(self) -> list[tuple[int, str]]:
        """Number and source of each ticket at the server, in order of origin."""
        found = rows(self.station.database_url, Ticket.arrived_at, Ticket.number, Ticket.source)
        return [(number, source) for _at, number, source in found]

    def has_handed_in(self, count: int) -> bool:
        """Whether so many numbers of this kiosk come to the server."""
        with contextlib.suppress(AssertionError):
            return becomes_true(lambda: sum(source == "offline" for _number, source in self.tickets()) == count)
        return False

"""A kiosk station as it stands in an office: the real server, the real `antrean-kiosk` as a process, a TCP printer."""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from queue_app.actions.hall import devices
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import JobState
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.paper.tables import PrintJob
from tests.people import Person
from tests.printing.tcp_printer import TcpPrinter
from tests.served import names, rows, server, take_number
from tests.servers.antrean import ROOT, Antrean
from tests.servers.loaded import Loaded
from tests.servers.program import Program, guard
from tests.servers.waiting import becomes_true

# Our printer is a thread among many, and on a busy machine answers later than any real one.
PATIENT = "from queue_app.printing import attempt, status; status.ANSWER_S, attempt.CONFIRM_S = 5.0, 60.0"
RUN = f"import sys; {PATIENT}; from queue_app.__main__ import kiosk; sys.exit(kiosk())"
# The same, which says all the time that it is still there.
RESTLESS = f"import sys; {PATIENT}; from kiosk import agent; agent.LOOK_IDLE_S = 0.1; sys.exit(agent.main())"
NUMBER = re.compile(rb"A\d{3}")
CODE = re.compile(r"^ {4}(\d{3}) (\d{3})$", re.MULTILINE)


@cache
def loaded() -> Loaded:
    """One for all agents of this process."""
    return Loaded(["kiosk.agent"], is_patched=False, guard=guard("KILL"))


class Agent(Program):
    """The command, as its own process. url: where it finds the server."""

    def __init__(self, folder: Path, url: str, printer: TcpPrinter, *, run: str = RUN, **options: str) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "kiosk.toml").write_text("[printer]\ntimeout_s = 30.0\n")  # see PATIENT
        said = {
            "--url": url, "--office": "uji", "--kind": "network", "--host": printer.host, "--port": str(printer.port),
            "--folder": str(folder), **options,
        }  # fmt: skip
        arguments = [part for pair in said.items() for part in pair]
        env = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-c", run, *arguments]
        super().__init__(command, log=folder / "agent.log", env=env, cwd=folder, loaded=loaded())

    def says(self, text: str, *, times: int = 1) -> bool:
        """Whether it has said so often, or does soon."""
        return becomes_true(lambda: self.log_text().count(text) >= times)


class Station:
    """An office with one printer at its kiosk. As a context: everything runs inside."""

    def __init__(self, folder: Path, database_url: str, printer: TcpPrinter, *, through: str = "") -> None:
        """through: where the agent finds the server, if not at its own address."""
        self.database_url, self.printer = database_url, printer
        # No printer at the server: the only one is the kiosk's.
        self.server: Antrean = server(folder, database_url, live={"beat_s": 0.5, "watch_s": 0.2})
        self.agent = Agent(folder / "station", through or self.server.url, printer)
        self._service_id = names(database_url).services["KTP"]
        self._person = Person(self.server.url)
        self.database = Database(database_url)
        self.desk = Desk(self.database)

    def pair(self) -> int:
        """The agent shows a code, and the administrator types it in; answers the device's number."""
        assert becomes_true(lambda: bool(self.codes)), self.agent.log_text()
        found = devices.pair(self.desk, 1, code=self.codes[-1], name="Kios kiri", by=1)
        assert self.agent.says("connected to")
        return found.id

    @property
    def codes(self) -> list[str]:
        """Every code that the agent has shown."""
        return [first + last for first, last in CODE.findall(self.agent.log_text())]

    def give_paired(self) -> int:
        """The agent finds a pairing in its folder, as after yesterday."""
        asked = devices.begin(self.desk, self.desk.office(1), DeviceKind.PRINTER)
        device = devices.pair(self.desk, 1, code=asked.code, name="Kios kiri", by=1)
        self.agent.log.parent.joinpath("token").write_text(str(asked.token))
        return device.id

    def take(self, count: int = 1) -> list[str]:
        """So many people press the kiosk's button; answers their numbers."""
        return [take_number(self._person, self._service_id)["number"] for _ in range(count)]

    def states(self) -> dict[JobState, int]:
        """How many papers are in each state."""
        return dict(Counter(state for _id, state in rows(self.database_url, PrintJob.id, PrintJob.state)))

    def come_to(self, **expected: int) -> bool:
        """Whether the papers come to these states: come_to(confirmed=3)."""
        wanted = {JobState(state): count for state, count in expected.items()}
        return becomes_true(lambda: self.states() == wanted)

    def on_paper(self) -> list[str]:
        """The numbers that lie in the tray, whole or torn, in their order."""
        return [found[0].decode() for slip in self.printer.slips if (found := NUMBER.search(slip))]

    def jobs(self, *columns: Any) -> list[Any]:
        return [tuple(row)[1:] for row in rows(self.database_url, PrintJob.id, *columns)]

    def __enter__(self) -> Self:
        self.server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.agent.stop()
        self.server.stop()
        self.database.close()

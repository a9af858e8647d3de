"""Where a run happens: its folder, its size, the process of its clients, and the servers it starts."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.load import Outcome, drive
from tests.benchmarks.table import Row
from tests.servers.antrean import Antrean
from tests.servers.ports import free_port

NO_PAPER = 'kind = "none"'
CONFIG = """
[server]
secret_file = "secret.key"
{server}
[printing]
{paper}
[display]
fresh_s = 5
[kiosk]
most_per_min_of_address = 1000000
{more}
"""
QUICK = 8  # a quick run does one of so many


@dataclass(frozen=True, slots=True)
class Place:
    folder: Path
    is_quick: bool
    clients: ProcessPoolExecutor  # one process
    is_full: bool = False  # also what takes a quarter of an hour by itself
    memory: list[Row] = field(default_factory=list)  # what the servers took, collected on the way

    def count(self, full: int) -> int:
        """How often something is done: `full`, or a good deal less in a quick run."""
        return max(full // QUICK, 3) if self.is_quick else full

    def drive(self, server: Antrean, requests: Sequence[bytes], *, clients: int, status: int) -> Outcome:
        """The load, from the clients' process."""
        return self.clients.submit(drive, server.port, requests, clients=clients, status=status).result()

    def server(self, url: str, *, paper: str = "", server: str = "", more: str = "") -> Antrean:
        """A server on that database; not started yet. paper: settings of the printer, else one that is off.

        server, more: settings of that section, and sections.
        """
        config = self.folder / "config.toml"
        config.write_text(CONFIG.format(paper=paper or _dead_printer(), server=server, more=more))
        return Antrean(folder=self.folder, database_url=url, config=config)

    def remember_memory(self, server: Antrean, when: str, aims: Mapping[str, float]) -> None:
        self.memory.append(Row(f"memory {when}", {"rss_mb": rss_mb(server.program.pid)}, aims))


def _dead_printer() -> str:
    """Settings of a network printer that is switched off: jobs are written, tried again and again, never done."""
    return f'kind = "network"\nhost = "127.0.0.1"\nport = {free_port()}'


def rss_mb(pid: int) -> float:
    """Memory of the process that is in RAM now, in megabytes (10^6 bytes)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kibibytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kibibytes) * 1024 / 1e6


@contextmanager
def told(what: str) -> Iterator[None]:
    """Says on the terminal what is under way and how long it took."""
    began = time.monotonic()
    print(f"{what} ...", end=" ", flush=True)
    yield
    print(f"{time.monotonic() - began:.0f} s", flush=True)

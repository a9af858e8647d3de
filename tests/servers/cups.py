"""A print server of CUPS as an office has it, of the tests' own: its folder, its socket, its queues.

Its backend does what CUPS's own `socket` does, which Debian packs with Ghostscript and all its fonts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.program import Program, find_program, run_as

FILES = """
ServerRoot {folder}
ServerBin {folder}/bin
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
StateDir {folder}/state
CacheDir {folder}/cache
Printcap
AccessLog {folder}/access_log
PageLog {folder}/page_log
ErrorLog stderr
SystemGroup nogroup
"""
SCHEDULER = """
Listen {folder}/socket
Browsing Off
DefaultAuthType None
<Location />
  Order deny,allow
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
BACKEND = """#!/bin/bash
[ $# -gt 0 ] || exit 0
address=${DEVICE_URI#tcp://}
port=${address%/*} alert=${address#*/}
[ -z "$alert" ] || echo "STATE: +$alert" >&2
until { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; do sleep 0.05; done
[ -z "$alert" ] || echo "STATE: -$alert" >&2
cat "${6:--}" >&3
"""
FOLDERS = ("bin/backend", "spool/tmp", "state", "cache")
PROGRAMS = Path("/usr/lib/cups/daemon")  # cupsd starts a backend through one of these


@dataclass(frozen=True)
class Cups:
    """A running server. address: for CUPS_SERVER, or `lp -h`."""

    program: Program
    address: str

    def queue(self, name: str, port: int, *, alert: str = "") -> None:
        """A raw queue to the printer at this port of 127.0.0.1, which is started and takes jobs.

        alert: what its backend tells CUPS until it is connected.
        """
        self.run("lpadmin", "-p", name, "-v", f"tcp://{port}/{alert}", "-E")

    def run(self, command: str, *words: str) -> str:
        """One of CUPS's commands on this server; answers what it wrote."""
        line, env = [find_program(command), *words], {**os.environ, "CUPS_SERVER": self.address}
        return subprocess.run(line, env=env, capture_output=True, text=True, check=True).stdout


@contextmanager
def running_cups() -> Iterator[Cups]:
    """A server without queues until the block ends."""
    user = run_as(("nobody",))
    folder = Path(tempfile.mkdtemp(prefix="antrean-cups-"))
    _fill(folder)
    if user:
        subprocess.run(["chown", "-R", user, str(folder)], check=True)
        folder.chmod(0o755)
    command = [find_program("cupsd"), "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
    program = Program(command, log=folder / "log", user=user, orphan_signal="TERM")
    found = Cups(program=program, address=str(folder / "socket"))
    try:
        program.start()
        program.wait_until(lambda: "is running" in found.run("lpstat", "-r"))
        yield found
    finally:
        program.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path) -> None:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    (folder / "bin/daemon").symlink_to(PROGRAMS)
    backend = folder / "bin/backend/tcp"
    backend.write_text(BACKEND)
    backend.chmod(0o755)
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder))
    (folder / "cupsd.conf").write_text(SCHEDULER.format(folder=folder))

"""A queue of CUPS through CUPS's own commands, so that no Python package has to be built where a printer hangs.

A ticket is handed over held and then released: what fails before the release cannot come out, so it may be tried again.
What was released is in the hands of CUPS; it prints it once, and never says whether it came out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass

SETTLE_S = 3.0  # for the ticket before to leave the queue: a printer that is well takes one in a moment
ASK_AGAIN_S = 0.1
DISABLED = re.compile(r"^printer \S+ disabled|not accepting requests since", re.MULTILINE)
PRINTING = re.compile(r"^printer \S+ now printing", re.MULTILINE)
ALERTS = re.compile(r"^\s+Alerts:(.*)$", re.MULTILINE)
REQUEST = re.compile(r"request id is (\S+)")
# What CUPS says of a printer that holds up its queue -> key of paper.CONDITIONS; most tell nothing. Source: RFC 8011,
# 5.4.12; offline as CUPS's own backends set it.
CAUSES: dict[str, str] = {
    "media-empty": "paper_end",
    "media-needed": "paper_end",
    "cover-open": "cover_open",
    "door-open": "cover_open",
    "offline": "unreachable",
}
HELD_UP = "held_up"


class QueueFault(RuntimeError):
    """Why CUPS does not take a ticket: its text is a key of paper.CONDITIONS, or else the words of the command."""


@dataclass(frozen=True)
class CupsQueue:
    """One queue. server: of CUPS where it is another than this computer's; timeout_s: for each command."""

    name: str
    server: str
    timeout_s: float

    def check(self) -> None:
        """Raises QueueFault where the queue takes nothing, or where what it took before does not leave it.

        Without the second, all tickets of an hour would come out at once when somebody switches the printer on.
        """
        deadline = time.monotonic() + SETTLE_S
        while told := self._hold_up():
            if time.monotonic() > deadline:
                raise QueueFault(told)
            time.sleep(ASK_AGAIN_S)

    def hold(self, data: bytes) -> str:
        """Hands the bytes over, to be kept; answers the job's name. Raises QueueFault: nothing of it comes out."""
        words = ["-d", self.name, "-t", "Antrean", "-o", "raw", "-H", "hold", "-"]
        found = REQUEST.search(self._done("lp", words, data))
        if found is None:
            raise QueueFault("fault")
        return found[1]

    def release(self, job: str) -> None:
        """Lets CUPS print the job. Raises QueueFault: it may come out, or not."""
        self._done("lp", ["-i", job, "-H", "resume"])

    def close(self) -> None:
        """Nothing is open between two commands."""

    def _hold_up(self) -> str | None:
        """What keeps the ticket that is being printed, None where none is."""
        told = self._run("lpstat", ["-r", "-l", "-p", self.name, "-a", self.name]).stdout
        if "scheduler is running" not in told:
            raise QueueFault("no_spooler")
        if "\nprinter " not in told:
            raise QueueFault("no_queue")
        if DISABLED.search(told):
            raise QueueFault("stopped")
        if not PRINTING.search(told):  # an idle queue keeps its last alert, and would never hear that the paper is new
            return None
        alerts = " ".join(ALERTS.findall(told)).split()
        return next((code for alert in alerts for named, code in CAUSES.items() if alert.startswith(named)), HELD_UP)

    def _done(self, command: str, words: list[str], data: bytes = b"") -> str:
        done = self._run(command, words, data)
        if done.returncode:
            raise QueueFault(done.stderr.strip().removeprefix("lp: ") or "fault")
        return done.stdout

    def _run(self, command: str, words: list[str], data: bytes = b"") -> subprocess.CompletedProcess[str]:
        program = shutil.which(command)
        if program is None:
            raise QueueFault("no_cups")
        line = [command, *(["-h", self.server] if self.server else []), *words]
        try:
            done = subprocess.run(  # noqa: S603 - no shell
                line, executable=program, input=data, capture_output=True, timeout=self.timeout_s, check=False,
                env={**os.environ, "LC_ALL": "C"},
            )  # fmt: skip
        except subprocess.TimeoutExpired as exc:
            raise QueueFault("silent") from exc
        out, said = (told.decode(errors="replace") for told in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(line, done.returncode, out, said)

"""`make audit`: asks a service of known flaws about every package that is pinned, in every list.

    python -m tests.security.audit PATH-OF-PIP-AUDIT

Exit codes: 0 none is known; 1 some are, and stand above; 3 the service could not be reached, so nothing is known;
2 anything else.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
NONE, SOME, FAILED, NOT_REACHED = 0, 1, 2, 3
AWAY = (
    "ConnectionError", "ConnectTimeout", "Max retries exceeded", "NameResolution", "timed out", "SSLError", "HTTPError",
    "ServiceError", "Tunnel connection failed", "Failed to resolve", "Connection refused",
)  # fmt: skip
SKIPPED = "could not be audited"
SAID = {
    NONE: "No flaw is known of what is pinned.",
    SOME: "Flaws are known. Raise the versions, compile the lists anew, and run the tests.",
    FAILED: "The audit itself failed.",
    NOT_REACHED: "The service of known flaws could not be reached: nothing was looked at. This is no pass.",
}
Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


def lists() -> list[Path]:
    return sorted(ROOT.glob("requirements*.txt"))


def outcome(finished: subprocess.CompletedProcess[str]) -> int:
    """Of one run of pip-audit: it answers 1 both to flaws and to a service that is away."""
    if SKIPPED in finished.stdout:
        return NOT_REACHED  # a mirror that has no such service answers as if the package did not exist, and 0
    if finished.returncode == 0:
        return NONE
    if any(word in finished.stderr for word in AWAY):
        return NOT_REACHED
    return SOME if "Found" in finished.stderr and "vulnerabilit" in finished.stderr else FAILED


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def audit(pip_audit: str, *, asked: Run = run) -> int:
    """The worst that was found of any list; a list that could not be looked at is worse than none."""
    codes = []
    for file in lists():
        finished = asked([pip_audit, "--require-hashes", "--disable-pip", "--progress-spinner=off", "-r", str(file)])
        codes.append(outcome(finished))
        sys.stdout.write(f"{file.name}\n{finished.stdout}")
        if codes[-1] in {FAILED, NOT_REACHED}:
            sys.stderr.write(finished.stderr[-600:] + "\n")
    worst = next((code for code in (SOME, FAILED, NOT_REACHED) if code in codes), NONE)
    sys.stdout.write(SAID[worst] + "\n")
    return worst


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1]))

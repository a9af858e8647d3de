"""What `make audit` answers for each way in which it may end. The service itself is asked by nobody here."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

import pytest

from tests.security import audit

FOUND = "Found 2 known vulnerabilities in 1 package"
DROPPED = "pip_audit._service.interface.ConnectionError: Could not connect to PyPI's vulnerability feed"


SKIPPED = "flask Dependency not found on PyPI and could not be audited: flask (3.1.3)"


def ended(code: int, stderr: str = "", stdout: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, stdout=stdout, stderr=stderr)


@pytest.mark.parametrize(
    ("finished", "code"),
    [
        (ended(0, "No known vulnerabilities found"), audit.NONE),
        (ended(1, FOUND), audit.SOME),
        (ended(1, DROPPED), audit.NOT_REACHED),
        (ended(1, "HTTPSConnectionPool: Max retries exceeded"), audit.NOT_REACHED),
        (ended(0, "No known vulnerabilities found", SKIPPED), audit.NOT_REACHED),
        (ended(2, "usage: pip-audit"), audit.FAILED),
    ],
)
def test_each_end_has_an_exit_code(finished: subprocess.CompletedProcess[str], code: int) -> None:
    assert audit.outcome(finished) == code


def test_a_service_that_cannot_be_reached_has_an_exit_code_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.audit("pip-audit", asked=lambda _command: ended(1, DROPPED)) == 3
    assert "This is no pass." in capsys.readouterr().out


def test_every_list_is_looked_at_with_its_hashes_and_the_worst_counts() -> None:
    asked: list[Sequence[str]] = []

    def answer(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return ended(1, FOUND) if command[-1].endswith("dev.txt") else ended(0)

    assert audit.audit("pip-audit", asked=answer) == audit.SOME
    assert [command[-1] for command in asked] == [str(file) for file in audit.lists()]
    assert {command[1] for command in asked} == {"--require-hashes"}

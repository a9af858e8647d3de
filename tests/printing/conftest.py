"""How long the printing waits in these tests for a printer that is a thread among many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from queue_app.printing import attempt, status
from tests.printing.tcp_printer import TcpPrinter

PATIENT_S, BRIEF_S = 5.0, 0.2


@pytest.fixture
def printer() -> Iterator[TcpPrinter]:
    """One that tells of itself."""
    with TcpPrinter(speaks=True) as found:
        yield found


@pytest.fixture
def expect_silence(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """An answer is waited for however busy the machine is; once this is called, none is expected any more."""
    monkeypatch.setattr(status, "ANSWER_S", PATIENT_S)
    monkeypatch.setattr(attempt, "CONFIRM_S", 60.0)
    return lambda: monkeypatch.setattr(status, "ANSWER_S", BRIEF_S)

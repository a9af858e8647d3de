"""Time is told and never asserted: the ten slowest, who is slow without a reason, and the whole against its budget."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from tests.on_postgresql import is_whole

BUDGET_S = 420  # of the whole on two cores
SLOW_S = 2.0


class Budget:
    """Adds up, in the process that the workers report to, what each test took."""

    def __init__(self, config: pytest.Config) -> None:
        self._is_whole = is_whole(config)
        self._began = time.monotonic()
        self._took: Counter[str] = Counter()
        self._reasoned: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._took[report.nodeid] += report.duration  # type: ignore[assignment]
        if "slow" in report.keywords:
            self._reasoned.add(report.nodeid)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for name, took_s in self._unexplained():
            terminalreporter.write_line(f"{took_s:6.1f} s and no reason on its line (@pytest.mark.slow): {name}")
        if self._is_whole:
            spent_s = time.monotonic() - self._began
            terminalreporter.write_line(f"{spent_s:.0f} s of the {BUDGET_S} s that the whole may take on two cores")

    def _unexplained(self) -> list[tuple[str, float]]:
        slow = [(name, took_s) for name, took_s in self._took.most_common() if took_s > SLOW_S]
        return [(name, took_s) for name, took_s in slow if name not in self._reasoned]

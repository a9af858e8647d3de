"""A training with few trees, and one that fails: what a process of its own does in the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from queue_app.domain.citizen.learned.learning import FULL
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.relearned import relearned
from queue_app.domain.citizen.training import Trained

SMALL = replace(FULL, trees=6, seeds=(1,))


def small(passed: Sequence[Passed], before: Any, **more: Any) -> Trained | None:
    return relearned(passed, before, **more, growth=SMALL)


def broken(*_values: Any, **_more: Any) -> None:
    raise RuntimeError("as a faulty release would")

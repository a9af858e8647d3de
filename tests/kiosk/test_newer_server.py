"""What the kiosk's program makes of a paper that a newer server laid out."""

from __future__ import annotations

import threading
from pathlib import Path

from kiosk.agent import Agent
from kiosk.outbox import Outbox
from kiosk.settings import Settings
from queue_app.domain.paper.jobs import Outcome


def test_lines_that_it_does_not_know_are_a_refusal_with_its_reason(tmp_path: Path) -> None:
    agent = Agent(Settings(), Outbox(tmp_path / "outbox.db"), threading.Event())

    told = agent.on_paper(1, 1, [{"type": "hologram"}])

    assert (told["outcome"], told["length_mm"]) == (Outcome.REFUSED, 0)
    assert told["reason"].startswith("unprintable: ValidationError: Invalid value 'hologram'")

"""Work beside the event loop."""

from __future__ import annotations

import pytest

from queue_app.domain.log.errors import UnreadableClip
from queue_app.server import in_threads


def refused() -> object:
    raise UnreadableClip


def test_what_work_raises_is_raised_to_whoever_asked_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    offload = in_threads(1)

    with pytest.raises(UnreadableClip):
        offload(refused)

    assert (offload(lambda: "done"), capfd.readouterr().err) == ("done", "")

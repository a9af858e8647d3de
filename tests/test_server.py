"""Work beside the event loop, and how many may be connected."""

from __future__ import annotations

import resource

import pytest

from queue_app.domain.log.errors import UnreadableClip
from queue_app.server import MOST_FILES, allow_many_files, in_threads


def refused() -> object:
    raise UnreadableClip


def test_what_work_raises_is_raised_to_whoever_asked_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    offload = in_threads(1)

    with pytest.raises(UnreadableClip):
        offload(refused)

    assert (offload(lambda: "done"), capfd.readouterr().err) == ("done", "")


def test_a_server_has_as_many_connections_as_its_machine_allows() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard), hard))  # as a terminal does

    allow_many_files()

    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(hard, MOST_FILES), hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

"""What is said on a line and is no packet: one quiet line in the log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import socketio

from queue_app.domain.queue import numbering
from queue_app.live.wire import mend_malformed


@pytest.fixture
def server() -> socketio.Server:
    return socketio.Server(async_mode="threading")


@pytest.mark.parametrize("packet", ["", "x", "9", "4", "²", "2{", "2[", "251-", "5[]"])
def test_a_packet_that_makes_no_sense_is_one_quiet_line(
    server: socketio.Server, packet: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "queue_app.live.wire")
    mend_malformed(server)

    server.eio.handlers["message"]("line", packet)

    assert [(each.levelname, each.exc_info) for each in caplog.records] == [("INFO", None)]


def test_a_fault_of_our_own_is_not_kept_quiet(server: socketio.Server) -> None:
    server.eio.handlers["message"] = lambda _sid, _data: numbering.business_date(datetime.now(UTC), "Nowhere/Else")
    mend_malformed(server)

    with pytest.raises(KeyError):
        server.eio.handlers["message"]("line", "2[]")

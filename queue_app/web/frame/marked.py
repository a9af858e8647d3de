"""Who asks, where what is counted must not tell it: of whoever answers, complains or books a counter keeps a mark."""

from __future__ import annotations

from queue_app.web.frame import client
from queue_app.web.frame.pages import desk


def address() -> str:
    """A mark of the address of whoever asks; whoever reads the counters without the seal's key knows no address."""
    return desk().seal.mark("address", client.block()).hex()

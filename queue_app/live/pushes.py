"""Wakes the phones that asked for it, in the background: nobody waits for a push service, nor misses anything by it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlsplit

from queue_app.actions.citizen import pushes
from queue_app.store.citizen.pushes import Follower
from queue_app.store.desk import Desk
from queue_app.store.engines import Offload, run_here
from queue_app.texts import translate
from queue_app.unattended import Unattended

LOOK_EVERY_S = 2.0
SILENT_S = 60.0  # a service that did not answer is left alone: else the phones of a hall wait behind each other
Words = Mapping[str, str]
Send = Callable[[Mapping[str, str], Words], str]  # phone, words -> a value of push.Sent


class Pushes:
    """One thread (a greenlet in the server). Several workers may look: each phone is told by the one that claims it."""

    def __init__(self, desk: Desk, send: Send, *, offload: Offload = run_here) -> None:
        self._desk = desk
        self._send = send
        self._offload = offload
        self._silent_until: dict[str, float] = {}  # host of a push service -> until when it is left alone
        self._loop = Unattended(
            self.look, name="pushes", every_s=LOOK_EVERY_S, is_at_once=False, grace_s=0,
            fault="the phones that asked to be woken could not be read",
        )  # fmt: skip

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """What is under way may end by itself: nothing depends on it."""
        self._loop.stop()

    def look(self) -> None:
        """Tells every phone what is new for it."""
        for follower, ahead in pushes.due(self._desk):
            self._tell(follower, words(follower, ahead))

    def _tell(self, follower: Follower, told: Words) -> None:
        host = urlsplit(follower.phone.endpoint).netloc
        if time.monotonic() < self._silent_until.get(host, 0.0):
            return
        sent = self._offload(partial(self._send, follower.phone._asdict(), told))
        if sent == "gone":
            pushes.is_gone(self._desk, follower.phone.endpoint)
        elif sent == "failed":
            self._silent_until[host] = time.monotonic() + SILENT_S


def words(follower: Follower, ahead: int) -> Words:
    """What the phone shows: the number, and the counter where it is called. Nothing else is ever sent."""
    number, lang = follower.number, follower.lang
    if follower.is_called:
        title = translate(lang, "{number}: please go to counter {counter}", number=number, counter=follower.counter)
        return {"number": number, "title": title, "body": ""}
    title = translate(lang, "{number}: people ahead of you: {count}", number=number, count=ahead)
    return {"number": number, "title": title, "body": translate(lang, "Please come to the waiting room.")}

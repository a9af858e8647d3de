"""A request that met a database which was away is answered once it is back, as long as nothing of it was done.

A transaction that was lost before its COMMIT has left no trace, so the same request may run again from its beginning:
with a context of its own, and the body that it came with. What is on disk already is never run again; whoever asked
gets a 503 then, and repeats with the same key or looks how things stand.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from queue_app import metered
from queue_app.store import patience

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

UNDONE = "antrean.undone"  # in the environ of a request that was answered 503 and has done nothing
MOST = 64 * 1024  # bytes of a body that is kept; what is larger (a video) was read past us and cannot come again
PAUSE_S = 0.05


def before(app: WSGIApplication, away_s: float) -> WSGIApplication:
    """Asks the program again, for away_s after the request came. 0: never."""
    return _Repeated(app, away_s) if away_s else app


class _Repeated:
    def __init__(self, app: WSGIApplication, away_s: float) -> None:
        self._app = app
        self._away_s = away_s

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = _body(environ)
        with patience.lasting(self._away_s) as waiting:
            while True:
                told: list[Any] = []
                asked = {**environ, **body()}
                chunks = self._app(asked, _noting(told))
                is_over = UNDONE not in asked or waiting.is_over or waiting.has_written
                if is_over or body is _as_it_comes:
                    break
                metered.RETRIES.add()
                _close(chunks)
                time.sleep(PAUSE_S)
        start_response(*told)
        return chunks


def _body(environ: WSGIEnvironment) -> Callable[[], dict[str, Any]]:
    """What makes a body of the request that is read from its beginning."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if "HTTP_TRANSFER_ENCODING" in environ or not length.isascii() or not length.isdigit() or int(length) > MOST:
        return _as_it_comes
    try:
        kept = environ["wsgi.input"].read(int(length))
    except OSError:  # whoever sent it is gone, which the program finds as well
        return _as_it_comes
    return lambda: {"wsgi.input": io.BytesIO(kept)}


def _as_it_comes() -> dict[str, Any]:
    return {}


def _noting(told: list[Any]) -> StartResponse:
    """Keeps what is answered first, until it is known to be the answer."""

    def start_response(*said: Any) -> Callable[[bytes], object]:
        told[:] = said
        return lambda _chunk: None

    return start_response


def _close(chunks: Iterable[bytes]) -> None:
    close = getattr(chunks, "close", None)
    if close:
        close()

"""Answers that everybody gets alike: made once in a few seconds, however many ask.

What is kept is what was sent, so nothing of whoever asked may be in it; a shared cache may keep it, too.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Response, current_app, request

from queue_app.web.frame.pages import desk

KEPT_S = 5  # here; then the next who asks has it made anew
MAX_AGE_S = 15  # at whoever asked
MOST = 256  # answers, of all offices together
OF_LANGUAGE = ("Cookie",)  # in which it is remembered
Key = tuple[str | int, ...]


class Kept(NamedTuple):
    """One answer. etag: of its content, whichever way it travels."""

    made_at: datetime
    body: bytes
    packed: bytes
    etag: str


def kept_answer(key: Key, make: Callable[[], str | bytes], *, mimetype: str, varies: Iterable[str] = ()) -> Response:
    """The answer under that key. make: its content, the same for everybody; it is asked where none is kept.

    key: of a number that is small whatever people ask for. varies: headers of the request that chose the key.
    """
    found = _fresh(key, make)
    is_packed = bool(request.accept_encodings["gzip"])
    response = Response(found.packed if is_packed else found.body, mimetype=mimetype)
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_S}"
    response.vary.update(("Accept-Encoding", *varies))
    response.set_etag(found.etag, weak=True)
    response.make_conditional(request)
    return response


def _fresh(key: Key, make: Callable[[], str | bytes]) -> Kept:
    kept: OrderedDict[Key, Kept] = current_app.extensions.setdefault("antrean.kept_answers", OrderedDict())
    now, found = desk().clock(), kept.get(key)
    if found and timedelta(0) <= now - found.made_at < timedelta(seconds=KEPT_S):
        return found
    if found:
        kept[key] = found._replace(made_at=now)  # while it is made anew, those who ask meanwhile get the old one
    try:
        made = make()
    except Exception:
        kept.pop(key, None)  # else the old one would be told for as long as it fails
        raise
    kept[key] = new = _packed(made if isinstance(made, bytes) else made.encode(), now)
    kept.move_to_end(key)
    while len(kept) > MOST:
        kept.popitem(last=False)
    return new


def _packed(body: bytes, now: datetime) -> Kept:
    return Kept(now, body, gzip.compress(body, compresslevel=6, mtime=0), hashlib.sha256(body).hexdigest()[:20])

"""An address as people type it: with a slash behind it, a blank, or capitals, where there is a page without them.

And as chats send it: the full stop, bracket or quote behind a link becomes a part of it.
"""

from __future__ import annotations

import re

from flask import current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from queue_app.domain.queue.numbering import TOKEN_LENGTH

TYPED = ("GET", "HEAD")
BEHIND = r"[\s.,;:!?'\"*~<>()\[\]{}…»“”‘’\u200b-\u200f\ufeff]"  # no address of a page ends with one of these
NOTHING_MORE = re.compile(f"(?:{BEHIND}|/)+$")
# The next word may stand close behind a ticket's link, and chats write _a link_ for a slanted one.
TICKET = re.compile(rf"(/t/[A-Za-z0-9_-]{{{TOKEN_LENGTH}}})(?:_|_?{BEHIND}[^/]*)")


def led_on() -> Response | None:
    """The way to the page that was meant; None where the address was written as ours are, or leads nowhere either way.

    A ticket's code is never written anew: only what is of one writing, our own words and an office's name.
    """
    if "\r" in request.path or "\n" in request.path:
        return None  # nobody typed it, and no header takes a line break
    trimmed = "/" + request.path.strip("/ ")
    ticket = TICKET.fullmatch(trimmed)
    as_written = [trimmed, ticket[1] if ticket else NOTHING_MORE.sub("", trimmed)]
    for meant in dict.fromkeys([*as_written, *(each.lower() for each in as_written if each.isascii())]):
        if request.method not in TYPED or meant in {"", request.path}:
            continue
        if _is_ours(meant, is_lowered=meant not in as_written):
            asked = request.query_string.decode("latin-1")
            return redirect(f"{meant}?{asked}" if asked else meant)
    return None


def _is_ours(path: str, *, is_lowered: bool) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        blanks = adapter.match(path, method="GET")[1] if adapter else None
    except HTTPException:
        return False
    return blanks is not None and (not is_lowered or set(blanks) <= {"slug"})

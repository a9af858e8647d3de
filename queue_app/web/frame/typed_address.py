"""An address as people type it: with a slash behind it, a blank, or capitals, where there is a page without them."""

from __future__ import annotations

from flask import current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

TYPED = ("GET", "HEAD")


def led_on() -> Response | None:
    """The way to the page that was meant; None where the address was written as ours are, or leads nowhere either way.

    A ticket's code is never written anew: only what is of one writing, our own words and an office's name.
    """
    trimmed = "/" + request.path.strip("/ ")
    for meant in dict.fromkeys((trimmed, trimmed.lower())):
        if request.method in TYPED and meant != request.path and _is_ours(meant, is_lowered=meant != trimmed):
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

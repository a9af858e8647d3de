"""What this server calls the cookies that hold its own secrets.

A browser keeps one jar for a machine, whichever of its ports answers: the practice office beside the real one, or
another program made with Flask, whose cookie is `session`. Under one name each would sign people out of the other.
"""

from __future__ import annotations

import hmac

from flask import current_app

MARK = 8  # digits, beside the stem


def own_name(stem: str) -> str:
    """The cookie's name at the server that answers."""
    return name_of(stem, str(current_app.secret_key))


def name_of(stem: str, key: str) -> str:
    """The cookie's name wherever this secret is used: one for all workers of an office, another for other servers."""
    return f"{stem}_{hmac.digest(key.encode(), b'cookies', 'sha256').hex()[:MARK]}"

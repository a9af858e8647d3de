"""Whom people may ask about their data (UU 27/2022 Ps 53): as it stands on the office's notice."""

from __future__ import annotations

from dataclasses import dataclass

from queue_app.domain.log.errors import BadInput

POST_MOST, REACHED_MOST = 120, 200


@dataclass(frozen=True, slots=True)
class Contact:
    """post: the officer's post. reached_at: mail, telephone or room."""

    post: str
    reached_at: str


def checked(post: str, reached_at: str) -> Contact:
    """The same, trimmed. Raises BadInput: empty, or too long."""
    good = Contact(" ".join(post.split()), " ".join(reached_at.split()))
    for name, text, most in (("post", good.post, POST_MOST), ("reached_at", good.reached_at, REACHED_MOST)):
        if not 0 < len(text) <= most:
            raise BadInput(field=name, expected=f"1-{most}")
    return good

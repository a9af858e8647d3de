"""People put words of their own to comments, to find them again; nothing is scored, and no event tells of it."""

from __future__ import annotations

from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.citizen.survey import comments
from queue_app.store.desk import Desk

MOST_TAGS, LONGEST_TAG = 5, 30


def tag(desk: Desk, office_id: int, comment_id: int, typed: str) -> tuple[str, ...]:
    """Sets the tags of a comment to what was typed, parted by commas, in small letters, each once; answers them.

    Raises BadInput (too many or too long) and NotFound.
    """
    tags = tuple(dict.fromkeys(word for each in typed.split(",") if (word := " ".join(each.split()).lower())))
    if len(tags) > MOST_TAGS or any(len(each) > LONGEST_TAG or "\x00" in each for each in tags):
        raise BadInput(field="tags", expected=f"{MOST_TAGS} x {LONGEST_TAG}")
    with desk.beside() as connection:
        if not comments.tag(connection, office_id, comment_id, tags):
            raise NotFound(what="comment")
    return tags

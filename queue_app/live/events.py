"""One event of a screen or a printer's computer: its shape is checked, and a refusal is told in its language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from sqlalchemy.exc import OperationalError

from queue_app.domain.log.errors import MalformedRequest, QueueError
from queue_app.refusals import sentence
from queue_app.texts import language, translate

logger = logging.getLogger(__name__)

# PostgreSQL has no text with NUL, and no database one with half a letter (a lone surrogate): both would fail on it
# instead of finding nothing.
STORABLE = r"^[^\x00\ud800-\udfff]*\Z"
Name = Annotated[str, msgspec.Meta(pattern=STORABLE, max_length=80)]
Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]*\Z", max_length=20)]  # a code of ours
Version = Annotated[str, msgspec.Meta(pattern=STORABLE, max_length=40)]
ScreenKey = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]+\Z", max_length=40)]  # made by its browser
PageToken = Annotated[str, msgspec.Meta(max_length=300)]
RowNumber = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
Shape = TypeVar("Shape")
Answer = dict[str, Any]


def answering(shape: type[Shape], handle: Callable[[Shape], Answer]) -> Callable[..., Answer]:
    """A handler of one event: what was sent as `shape` to `handle`, and its answer or refusal back."""

    def answered(data: object = None, *_more: object) -> Answer:
        try:
            return handle(msgspec.convert(data, shape))
        except msgspec.ValidationError as exc:
            logger.info("%s was not understood: %s", shape.__name__, exc)
            return refusal(MalformedRequest(), language(_asked_for(data)))
        except QueueError as exc:
            return refusal(exc, language(_asked_for(data)))
        except OperationalError as exc:  # the screen asks again in a moment; unanswered it would wait for long
            logger.error("%s: %s", shape.__name__, str(exc.orig).strip())  # noqa: TRY400 - a line, no traceback each
            return _database_away(language(_asked_for(data)))

    return answered


def _database_away(lang: str) -> Answer:
    words = translate(lang, "The numbers cannot be reached now. Please try again soon.")
    return {"error": "database_away", "message": words}


def refusal(error: QueueError, lang: str) -> Answer:
    """Why nothing was done: a stable code, and the reason in words."""
    return {"error": error.code, "message": sentence(error, lang=lang)}


def _asked_for(data: object) -> str | None:
    return data.get("lang") if isinstance(data, dict) else None

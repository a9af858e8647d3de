"""A refusal as one sentence, for pages, for screens on the live line, and for the terminal."""

from __future__ import annotations

from datetime import datetime

from queue_app.domain.log.errors import ByLang, QueueError
from queue_app.texts import clock_time, translate

USUAL_ZONE = "Asia/Jakarta"  # of a reader whose office is not known


def sentence(error: QueueError, *, lang: str, time_zone: str = USUAL_ZONE) -> str:
    """Why nothing was done, in the reader's language. time_zone: of the wall whose times the reader knows."""
    values = {name: _readable(value, lang, time_zone) for name, value in error.data.items()}
    if "what" in values:  # what is not there, a msgid
        values["what"] = translate(lang, str(values["what"]))
    return translate(lang, error.message_id, **values)


def _readable(value: object, lang: str, time_zone: str) -> object:
    if isinstance(value, datetime):
        return clock_time(value, time_zone)
    return value[lang] if isinstance(value, ByLang) else value

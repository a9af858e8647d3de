"""The sum over a day's answers that its seal in the log holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from queue_app.domain.citizen.survey.answers import Answer


def digest(answers: Iterable[tuple[str, Answer]]) -> str:
    """SHA-256, in hexadecimal, over a day's answers, each with the key of its instrument.

    Of each its line of JSON, without spaces, with sorted keys; the lines in their own order. So neither ids nor the
    order in which they were given count, and whoever holds the rows can make it again without this program.
    """
    lines = sorted(_line(instrument, each) for instrument, each in answers)
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _line(instrument: str, answer: Answer) -> str:
    told = {
        "instrument": instrument, "day": answer.day.isoformat(), "service": answer.service_id,
        "officer": answer.officer_id, "channel": answer.channel.value, "own_device": answer.is_own_device,
        "answers": dict(answer.values), **answer.respondent._asdict(),
    }  # fmt: skip
    return json.dumps(told, sort_keys=True, separators=(",", ":"))

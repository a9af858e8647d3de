"""The answer about a weekday, computed in a process of its own (`apart`): seconds of work that hold up no call."""

from __future__ import annotations

from random import Random

from queue_app.domain.evidence.staffing.answer import Answer, Question
from queue_app.domain.evidence.staffing.answer import answered as answer


def answered(question: Question) -> Answer:
    """With lots that are the same for the same question."""
    return answer(question, Random)

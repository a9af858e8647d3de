"""What requests, their ends and the steps of a breach are called. All are msgids."""

from __future__ import annotations

from queue_app.domain.citizen.privacy.breaches import Mood, Step
from queue_app.domain.citizen.privacy.requests import Outcome, RequestKind

KINDS: dict[RequestKind, str] = {
    RequestKind.ACCESS: "To see the own data",
    RequestKind.CORRECT: "To correct the own data",
    RequestKind.ERASE: "To have the own data erased",
    RequestKind.WITHDRAW: "To take back a consent",
    RequestKind.RESTRICT: "To have their use restricted",
    RequestKind.OBJECT: "To object to a decision of a machine",
    RequestKind.PORT: "To get a copy for another program",
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.DONE: "Done as asked",
    Outcome.PARTLY: "Done in part: the law keeps the rest",
    Outcome.REFUSED: "Refused, with the reason",
}
STEPS: dict[Step, str] = {
    Step.CONTAINED: "The leak is closed",
    Step.TOLD_PEOPLE: "The people were told in writing",
    Step.TOLD_AUTHORITY: "The authority was told in writing",
}
MOODS: dict[Mood, str] = {
    Mood.RUNNING: "The time to tell runs",
    Mood.NEAR: "The time to tell ends soon",
    Mood.OVER: "The time to tell is over",
    Mood.TOLD: "Everybody who must be told was told",
}

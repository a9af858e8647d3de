"""What happened, in the past tense. Events hold no personal data: numbers of rows, codes and times only.

`kind` is stable: it is stored, hashed and read back for years.
"""

from __future__ import annotations

from queue_app.domain.log.events import (
    calendar,
    complaints,
    courses,
    desks,
    evidence,
    files,
    history,
    office,
    survey,
    tickets,
)
from queue_app.domain.log.events.calendar import LeaveAsked, LeaveDecided, LeaveWithdrawn, OutageNoted, OutageWithdrawn
from queue_app.domain.log.events.complaints import ComplaintIdentityOpened, ComplaintMoved
from queue_app.domain.log.events.courses import (
    CourseNoted,
    CourseWithdrawn,
    CriterionSet,
    CriterionWithdrawn,
    TopicsSet,
)
from queue_app.domain.log.events.desks import (
    DeskBack,
    DeskClosed,
    DeskHandedOver,
    DeskOpened,
    DeskPaused,
    DeskTakenOver,
)
from queue_app.domain.log.events.event import (
    Event,
)
from queue_app.domain.log.events.evidence import (
    DisputeDecided,
    DraftPublished,
    DraftReceived,
    FeedbackGiven,
    LetterDiscussed,
    LetterLocked,
    LetterNoted,
    LetterOpened,
    RecordDisputed,
    TargetsSet,
)
from queue_app.domain.log.events.files import ApiTokenMade, ApiTokenRevoked, PdfFrozen
from queue_app.domain.log.events.history import HistoryImported, HistoryVisit
from queue_app.domain.log.events.office import (
    AlertAcknowledged,
    ClockJumped,
    DayNoted,
    DayNoteRemoved,
    DevicePaired,
    DeviceRevoked,
    FloodNoticed,
    FloodSettled,
    HeadMailed,
    PasswordSet,
    ServiceClosedByHand,
    ServiceReopened,
    SetupChanged,
    SignedIn,
    SignedOut,
    SignInRefused,
    StandardSet,
    TrainingHeld,
)
from queue_app.domain.log.events.survey import FormsTaken, SurveySealed
from queue_app.domain.log.events.tickets import (
    ActionUndone,
    CitizenAbsent,
    DoubtDisputed,
    DoubtWithdrawn,
    LeftOnPaper,
    PaperDecided,
    ServedOnPaper,
    ServiceFinished,
    ServiceHeld,
    ServiceResumed,
    ServiceStarted,
    TicketCalled,
    TicketCameBack,
    TicketCancelled,
    TicketCarried,
    TicketExpired,
    TicketIssued,
    TicketNoted,
    TicketRecalled,
    TicketReprinted,
    TicketRestored,
    TicketSetAside,
    TicketTransferred,
    TimeMarked,
    VisitContinued,
)

__all__ = [
    "ANNOUNCED",
    "KINDS",
    "ActionUndone",
    "AlertAcknowledged",
    "ApiTokenMade",
    "ApiTokenRevoked",
    "CitizenAbsent",
    "ClockJumped",
    "ComplaintIdentityOpened",
    "ComplaintMoved",
    "CourseNoted",
    "CourseWithdrawn",
    "CriterionSet",
    "CriterionWithdrawn",
    "DayNoteRemoved",
    "DayNoted",
    "DeskBack",
    "DeskClosed",
    "DeskHandedOver",
    "DeskOpened",
    "DeskPaused",
    "DeskTakenOver",
    "DevicePaired",
    "DeviceRevoked",
    "DisputeDecided",
    "DoubtDisputed",
    "DoubtWithdrawn",
    "DraftPublished",
    "DraftReceived",
    "Event",
    "FeedbackGiven",
    "FloodNoticed",
    "FloodSettled",
    "FormsTaken",
    "HeadMailed",
    "HistoryImported",
    "HistoryVisit",
    "LeaveAsked",
    "LeaveDecided",
    "LeaveWithdrawn",
    "LeftOnPaper",
    "LetterDiscussed",
    "LetterLocked",
    "LetterNoted",
    "LetterOpened",
    "OutageNoted",
    "OutageWithdrawn",
    "PaperDecided",
    "PasswordSet",
    "PdfFrozen",
    "RecordDisputed",
    "ServedOnPaper",
    "ServiceClosedByHand",
    "ServiceFinished",
    "ServiceHeld",
    "ServiceReopened",
    "ServiceResumed",
    "ServiceStarted",
    "SetupChanged",
    "SignInRefused",
    "SignedIn",
    "SignedOut",
    "StandardSet",
    "SurveySealed",
    "TargetsSet",
    "TicketCalled",
    "TicketCameBack",
    "TicketCancelled",
    "TicketCarried",
    "TicketExpired",
    "TicketIssued",
    "TicketNoted",
    "TicketRecalled",
    "TicketReprinted",
    "TicketRestored",
    "TicketSetAside",
    "TicketTransferred",
    "TimeMarked",
    "TopicsSet",
    "TrainingHeld",
    "VisitContinued",
]

# In the order in which docs/log-format.md tells them.
KINDS: dict[str, type[Event]] = {
    each.kind: each
    for told in (tickets, desks, office, history, evidence, files, calendar, courses, survey, complaints)
    for each in vars(told).values()
    if isinstance(each, type) and issubclass(each, Event) and each is not Event
}
ANNOUNCED = (TicketCalled.kind, TicketRecalled.kind)  # what the waiting room must hear

"""From a refusal to an answer: the HTTP status of each class, in the reader's language, as JSON or as a page."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DatabaseError, DataError, OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log import booking_errors, cycle_errors, errors, leave_errors, sign_in_errors
from queue_app.domain.log.complaint_errors import ComplaintStands, ReopenedOnce, ReopenOver
from queue_app.domain.log.errors import QueueError
from queue_app.domain.log.press_errors import PressOver, TicketUnknown
from queue_app.domain.log.privacy_errors import BreachNotTold
from queue_app.domain.log.publish_errors import NotPublishable
from queue_app.domain.log.survey_errors import AlreadyAnswered, FileTakenBefore, NotServed, OwnWork, SurveyOver
from queue_app.domain.log.tablet_errors import NoSuchVisit, QuestionGone, WhichLetter
from queue_app.domain.log.time_errors import NoSuchDoubt
from queue_app.domain.log.training_errors import TrainingOver, TrainingsFull
from queue_app.domain.log.voice_errors import FileIsHeic, FileIsNoPicture, FileIsPdf, TooManyFiles
from queue_app.domain.log.wish_errors import NobodyBehind, WishNotOffered
from queue_app.refusals import USUAL_ZONE, sentence
from queue_app.store.away import Away
from queue_app.store.trouble import Trouble, trouble
from queue_app.texts import translate
from queue_app.web.frame import address
from queue_app.web.frame.pages import lang
from queue_app.web.frame.payloads import answer
from queue_app.web.frame.repeated import UNDONE
from queue_app.web.frame.typed_address import led_on

logger = logging.getLogger(__name__)

COME_AGAIN_S = 1
STATUS: dict[type[QueueError], int] = {
    errors.NotFound: 404,
    errors.BadInput: 400,
    errors.AlreadyPast: 400,
    errors.MalformedRequest: 400,
    errors.SameService: 409,
    errors.PaperSettled: 409,
    errors.NoPrinter: 409,
    errors.KeyReused: 409,
    PressOver: 409,
    TicketUnknown: 404,
    errors.ServiceClosed: 409,
    errors.NoWorkingDay: 409,
    errors.SeriesFull: 409,
    errors.NumberGiven: 409,
    errors.TooManyNumbers: 409,
    errors.FaultyList: 400,
    errors.IllegalTransition: 409,
    errors.AtOtherCounter: 409,
    errors.OtherDay: 409,
    errors.NobodyWaiting: 409,
    errors.CounterBusy: 409,
    errors.CounterTaken: 409,
    errors.DeskAlreadyOpen: 409,
    errors.NoDesk: 409,
    errors.OnBreak: 409,
    errors.CallAgainFirst: 409,
    errors.CallNotHeard: 409,
    errors.TooLate: 409,
    errors.NothingToUndo: 409,
    NoSuchDoubt: 409,
    ComplaintStands: 409,
    ReopenedOnce: 409,
    ReopenOver: 409,
    errors.ColleagueBusy: 409,
    errors.NotAllowed: 403,
    errors.SignInRequired: 401,
    errors.SignInRefused: 401,
    errors.TooManyTries: 429,
    errors.TooFast: 429,
    errors.PageExpired: 400,
    errors.OtherPerson: 409,
    errors.FaultyPlan: 400,
    errors.WrongPassword: 400,
    errors.WeakPassword: 400,
    errors.PasswordsDiffer: 400,
    errors.NotPaired: 401,
    errors.UnknownCode: 404,
    errors.TooManyScreens: 429,
    errors.UnreadableClip: 400,
    errors.SilentClip: 400,
    errors.LongClip: 400,
    errors.UnknownFile: 400,
    errors.UnreadablePicture: 400,
    errors.UnplayableVideo: 400,
    errors.BrokenVideo: 400,
    errors.LargePicture: 400,
    errors.LargeFile: 413,
    errors.FileNotStored: 507,
    cycle_errors.LetterLocked: 409,
    cycle_errors.NotThisStep: 409,
    cycle_errors.LetterChanged: 409,
    cycle_errors.OwnLetter: 403,
    cycle_errors.TermOver: 409,
    cycle_errors.TermRuns: 409,
    cycle_errors.PeriodNotOver: 409,
    cycle_errors.TrialPeriod: 409,
    cycle_errors.NothingDone: 409,
    cycle_errors.EvidenceDiffers: 409,
    cycle_errors.NotOpened: 403,
    leave_errors.LeaveOverlaps: 409,
    leave_errors.TooMuchAsked: 409,
    leave_errors.OwnLeave: 403,
    leave_errors.NotYourDecision: 403,
    leave_errors.LeaveDecided: 409,
    booking_errors.BookingsClosed: 409,
    booking_errors.SlotTaken: 409,
    booking_errors.AlreadyBooked: 409,
    booking_errors.TooManyBookings: 409,
    booking_errors.CoolDown: 409,
    booking_errors.BookingOver: 409,
    booking_errors.TooEarly: 409,
    booking_errors.BookedForOtherDay: 409,
    FileIsNoPicture: 400,
    FileIsHeic: 400,
    FileIsPdf: 400,
    TooManyFiles: 400,
    WishNotOffered: 409,
    AlreadyAnswered: 409,
    SurveyOver: 409,
    NoSuchVisit: 404,
    WhichLetter: 409,
    QuestionGone: 409,
    NotServed: 409,
    FileTakenBefore: 409,
    OwnWork: 403,
    NotPublishable: 409,
    NobodyBehind: 409,
    TrainingsFull: 409,
    TrainingOver: 404,
    BreachNotTold: 409,
    sign_in_errors.CodeWanted: 401,
    sign_in_errors.CodeRefused: 401,
    sign_in_errors.TooManyCodes: 429,
    sign_in_errors.CodeRequired: 403,
    sign_in_errors.SecondFactorRequired: 403,
    sign_in_errors.SecondFactorKept: 409,
    sign_in_errors.SetUpExpired: 400,
    sign_in_errors.SingleSignOnRefused: 401,
    sign_in_errors.SingleSignOnAway: 503,
    sign_in_errors.NotKnownHere: 403,
    sign_in_errors.TooManyRequests: 429,
    sign_in_errors.CommonPassword: 400,
    errors.UnknownHost: 421,
    errors.ForeignPage: 403,
}
TROUBLES: dict[Trouble, tuple[int, str]] = {
    Trouble.FULL: (507, "The server's disk is full. What was confirmed is kept. Please tell the administrator."),
    Trouble.UNWRITABLE: (503, "Nothing can be written on the server's disk. Please tell the administrator."),
    Trouble.LOCKED: (503, "Another program is holding the database. Please try again soon."),
    Trouble.DAMAGED: (503, "The server's database is damaged. Please tell the administrator."),
    Trouble.AWAY: (503, "The numbers cannot be reached now. Please try again soon."),
}
SOON_OVER = {Trouble.LOCKED, Trouble.AWAY}
HTTP_MESSAGES = {
    404: "There is no such page.",
    405: "This address does not take this kind of request.",
    413: "The request is too large.",
}


def message(error: QueueError) -> str:
    """The refusal in the reader's language; times in the office's zone."""
    return sentence(error, lang=lang(), time_zone=g.get("time_zone", USUAL_ZONE))


def wants_json() -> bool:
    is_for_programs = address.is_state() or request.path.startswith("/api/")
    return request.is_json or is_for_programs or request.accept_mimetypes.best == "application/json"


def register(app: Flask) -> None:
    """Every refusal that no page shows beside its own form ends here, and every fault."""
    app.register_error_handler(QueueError, _refused)
    app.register_error_handler(CSRFError, lambda _error: _refused(errors.PageExpired()))
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(DatabaseError, _database_troubled)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _failed)


def _refused(error: QueueError) -> AnyResponse:
    meant = led_on() if isinstance(error, errors.NotFound) and not wants_json() else None
    return meant or _shown(STATUS.get(type(error), 400), error.code, message(error))


def _unstorable(_error: DataError) -> AnyResponse:
    """A value that no database takes, such as a NUL in a text: the request's fault, and nothing was changed."""
    return _refused(errors.MalformedRequest())


def _database_troubled(error: DatabaseError) -> Response:
    """Full, locked or gone: told in one line a request, not a traceback each. A fault of ours is none of these."""
    found = trouble(error)
    if isinstance(error, Away) and found is not Trouble.LOCKED:  # a standby's "read only" is no disk's
        found = Trouble.AWAY
    if found is None and not isinstance(error, OperationalError):
        raise error
    found = found or Trouble.AWAY
    if isinstance(error, Away):
        request.environ[UNDONE] = True
    logger.error("%s: %s (%s)", request.path, str(error.orig).strip(), found)
    status, text = TROUBLES[found]
    response = _shown(status, found, translate(lang(), text))
    if found in SOON_OVER:
        response.retry_after = COME_AGAIN_S
    return response


def _http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status == HTTPStatus.NOT_FOUND and not wants_json() and (meant := led_on()):
        return meant
    text = HTTP_MESSAGES.get(status, "The request could not be understood.")
    return _shown(status, f"http_{status}", translate(lang(), text))


def _failed(_error: Exception) -> Response:
    # Flask has logged the traceback; the person reads only that nothing was half done.
    return _shown(500, "failed", translate(lang(), "Something failed on our side. What was confirmed is kept."))


def _shown(status: int, code: str, text: str) -> Response:
    if wants_json():
        return answer({"error": code, "message": text}, status)
    title = translate(lang(), "Sorry")
    page = render_template("error.html", title=title, message=text, code=code)
    return Response(page, status=status, mimetype="text/html")

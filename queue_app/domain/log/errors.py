"""Every refusal the system can give. A class docstring's first line is the message (a gettext msgid).

`code` is the stable name in answers and logs; the data given to the constructor fills the message.
"""

from __future__ import annotations

from typing import ClassVar


class QueueError(Exception):
    """Something went wrong."""

    code: ClassVar[str] = "error"

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(self.message_id.format_map(_Shown(data)))

    def __reduce__(self) -> tuple[object, ...]:
        """As pickle takes it from one process to another: its data are named."""
        return _anew, (type(self), self.data)

    @property
    def message_id(self) -> str:
        return (type(self).__doc__ or "").strip().splitlines()[0]


def _anew(kind: type[QueueError], data: dict[str, object]) -> QueueError:
    return kind(**data)


class _Shown(dict[str, object]):
    """Leaves a placeholder standing when its value was not given."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class ByLang(dict[str, str]):
    """A part of an error's data that each reader gets in the own language: language -> text."""

    def __str__(self) -> str:
        return self["en"]


class NotFound(QueueError):
    """There is no such {what}."""

    code = "not_found"


class BadInput(QueueError):
    """The field {field} is missing or not valid: {expected} was expected."""

    code = "bad_input"


class MalformedRequest(QueueError):
    """The request could not be understood."""

    code = "malformed_request"


class SameService(QueueError):
    """Ticket {number} is already at this service."""

    code = "same_service"


class KeyReused(QueueError):
    """This request was already used for another service."""

    code = "key_reused"


class ServiceClosed(QueueError):
    """{service} is not available now. {why}"""  # noqa: D400 - ends with the data

    code = "service_closed"


class SeriesFull(QueueError):
    """The numbers of series {series} are used up for today. Please ask an officer."""

    code = "series_full"


class IllegalTransition(QueueError):
    """Ticket {number} cannot do this now: {state}."""

    code = "illegal_transition"


class AtOtherCounter(QueueError):
    """Ticket {number} is at counter {counter} now, with {officer} since {since}."""

    code = "at_other_counter"


class OtherDay(QueueError):
    """Ticket {number} belongs to an earlier day and cannot wait again."""

    code = "other_day"


class NobodyWaiting(QueueError):
    """Nobody is waiting for this counter."""

    code = "nobody_waiting"


class CounterBusy(QueueError):
    """Ticket {number} is still open at this counter. Say first what became of it."""

    code = "counter_busy"


class CounterTaken(QueueError):
    """Counter {counter} is held by {officer} since {since}."""

    code = "counter_taken"


class DeskAlreadyOpen(QueueError):
    """You already hold counter {counter} since {since}. Close it first."""

    code = "desk_already_open"


class NoDesk(QueueError):
    """You have not opened a counter."""

    code = "no_desk"


class OnBreak(QueueError):
    """You are away from the counter since {since}. End that first."""

    code = "on_break"


class CallAgainFirst(QueueError):
    """Call {number} again first: {left} more before it counts as not there."""

    code = "call_again_first"


class CallNotHeard(QueueError):
    """The room has not heard the last call of {number} yet. It counts as not there in {seconds} s at the latest."""

    code = "call_not_heard"


class TooLate(QueueError):
    """Ticket {number} missed its call more than {minutes} minutes ago. Please take a new number."""

    code = "too_late"


class NothingToUndo(QueueError):
    """This can no longer be taken back."""

    code = "nothing_to_undo"


class ColleagueBusy(QueueError):
    """{officer} already holds counter {counter}."""

    code = "colleague_busy"


class NotAllowed(QueueError):
    """You do not have the right to do this."""

    code = "not_allowed"


class SignInRequired(QueueError):
    """Please sign in."""

    code = "sign_in_required"


class SignInRefused(QueueError):
    """The user name or the password is not right."""

    code = "sign_in_refused"


class TooManyTries(QueueError):
    """Too many tries. Please wait {seconds} seconds."""

    code = "too_many_tries"


class TooFast(QueueError):
    """Too many numbers were taken here in a short time. Please wait a minute, or ask an officer."""

    code = "too_fast"


class PageExpired(QueueError):
    """This page is too old. Load it again and repeat the step."""

    code = "page_expired"


class OtherPerson(QueueError):
    """{name} is signed in in this browser now, and this page was somebody else's. Nothing was done."""

    code = "other_person"


class PrinterFailed(QueueError):
    """The printer did not take the ticket: {reason}"""  # noqa: D400 - ends with the data

    code = "printer_failed"


class PaperSettled(QueueError):
    """What became of the paper of ticket {number} is known by now."""

    code = "paper_settled"


class NoPrinter(QueueError):
    """This office has no printer for tickets."""

    code = "no_printer"


class BrokenLog(QueueError):
    """The log is broken at event {seq} of office {office}: {fault}"""  # noqa: D400 - ends with the data

    code = "broken_log"


class ConfigError(QueueError):
    """{file}: {key} = {value}: expected {expected}"""  # noqa: D400 - ends with the data

    code = "config_error"


class NotADemo(QueueError):
    """This database is not a demo; nothing was done. Use --force to do it all the same."""

    code = "not_a_demo"


class UnexpectedAnswer(QueueError):
    """{request} was answered with {status}: {answer}"""  # noqa: D400 - ends with the data

    code = "unexpected_answer"


class FaultyPlan(QueueError):
    """The set-up has faults ({count}); nothing was changed."""

    code = "faulty_plan"


class WrongPassword(QueueError):
    """The password that was valid until now is not right."""

    code = "wrong_password"


class PasswordsDiffer(QueueError):
    """Type the new password twice in the same way."""

    code = "passwords_differ"


class WeakPassword(QueueError):
    """A password has at least {length} characters and is not the user name."""

    code = "weak_password"


class NotPaired(QueueError):
    """This screen is not paired with the office. Load the page again and follow what it says."""

    code = "not_paired"


class UnknownCode(QueueError):
    """No screen of this office shows this code now. Type what stands on the screen at this moment."""

    code = "unknown_code"


class TooManyScreens(QueueError):
    """Too many screens of this office wait to be paired. Please try again in 15 minutes."""

    code = "too_many_screens"


class NoWorkingDay(QueueError):
    """The office's calendar has no working day ahead."""

    code = "no_working_day"


class FaultyList(QueueError):
    """The list has faults ({count}); no number was entered."""

    code = "faulty_list"


class NumberGiven(QueueError):
    """{number} was given already; the last one is {last}."""

    code = "number_given"


class TooManyNumbers(QueueError):
    """At most {most} numbers at once: the next ones are {first} to {last}."""

    code = "too_many_numbers"


class UnreadableClip(QueueError):
    """This is no MP3 and no WAV that can be played."""

    code = "unreadable_clip"


class SilentClip(QueueError):
    """Nothing can be heard in this recording."""

    code = "silent_clip"


class LongClip(QueueError):
    """This recording is longer than {seconds} seconds. A clip holds one word only."""

    code = "long_clip"


class UnknownFile(QueueError):
    """This is no picture (JPEG, PNG, WebP, GIF) and no video (MP4, WebM) that displays can show."""

    code = "unknown_file"


class UnreadablePicture(QueueError):
    """This picture is broken and cannot be shown."""

    code = "unreadable_picture"


class UnplayableVideo(QueueError):
    """This video is in {codec}, which many TVs cannot play. Save it again as MP4 with H.264 (8 bit) and send that."""

    code = "unplayable_video"


class BrokenVideo(QueueError):
    """This video is not complete, or has no pictures. Save it again as MP4 with H.264 and send that."""

    code = "broken_video"


class LargePicture(QueueError):
    """This picture has more than {most} million dots. Make it smaller first."""

    code = "large_picture"


class LargeFile(QueueError):
    """This file is larger than {limit} MB, the most that this server takes."""

    code = "large_file"


class FileNotStored(QueueError):
    """The server could not store the file: {reason}"""  # noqa: D400 - ends with the data

    code = "file_not_stored"


class AlreadyPast(QueueError):
    """This time has already passed. Choose a later one, or leave it open."""

    code = "already_past"


class UnknownHost(QueueError):
    """This server is not known as “{host}”. If it is, write so into config.toml: server.hosts or server.public_url."""

    code = "unknown_host"


class ForeignPage(QueueError):
    """This page is of {origin}, which is not known as this server. If it is, write so into config.toml: public_url."""

    code = "foreign_page"

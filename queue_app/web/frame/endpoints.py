"""What each address is for, takes and answers, as /api/openapi.json tells it. A test keeps this table complete.

Rights, addresses and statuses of refusals are not repeated here: `openapi` reads them where they are decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from flask_wtf import FlaskForm

from queue_app.actions.hall.media import WAYS
from queue_app.domain.hall import room
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.office.plan import NORMAL
from queue_app.domain.paper.ticket_layout import PARTS
from queue_app.printing.lines import PAPERS
from queue_app.web import accounts, counter, numbers, paper, preview, speech
from queue_app.web.admin import devices, file, standards, ticket, wizard
from queue_app.web.admin.calendar import DAYS, NEW_WEEK
from queue_app.web.admin.counters import NOT_OFFERED, RANKS
from queue_app.web.admin.form.fields import Blank, Line
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.admin.lists import PASSWORD
from queue_app.web.admin.settings import SETTINGS
from queue_app.web.frame import answers, payloads
from queue_app.web.journal.words import GROUPS

Schema = dict[str, Any]
Way = Mapping[str, str]  # the words in an address of which each leads to a form of its own
Body = type[msgspec.Struct | FlaskForm] | Schema | Callable[[Way], Iterable[Blank]] | None
HTML = "text/html"
REDIRECT = ""  # a form that was taken leads on to a page
TEXT: Schema = {"type": "string"}
ROW: Schema = {"type": "string", "pattern": "^[0-9]{1,10}$"}
PAPER_WIDTHS: Schema = {"type": "string", "enum": [str(width) for width in PAPERS]}
FILE: Schema = {"type": "string", "format": "binary"}  # the body is the file itself
DAY: Schema = {"type": "string", "format": "date"}
JOURNAL: Mapping[str, Schema] = {
    "group": {"type": "string", "enum": list(GROUPS)}, "day": DAY, "officer": ROW, "before": ROW,
}  # fmt: skip
SCREEN: Mapping[str, Schema] = {"zone": TEXT, "sound": {"type": "string", "enum": ["off"]}}

# Blanks in addresses that only some words fill.
BLANKS: dict[str, Schema] = {
    "verb": {"type": "string", "enum": list(counter.VERBS)},
    "kind": {"type": "string", "enum": [*DeviceKind]},
    "decision": {"type": "string", "enum": list(paper.DECISIONS)},
    "day": DAY,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of one endpoint.

    body: the struct or form that a POST carries, or the blanks of a form of the set-up.
    gives: the struct of the JSON answer, a media type, or REDIRECT.
    statuses: of what was done; with 302 the form may also come back (200) to be confirmed.
    refuses: statuses of refusals beside those that follow from the right, the blanks in the address and the body.
    """

    summary: str
    body: Body = None
    gives: type[msgspec.Struct] | str = HTML
    statuses: tuple[int, ...] = (200,)
    refuses: tuple[int, ...] = ()
    query: Mapping[str, Schema] | type[FlaskForm] = field(default_factory=dict)


def verb(summary: str, body: type[msgspec.Struct], gives: type[msgspec.Struct] = answers.Done) -> Told:
    """One press of an officer or a supervisor: refused for what is not there (404) or not possible now (409)."""
    return Told(summary, body, gives, refuses=(404, 409))


def form(summary: str, body: Body = None) -> Told:
    """A form or a button of the administrator's pages; where it is at fault, it comes back with its reasons (400)."""
    return Told(summary, body, REDIRECT)


def _standard(_way: Way) -> Iterable[Blank]:
    return (blank for part in standards.PARTS for blank in part.blanks)


def _week(_way: Way) -> Iterable[Blank]:
    return (Blank(f"{week}-{day}", "", Line) for week in (NORMAL, NEW_WEEK) for day in DAYS)


PARTS_OF_TICKET: Schema = {  # 0-what, 0-size, 0-align, ... of each part, beside what the button says: save, up-3
    "type": "object",
    "properties": {
        "step": TEXT,
        "add": {"type": "string", "enum": list(PARTS)},
        "shown": {"type": "string", "enum": list(ticket.LANGUAGES)},
    },
    "additionalProperties": TEXT,
}
RANKS_OF_COUNTERS: Schema = {  # a field for each counter and service: c1-KTP
    "type": "object",
    "additionalProperties": {"type": "string", "enum": [NOT_OFFERED, *RANKS]},
}
MEDIA_FORM: Schema = {"type": "object", "properties": {"title": TEXT, "has_sound": TEXT}}


def _way(ways: Iterable[str]) -> Schema:
    return {"type": "object", "properties": {"way": {"type": "string", "enum": list(ways)}}}


ENDPOINTS: dict[str, Told] = {
    "files.shipped": Told("A shipped file: script, style, sound", gives="*/*", query={"v": TEXT}),
    "home.home": Told("Start page: where each screen is"),
    "home.healthz": Told("Whether the server is well", gives=answers.Health),
    "home.favicon": Told("The icon", gives="image/svg+xml", query={"v": TEXT}),
    "api.document": Told("This document", gives=answers.OpenApi),
    "api.services": Told(
        "Each service: how many wait, and whether a number may be taken now", gives=answers.ServicesNow, refuses=(404,)
    ),
    "wizard.page": Told("First start: four questions", refuses=(403, 404), query={"key": TEXT}),
    "wizard.found": Told(
        "Founds the first office", wizard.WizardForm, REDIRECT, refuses=(403, 404), query={"key": TEXT}
    ),
    "kiosk.page": Told("The kiosk", query={"printer": TEXT, "seat": TEXT}),
    "kiosk.state": Told("What the kiosk shows now", gives=answers.Screen),
    "kiosk.take_number": Told(
        "Takes a number; the same key again answers the same number", payloads.TakeNumber, answers.Number,
        statuses=(200, 201), refuses=(403, 409),
    ),
    "speech.speak": Told("Reads a text aloud", speech.Speak, "audio/wav", refuses=(404, 429)),
    "display.page": Told("The waiting room's display", query=SCREEN),
    "display.theme": Told("The office's colours over those of its theme", gives="text/css"),
    "display.state": Told("What the display shows now", gives=answers.Screen, query=SCREEN),
    "media.file": Told("An uploaded file", gives="*/*", statuses=(200, 206), refuses=(416,)),
    "media.slides": Told("What the display shows between calls", gives=answers.Slides),
    "survey.page": Told("The tablet at the exit"),
    "pairing.ask": Told(
        "A screen asks for a code, or whether it is paired", payloads.Nothing, answers.Pairing, refuses=(429,)
    ),
    "citizen.page": Told("The citizen's own ticket"),
    "citizen.state": Told("How the ticket stands now", gives=answers.ScreenState),
    "citizen.qr": Told("The code that leads to the ticket's page", gives="image/svg+xml"),
    "accounts.sign_in": Told(
        "Signs in", accounts.SignInForm, REDIRECT, refuses=(401, 429), query={"next": TEXT, "counter": TEXT}
    ),
    "accounts.sign_out": Told("Signs out", gives=REDIRECT),
    "accounts.page": Told("One's own password", accounts.PasswordForm, REDIRECT, refuses=(429,), query={"done": TEXT}),
    "counter.page": Told("The officer's counter"),
    "counter.state": Told("What the counter shows now", gives=answers.Screen),
    "counter.find": Told("Finds a ticket of today by its number", gives=answers.FoundTickets, query={"q": TEXT}),
    "counter.open_counter": verb("Opens a counter", payloads.OpenCounter, answers.HeldDesk),
    "counter.close_counter": verb("Closes the counter", payloads.Nothing, answers.HeldDesk),
    "counter.pause": verb("A break, or back office", payloads.Pause, answers.DeskPresence),
    "counter.come_back": verb("Back from the break", payloads.Nothing, answers.DeskPresence),
    "counter.take_over": verb("Takes a counter over from an absent officer", payloads.OpenCounter, answers.HeldDesk),
    "counter.hand_over": verb("Hands the counter over to a colleague", payloads.HandOver, answers.HeldDesk),
    "counter.call_next": verb("Calls the next", payloads.Nothing),
    "counter.call_ticket": verb("Calls one ticket out of order", payloads.CallTicket),
    "counter.call_service": verb("Calls the next of one service, out of order", payloads.CallService),
    "counter.finish": verb("Finishes, with what became of it", payloads.FinishLeg),
    "counter.hold": verb("Lets the citizen go and come back", payloads.Hold),
    "counter.transfer": verb("Sends on to a service, a counter or an officer", payloads.Transfer),
    "counter.cancel": verb("Cancels a ticket", payloads.Cancel),
    "counter.note": verb("Writes a note", payloads.WriteNote),
    "counter.print_paper": verb("Prints a ticket: its first paper, or a copy that says so", payloads.OneLeg),
    "counter.mark_time": verb("Marks a leg's times as inaccurate, or as right after all", payloads.MarkTime),
    "counter.with_leg": verb("The verbs that need no more than the leg", payloads.OneLeg),
    "numbers.page": Told("Numbers without a kiosk"),
    "numbers.hand_out": Told("Hands a number out; the same key again answers the same number", numbers.HandOutForm,
                             refuses=(400, 404, 409)),
    "numbers.roll": Told("All numbers up to one were torn off the roll", numbers.RollForm, refuses=(400, 404, 409)),
    "numbers.enter_list": Told("Enters the numbers that were given on paper, all or none", numbers.ListForm,
                               refuses=(400,)),
    "supervisor.page": Told("The supervisor's board"),
    "supervisor.state": Told("What the board shows now", gives=answers.Screen),
    "supervisor.close_service": verb("Closes a service by hand", payloads.CloseService, answers.Screen),
    "supervisor.reopen_service": verb("Opens it again", payloads.OneService, answers.Screen),
    "supervisor.carry_over": verb(
        "Carries those who wait over to the next working day", payloads.OneService, answers.CarriedOver
    ),
    "stations.page": Told("The kiosks, printers and displays of the office"),
    "stations.state": Told("How each of them is now", gives=answers.Stations),
    "stations.forget": Told(
        "Takes a screen that is gone off the list", payloads.OneScreen, answers.Stations, refuses=(404,)
    ),
    "paper.page": Told("Papers in doubt, and the printers"),
    "paper.decide": Told("Says what became of a paper, or prints it again", gives=REDIRECT, refuses=(404, 409)),
    "paper.again": Told("Prints a ticket of today: its first paper, or a copy that says so", paper.AgainForm, REDIRECT,
                        refuses=(400, 404, 409)),
    "paper.move_all": Told("All that waits for a printer goes to another one", paper.MoveForm, REDIRECT,
                           refuses=(404,)),
    "paper.new_roll": Told("A new roll was put in", paper.NewRollForm, REDIRECT, refuses=(400, 404)),
    "preview.page": Told("A past day under another order", query=preview.PreviewForm),
    "standards.sheet": Told("The public part of a service's standard"),
    "standards.pledge": Told("The office's pledge"),
    "admin.page": Told("The set-up, and what is doubtful in it"),
    "admin.setting": form("What the office has one of", lambda way: SETTINGS[way["setting"]].blanks()),
    "admin.listing": Told("A list of the set-up"),
    "admin.add": form("Adds one", lambda way: SECTIONS[way["section"]].blanks("add")),
    "admin.edit": form("Changes one", lambda way: SECTIONS[way["section"]].blanks("edit")),
    "admin.use": form("Takes one out of use, or puts it back"),
    "admin.move": form("Moves one up or down", _way(["up", "down"])),
    "admin.remove": form("Deletes one"),
    "admin.password": form("Gives an officer a new password", lambda _way: [PASSWORD]),
    "admin.counters": form("The rank of each service at each counter", RANKS_OF_COUNTERS),
    "admin.hours": form("The weeks of the office", _week),
    "admin.holidays": Told("The holidays of a year", refuses=(400,)),
    "admin.take_over": form("Adds the national holidays of a year"),
    "admin.standards": Told("The versions of a service's standard"),
    "admin.standard_add": form("Adds a version", _standard),
    "admin.standard_edit": form("Changes a version", _standard),
    "admin.standard_remove": form("Deletes a version that has not begun"),
    "admin.ticket": Told("The parts of the paper ticket", PARTS_OF_TICKET, REDIRECT, statuses=(200, 302)),
    "admin.ticket_preview": Told(
        "The ticket as a picture", gives="image/png", query={"paper": PAPER_WIDTHS, "lang": TEXT, "layout": TEXT},
        refuses=(400,),
    ),
    "admin.voice": Told("The clips of the voice"),
    "admin.voice_words": Told("The words to record", gives="text/csv"),
    "admin.voice_upload": Told(
        "Takes a recording of one clip", FILE, answers.Taken, refuses=(404, 507), query={"name": TEXT}
    ),
    "admin.voice_restore": form("Plays the shipped clip again"),
    "admin.media": Told("The playlist of the waiting room, and the logo"),
    "admin.media_upload": Told(
        "Takes a picture or a video into the playlist", FILE, answers.Taken, refuses=(507,), query={"title": TEXT}
    ),
    "admin.media_logo": Told("Takes a picture as the logo", FILE, answers.Taken, refuses=(507,)),
    "admin.media_edit": form("Names a picture or video; says whether it may be heard", MEDIA_FORM),
    "admin.media_move": form("Moves it up or down in the playlist", _way(WAYS)),
    "admin.media_remove": form("Takes it off the playlist"),
    "admin.slide": form("Shows, hides or moves a slide of the office's own data", _way(room.WAYS)),
    "admin.file": Told("The set-up as a file, out and in"),
    "admin.file_download": Told("The set-up as TOML", gives="application/toml"),
    "admin.file_look": Told("What a file would change", file.UploadForm),
    "admin.file_apply": Told("Applies it", file.ApplyForm, REDIRECT, statuses=(200, 302)),
    "devices.page": Told("The devices of the office"),
    "devices.pair": Told("Pairs the screen that shows this code", devices.PairForm, REDIRECT, refuses=(404, 429)),
    "devices.rename": Told("Names a device", devices.NameForm, REDIRECT),
    "devices.place": Told("Says what a device shows, speaks and prints", devices.PlaceForm, REDIRECT),
    "devices.revoke": Told("Unpairs a device", gives=REDIRECT),
    "journal.page": Told("The office's log", query=JOURNAL),
    "journal.check": Told("Looks whether the log's chain holds", refuses=(429,), query=JOURNAL),
    "journal.day": Told("One day of the log as a table", gives="text/csv"),
}  # fmt: skip

"""Staff's page of paper: what did not come out for sure, what waits for a printer, and the printers themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import Blueprint, Response, make_response, redirect, render_template
from flask_wtf import FlaskForm
from sqlalchemy import Connection
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp

from queue_app.actions.paper import asked, jobs, moves
from queue_app.domain.log.errors import BadInput, IllegalTransition, NoPrinter, NotFound, PaperSettled, QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.paper.jobs import NO_PAPER_PRINTER, PAPER_LEFT
from queue_app.domain.queue import numbering
from queue_app.printing.layout import ticket_lines
from queue_app.printing.lines import PAPERS, length_mm
from queue_app.printing.sample import sample
from queue_app.screens.paper import reason_told
from queue_app.store.desk import Desk
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.store.paper import advice, standing
from queue_app.store.paper.printers import PrinterRow
from queue_app.store.paper.standing import Standing, Stuck
from queue_app.texts import clock_time, translate
from queue_app.web.frame.address import REDIRECT, Address, words
from queue_app.web.frame.auth import officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import desk, lang, paper_wish

blueprint = Blueprint("paper", __name__)

ROLL_M = {58: 30, 80: 80}  # a usual roll of each width, as its wrapper says
LONGEST_ROLL_M = 300
LARGEST_ID = 2**31 - 1
AT_SERVER = 0  # how an address names the printer at the server
ROLL_EXPECTED = f"1-{LONGEST_ROLL_M}"
Decide = Callable[[Desk, int, int, int], object]  # desk, office, job, officer


def _again(at: Desk, office_id: int, job_id: int, by: int) -> object:
    return jobs.reprint(at, office_id, job_id, by=by)


def _settled(at: Desk, office_id: int, job_id: int, by: int, *, came_out: bool) -> None:
    jobs.settle(at, office_id, job_id, came_out=came_out, by=by)


def _moved(at: Desk, office_id: int, job_id: int, by: int) -> None:
    moves.move(at, office_id, job_id, by=by)


DECISIONS: dict[str, Decide] = {
    "came-out": partial(_settled, came_out=True),
    "leave": partial(_settled, came_out=False),
    "again": _again,
    "move": _moved,
}


def _as_shown(text: str | None) -> str:
    """The number as a ticket shows it, however it was typed."""
    found = numbering.typed(text or "")
    return numbering.shown(*found) if found else (text or "").strip()


class AgainForm(FlaskForm):
    number = StringField(
        validators=[InputRequired(), Regexp(r"[A-Z][0-9]{3,4}\Z")],
        filters=[_as_shown],
    )
    printer = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_ID)])  # None: where its last paper went


class MoveForm(FlaskForm):
    to = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])


class NewRollForm(FlaskForm):
    metres = IntegerField(validators=[InputRequired(), NumberRange(1, LONGEST_ROLL_M)])


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that has not come out, as the page shows it."""

    id: int
    number: str
    copy_no: int
    since: str
    printer: str
    reason: str | None
    other: str  # a printer that prints, where this one's does not; "": none


@dataclass(frozen=True, slots=True)
class StrandedLine:
    """How many papers wait for a printer that does not print while another one does."""

    key: int  # of the printer in an address
    name: str  # "": it is not in use any more
    count: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class PrinterLine:
    """A printer as the page shows it."""

    id: int
    name: str
    is_at_server: bool
    width_mm: int
    is_trial: bool
    reason: str | None
    paper: str
    is_low: bool
    left_pct: int | None
    left_tickets: int | None
    roll_m: int


@blueprint.get("/paper")
@Address(Right.MIND_PAPER, "Papers in doubt, and the printers")
def page() -> str:
    return _shown()


@blueprint.post("/paper/jobs/<int(max=2147483647):job_id>/<decision>")
@Address(
    Right.MIND_PAPER,
    "Says what became of a paper, or prints it again",
    gives=REDIRECT,
    refuses=(404, 409),
    blanks={"decision": words(DECISIONS)},
)
def decide(job_id: int, decision: str) -> Response:
    if decision not in DECISIONS:
        raise NotFound(what="decision")
    who = officer()
    try:
        DECISIONS[decision](desk(), who.office_id, job_id, who.officer_id)
    except PaperSettled as exc:
        return make_response(_shown(exc), STATUS[type(exc)])
    return make_response(redirect("/paper"))


@blueprint.post("/paper/again")
@Address(
    Right.MIND_PAPER,
    "Prints a ticket of today: its first paper, or a copy that says so",
    body=AgainForm,
    gives=REDIRECT,
    refuses=(400, 404, 409),
)
def again() -> Response:
    form, who = AgainForm(), officer()
    if not form.validate():
        told = BadInput(field=translate(lang(), "Number"), expected="A001")
        return make_response(_shown(told), STATUS[BadInput])
    number, wish = str(form.number.data), paper_wish(printer_id=form.printer.data)
    try:
        asked.print_number(desk(), who.office_id, number, wish=wish, by=who.officer_id)
    except (NotFound, NoPrinter, IllegalTransition) as exc:
        return make_response(_shown(exc), STATUS[type(exc)])
    return make_response(redirect("/paper"))


@blueprint.post("/paper/printers/<int(max=2147483647):printer_id>/move")
@Address(
    Right.MIND_PAPER, "All that waits for a printer goes to another one", body=MoveForm, gives=REDIRECT, refuses=(404,)
)
def move_all(printer_id: int) -> Response:
    form, who = MoveForm(), officer()
    if not form.validate():
        raise NotFound(what="printer")
    was = None if printer_id == AT_SERVER else printer_id
    moves.move_all(desk(), who.office_id, was=was, to=int(form.to.data or 0), by=who.officer_id)
    return make_response(redirect("/paper"))


@blueprint.post("/paper/printers/<int(max=2147483647):printer_id>/roll")
@Address(Right.MIND_PAPER, "A new roll was put in", body=NewRollForm, gives=REDIRECT, refuses=(400, 404))
def new_roll(printer_id: int) -> Response:
    form, who = NewRollForm(), officer()
    if not form.validate():
        told = BadInput(field=translate(lang(), "Length of the roll (m)"), expected=ROLL_EXPECTED)
        return make_response(_shown(told), STATUS[BadInput])
    jobs.new_roll(
        desk(), who.office_id, printer_id, roll_mm=1000 * int(form.metres.data or 0), by=who.officer_id
    )  # fmt: skip
    return make_response(redirect("/paper"))


def _shown(refusal: QueueError | None = None) -> str:
    who, now = officer(), desk().clock()
    with desk().reading() as connection:
        office = office_now(connection, who.office_id)
        found = standing.standing(connection, office.id, now=now)
        tickets_mm = {width: _ticket_mm(connection, office, width) for width in PAPERS}
        open_lines = [row.id for row, _ in found.printers if advice.keeps_its_line_open(connection, row, now=now)]
        lacks_codes = advice.lacks_codes(connection, office.id, now=now)
    return render_template(
        "paper.html",
        office_name=office.name,
        refusal=message(refusal) if refusal else None,
        lacks_codes=lacks_codes,
        open_lines=open_lines,
        doubtful=[_paper_line(each, found) for each in found.doubtful],
        waiting=[_paper_line(each, found) for each in found.stuck if not each.is_doubtful],
        stranded=[_stranded(key, papers, found) for key, papers in found.stranded.items()],
        fit=[(row.id, row.name) for row in found.fit],
        printers=[_printer_line(row, trouble, tickets_mm) for row, trouble in found.printers],
        number_form=AgainForm(formdata=None),
        roll_form=NewRollForm(formdata=None),
        longest_roll_m=LONGEST_ROLL_M,
    )


def _stranded(key: int | None, papers: list[Stuck], found: Standing) -> StrandedLine:
    name = next((row.name for row, _trouble in found.printers if row.job_key == key), "")
    return StrandedLine(key or AT_SERVER, name, len(papers), reason_told(papers[0].reason, lang()))


def _paper_line(stuck: Stuck, found: Standing) -> PaperLine:
    job = stuck.job
    names = {row.job_key: row.name for row, _trouble in found.printers}
    reason, other = reason_told(stuck.reason, lang()), found.other_for(stuck)
    return PaperLine(
        job.id, job.number, job.copy_no, _clock(job.created_at), names.get(job.printer_id, "–"), reason,
        other.name if other else "",
    )  # fmt: skip


def _printer_line(row: PrinterRow, trouble: str | None, tickets_mm: dict[int, int]) -> PrinterLine:
    width = row.paper_width_mm
    left_mm = row.roll_mm * (row.left_pct or 0) // 100
    return PrinterLine(
        id=row.id,
        name=row.name,
        is_at_server=row.device_id is None,
        width_mm=width,
        is_trial=row.kind == NO_PAPER_PRINTER,
        reason=reason_told(trouble, lang()),
        paper=translate(lang(), PAPER_LEFT.get(row.paper, row.paper)),
        is_low=row.runs_low,
        left_pct=row.left_pct,
        left_tickets=left_mm // tickets_mm[width] if row.roll_mm and width in tickets_mm else None,
        roll_m=row.roll_mm // 1000 or ROLL_M.get(width, ROLL_M[80]),
    )


def _ticket_mm(connection: Connection, office: OfficeNow, width_mm: int) -> int:
    """Paper that one ticket takes, as the office's tickets are now."""
    text = sample(connection, office, lang="id", at=desk().clock(), link_base=link_base())
    lines = ticket_lines(text, PAPERS[width_mm], office.ticket_layout, _=partial(translate, "id"))
    return max(1, length_mm(lines, PAPERS[width_mm]))


def _clock(at: datetime) -> str:
    return clock_time(at, desk().office(officer().office_id).time_zone)

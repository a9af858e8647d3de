"""The paper ticket: its parts in their order, with a picture of what comes out, drawn from the lines that are printed.

Every button sends the whole form, and only "Save" changes the office: what was typed stays, whatever is pressed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import msgspec
from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.errors import MalformedRequest
from queue_app.domain.log.rights import Right
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.paper.ticket_layout import ALIGNS, DEFAULT, PARTS, SIZES, TicketLinePlan, check
from queue_app.printing import sample
from queue_app.printing.lines import PAPERS
from queue_app.texts import translate
from queue_app.web.admin.form.fields import Blank, Check, Choice, Line, Paragraphs, _
from queue_app.web.admin.form.forms import SetupForm, attempt, current, make_form, places
from queue_app.web.admin.form.section import Values, translated
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema, words
from queue_app.web.frame.auth import officer
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.frame.payloads import UNREADABLE

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

MOST_PARTS = 200
STEP = re.compile(r"(?P<whole>look|add|usual|save)|(?P<of>up|down|drop)-(?P<place>[0-9]{1,3})")
TITLE = _("Paper ticket")
LANGUAGES: dict[str, str] = {"id": _("Indonesian"), "en": _("English")}
LOOKS = (
    Blank("size", _("Size"), Choice, choices=lambda _plan: [(str(each), f"× {each}") for each in SIZES]),
    Blank("align", _("Place"), Choice, choices=lambda _plan: translated(ALIGNS, list(ALIGNS))),
    Blank("bold", _("Bold"), Check),
    Blank("text_id", _("In Indonesian"), Paragraphs),
    Blank("text_en", _("In English"), Paragraphs),
)
USUAL = ("size", "align", "bold")
ASKED: dict[str, tuple[str, ...]] = {  # what can be chosen of a part, where it is not the usual
    "text": (*USUAL, "text_id", "text_en"),
    "logo": ("size", "align"),
    "gap": ("size",),
    "qr": (),
}
BESIDE = (
    Blank("add", _("Another part"), Choice, choices=lambda _plan: translated(PARTS, list(PARTS))),
    Blank("shown", _("Language of the picture"), Choice, choices=lambda _plan: translated(LANGUAGES, list(LANGUAGES))),
)
UNDRAWABLE = {"must_be_one_of", "out_of_range", "ticket_too_long"}  # faults of a layout that nothing can be made of
FORM: Schema = {  # 0-what, 0-size, 0-align, ... of each part, beside what the button says: save, up-3
    "type": "object",
    "properties": {
        "step": TEXT,
        "places": {"type": "integer", "minimum": 1},
        "add": words(PARTS),
        "shown": words(LANGUAGES),
    },
    "additionalProperties": TEXT,
}
Lines = list[TicketLinePlan]
PartInAddress = tuple[str, int, bool, str, str, str]  # a part in the address of its picture


@blueprint.route("/admin/ticket", endpoint="ticket", methods=["GET", "POST"])
@Address(Right.SET_UP, "The parts of the paper ticket", body=FORM, gives=REDIRECT, statuses=(200, 302), limit=64 * 1024)
def page() -> AnyResponse:
    """The form; of a POST what its button says: "save" changes the office, every other step only the form."""
    plan = current()
    saved = list(plan.ticket or DEFAULT)
    if request.method != "POST":
        return make_response(_shown(_filled(plan, saved, lang()), saved, saved))
    form = make_form(blanks(_sent()), plan, values={})
    if not form.read():
        return make_response(_shown(form, saved, saved), 400)
    lines, shown = _lines(form), form["shown"].data
    step, place = _step(len(lines))
    if step == "save":
        others = attempt(form, lambda plan: replace(plan, ticket=_chosen(lines)), field_of=_field_of)
        if others is not None:
            return make_response(_shown(form, lines, saved, others=others), 400)
        flash(translate(lang(), "{name}: saved.", name=translate(lang(), TITLE)))
        return redirect(request.path)
    after = STEPS[step](lines, place, form["add"].data)
    return make_response(_shown(_filled(plan, after, shown), after, saved))


def _step(parts: int) -> tuple[str, int]:
    """What the pressed button says, and of which part. Raises MalformedRequest."""
    found = STEP.fullmatch(request.form.get("step", "look"))
    if not found or (found["place"] and int(found["place"]) >= parts):
        raise MalformedRequest
    return found["of"] or found["whole"], int(found["place"] or 0)


@blueprint.get("/admin/ticket/preview.png", endpoint="ticket_preview")
@Address(
    Right.SET_UP,
    "The ticket as a picture",
    gives="image/png",
    query={"paper": words(map(str, PAPERS)), "lang": TEXT, "layout": TEXT},
    refuses=(400,),
)
def preview() -> Response:
    """A picture of the ticket as it is set up, or of the `layout` in the address, which nobody has saved yet."""
    width_mm, told = request.args.get("paper", ""), request.args.get("layout")
    if width_mm not in map(str, PAPERS):
        raise MalformedRequest
    picture = sample.of_office(
        desk(), officer().office_id, lang=lang(), paper_width_mm=int(width_mm), link_base=link_base(),
        files_dir=Path(config().server.files_dir),
        layout=_layout_in_address(told) if told else None,
    )  # fmt: skip
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "no-store"})


def blanks(lines: Sequence[TicketLinePlan]) -> Iterator[Blank]:
    """The fields of a form for these parts."""
    for place, line in enumerate(lines):
        yield Blank(f"{place}-what", _("Part"), Line)
        yield from (replace(each, name=f"{place}-{each.name}") for each in _asked(line))
    yield from BESIDE


def _asked(line: TicketLinePlan) -> list[Blank]:
    return [each for each in LOOKS if each.name in ASKED.get(line.what, USUAL)]


def _sent() -> Lines:
    """The parts of the form that was sent, without their looks."""
    whats = takewhile(lambda what: what is not None, (request.form.get(f"{place}-what") for place in count()))
    lines = [TicketLinePlan(str(what)) for what in whats]
    if len(lines) > MOST_PARTS:
        raise MalformedRequest
    return lines


def _filled(plan: OfficePlan, lines: Sequence[TicketLinePlan], shown: str) -> SetupForm:
    values: Values = {"add": "text", "shown": shown}
    for place, line in enumerate(lines):
        looks = {each.name: getattr(line, each.name) for each in _asked(line)}
        values |= {f"{place}-{name}": value for name, value in {"what": line.what, **looks}.items()}
        values |= {f"{place}-size": str(line.size)}
    return make_form(blanks(lines), plan, values=values, is_sent=False)


def _lines(form: SetupForm) -> Lines:
    """The parts as they were typed."""
    lines = []
    for place, line in enumerate(_sent()):
        looks = {each.name: form[f"{place}-{each.name}"].data for each in _asked(line)}
        lines.append(replace(line, **{**looks, "size": int(looks.get("size", line.size))}))
    return lines


def _chosen(lines: Lines) -> Sequence[TicketLinePlan]:
    """None where it is the usual layout: a later version of the program may better it."""
    return () if tuple(lines) == DEFAULT else lines


def _field_of(fault: Fault) -> str | None:
    return f"{fault.where[1]}-{fault.where[2]}" if fault.where[0] == "ticket_line" and len(fault.where) > 2 else None


def _layout_in_address(layout: str) -> Lines:
    """Raises MalformedRequest for what is no layout; one with a line too wide can be looked at."""
    try:
        lines = [TicketLinePlan(*each) for each in msgspec.json.decode(layout, type=list[PartInAddress])]
    except UNREADABLE as exc:
        raise MalformedRequest from exc
    if len(lines) > MOST_PARTS or {each.code for each in check(lines)} & UNDRAWABLE:
        raise MalformedRequest
    return lines


def _address(lines: Lines, saved: Lines, *, paper: int, shown: str) -> str:
    """Of the picture of the parts, with the texts of the language that it is in."""
    parts = [replace(each, text_id=each.text(shown), text_en="") for each in lines]
    layout = None if lines == saved else msgspec.json.encode([astuple(each) for each in parts]).decode()
    return url_for("admin.ticket_preview", paper=paper, lang=shown, layout=layout)


def _shown(form: SetupForm, lines: Lines, saved: Lines, *, others: Sequence[str] = ()) -> str:
    shown = form["shown"].data if form["shown"].data in LANGUAGES else lang()
    pictures = [(width, _address(lines, saved, paper=width, shown=shown)) for width in PAPERS]
    return render_template(
        "admin/ticket.html", here="ticket", title=TITLE, form=form, others=others, parts_of=_rows(form), names=PARTS,
        pictures=pictures, beside={each.name: each for each in BESIDE}, is_saved=lines == saved,
        is_usual=tuple(lines) == DEFAULT,
    )  # fmt: skip


def _rows(form: SetupForm) -> list[tuple[int, str, list[Blank]]]:
    """Place, part and blanks of each row of the form."""
    whats = takewhile(lambda name: name in form, (f"{place}-what" for place in count()))
    lines = [TicketLinePlan(form[name].data) for name in whats]
    return [
        (place, line.what, [replace(each, name=f"{place}-{each.name}") for each in _asked(line)])
        for place, line in enumerate(lines)
    ]


def written(told: Mapping[str, Any], *, lang: str) -> str:
    """A part as the log holds it, in words: "Number × 4, bold". told: what differs from a part as it usually is."""
    what, size, align = str(told.get("what")), told.get("size", 1), str(told.get("align", ""))
    looks = [
        translate(lang, PARTS.get(what, what)) + (f" × {size}" if size != 1 else ""),
        translate(lang, "bold") if told.get("bold") else "",
        translate(lang, ALIGNS.get(align, align)).lower(),
        *(f"‘{told[name]}’" for name in ("text_id", "text_en") if told.get(name)),
    ]
    return ", ".join(filter(None, looks))


def _moved(lines: Lines, place: int, by: int) -> Lines:
    lines.insert(max(place + by, 0), lines.pop(place))
    return lines


STEPS: dict[str, Callable[[Lines, int, Any], Lines]] = {  # (parts, place, kind of another one) -> parts
    "look": lambda lines, _place, _what: lines,
    "up": lambda lines, place, _what: _moved(lines, place, -places()),
    "down": lambda lines, place, _what: _moved(lines, place, places()),
    "drop": lambda lines, place, _what: lines[:place] + lines[place + 1 :],
    "add": lambda lines, _place, what: [*lines, TicketLinePlan(what)],
    "usual": lambda _lines, _place, _what: list(DEFAULT),
}

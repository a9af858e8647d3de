"""What an office has one of: its name, the order of its queue with the counter's rules, its room, and its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.rights import Right
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import OFFICE_FIELDS, TEXTS, OfficePlan, TextPlan
from queue_app.domain.office.targets import Targets
from queue_app.domain.queue.outcomes import Place, Rules
from queue_app.domain.queue.routing import Policy
from queue_app.texts import translate, zone_label
from queue_app.web.admin.form import booking, room
from queue_app.web.admin.form.fields import Blank, Check, Line, Number, OptionalDay, Options, Paragraphs, _
from queue_app.web.admin.form.forms import Part, attempt, current, make_form
from queue_app.web.admin.form.section import Values
from queue_app.web.admin.look import SWATCHES
from queue_app.web.frame.address import REDIRECT, Address, any_of
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import config, lang, picture
from queue_app.web.preview import MEANINGS, NAMES, NUMBERS, NUMBERS_OF

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

LARGEST = 64 * 1024  # bytes of a form: the office's own texts in two languages
PLACES: dict[str, str] = {
    Place.ARRIVAL: _("In the old place, by arrival"),
    Place.FRONT: _("Before everyone"),
    Place.AFTER: _("After some others"),
    Place.END: _("After everyone"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One form over a part of the set-up. field_of: of the edited plan and a fault, the form's field, if any."""

    title: str
    about: str
    parts: tuple[Part, ...]
    values: Callable[[OfficePlan], Values]
    apply: Callable[[OfficePlan, Values], OfficePlan]
    field_of: Callable[[OfficePlan, Fault], str | None]

    def blanks(self) -> Iterator[Blank]:
        return (blank for part in self.parts for blank in part.blanks)


def _shown(setting: str, form: Any, plan: OfficePlan, **more: Any) -> str:
    return render_template(
        "admin/setting.html", here=setting, kind=SETTINGS[setting], form=form, plan=plan, meanings=MEANINGS,
        zone=zone_label(plan.time_zone), swatches=SWATCHES,
        logo=picture(officer().office_id).logo_url, limit_mb=config().server.largest_upload_mb, **more,
    )  # fmt: skip


def _in_table(*tables: str) -> Callable[[OfficePlan, Fault], str | None]:
    return lambda _plan, fault: str(fault.where[1]) if fault.where[0] in tables and len(fault.where) > 1 else None


def _with_order(plan: OfficePlan, values: Values) -> OfficePlan:
    policy, rules = ({each.name: values[each.name] for each in fields(kind)} for kind in (Policy, Rules))
    return replace(plan, policy=Policy(**policy), rules=Rules(**rules))


def _texts(plan: OfficePlan) -> Values:
    return {f"{each.key}_{of}": getattr(each, f"text_{of}") for each in plan.texts for of in ("id", "en")}


def _with_texts(plan: OfficePlan, values: Values) -> OfficePlan:
    texts = [TextPlan(key, values[f"{key}_id"], values[f"{key}_en"]) for key in TEXTS]
    return replace(plan, texts=[each for each in texts if each.text_id or each.text_en])


def _field_of_text(plan: OfficePlan, fault: Fault) -> str | None:
    if fault.where[0] != "text":
        return None
    return f"{plan.texts[int(fault.where[1])].key}_{str(fault.where[2])[-2:]}"


def _order_numbers() -> Iterator[Part]:
    """The numbers of each order, under its name."""
    for kind, names in NUMBERS_OF.items():
        if names:
            blanks = tuple(Blank(name, NUMBERS[name], Number, looks="line") for name in names)
            yield Part(NAMES[kind], blanks, MEANINGS[kind], mark=f"only-{kind}")


def _two(key: str) -> tuple[Blank, Blank]:
    return (Blank(f"{key}_id", _("In Indonesian"), Paragraphs), Blank(f"{key}_en", _("In English"), Paragraphs))


SETTINGS: dict[str, Setting] = {
    "office": Setting(
        _("Office"), _("How the office is named on the kiosk, the display, paper and phones."),
        (
            Part("", (
                Blank("name", _("Name"), Line, looks="whole"),
                Blank("address", _("Address"), Line, _("Printed on every ticket."), looks="whole"),
            )),
            Part(_("Screens"), (
                Blank("pairs_devices", _("Kiosks and displays must be paired"), Check, looks="whole",
                      help=_("Without it everyone who opens their address may use them.")),
            )),
            Part(_("Evidence"), (
                Blank("evidence_from", _("Reports about officers from"), OptionalDay, looks="whole",
                      help=_("Empty: a trial period. Each officer sees the own times, and nobody else does.")),
            ), _("Announce the day to everyone first. Months and quarters that begin on it or later get reports.")),
        ),
        lambda plan: {name: getattr(plan, name) for name in OFFICE_FIELDS},
        lambda plan, values: replace(plan, **values),
        _in_table("office"),
    ),
    "order": Setting(
        _("Order & rules"), _("Who is called next, and what happens to those who miss their call."),
        (
            Part(_("Order of the queue"), (
                Blank("kind", _("Order"), Options, looks="cards", names=NAMES),
            )),
            *_order_numbers(),
            Part(_("Help between counters"), (
                Blank("help_after_min", NUMBERS["help_after_min"], Number, looks="line"),
            ), _("A counter calls its own work only, until somebody waits this long for what it helps with.")),
            Part(_("Who does not come"), (
                Blank("recalls_before_no_show", _("Calls again before a no-show"), Number, looks="line"),
                Blank("restore_within_min", _("May come back within (minutes)"), Number, looks="line"),
                Blank("restore_place", _("Then waits"), Options, looks="row", names=PLACES),
                Blank("restore_after", _("After so many others"), Number, looks="line"),
            ), _("Nobody gains a better place by missing a call.")),
            Part(_("Wishes on the citizen's page"), (
                Blank("late_wish_min", _("“I am late”: not called for so many minutes"), Number, looks="line"),
                Blank("let_pass_most", _("Let others pass: at most so many"), Number, looks="line"),
                Blank("wishes_most", _("So often with one number"), Number, looks="line"),
            ), _("0: not offered. Nobody is called sooner by a wish, and nobody else later.")),
            Part(_("Satisfaction survey"), (
                Blank("survey_is_on", _("Ask citizens once they were served"), Check, looks="whole",
                      help=_("On the page of their number, at the kiosk and on the tablet, for seven days.")),
                Blank("asks_f03", _("Also ask for PEKPPP (form F-03, 14 statements)"), Check, looks="whole",
                      help=_("After the survey, on the page of their number. It never counts in the IKM.")),
            )),
            Part(_("End of the day"), (
                Blank("last_ticket_min", _("Last number so many minutes before closing"), Number, looks="line"),
            )),
        ),
        lambda plan: {**asdict(plan.policy), **asdict(plan.rules)},
        _with_order,
        _in_table("policy", "rules"),
    ),
    "targets": Setting(
        _("Limits"), _("What your office wants to stay below. The board turns amber at 80 %, red at the limit."),
        (
            Part(_("The whole office"), (
                Blank("waiting", _("People who wait"), Number, looks="line"),
                Blank("wait_min", _("Longest wait (minutes)"), Number, looks="line"),
                Blank("stay_min", _("Longest stay, from arrival until done (minutes)"), Number, looks="line"),
            )),
            Part(_("At the counter"), (
                Blank("service_pct", _("Longest service (per cent of its standard)"), Number, looks="line",
                      help=_("150: a service of 10 minutes comes to its limit after 15.")),
                Blank("unserved_min", _("People wait for a service that no counter serves (minutes)"), Number,
                      looks="line"),
            )),
        ),
        lambda plan: asdict(plan.targets),
        lambda plan, values: replace(plan, targets=Targets(**values)),
        _in_table("targets"),
    ),
    "booking": Setting(
        _("Bookings"), _("Citizens choose a time on their phone. A booking is a time, not a privilege."),
        booking.PARTS, lambda plan: asdict(plan.booking), booking.with_booking, _in_table("booking"),
    ),
    "room": Setting(
        _("Look & voice"), _("How the displays look, and how they call."),
        room.PARTS, room.values, room.with_room, _in_table("room"),
    ),
    "texts": Setting(
        _("Texts"), _("The office's own words to citizens. What is empty is not shown."),
        (
            Part(_("Notice"), _two("notice"), _("On the kiosk's first screen and at the foot of the display.")),
            Part(_("Foot of the ticket"), _two("ticket_footer"), _("Printed at the end of every ticket.")),
            Part(_("Service pledge (maklumat pelayanan)"), _two("maklumat"),
                 _("On a public page, with the service standards below it.")),
            Part(_("The way to the office"), _two("directions"),
                 _("On the citizen's page, below the address: building, floor, parking.")),
            Part(_("Foot of the survey form"), _two("survey_foot"),
                 _("On the printed form, as the number of the recommendation by BPS.")),
        ),
        _texts,
        _with_texts,
        _field_of_text,
    ),
}  # fmt: skip


@blueprint.route(f"/admin/<{any_of(SETTINGS)}:setting>", endpoint="setting", methods=["GET", "POST"])
@Address(
    Right.SET_UP,
    "What the office has one of",
    body=lambda way: SETTINGS[way["setting"]].blanks(),
    gives=REDIRECT,
    limit=LARGEST,
)
def page(setting: str) -> AnyResponse:
    kind, plan = SETTINGS[setting], current()
    form = make_form(kind.blanks(), plan, values=kind.values(plan))
    if request.method != "POST":
        return make_response(_shown(setting, form, plan))
    others = attempt(
        form, lambda plan: kind.apply(plan, form.values()),
        field_of=lambda fault: kind.field_of(kind.apply(current(), form.values()), fault),
    )  # fmt: skip
    if others is not None:
        return make_response(_shown(setting, form, plan, others=others), 400)
    flash(translate(lang(), "{name}: saved.", name=translate(lang(), kind.title)))
    return redirect(request.path)

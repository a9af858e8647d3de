"""Which counter offers which service, and in which rank: one table of counters by services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.rights import Right
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import CounterPlan, OfficePlan, ServicePlan
from queue_app.domain.queue.routing import LAST_RANK
from queue_app.texts import translate
from queue_app.web.admin.form.fields import Blank, Choice, _
from queue_app.web.admin.form.forms import SetupForm, attempt, current, make_form
from queue_app.web.admin.form.section import Values, by_lang, counter_name
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.admin.lists import table
from queue_app.web.frame.address import LARGE, REDIRECT, Address, Schema, words
from queue_app.web.frame.pages import lang

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

RANKS: dict[str, str] = {  # each is called here after as long a wait again as the one before
    "1": _("own work, called first"),
    "2": _("helps after a long wait"),
    "3": _("helps after a longer wait"),
    "4": _("helps last"),
}
NOT_OFFERED = ""
RANKS_OF_COUNTERS: Schema = {  # a field for each counter and service: c1-KTP
    "type": "object",
    "additionalProperties": words([NOT_OFFERED, *RANKS]),
}


@blueprint.route("/admin/counters", endpoint="counters", methods=["GET", "POST"])
@Address(Right.SET_UP, "The rank of each service at each counter", body=RANKS_OF_COUNTERS, gives=REDIRECT, limit=LARGE)
def page() -> AnyResponse:
    plan = current()
    form = _form(plan)
    if request.method != "POST":
        return make_response(_shown(form, plan))
    others = attempt(form, lambda plan: with_ranks(plan, form.values()), field_of=lambda fault: _field_of(plan, fault))
    if others is not None:
        return make_response(_shown(form, plan, others=others), 400)
    flash(translate(lang(), "{name}: saved.", name=translate(lang(), SECTIONS["counters"].title)))
    return redirect(request.path)


def with_ranks(plan: OfficePlan, values: Values) -> OfficePlan:
    """The plan with the rank of every cell; what the table does not show stays."""
    return replace(plan, counters=[_counter(each, values) for each in plan.counters])


def cell(counter: CounterPlan, service: ServicePlan) -> str:
    """The name of the field of a counter and a service."""
    return f"c{counter.number}-{service.code}"


def _counter(counter: CounterPlan, values: Values) -> CounterPlan:
    start = f"c{counter.number}-"
    ranks = {code: _rank(rank) for code, rank in counter.ranks().items()}
    ranks |= {name.removeprefix(start): rank for name, rank in values.items() if name.startswith(start)}
    services, helps, *further = [[code for code, rank in ranks.items() if rank == each] for each in RANKS]
    while further and not further[-1]:
        further.pop()
    return replace(counter, services=services, helps=helps, further=further)


def _rank(rank: int | None) -> str:
    """As the table's cells have it: every rank past the last is called like the last."""
    return str(min(rank, LAST_RANK)) if rank else NOT_OFFERED


def _field_of(plan: OfficePlan, fault: Fault) -> str | None:
    """The first cell of the service that is nobody's own work; of other faults none."""
    if fault.code != "no_counter":
        return None
    service = plan.services[int(fault.where[1])]
    return cell(_active(plan.counters)[0], service)


def _form(plan: OfficePlan) -> SetupForm:
    ranks = [(NOT_OFFERED, "–"), *((rank, rank) for rank in RANKS)]
    blanks, values = [], {}
    for service in _active(plan.services):
        for counter in _active(plan.counters):
            label = f"{by_lang(service)}, {counter_name(counter)}"
            name = cell(counter, service)
            blanks.append(Blank(name, label, Choice, choices=lambda _plan: ranks))
            values[name] = _rank(counter.ranks().get(service.code))
    return make_form(blanks, plan, values=values)


def _active(things: Sequence[CounterPlan] | Sequence[ServicePlan]) -> list[Any]:
    return [each for each in things if each.is_active]


def _shown(form: SetupForm, plan: OfficePlan, *, others: Sequence[str] = ()) -> str:
    services = _active(plan.services)
    groups = [(by_lang(group), [each for each in services if each.group == group.code]) for group in plan.groups]
    unused = [each for each in plan.counters if not each.is_active]
    return render_template(
        "admin/counters.html", here="counters", section=SECTIONS["counters"], form=form, others=others, cell=cell,
        counters=_active(plan.counters), groups=[each for each in groups if each[1]], ranks=RANKS, by_lang=by_lang,
        unused=table("counters", plan, unused),
    )  # fmt: skip

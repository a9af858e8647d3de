"""The satisfaction index for the staff: one period at a time, and publishing it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any, cast

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_app.actions.citizen.survey import publish as actions
from queue_app.domain.citizen.survey import periods
from queue_app.domain.citizen.survey.figures import SERVICE, Group
from queue_app.domain.citizen.survey.grades import performance
from queue_app.domain.citizen.survey.ikm import Weight
from queue_app.domain.citizen.survey.periods import SurveyPeriod
from queue_app.domain.citizen.survey.publishing import Bar
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.publish_errors import NotPublishable
from queue_app.domain.log.rights import Right
from queue_app.reports.survey import words
from queue_app.reports.survey.poster import unsur_lines
from queue_app.reports.survey.words import BARS, CHANNELS, FIELDS, HIDDEN, NONE, choice, in_order, number, share
from queue_app.screens.survey import ikm
from queue_app.screens.survey.ikm import StaffFigures
from queue_app.texts import long_date, translate
from queue_app.web.frame import address
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("ikm", __name__)
WEIGHT: Schema = address.words(Weight)
CODE: Schema = {**TEXT, "pattern": "^2[0-9]{3}(-(0[1-9]|1[0-2]|Q[1-4]|S[12]))?$"}
PUBLISH: Schema = {
    "type": "object",
    "properties": {"period": CODE, "weight": WEIGHT, "reason": TEXT},
    "required": ["period", "weight"],
}  # fmt: skip


@blueprint.get("/ikm")
@Address(Right.SURVEYS, "The satisfaction index of a period", query={"period": CODE, "weight": WEIGHT}, refuses=(404,))
def page() -> str:
    return _page(request.args.get("period", ""), request.args.get("weight", ""))


@blueprint.post("/ikm/publish")
@Address(Right.PUBLISH, "Publishes a period", body=PUBLISH, gives=REDIRECT, refuses=(400, 404, 409))
def publish() -> Response:
    code, weight = request.form.get("period", ""), request.form.get("weight", "")
    who = officer()
    try:
        actions.publish(
            desk(), who.office_id, period=_asked(code), weight=_weight(weight), by=who.officer_id,
            reason=request.form.get("reason", ""),
        )  # fmt: skip
    except NotPublishable as exc:
        return make_response(_page(code, weight, fault=translate(lang(), BARS[Bar(str(exc.data["why"]))])), 409)
    except BadInput:
        fault = translate(lang(), "Say in a few words what the new version corrects.")
        return make_response(_page(code, weight, fault=fault), 400)
    return redirect(f"/ikm?period={code}#published")


def _page(code: str, weight_code: str, *, fault: str = "") -> str:
    office = desk().office(officer().office_id)
    period, weight = _asked(code) if code else ikm.usual(desk(), office), _weight(weight_code)
    found = ikm.staff_figures(desk(), office, period, weight=weight, lang=lang())
    index = found.figures.whole.ikm
    return render_template(
        "ikm/staff.html", office_name=office_name(), slug=office.slug, fault=fault, period=period, found=found,
        weight=weight, weights=list(Weight), years=_years(ikm.periods(desk(), office)), name=_name(period),
        before=_before(period, office_periods=ikm.periods(desk(), office)), index=index,
        words=performance(index.grade, lang()) if index else "", unsur=unsur_lines(index, lang=lang()) if index else [],
        why=translate(lang(), HIDDEN[found.figures.whole.why]) if found.figures.whole.why else "",
        until=long_date(found.figures.until, lang=lang()), services=_services(found), groups=_groups(found),
        channels=[(translate(lang(), CHANNELS[each]), _n(count), _share(count, found)) for each, count in
                  found.channels.items()],
        own_device=_n(found.figures.own_device), n=_n, two=_two,
        rate=share(found.rate, lang=lang()), may_publish=Right.PUBLISH in officer().rights,
    )  # fmt: skip


def _services(found: StaffFigures) -> list[dict[str, Any]]:
    names = cast("Mapping[Hashable, str]", found.services)
    said = translate(lang(), "service not said")
    lines = [_line(names.get(key, said), each) for key, each in found.figures.groups[SERVICE].items()]
    return sorted(lines, key=lambda each: str(each["name"]).casefold())


def _groups(found: StaffFigures) -> list[tuple[str, list[dict[str, Any]]]]:
    told = []
    for field, title in FIELDS.items():
        groups = found.figures.groups[field]
        lines = [_line(choice(field, code, lang=lang()), groups[code]) for code in in_order(field, groups)]
        told.append((translate(lang(), title), lines))
    return told


def _line(name: str, group: Group) -> dict[str, Any]:
    """A row of a table: the index with its grade, or why there is none."""
    index = group.ikm
    return {
        "name": name, "n": _n(group.n), "index": number(index.shown, 2, lang=lang()) if index else NONE,
        "grade": index.grade if index else "", "why": translate(lang(), HIDDEN[group.why]) if group.why else "",
    }  # fmt: skip


def _two(value: Decimal) -> str:
    return number(value, 2, lang=lang())


def _n(value: int) -> str:
    return number(value, lang=lang())


def _share(count: int, found: StaffFigures) -> str:
    whole = sum(found.channels.values())
    return f"{number(100 * count / whole, 1, lang=lang())} %" if whole else NONE


def _asked(code: str) -> SurveyPeriod:
    """Raises NotFound for what is none, or is still to come."""
    period = periods.read(code)
    if period not in ikm.periods(desk(), desk().office(officer().office_id)):
        raise NotFound(what="period")
    return period


def _weight(code: str) -> Weight:
    return Weight(code) if code in set(Weight) else Weight.NINTH


def _name(period: SurveyPeriod) -> str:
    return words.period_name(period, lang=lang())


def _years(known: list[SurveyPeriod]) -> dict[int, list[tuple[str, str]]]:
    """Year -> code and name of its periods, the longest first."""
    found: dict[int, list[tuple[str, str]]] = {}
    for each in sorted(known, key=lambda each: (-each.year, -each.kind.months, -each.number)):
        found.setdefault(each.year, []).append((each.code, _name(each)))
    return found


def _before(period: SurveyPeriod, *, office_periods: list[SurveyPeriod]) -> str:
    """Code of the period before it, where there is one."""
    return period.before().code if period.before() in office_periods else ""

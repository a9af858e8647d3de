"""The page of all offices, and the same for other programs: made once in a few seconds, whoever asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from babel.numbers import format_decimal
from flask import Blueprint, Response, current_app, render_template, request

from queue_app.domain.citizen.survey.grades import performance
from queue_app.domain.evidence.periods import month_of
from queue_app.domain.log.rights import Right
from queue_app.reports.survey.words import period_name
from queue_app.screens.city import City, Line, Together, city
from queue_app.screens.service_figures import LEAST, MonthFigures
from queue_app.screens.state import Moment
from queue_app.store.desk import OfficeKey
from queue_app.texts import clock_time, long_period, zone_label
from queue_app.web.city import answers
from queue_app.web.frame.address import Address, words
from queue_app.web.frame.answers import ByLanguage
from queue_app.web.frame.kept_answers import OF_LANGUAGE, kept_answer
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.office_page import range_text
from queue_app.web.service_figures import kept_figures, standing_figures

blueprint = Blueprint("city", __name__)

JSON = "application/json"
KEPT_FOR = timedelta(seconds=10)  # what all ways of telling it are made of
COUNTING_S = 1.0  # so long figures of months are counted in one go; what is left comes with the next one
NONE = "–"
LONGEST_WAIT = 10**6  # minutes: where nobody knows one, it stands behind all that are known
Sort = Callable[[Line], Any]
# What a citizen asks for. There is no order by index or by figures: no office is better for having easier cases.
SORTS: Mapping[str, tuple[str, Sort]] = {
    "name": ("By name", lambda _line: 0),
    "wait": ("Shortest wait first", lambda line: (not _is_open(line), _most(line))),
    "waiting": ("Fewest people first", lambda line: (not _is_open(line), line.now.waiting or 0)),
}
_ENCODE = msgspec.json.Encoder().encode


@blueprint.get("/city")
@Address(Right.OPEN, "All offices side by side: waits now, last month's figures, published indices",
         query={"sort": words(SORTS)})  # fmt: skip
def page() -> Response:
    said, sort = lang(), request.args.get("sort", "")
    sort = sort if sort in SORTS else "name"
    return kept_answer(("city", said, sort), lambda: _page(said, sort), mimetype="text/html", varies=OF_LANGUAGE)


@blueprint.get("/api/city")
@Address(
    Right.OPEN, "All offices: waits now, last month's figures and the index published last; made every ten seconds",
    gives=answers.City,
)  # fmt: skip
def state() -> Response:
    response = kept_answer(("api-city",), lambda: _ENCODE(_answer(_kept())), mimetype=JSON)
    response.headers["Access-Control-Allow-Origin"] = "*"  # there is nothing in it that not everybody may know
    return response


@dataclass(slots=True)
class Kept:
    """What was read last; turn: whoever comes while it is read anew waits for that, and does not read it as well."""

    found: City | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)


def _kept() -> City:
    kept: Kept = current_app.extensions.setdefault("antrean.city", Kept())
    with kept.turn:
        now = desk().clock()
        if kept.found is None or not timedelta(0) <= now - kept.found.at < KEPT_FOR:
            # Between two offices the screens get their turn: a hundred of them take longer than one may stand still.
            kept.found = city(desk(), _counting_for(COUNTING_S), pause=lambda: time.sleep(0))
        return kept.found


def _counting_for(seconds: float) -> Callable[[OfficeKey], MonthFigures | None]:
    """Figures that are known, and others as long as there is time for it."""
    until = time.monotonic() + seconds

    def figures(office: OfficeKey) -> MonthFigures | None:
        return kept_figures(office) if time.monotonic() < until else standing_figures(office)

    return figures


def _page(said: str, sort: str) -> str:
    found = _kept()
    lines = sorted(found.offices, key=SORTS[sort][1])
    months = {line.month.first for line in lines if line.month}
    return render_template(
        "city/page.html", name=config().city.name, rows=[_row(each, said) for each in lines], sort=sort,
        sorts={key: title for key, (title, _by) in SORTS.items()}, least=LEAST, at=_at(found),
        month=long_period(month_of(min(months)).code, lang=said) if months else "",
        together=found.together and _together(found.together, said), is_counting=any(not each.month for each in lines),
        in_language=lambda other: f"?lang={other}&sort={sort}",
    )  # fmt: skip


def _at(found: City) -> str:
    zone = found.offices[0].now.time_zone if found.offices else "Asia/Jakarta"
    return f"{clock_time(found.at, zone)} {zone_label(zone)}"


def _row(line: Line, said: str) -> dict[str, Any]:
    now, month = line.now, line.month
    published = line.published
    return {
        "slug": now.slug, "name": now.name, "address": now.address, "why": now.why[said] if now.why else "",
        "waiting": _number(now.waiting, said), "given": _number(now.given, said),
        "wait": range_text(now.wait, lang=said) if now.wait and not now.why else "",
        "is_early": bool(now.wait and now.wait.is_early),
        "median": _number(month.wait_s / 60 if month and month.wait_s is not None else None, said, 1),
        "within": _percent(month and month.within_pct, said), "under_60": _percent(month and month.under_60_pct, said),
        "ikm": _number(published and float(published.ikm.shown), said, 2),
        "grade": f"{published.ikm.grade} ({performance(published.ikm.grade, said)})" if published else "",
        "period": period_name(published.period, lang=said) if published else "",
        "code": published.period.code if published else "", "n": _number(published and published.ikm.n, said),
    }  # fmt: skip


def _together(found: Together, said: str) -> dict[str, str]:
    return {
        "value": _number(float(found.value), said, 2), "grade": f"{found.grade} ({performance(found.grade, said)})",
        "period": period_name(found.period, lang=said), "offices": _number(found.offices, said),
        "n": _number(found.respondents, said),
    }  # fmt: skip


def _is_open(line: Line) -> bool:
    return line.now.why is None


def _most(line: Line) -> tuple[int, int]:
    wait = line.now.wait
    return (wait.to_minutes, wait.from_minutes) if wait else (LONGEST_WAIT, LONGEST_WAIT)


def _percent(value: float | None, said: str) -> str:
    return NONE if value is None else f"{_number(value, said, 1)}%"


def _number(value: float | None, said: str, digits: int = 0) -> str:
    """1.234 or 0,9 as the reader's language writes it."""
    if value is None:
        return NONE
    return str(format_decimal(value, "#,##0" + ("." + "0" * digits if digits else ""), locale=said))


def _answer(found: City) -> answers.City:
    return answers.City(
        name=config().city.name, at=_iso(found.at), offices=[_office(each) for each in found.offices],
        together=found.together and answers.Together(
            period=found.together.period.code, ikm=float(found.together.value), grade=found.together.grade,
            offices=found.together.offices, respondents=found.together.respondents,
        ),
    )  # fmt: skip


def _office(line: Line) -> answers.CityOffice:
    now, month, published = line.now, line.month, line.published
    return answers.CityOffice(
        slug=now.slug, name=now.name, address=now.address, time_zone=now.time_zone, is_open=now.why is None,
        why=msgspec.convert(now.why, ByLanguage | None),
        opens_at=_iso(_moment(now.opens_at)) if now.opens_at else None, waiting=now.waiting,
        wait=None if now.why else now.wait, given_today=now.given,
        month=month and answers.CityMonth(
            month=month_of(month.first).code, median_wait_s=month.wait_s, within_standard_pct=month.within_pct,
            within_60_min_pct=month.under_60_pct,
        ),
        ikm=published and answers.CityIndex(
            period=published.period.code, ikm=float(published.ikm.shown), grade=published.ikm.grade,
            respondents=published.ikm.n,
        ),
    )  # fmt: skip


def _moment(at: Moment) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

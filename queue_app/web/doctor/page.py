"""What the doctor finds, for administrator and head: the worst first, and the sheet that is signed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import cast

from flask import Blueprint, Response, current_app, redirect, render_template
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as Redirect

from queue_app.doctor.checkup import Checkup, examine
from queue_app.doctor.finding import LEVELS, Level
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports import uat_sheet
from queue_app.texts import long_time
from queue_app.web.frame.address import REDIRECT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import config, desk, lang

blueprint = Blueprint("doctor", __name__)
NOTHING: Schema = {"type": "object", "properties": {}}
PDF = "application/pdf"
LASTS, AT_ONCE = timedelta(minutes=5), timedelta(seconds=5)


class Checkups:
    """The last look for each office and language; one at a time, for it asks disks and networks."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._kept: dict[tuple[int, str], Checkup] = {}

    def within(self, key: tuple[int, str], span: timedelta, now: datetime, look: Callable[[], Checkup]) -> Checkup:
        """The last look, if it is not older than that; else a new one."""
        with self._turn:
            kept = self._kept.get(key)
            if kept is None or not timedelta() <= now - kept.at <= span:
                kept = self._kept[key] = look()
            return kept


@blueprint.record_once
def _keep(state: BlueprintSetupState) -> None:
    state.app.extensions["antrean.checkups"] = Checkups()


@blueprint.get("/doctor")
@Address(Right.LOOK_AFTER, "What is wrong with server, backups and devices, and what to do")
def page() -> str:
    found = _checkup(LASTS)
    told = [
        (each.found.level, each.name, each.found.said(lang(), found.zone), each.found.advised(lang(), found.zone))
        for each in found.told
    ]
    return render_template(
        "doctor/checkup.html", office_name=office_name(), at=long_time(found.at, found.zone, lang=lang()),
        urgent=[each for each in told if each[0] is not Level.OK], fine=[each for each in told if each[0] is Level.OK],
        levels=LEVELS, level=found.level, count={str(level): found.count(level) for level in Level},
        version=found.version,
    )  # fmt: skip


@blueprint.post("/doctor")
@Address(Right.LOOK_AFTER, "Looks again", body=NOTHING, gives=REDIRECT)
def again() -> Redirect:
    _checkup(AT_ONCE)
    return redirect("/doctor")


@blueprint.get("/doctor/sheet.pdf")
@Address(Right.LOOK_AFTER, "The sheet on which the office signs what it saw and heard", gives=PDF)
def sheet() -> Response:
    found, who = _checkup(LASTS), officer().office_id
    with desk().reading() as connection:
        seen = uat_sheet.gathered(
            connection, who, found, backups=config().backup.folder, seal_file=config().server.seal_file, lang=lang()
        )
    response = Response(cast(bytes, desk().offload(partial(uat_sheet.drawn, seen, lang=lang()))), mimetype=PDF)
    name = uat_sheet.file_name(seen.office.slug, business_date(found.at, seen.office.time_zone))
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _checkup(span: timedelta) -> Checkup:
    kept: Checkups = current_app.extensions["antrean.checkups"]
    office_id, language, now = officer().office_id, lang(), desk().clock()
    look = partial(examine, config(), now=now, lang=language, only=office_id)
    return kept.within((office_id, language), span, now, lambda: cast(Checkup, desk().offload(look)))

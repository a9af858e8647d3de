"""The waiting room's display."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from flask import Blueprint, Response, render_template

from queue_app.actions.rooms import state_of
from queue_app.domain.room import RoomRules
from queue_app.places import find
from queue_app.store import texts
from queue_app.web.pages import boot, config, desk, lang, office_room
from queue_app.web.payloads import answer

blueprint = Blueprint("display", __name__)


@blueprint.get("/display/<slug>")
def page(slug: str) -> str:
    room, office = office_room(slug, "display")
    settings = config().display
    voice = {"lang": "id", "base": "/display/voice/id/", "repeat": RoomRules().repeat, "clips": _clips("id")}
    with desk().reading() as connection:
        notice = texts.of_office(connection, office.id).get("notice", {}).get(lang(), "")
    return render_template(
        "display.html", boot=boot(room, office, fresh_s=settings.fresh_s, voice=voice), notice=" ".join(notice.split())
    )


@blueprint.get("/display/<slug>/state")
def state(slug: str) -> Response:
    room, _office = office_room(slug, "display")
    with desk().reading() as connection:
        return answer({"state": state_of(connection, room, now=desk().clock(), config=config())})


@cache
def _clips(lang: str) -> dict[str, Any]:
    """Clip name -> file, from the pack's own list."""
    pack = tomllib.loads((find("display") / "voice" / lang / "pack.toml").read_text(encoding="utf-8"))
    return {name: clip["file"] for name, clip in pack["clips"].items()}

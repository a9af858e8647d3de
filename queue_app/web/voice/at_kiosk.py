"""The way to the form from a kiosk: a code for the own phone, and paper. Nothing is written at the kiosk itself.

It has no keyboard, others stand behind whoever writes, and what is half written would be read by the next.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request

from queue_app.domain.log.rights import Right
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.hosts import link_base
from queue_app.web.voice.page import of

blueprint = Blueprint("voice_kiosk", __name__)

BACK_S = 60


@blueprint.get("/kiosk/<slug>/voice")
@Address(Right.TAKE_NUMBERS, "How to complain or to give an idea, at the kiosk",
         query={"printer": TEXT, "seat": TEXT})  # fmt: skip
def page(slug: str) -> str:
    asked = request.query_string.decode()
    home = f"/kiosk/{slug}" + (f"?{asked}" if asked else "")
    return render_template("voice/kiosk.html", office=of(slug), home=home, back_s=BACK_S, has_link=bool(link_base()))

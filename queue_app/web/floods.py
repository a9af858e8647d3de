"""Numbers that no citizen took: one press takes them out of the queue, or says that they are real."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from queue_app.actions.queue import floods
from queue_app.domain.log.rights import Right
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import desk

blueprint = Blueprint("floods", __name__)


@blueprint.post("/floods/<int(max=2147483647):flood_id>/void")
@Address(Right.VOID_FLOODS, "Cancels all numbers of a flood that still wait", gives=REDIRECT, refuses=(404,))
def void(flood_id: int) -> Response:
    floods.void(desk(), officer().office_id, flood_id, officer_id=officer().officer_id)
    return _back()


@blueprint.post("/floods/<int(max=2147483647):flood_id>/keep")
@Address(Right.VOID_FLOODS, "They are real: lets the numbers of a flood wait on", gives=REDIRECT, refuses=(404,))
def keep(flood_id: int) -> Response:
    floods.keep(desk(), officer().office_id, flood_id, officer_id=officer().officer_id)
    return _back()


def _back() -> Response:
    """To the page where the person works."""
    came_from_counter = (request.referrer or "").endswith("/counter")
    return redirect("/counter" if came_from_counter or Right.WATCH not in officer().rights else "/supervisor")

"""Where a training begins, and what its address says once it has ended."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request

from queue_app.actions.office import training
from queue_app.domain.log.rights import Right
from queue_app.domain.log.training_errors import TrainingOver
from queue_app.web.frame.address import REDIRECT, TEXT, Address
from queue_app.web.frame.auth import COOKIE, office_name, officer
from queue_app.web.frame.cookies import name_of
from queue_app.web.frame.pages import desk
from queue_app.web.training.running import IDLE_S, MOST, Trainings

blueprint = Blueprint("training", __name__)


@blueprint.get("/training")
@Address(Right.TRAIN, "What a training is, and where it begins", query={"left": TEXT})
def page() -> str:
    return render_template(
        "training/begin.html", office_name=office_name(), most=MOST, minutes=round(IDLE_S / 60),
        has_left="left" in request.args,
    )  # fmt: skip


@blueprint.post("/training")
@Address(Right.TRAIN, "Begins a training on a copy of the office", gives=REDIRECT, refuses=(409,))
def begin() -> Response:
    begun = trainings().begin(officer())
    training.held(desk(), officer())
    response = make_response(redirect(f"{begun.address}/"))
    cookie = name_of(COOKIE, str(begun.app.secret_key))
    response.set_cookie(
        cookie, begun.copy.token, path=begun.address, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


@blueprint.get("/training/<path:name>")
@Address(Right.OPEN, "Below the address of a training that has ended", refuses=(404,))
def over(name: str) -> Response:  # noqa: ARG001 - whatever stood there
    raise TrainingOver


def trainings() -> Trainings:
    """The trainings of this process."""
    found: Trainings = current_app.extensions["antrean.trainings"]
    return found

"""The room of a training, inside it only: its screens side by side, what was done already, and the way out."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.rights import Right
from queue_app.printing import sample
from queue_app.screens.state import plain
from queue_app.screens.training import TrainingSteps, steps
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import at, config, desk, lang
from queue_app.web.frame.payloads import answer
from queue_app.web.training.running import Training

blueprint = Blueprint("room", __name__)


@blueprint.get("/")
@Address(Right.SERVE, "The screens of a training side by side")
def page() -> str:
    with desk().reading() as connection:
        done = plain(steps(connection, officer().office_id, now=desk().clock()))
    slug = training().office.slug
    return render_template(
        "training/room.html",
        boot={"base": at("")},
        office_name=office_name(),
        done=done,
        frames={"kiosk": at(f"/kiosk/{slug}"), "display": at(f"/display/{slug}"), "counter": at("/counter")},
    )


@blueprint.get("/steps")
@Address(Right.SERVE, "What was done already in the training", gives=TrainingSteps)
def progress() -> Response:
    with desk().reading() as connection:
        return answer(steps(connection, officer().office_id, now=desk().clock()))


@blueprint.get("/paper.png")
@Address(Right.SERVE, "The paper that the kiosk of an office prints, marked as training", gives="image/png")
def paper() -> Response:
    picture = sample.of_office(
        desk(), officer().office_id, lang=lang(), paper_width_mm=config().printing.paper_width_mm,
        link_base=link_base(), files_dir=Path(config().server.files_dir),
    )  # fmt: skip
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "no-store"})


@blueprint.post("/leave")
@Address(Right.SERVE, "Ends the training: nothing of it is left", gives=REDIRECT)
def leave() -> AnyResponse:
    current_app.extensions["antrean.end_training"]()
    return redirect("/training?left")


def training() -> Training:
    """The training in which this is asked."""
    found: Training = current_app.extensions["antrean.training"]
    return found

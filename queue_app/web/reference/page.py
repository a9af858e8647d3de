"""The page for whoever writes a program that speaks to this one."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template

from queue_app import __version__
from queue_app.domain.log.rights import Right
from queue_app.web.frame import openapi
from queue_app.web.frame.address import Address, Schema
from queue_app.web.frame.kept_answers import OF_LANGUAGE, kept_answer
from queue_app.web.frame.pages import lang
from queue_app.web.reference.reading import GROUPS, operations, structs

blueprint = Blueprint("reference", __name__)


@blueprint.get("/api")
@Address(Right.OPEN, "This reference, to be read")
def page() -> Response:
    return kept_answer(("api", lang()), _page, mimetype="text/html", varies=OF_LANGUAGE)


def _page() -> str:
    document = _document()
    told = operations(document)
    return render_template(
        "reference/page.html", groups=GROUPS, told=told, structs=structs(document, told), version=__version__
    )


def _document() -> Schema:
    """Written once: the addresses of a running program never change."""
    kept: Schema = current_app.extensions.setdefault("antrean.reference", {})
    if not kept:
        kept.update(openapi.document(current_app))
    return kept

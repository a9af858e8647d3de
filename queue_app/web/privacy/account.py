"""What is held about whoever is signed in, to read and to take along."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from queue_app.actions.citizen.privacy import own
from queue_app.domain.log.rights import Right
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk
from queue_app.web.privacy import table_names
from queue_app.web.privacy.own import JSON, as_file
from queue_app.web.voice.page import unkept

blueprint = Blueprint("privacy_account", __name__)


@blueprint.get("/account/data")
@Address(Right.SIGNED_IN, "What is held about oneself as a member of staff")
def page() -> Response:
    found = own.of_officer(desk(), officer().officer_id)
    return unkept(
        render_template("privacy/account.html", found=found, names=table_names.NAMES, office_name=office_name())
    )


@blueprint.get("/account/data.json")
@Address(Right.SIGNED_IN, "The same as a file", gives=JSON)
def file() -> Response:
    return as_file({"about": "staff", "held": own.of_officer(desk(), officer().officer_id)}, name="data-pegawai")

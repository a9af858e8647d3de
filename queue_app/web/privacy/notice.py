"""What the office keeps, why, how long, and what people may ask: for everybody, in plain words."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from queue_app.domain.citizen.privacy.keeping import KINDS, Kind, Of
from queue_app.domain.log.rights import Right
from queue_app.store.citizen.privacy import contacts
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import config, desk
from queue_app.web.voice.page import of

blueprint = Blueprint("privacy_notice", __name__)


@blueprint.get("/privacy/<slug>")
@Address(Right.OPEN, "What the office keeps of people, why, how long, and what they may ask", refuses=(404,))
def page(slug: str) -> Response:
    office = of(slug)
    with desk().reading() as connection:
        contact = contacts.of_office(connection, office.id)
    return Response(
        render_template(
            "privacy/notice.html", office=office, office_name=office.name, contact=contact,
            goes=[(kind, days(code, kind)) for code, kind in KINDS.items() if kind.of is not Of.HOUSE],
            stays=[kind for code, kind in KINDS.items() if kind.days is None and code != "staff"],
        )
    )  # fmt: skip


def days(code: str, kind: Kind) -> int | None:
    """After how many days it goes, by the settings; None: it stays."""
    return config().kept_days.get(code, kind.days) if kind.days is not None else None

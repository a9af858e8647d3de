"""What the office promised in public, and what became of it: for everybody."""

from __future__ import annotations

from flask import Blueprint, render_template

from queue_app.domain.citizen.forum import words
from queue_app.domain.citizen.forum.forums import Promise, standing, tally
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.forum import forums
from queue_app.texts import long_date
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import desk, lang
from queue_app.web.voice.page import of

blueprint = Blueprint("forum_public", __name__)


@blueprint.get("/forum/<slug>")
@Address(Right.OPEN, "Forums with citizens: who came, what was said, what was promised and what became of it")
def page(slug: str) -> str:
    office = of(slug)
    today = business_date(desk().clock(), office.time_zone)
    with desk().reading() as connection:
        found = [each for each in forums.all_of(connection, office.id) if each.is_published]
    promised = [promise for each in found for promise in each.promises.values()]
    return render_template(
        "forum/public.html", office=office, office_name=office.name, found=found, words=words,
        tally=tally(promised, today), promised=len(promised), stands=lambda each: standing(each, today),
        day=lambda day: long_date(day, lang=lang()), late_first=lambda each: _late_first(list(each.promises.values())),
    )  # fmt: skip


def _late_first(promises: list[Promise]) -> list[Promise]:
    """What is open first, by its day."""
    return sorted(promises, key=lambda each: (each.done_on is not None, each.due_on))

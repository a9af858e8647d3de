"""What a citizen reads beside the ticket: what to bring, the way, what to do after a missed call. Reads only."""

from __future__ import annotations

from sqlalchemy import Connection

from queue_app.domain.queue.outcomes import Place, Rules
from queue_app.screens.state import Shown
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import tickets
from queue_app.texts import translate

AGAIN: dict[str, str] = {  # where one who missed the call waits again -> msgid
    Place.ARRIVAL: "You keep your old place.",
    Place.FRONT: "You are called next.",
    Place.AFTER: "You are called again after {count} others.",
    Place.END: "You are called again after everyone who waits.",
}


class Visit(Shown, frozen=True):
    """group: the name of the one that the ticket's service is in; pictogram, hue: as its button at the kiosk has them.

    requirements: of the service. directions: the office's own lines about the way to it.

    missed: what to do when the call was missed, a sentence each.
    """

    group: str
    pictogram: str
    hue: str
    requirements: list[str]
    directions: list[str]
    missed: list[str]


def visit(connection: Connection, office: OfficeNow, ticket_id: int, *, lang: str) -> Visit:
    """What helps on the way to the counter, in the reader's language."""
    leg = tickets.latest_leg(connection, ticket_id).leg
    service = catalogue.service(connection, office.id, leg.service_id)
    group = office.groups[service.group_code]
    return Visit(
        group.name(lang),
        group.pictogram,
        group.hue,
        service.requirements(lang),
        [line for line in office.texts.get("directions", {}).get(lang, "").splitlines() if line.strip()],
        missed(office.rules, lang),
    )


def missed(rules: Rules, lang: str) -> list[str]:
    """What the office's rules leave to somebody who missed the call."""
    if not rules.restore_within_min:
        return [translate(lang, "A missed number is not called again: please speak to an officer.")]
    within = translate(lang, "Speak to an officer within {count} minutes of your call.", count=rules.restore_within_min)
    again = AGAIN[
        Place.ARRIVAL if rules.restore_place == Place.AFTER and not rules.restore_after else rules.restore_place
    ]
    return [within, translate(lang, again, count=rules.restore_after)]

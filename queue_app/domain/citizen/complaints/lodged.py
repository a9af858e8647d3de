"""What somebody brings, as it comes in by any door. Nothing of it is kept in clear."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from queue_app.domain.citizen.complaints.kinds import (
    KINDS_OF_TRACK,
    SEEN_BY_STAFF,
    Category,
    Kind,
    Track,
    Via,
    track_of,
)
from queue_app.domain.log.errors import BadInput

TEXT_MOST = 4000  # characters
WISH_MOST = 1000
NAME_MOST = 80
CONTACT_MOST = 120
LATE_AFTER_DAYS = 30  # UU 25/2009, article 42: later ones are taken all the same, and marked


@dataclass(frozen=True, slots=True)
class Identity:
    """Who it comes from, as far as they say: each may be empty, never both."""

    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)  # a phone number, a mail address, or an address


@dataclass(frozen=True, slots=True)
class Lodged:
    """One complaint, request, idea or thanks. identity None: anonymous, and then nothing of the sender is kept.

    counter_id, officer_id: of whom it is, where the sender says so. is_confidential: the name is opened by whoever
    handles it only, and each opening is noted. happened_on: the day of the service, where it is known.
    """

    kind: Kind
    text: str = field(repr=False)
    category: Category = Category.OTHER
    service_id: int | None = field(default=None, repr=False)
    counter_id: int | None = field(default=None, repr=False)
    officer_id: int | None = field(default=None, repr=False)
    happened_on: date | None = field(default=None, repr=False)
    wish: str = field(default="", repr=False)  # what the sender asks for
    identity: Identity | None = field(default=None, repr=False)
    is_confidential: bool = False
    via: Via = Via.PAGE

    @property
    def track(self) -> Track:
        return track_of(self.category)

    @property
    def is_code_known(self) -> bool:
        """Whether somebody of the house has read its code: such a code must not end it."""
        return self.via in SEEN_BY_STAFF


def checked(lodged: Lodged, today: date) -> Lodged:
    """The same with its texts trimmed. today: the office's business date.

    Raises BadInput: nothing said, too long, a day to come, an identity without anything, a kind the track has not.
    """
    faults = (
        ("text", not lodged.text.strip() or len(lodged.text) > TEXT_MOST, f"1-{TEXT_MOST}"),
        ("wish", len(lodged.wish) > WISH_MOST, f"0-{WISH_MOST}"),
        ("kind", lodged.kind not in KINDS_OF_TRACK[lodged.track], "complaint"),
        ("happened_on", lodged.happened_on is not None and lodged.happened_on > today, today.isoformat()),
        ("name", lodged.identity is not None and len(lodged.identity.name) > NAME_MOST, f"0-{NAME_MOST}"),
        ("contact", lodged.identity is not None and len(lodged.identity.contact) > CONTACT_MOST, f"0-{CONTACT_MOST}"),
    )
    for name, is_wrong, expected in faults:
        if is_wrong:
            raise BadInput(field=name, expected=expected)
    return _trimmed(lodged)


def is_late(lodged: Lodged, received_on: date) -> bool:
    """Whether it comes later than 30 days after the service (UU 25/2009, article 42). It is taken all the same."""
    return lodged.happened_on is not None and received_on - lodged.happened_on > timedelta(days=LATE_AFTER_DAYS)


def _trimmed(lodged: Lodged) -> Lodged:
    who = lodged.identity and Identity(lodged.identity.name.strip(), lodged.identity.contact.strip())
    return Lodged(
        kind=lodged.kind, text=lodged.text.strip(), category=lodged.category, service_id=lodged.service_id,
        counter_id=lodged.counter_id, officer_id=lodged.officer_id, happened_on=lodged.happened_on,
        wish=lodged.wish.strip(), identity=who if who and (who.name or who.contact) else None,
        is_confidential=lodged.is_confidential, via=lodged.via,
    )  # fmt: skip

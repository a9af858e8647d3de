"""Who stands before a screen that stays open, and whether they may still: asked on joining, and again at every beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from queue_app.actions.hall import devices
from queue_app.actions.office import accounts
from queue_app.domain.log.errors import NotAllowed, NotPaired, SignInRequired
from queue_app.domain.log.rights import Right
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office.accounts import SignedIn

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pass:
    """What let a screen in.

    ends_at: until when it would do so if nobody did anything, None where it does so no more; asking does not keep a
    session alive.
    """

    officer: SignedIn | None
    ends_at: Callable[[], datetime | None]
    device: DeviceRow | None = None  # of a screen that is paired

    def holds(self) -> bool:
        """Whether it would still let the screen in."""
        return self.ends_at() is not None


def everyone() -> Pass:
    """Of a screen that needs no right of its own."""
    return Pass(None, lambda: NEVER)


def of_officer(desk: Desk, right: Right, *, token: str, idle: timedelta, absolute: timedelta) -> Pass:
    """Of the person who holds the session. Raises SignInRequired, NotAllowed."""
    found = accounts.holder(desk, token, idle=idle, absolute=absolute)
    if found is None:
        raise SignInRequired
    if right not in found.rights:
        raise NotAllowed

    def ends_at() -> datetime | None:
        still = accounts.holder(desk, token, idle=idle, absolute=absolute)
        if still is None or right not in still.rights:
            return None
        return min(still.seen_at + idle, still.created_at + absolute)

    return Pass(found, ends_at)


def of_device(desk: Desk, office: OfficeKey, right: Right, *, token: str) -> Pass:
    """Of the screen that holds the pairing, or of any where the office pairs none. Raises NotPaired."""
    device = devices.admit(desk, office, right, token=token)

    def ends_at() -> datetime | None:
        try:
            devices.admit(desk, office, right, token=token)
        except NotPaired:
            return None
        return NEVER

    return Pass(None, ends_at, device)

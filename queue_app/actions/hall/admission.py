"""Who stands before a screen that stays open, and whether they may still: asked on joining, and again at every beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from queue_app.actions.hall import devices
from queue_app.actions.office import accounts
from queue_app.domain.log.errors import NotAllowed, NotPaired, SignInRequired
from queue_app.domain.log.rights import Right
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office.accounts import SignedIn


@dataclass(frozen=True, slots=True)
class Pass:
    """What let a screen in. holds: whether it would still do so; asking does not keep a session alive."""

    officer: SignedIn | None
    holds: Callable[[], bool]
    device: DeviceRow | None = None  # of a screen that is paired


def everyone() -> Pass:
    """Of a screen that needs no right of its own."""
    return Pass(None, lambda: True)


def of_officer(desk: Desk, right: Right, *, token: str, idle: timedelta, absolute: timedelta) -> Pass:
    """Of the person who holds the session. Raises SignInRequired, NotAllowed."""
    found = accounts.holder(desk, token, idle=idle, absolute=absolute)
    if found is None:
        raise SignInRequired
    if right not in found.rights:
        raise NotAllowed

    def holds() -> bool:
        still = accounts.holder(desk, token, idle=idle, absolute=absolute)
        return still is not None and right in still.rights

    return Pass(found, holds)


def of_device(desk: Desk, office: OfficeKey, right: Right, *, token: str) -> Pass:
    """Of the screen that holds the pairing, or of any where the office pairs none. Raises NotPaired."""
    device = devices.admit(desk, office, right, token=token)

    def holds() -> bool:
        try:
            devices.admit(desk, office, right, token=token)
        except NotPaired:
            return False
        return True

    return Pass(None, holds, device)

"""What happens to services, people, devices and the set-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class ServiceClosedByHand(Event):
    kind: ClassVar[str] = "service.closed"
    service_id: int
    reason: str  # a key of hours.CLOSINGS
    officer_id: int
    reopens_at: str | None = None  # UTC, ISO 8601: as it was told; None: not known


@dataclass(frozen=True, slots=True)
class ServiceReopened(Event):
    kind: ClassVar[str] = "service.reopened"
    service_id: int
    officer_id: int | None  # None: its time had come


@dataclass(frozen=True, slots=True)
class StandardSet(Event):
    """From that day on the service's standard is so many minutes, in place of whatever was to count from then on."""

    kind: ClassVar[str] = "service.standard_set"
    service_id: int
    minutes: int
    from_day: str  # ISO 8601, a business date; standard_times.ALWAYS: as if there had been no other
    officer_id: int | None = None  # None: by command, or with the founding of the office


@dataclass(frozen=True, slots=True)
class FloodNoticed(Event):
    kind: ClassVar[str] = "flood.noticed"  # numbers were taken faster than people can take them; staff are warned
    flood_id: int
    tickets: int  # how many were added to it


@dataclass(frozen=True, slots=True)
class FloodSettled(Event):
    """An officer took them out of the queue, each ticket by an event of its own, or let them wait."""

    kind: ClassVar[str] = "flood.settled"
    flood_id: int
    tickets: int | None  # how many were cancelled; None: they wait on
    officer_id: int


@dataclass(frozen=True, slots=True)
class AlertAcknowledged(Event):
    """Somebody looks after what the board rang for. That it began and ended stands in no log: what caused it does."""

    kind: ClassVar[str] = "alert.acknowledged"
    alert_id: int
    what: str  # a value of alerts.Kind
    officer_id: int


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    kind: ClassVar[str] = "account.signed_in"
    officer_id: int
    way: str = "password"  # a key of second_factor.WAYS; entries of before there were others have none


@dataclass(frozen=True, slots=True)
class SignInRefused(Event):
    kind: ClassVar[str] = "account.refused"
    officer_id: int | None  # None: nobody has the name that was typed, which is not kept


@dataclass(frozen=True, slots=True)
class SignedOut(Event):
    kind: ClassVar[str] = "account.signed_out"
    officer_id: int


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    kind: ClassVar[str] = "account.password_set"
    officer_id: int
    by_id: int | None  # None: by command


@dataclass(frozen=True, slots=True)
class SecondFactorSet(Event):
    """Whoever signs in with that name gives a code beside the password from now on; the codes of before are void."""

    kind: ClassVar[str] = "account.second_factor_set"
    officer_id: int


@dataclass(frozen=True, slots=True)
class SecondFactorRemoved(Event):
    kind: ClassVar[str] = "account.second_factor_removed"
    officer_id: int
    by_id: int | None  # None: by command


@dataclass(frozen=True, slots=True)
class SingleSignOnBound(Event):
    kind: ClassVar[str] = "account.sso_bound"  # at the first sign-in by the provider; nobody else there can be it now
    officer_id: int


@dataclass(frozen=True, slots=True)
class SingleSignOnReleased(Event):
    kind: ClassVar[str] = "account.sso_released"  # by command: whoever comes next with the name is bound to it
    officer_id: int


@dataclass(frozen=True, slots=True)
class DevicePaired(Event):
    kind: ClassVar[str] = "device.paired"
    device_id: int
    device_kind: str
    officer_id: int


@dataclass(frozen=True, slots=True)
class DeviceRevoked(Event):
    kind: ClassVar[str] = "device.revoked"
    device_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class TrainingHeld(Event):
    kind: ClassVar[str] = "training.held"  # on a copy of the office; what was done there is in no log that stays
    officer_id: int


@dataclass(frozen=True, slots=True)
class DayNoted(Event):
    """Somebody wrote what changed on that day; the words are not in the log."""

    kind: ClassVar[str] = "day.noted"
    note_id: int
    business_date: str
    officer_id: int


@dataclass(frozen=True, slots=True)
class DayNoteRemoved(Event):
    kind: ClassVar[str] = "day.note_removed"
    note_id: int
    business_date: str
    officer_id: int


@dataclass(frozen=True, slots=True)
class HeadMailed(Event):
    kind: ClassVar[str] = "log.head_mailed"
    head_seq: int  # of the entry that was sent to those who keep the log's head elsewhere


@dataclass(frozen=True, slots=True)
class ClockJumped(Event):
    """Before all else that its transaction tells: from here on `at` is `by_s` seconds off where it would have been."""

    kind: ClassVar[str] = "clock.jumped"
    by_s: float  # negative: it was set back
    how: str  # a key of clock.KNOWN_BY


@dataclass(frozen=True, slots=True)
class SetupChanged(Event):
    """One thing of the office's set-up is not what it was. Of people only role, rights and being active are told."""

    kind: ClassVar[str] = "setup.changed"
    what: str  # "service", "counter", "holiday", ...
    key: str  # its code, number or date; an officer's row number
    field_names: str  # separated by spaces
    before: str
    after: str
    officer_id: int | None  # None: by command
